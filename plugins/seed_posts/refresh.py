"""Captures → posts on disk: the one thing `invoke posts` and every build do first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import run_record
from .errors import CaptureError
from .limits import DEFAULT_LIMITS, Limits
from .means import Means, Progress
from .notes import Notes
from .pipeline import IN_THIS_PROCESS, Vocabulary, convert, render_posts
from .posts_folder import Plan, carry_out, check_not_emptied, plan, with_file
from .runs import Run
from .stages import POSTS, WRITE, Stages, uncounted


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh found and did, or in a check would do."""

    run: Run
    plan: Plan
    failures: tuple[CaptureError, ...]  # of captures and of posts that may not be overwritten


def refresh_posts(
    seeds: Path,
    posts: Path,
    *,
    check: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    vocabulary: Vocabulary | None = None,
    progress: Progress | None = None,
    means: Means = IN_THIS_PROCESS,
    notes: Notes | None = None,
    stages: Stages = uncounted,
) -> Refresh:
    """Convert the captures and bring the folder of posts up to date; with `check`, only say how.

    What is as `notes` of an earlier run have it is not looked at. Raises SettingError when no capture can be converted
    at all, Stale when what the notes speak of is gone.
    """
    run = convert(
        seeds, limits=limits, vocabulary=vocabulary, progress=progress, means=means, notes=notes, stages=stages
    )
    rendered = render_posts(run)
    if not run.failed_seeds:
        check_not_emptied(seeds, run.conversions, posts)
    with stages(POSTS) as looking:
        looking.made(len(rendered))
        todo = plan(posts, rendered, seeds, run.failed_seeds, notes)
        todo = with_file(todo, run_record.NAME, run_record.record_of(run, todo.corrections))
    if not check:
        with stages(WRITE) as writing:
            writing.made(len(todo.writes) + len(todo.deletes))
            carry_out(todo)
    return Refresh(run, todo, (*run.failures, *todo.refused))
