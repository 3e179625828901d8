"""Corrections of `reprint_of`: they come last of all, when the whole run has shown which stories repeat which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from .captures import sidecar_path
from .corrections import RULE, applied, error_at
from .errors import CaptureError, did_you_mean, place, shown
from .model import Correction, Evidence, Reprint, Story

ALONE = "none"  # the value that makes a story stand on its own


def correct_reprints(stories: Sequence[Story], folder: Path) -> tuple[tuple[Story, ...], tuple[CaptureError, ...]]:
    """The stories with their corrections of `reprint_of` applied and recorded, and those that cannot be.

    A story may be named as the original by its address or the beginning of it. What repeats a story that becomes a
    reprint itself repeats the original then.
    """
    done = {story.slug: story for story in stories}
    errors: list[CaptureError] = []
    for story in stories:
        if correction := story.reprint_correction:
            sidecar = place(sidecar_path(folder, story.seed))
            try:
                done = _corrected(done, done[story.slug], correction, sidecar)
            except CaptureError as error:
                errors.append(CaptureError(error.where, error.what, error.todo, seed=story.seed))
    return tuple(done[story.slug] for story in stories), tuple(errors)


def _corrected(stories: Mapping[str, Story], story: Story, correction: Correction, sidecar: str) -> dict[str, Story]:
    wanted = "" if correction.value == ALONE else _original(stories, story, correction, sidecar)
    changed = applied(story, correction, story.reprint_of or ALONE, sidecar, wanted or ALONE)
    evidence = (Evidence(RULE, correction.reason),)
    reprint = Reprint(evidence=evidence) if wanted else None
    changes = {story.slug: replace(changed, reprint_of=wanted, reprint=reprint)}
    if wanted:
        changes |= {
            other.slug: replace(other, reprint_of=wanted)
            for other in stories.values()
            if other.reprint_of == story.slug
        }
    return {**stories, **changes}


def _original(stories: Mapping[str, Story], story: Story, correction: Correction, sidecar: str) -> str:
    """The slug of the story named, or of the one that story repeats."""
    value = correction.value
    found = [value] if value in stories else [slug for slug in sorted(stories) if value and slug.startswith(value)]
    if len(found) > 1:
        raise error_at(correction, sidecar, f"{len(found)} stories begin with {shown(value)}", "give more of it")
    if not found:
        hint = did_you_mean(value, stories)
        todo = hint if hint.startswith("did") else f'give the last part of its address, or "{ALONE}"'
        raise error_at(correction, sidecar, f"no story has the address {shown(value)}", todo)
    original = stories[found[0]].reprint_of or found[0]
    if original == story.slug:
        raise error_at(correction, sidecar, "a story cannot be a reprint of itself", f'name another, or "{ALONE}"')
    return original
