"""Captures → conversions: in this process or in others, and from the cache where nothing changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .captures import Saved
from .conversion_cache import UNSETTLED, ConversionCache, Entry
from .errors import CaptureError, SettingError, place
from .limits import Limits
from .means import Means, Progress
from .model import Conversion
from .notes import Notes, now, rows_of
from .runs import Held, Kept
from .stages import CAPTURES, CONVERT, Stages, uncounted
from .workers import START, Done, Lost, Workers

ConvertOne = Callable[[Saved], Conversion | CaptureError]
Outcome = Kept | CaptureError


@dataclass(frozen=True, slots=True)
class Converted:
    """An outcome for each capture, in their order."""

    outcomes: tuple[Outcome, ...]
    reused: int = 0  # of them found in the cache
    folder: tempfile.TemporaryDirectory[str] | None = None  # where conversions lie that no later run needs
    lost: int = 0  # captures that cost more than they may; another time they may not


def convert_all(
    saved: Sequence[Saved],
    convert_one: ConvertOne,
    means: Means,
    *,
    limits: Limits,
    version: Callable[[], str],
    prepare: Callable[[Sequence[Saved]], None],
    progress: Progress | None = None,
    notes: Notes | None = None,
    stages: Stages = uncounted,
) -> Converted:
    """Every capture converted. Raises SettingError when the cache cannot be written.

    `version` gives the digest of code and vocabulary, by which the cache knows what it may give back; `prepare` makes
    what all conversions of these captures need, before processes are copied. Of captures that are as `notes` has them
    nothing is read.
    """
    if not means.jobs:
        with stages(CONVERT) as converting:
            converting.made(len(saved))
            return Converted(tuple(_here(saved, convert_one, progress)))
    folder = None if means.cache else tempfile.TemporaryDirectory(prefix="backfile-", ignore_cleanup_errors=True)
    if folder:
        cache = ConversionCache(Path(folder.name), "")
    else:
        assert means.cache is not None
        cache = ConversionCache(means.cache, version())
    found: dict[int, Outcome] = {}
    notes = notes or Notes()
    began = now()
    keys = []
    with stages(CAPTURES) as looking:
        looking.made(len(saved))
        rows = [rows_of(one, began) if notes.path else [] for one in saved]  # before they are read: later changes show
        for place_, one in enumerate(saved):
            noted = notes.capture(one.name, rows[place_])
            key = noted[0] if noted else cache.key_of(one, limits.max_bytes)
            keys.append(key)
            entry = cache.entry(*noted) if noted else cache.find(key) if key and not folder else None
            if entry:
                found[place_] = entry
                if progress:
                    progress(one.name)
    reused = len(found)
    missing = [number for number in range(len(saved)) if number not in found]
    lost = 0
    with stages(CONVERT) as converting:
        converting.made(len(missing))
        if missing and START == "fork":
            prepare([saved[number] for number in missing])
        for number, outcome, is_lost in _elsewhere(saved, keys, missing, cache, convert_one, means.jobs, limits):
            found[number] = outcome
            lost += is_lost
            if progress:
                progress(saved[number].name)
    outcomes = tuple(found[number] for number in range(len(saved)))
    for one, at, outcome in zip(saved, rows, outcomes, strict=True):
        if notes.path and isinstance(outcome, Entry) and outcome.key:
            notes.note_capture(one.name, at, outcome.key, outcome.plain())
    if not folder and missing:
        cache.prune({outcome.path for outcome in outcomes if isinstance(outcome, Entry)})
    return Converted(outcomes, reused, folder, lost)


def _here(saved: Sequence[Saved], convert_one: ConvertOne, progress: Progress | None) -> Iterator[Outcome]:
    for one in saved:
        outcome = convert_one(one)
        yield Held.of(outcome) if isinstance(outcome, Conversion) else outcome
        if progress:
            progress(one.name)


def _elsewhere(
    saved: Sequence[Saved],
    keys: Sequence[str],
    missing: Sequence[int],
    cache: ConversionCache,
    convert_one: ConvertOne,
    jobs: int,
    limits: Limits,
) -> Iterator[tuple[int, Outcome, bool]]:
    """The place of each missing capture, its outcome, and whether its process was lost, as they come."""
    if not missing:
        return
    setup = partial(_converter, {one.name: one for one in saved}, convert_one, cache, limits.max_bytes)
    tasks = [{"name": saved[number].name, "key": keys[number]} for number in missing]
    for at, outcome in Workers(setup, jobs, limits).outcomes(tasks):
        number = missing[at]
        if isinstance(outcome, Done):
            yield number, _outcome(outcome.value, cache), False
        else:
            yield number, _lost(outcome, saved[number], limits), True


def _converter(
    saved: dict[str, Saved], convert_one: ConvertOne, cache: ConversionCache, max_bytes: int
) -> Callable[[dict[str, str]], dict[str, Any]]:
    """What converts a capture in another process: it leaves the conversion on disk and says where."""

    def work(task: dict[str, str]) -> dict[str, Any]:
        one = saved[task["name"]]
        outcome = convert_one(one)
        if isinstance(outcome, CaptureError):
            return {"error": [outcome.where, outcome.what, outcome.todo, outcome.seed]}
        steady = task["key"] and cache.key_of(one, max_bytes) == task["key"]
        key = task["key"] if steady else UNSETTLED + task["key"]
        try:
            entry = cache.keep(key, outcome)
        except OSError as error:
            return {"unwritable": error.strerror or str(error)}
        return {"key": key, "head": entry.plain()}

    return work


def _outcome(said: dict[str, Any], cache: ConversionCache) -> Outcome:
    if "unwritable" in said:
        raise SettingError("ARCHIVE_CACHE", f"cannot be written: {said['unwritable']}", "make room, or name a folder")
    if "error" in said:
        where, what, todo, seed = said["error"]
        return CaptureError(where, what, todo, seed=seed)
    return cache.entry(said["key"], said["head"])


def _lost(why: Lost, saved: Saved, limits: Limits) -> CaptureError:
    what, todo = {
        "time": (
            f"needs more than {limits.max_seconds} s of processor time",
            "split it, raise ARCHIVE_CAPTURE_SECONDS or move it away",
        ),
        "clock": (
            f"was not converted after {limits.clock:.0f} s",
            "split it, raise ARCHIVE_CAPTURE_SECONDS or move it away",
        ),
        "memory": (
            f"needs more than {limits.max_megabytes} MB of memory",
            "split it, raise ARCHIVE_CAPTURE_MEGABYTES or move it away",
        ),
        "died": (
            f"the process that converted it ended {why.detail}",
            "move it away, and please report it with this capture",
        ),
    }[why.cause]
    return CaptureError(place(saved.path), what, todo, seed=saved.name)
