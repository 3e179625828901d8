"""What a run tells the maintainer: counts, what to look at, what failed. Plain lines, no Pelican."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .errors import CaptureError, printable
from .posts import reviews_of
from .review import lacking
from .runs import Run


def counts(run: Run) -> str:
    """One line: "5 captures (3 unchanged), 16 stories, 1 reprint, 4 to review"."""
    stories = reviewed = 0
    for story in run.stories:
        if not story.reprint_of:
            stories += 1
            reviewed += any(reviews_of(story))
    unchanged = f" ({run.reused} unchanged)" if run.reused else ""
    parts = [
        plural(len(run.conversions), "capture") + unchanged,
        plural(stories, "story", "stories"),
        plural(len(run.stories) - stories, "reprint"),
        f"{reviewed} to review",
    ]
    failed = len(run.failed_seeds)
    return ", ".join(parts + ([f"{failed} failed"] if failed else []))


def reviews(run: Run) -> Iterator[str]:
    """One line for each field of a story that a person should look at."""
    for story in run.stories:
        for reason in reviews_of(story):
            yield printable(f"review {story.seed}:{story.first} ({story.slug}): {reason}")
        for kind in lacking(story):
            yield printable(f"review {story.seed}:{story.first} ({story.slug}): {kind}: none is sure, so it has none")


def failure_lines(failures: Iterable[CaptureError]) -> list[str]:
    return [f"error: {failure}" for failure in failures]


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
