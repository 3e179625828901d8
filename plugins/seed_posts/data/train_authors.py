"""Trains the choice of authors: data/authors.scorecard.

    python -m plugins.seed_posts.data.train_authors ../shared/corpora/pages [--folds .build/models]

Needs scikit-learn, as train_scorecards.py does; a build does not.
Steps of single features are added as for headlines (train_headlines.py): a story's authors are to be likelier than
everybody else named around it, and "none" where they are named nowhere near. Bodies and headlines are read by the
shipped models. Prints the share of authors found on sites that were left out, form by form, and how many of the names
given are right; with `--folds` it also writes the models of the folds, for evaluation.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..author_features import Person, name_key, people_around
from ..authors import GIVEN_MIN, MODEL, choose, columns
from ..captures import read_capture
from ..learned.scorecard import SUFFIX, Scorecard
from ..pipeline import read_stories
from ..publishers import host_of
from ..sources import Sources
from .train_headlines import Page, fit
from .train_scorecards import FOLDS, fold_of

FORMS = ("crawl", "full", "broken")


@dataclass(frozen=True, slots=True)
class Around:
    """The people around one story, who of them wrote it, and whether all its authors are among them."""

    page: Page
    people: list[Person]
    lines: tuple[str, ...]
    authors: frozenset[str]

    @property
    def complete(self) -> bool:
        return self.authors <= {name_key(person.name) for person in self.people}


def read_pages(folder: Path) -> Iterator[Around]:
    """Every capture whose authors are known and that names anybody around its story."""
    sources = Sources.load()
    for entry in json.loads((folder / "gold.json").read_text(encoding="utf-8")):
        authors = frozenset(map(name_key, entry["authors"] or ()))
        for form in FORMS if authors else ():
            path = folder / form / f"{entry['file']}.txt"
            if not path.read_bytes().strip():
                continue
            capture, _, stories = read_stories(read_capture(path), sources)
            if not stories:
                continue
            story = stories[0]
            first = story.body[0].first
            headline = first if story.headline_assigned else story.headline.evidence[0].line or first
            people = people_around(capture, (story.first, story.last), first, headline)
            if people:
                right = np.array([name_key(person.name) in authors for person in people], np.float64)
                page = Page(form, fold_of(host_of(entry["url"])), columns(people), right)
                yield Around(page, people, capture.lines, authors)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=Path, help="also write the models of the folds here, for evaluation")
    options = parser.parse_args()
    found = list(read_pages(options.pages))
    results: list[tuple[Around, frozenset[str]]] = []
    for fold in range(FOLDS):
        about = f"Fitted without the sites of fold {fold}."
        card = fit([a.page for a in found if a.page.fold != fold], about)
        results += [(around, _given(around, card)) for around in found if around.page.fold == fold]
        if options.folds:
            place = options.folds / f"fold-{fold}" / f"{MODEL}{SUFFIX}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(str(card), encoding="utf-8")
    lines = [
        "Points of a person for having written a page's story, by what author_features.py says of them;",
        "all named around it and 'none of them' (nought points) share one probability. Made by train_authors.py.",
        "On sites left out:",
    ]
    for form in FORMS:
        chosen = [(around, given) for around, given in results if around.page.form == form]
        near = [(around, given) for around, given in chosen if around.complete]
        exact = sum(given == around.authors for around, given in near)
        names, right = (sum(len(g & (a.authors if part else g)) for a, g in chosen) for part in (False, True))
        lines.append(
            f"{form}: all authors of {exact} of {len(near)} stories that name them near, {len(chosen)} pages;"
            f" {right} of {names} names given are right"
        )
    print("\n".join(lines))
    card = fit([around.page for around in found], "\n".join(lines))
    Path(__file__).with_name(f"{MODEL}{SUFFIX}").write_text(str(card), encoding="utf-8")


def _given(around: Around, card: Scorecard) -> frozenset[str]:
    choice = choose(around.people, around.lines, card)
    likely = choice.certainty >= GIVEN_MIN
    return frozenset(name_key(person.name) for person in choice.people) if likely else frozenset()


if __name__ == "__main__":
    main()
