"""Scanned press releases: their day, and the person who issued them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .answers import Answer, judge
from .chain import Reading, Task
from .fields import authors_of, date_figures, date_of
from .figures import ALL, Figure, share
from .metrics import words_key
from .sites import FOLDS

COLLECTION = "press"


@dataclass(frozen=True, slots=True)
class Release:
    file: str
    date: str
    person: str  # "downer-alexander-1910-1981": family name, given names, years
    index: int  # in the gold: even ones are open, odd ones closed

    @property
    def part(self) -> str:
        return ("open", "closed")[self.index % 2]

    @property
    def family(self) -> str:
        return self.person.partition("-")[0]


def load_releases(folder: Path) -> list[Release]:
    entries = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return [Release(e["file"], e["date"], e["person"], index) for index, e in enumerate(entries)]


def tasks(folder: Path, releases: Sequence[Release]) -> list[Task]:
    return [Task(folder / release.file, release.index % FOLDS) for release in releases]


def figures(releases: Sequence[Release], readings: Sequence[Reading]) -> Iterator[Figure]:
    """Figures of days and persons, over all releases and over the halves."""
    read = list(zip(releases, readings, strict=True))
    for part in (ALL, "open", "closed"):
        chosen = [pair for pair in read if part in (ALL, pair[0].part)]
        if not chosen:
            continue
        yield from share(COLLECTION, part, "one story", sum(len(r.stories) == 1 for _, r in chosen), len(chosen))
        yield from date_figures(
            COLLECTION, part, [(release.date, date_of(r.main), "\n".join(r.lines)) for release, r in chosen]
        )
        signed = [(release, authors_of(r.main)) for release, r in chosen if authors_of(r.main)]
        named = sum(is_person(release, people) for release, people in signed)
        yield from share(COLLECTION, part, "authors hold the person", named, len(signed))


def answers(releases: Sequence[Release], readings: Sequence[Reading]) -> Iterator[Answer]:
    """What the chain claimed of each release's day, and whether it is so. The gold's person need not have signed it."""
    for release, reading in zip(releases, readings, strict=True):
        story = reading.main
        if story is None:
            continue
        right: Mapping[str, bool | None] = {"date": release.date.startswith(date_of(story))}
        yield from judge(COLLECTION, release.file, release.index % FOLDS, story, reading.form, right)


def is_person(release: Release, people: Sequence[str]) -> bool:
    """True when one of the names holds the person's family name."""
    return any(release.family in words_key(name).split() for name in people)
