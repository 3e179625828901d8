"""What a run tells the maintainer, gathered from its stories in one pass. Plain lines, no Pelican."""

from __future__ import annotations

from collections.abc import Iterator

from .errors import printable
from .model import Story
from .posts import reviews_of
from .review import lacking
from .runs import Run
from .told import Told


def tell(run: Run) -> Told:
    """Counts of the run, and what a person should look at."""
    stories = reprints = reviewed = 0
    reviews: list[str] = []
    for story in run.stories:
        found = tuple(reviews_of(story))
        reviews += _reviews(story, found)
        stories += not story.reprint_of
        reprints += bool(story.reprint_of)
        reviewed += bool(found) and not story.reprint_of
    return Told(len(run.conversions), stories, reprints, reviewed, len(run.failed_seeds), tuple(reviews))


def _reviews(story: Story, reasons: tuple[str, ...]) -> Iterator[str]:
    for reason in reasons:
        yield printable(f"review {story.seed}:{story.first} ({story.slug}): {reason}")
    for kind in lacking(story):
        yield printable(f"review {story.seed}:{story.first} ({story.slug}): {kind}: none is sure, so it has none")
