"""Pelican's side of the plugin, and the one module here that knows Pelican.

`initialized` fires before Pelican reads content, so posts are refreshed there and plain
`pelican content` works. Failures are kept on the Pelican object and never logged at ERROR:
with `--fatal errors` that would stop the build before the sound captures are published.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from .errors import SettingError, place, shown
from .limits import MAX_BYTES, MAX_MEGABYTES, MAX_SECONDS, MIN_MEGABYTES, Limits
from .means import Means, jobs_for
from .told import failure_lines
from .workspace import CACHE, PROJECT

DEFAULTS: Mapping[str, Any] = {
    "ARCHIVE_SEEDS": "seeds",
    "ARCHIVE_POSTS": "articles",
    "ARCHIVE_MAX_CAPTURE_BYTES": MAX_BYTES,
    "ARCHIVE_CAPTURE_SECONDS": MAX_SECONDS,
    "ARCHIVE_CAPTURE_MEGABYTES": MAX_MEGABYTES,
    "ARCHIVE_JOBS": 0,
    "ARCHIVE_CACHE": CACHE,
    "ARCHIVE_REFRESH": True,
}
LEAST = {
    "ARCHIVE_MAX_CAPTURE_BYTES": 1,
    "ARCHIVE_CAPTURE_SECONDS": 1,
    "ARCHIVE_CAPTURE_MEGABYTES": MIN_MEGABYTES,
    "ARCHIVE_JOBS": 0,
}
_RELOADING = re.compile(r"--autoreload|-[vqDdl]*r[vqDdl]*")  # pelican's flags that take no value


def register() -> None:
    """Refresh posts before Pelican reads content."""
    signals.initialized.connect(refresh)


def refresh(pelican: Pelican) -> None:
    """Bring the posts up to date with the captures, and let the run end with exit code 1 for those that failed."""
    try:
        seeds, posts, limits = checked_settings(pelican.settings)
        if not pelican.settings.get("ARCHIVE_REFRESH", True):
            return
        from .up_to_date import bring_up_to_date  # here: many a build refreshes nothing

        thresholds = review_below(pelican.settings)
        result = bring_up_to_date(seeds, posts, means_of(pelican.settings), limits=limits, review_below=thresholds)
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None
    print(f"Captures: {result.told.counts(result.unchanged)}.", file=sys.stderr)
    if result.failures:
        end_with(pelican, failure_lines(result.failures))


def checked_settings(settings: Mapping[str, Any]) -> tuple[Path, Path, Limits]:
    """Folder of captures, folder of posts, limits. Raises SettingError, naming setting and value."""
    for name, default in DEFAULTS.items():
        value = settings.get(name, default)
        if type(value) is not type(default):
            kind = {str: "a text", int: "a whole number", bool: "True or False"}[type(default)]
            raise SettingError(name, f"{shown(repr(value))} is not {kind}", f"write {default!r} or the like")
    posts = settings.get("ARCHIVE_POSTS", DEFAULTS["ARCHIVE_POSTS"])
    content = Path(settings["PATH"])
    inside = (content / posts).resolve()
    if inside == content.resolve() or not inside.is_relative_to(content.resolve()):
        raise SettingError("ARCHIVE_POSTS", f"{shown(posts)} is no folder below PATH", 'write "articles" or the like')
    for name, least in LEAST.items():
        value = settings.get(name, DEFAULTS[name])
        if value < least:
            raise SettingError(name, f"{value} lets no capture in", f"write {DEFAULTS[name]}")
    seeds = PROJECT / settings.get("ARCHIVE_SEEDS", DEFAULTS["ARCHIVE_SEEDS"])
    if not seeds.is_dir():
        raise SettingError("ARCHIVE_SEEDS", f"{place(seeds)} is no folder", "name the folder that holds the captures")
    limits = Limits(
        max_bytes=settings.get("ARCHIVE_MAX_CAPTURE_BYTES", MAX_BYTES),
        max_seconds=settings.get("ARCHIVE_CAPTURE_SECONDS", MAX_SECONDS),
        max_megabytes=settings.get("ARCHIVE_CAPTURE_MEGABYTES", MAX_MEGABYTES),
    )
    return seeds, content / posts, limits


def means_of(settings: Mapping[str, Any]) -> Means:
    """With how many processes captures are converted, and where conversions are kept for later runs."""
    cache = settings.get("ARCHIVE_CACHE", CACHE)
    return Means(jobs_for(settings.get("ARCHIVE_JOBS", 0)), PROJECT / cache if cache else None)


def review_below(settings: Mapping[str, Any]) -> dict[str, float]:
    """Thresholds of confidence the archive sets itself, by field. Raises SettingError, naming setting and value."""
    given = settings.get("ARCHIVE_REVIEW_BELOW", {})
    if not isinstance(given, Mapping):
        raise SettingError(
            "ARCHIVE_REVIEW_BELOW", f"{shown(repr(given))} is no dict", 'write {"date": 0.9} or the like'
        )
    if not given:
        return {}
    from .confidence import checked_threshold  # here: it knows the whole model

    return {str(name): checked_threshold(str(name), least) for name, least in given.items()}


def end_with(pelican: Pelican, lines: Sequence[str]) -> None:
    """Let `pelican.run()` print these lines at its very end and exit with 1, if there are any by then.

    Not a receiver of `finalized`: receivers are called in no fixed order, and an exit raised in
    one would keep others, such as the search index, from being written. Autoreload goes on.
    """
    run = pelican.run

    def run_and_report() -> None:
        try:
            run()
        finally:  # another plugin's failures may end the run too
            for line in lines:
                print(line, file=sys.stderr)
        if lines and not any(_RELOADING.fullmatch(argument) for argument in sys.argv[1:]):
            raise SystemExit(1)

    pelican.run = run_and_report
