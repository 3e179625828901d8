"""What a run tells the maintainer, gathered from the briefs of its stories. Plain lines, no Pelican."""

from __future__ import annotations

from .runs import Run
from .told import Told


def tell(run: Run) -> Told:
    """Counts of the run, and what a person should look at."""
    stories = reprints = reviewed = 0
    reviews: list[str] = []
    for one in run.conversions.kept:
        for brief in one.briefs:
            repeats = bool(run.conversions.standing_of(brief.slug).reprint_of)
            reviews += brief.reviews
            stories += not repeats
            reprints += repeats
            reviewed += brief.doubtful and not repeats
    return Told(len(run.conversions), stories, reprints, reviewed, len(run.failed_seeds), tuple(reviews))
