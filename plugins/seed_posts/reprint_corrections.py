"""Corrections of `reprint_of`: they come last of all, when the whole run has shown which stories repeat which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from .captures import sidecar_path
from .corrections import RULE, applied, error_at
from .errors import CaptureError, did_you_mean, place, shown
from .model import Correction, Evidence, Reprint, Story
from .runs import Standing

ALONE = "none"  # the value that makes a story stand on its own
UNREPEATED = Standing()


def correct_reprints(
    standings: Mapping[str, Standing], corrected: Iterable[Story], slugs: Collection[str], folder: Path
) -> tuple[dict[str, Standing], tuple[CaptureError, ...]]:
    """The standings by slug with the corrections of `reprint_of` applied and recorded, and those that cannot be.

    `corrected` are the stories that have one, `slugs` those of all stories. A story may be named as the original by
    its address or the beginning of it. What repeats a story that becomes a reprint itself repeats the original then.
    """
    done = dict(standings)
    errors: list[CaptureError] = []
    for story in corrected:
        if correction := story.reprint_correction:
            sidecar = place(sidecar_path(folder, story.seed))
            try:
                done |= _corrected(done, slugs, story, correction, sidecar)
            except CaptureError as error:
                errors.append(CaptureError(error.where, error.what, error.todo, seed=story.seed))
    return done, tuple(errors)


def _corrected(
    standings: Mapping[str, Standing], slugs: Collection[str], story: Story, correction: Correction, sidecar: str
) -> dict[str, Standing]:
    """The standings that a correction changes."""
    now = standings.get(story.slug, UNREPEATED)
    wanted = "" if correction.value == ALONE else _original(standings, slugs, story, correction, sidecar)
    record = applied(story, correction, now.reprint_of or ALONE, sidecar, wanted or ALONE).corrections[-1]
    reprint = Reprint(evidence=(Evidence(RULE, correction.reason),)) if wanted else None
    changes = {story.slug: Standing(wanted, reprint, (*now.corrections, record))}
    if wanted:
        changes |= {
            slug: replace(other, reprint_of=wanted)
            for slug, other in standings.items()
            if other.reprint_of == story.slug
        }
    return changes


def _original(
    standings: Mapping[str, Standing], slugs: Collection[str], story: Story, correction: Correction, sidecar: str
) -> str:
    """The slug of the story named, or of the one that story repeats."""
    value = correction.value
    found = [value] if value in slugs else [slug for slug in sorted(slugs) if value and slug.startswith(value)]
    if len(found) > 1:
        raise error_at(correction, sidecar, f"{len(found)} stories begin with {shown(value)}", "give more of it")
    if not found:
        hint = did_you_mean(value, slugs)
        todo = hint if hint.startswith("did") else f'give the last part of its address, or "{ALONE}"'
        raise error_at(correction, sidecar, f"no story has the address {shown(value)}", todo)
    original = standings.get(found[0], UNREPEATED).reprint_of or found[0]
    if original == story.slug:
        raise error_at(correction, sidecar, "a story cannot be a reprint of itself", f'name another, or "{ALONE}"')
    return original
