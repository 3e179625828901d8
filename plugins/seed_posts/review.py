"""What a maintainer should look at: doubtful values, the least sure first, missing ones, and how to settle each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .briefs import lacking
from .captures import count_captures, sidecar_path
from .confidence import BODY
from .errors import place, printable
from .model import Finding, Story
from .posts import reviews_of
from .runs import Run

NO_SOURCE = "no source known"
FORMS = {  # what to write as the value of a correction
    "date": "2019-05-04, 2019-05, 2019 or unknown",
    "body": 'line numbers, as "5-9, 12"',
    "topics": "medtop:…",
    "authors": "names with commas between them",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One field of one story that a person should look at."""

    field: str
    confidence: float  # 0 for a missing value
    value: str
    reason: str
    seed: str
    line: int
    slug: str
    headline: str
    source: str
    sidecar: str  # where the correction goes
    correction: str  # the line to write there, but for what only a person knows


@dataclass(frozen=True, slots=True)
class Untagged:
    """A story that no region or no topic lists, so that readers who browse do not find it."""

    slug: str
    lacks: tuple[str, ...]  # "regions", "topics" or both: the fields a correction would add to
    seed: str
    line: int


@dataclass(frozen=True, slots=True)
class ReviewList:
    """All items, and what the archive lacks."""

    items: tuple[Item, ...]  # the least sure first, then what is missing: a wrong value is worse than none
    captures: int
    stories: int
    without_story: tuple[str, ...]  # captures
    untagged: tuple[Untagged, ...]
    undated: tuple[str, ...]  # slugs

    @property
    def by_field(self) -> Counter[str]:
        return Counter(item.field for item in self.items)

    @property
    def by_source(self) -> Counter[str]:
        return Counter(item.source for item in self.items)


def review_list(run: Run) -> ReviewList:
    """What the run left to a person. Reprints are left out: what is true of one holds for the story it repeats."""
    items: list[Item] = []
    untagged: list[Untagged] = []
    undated: list[str] = []
    number = 0
    for story in run.stories:
        if not story.reprint_of:
            number += 1
            items += _items(story, run.folder)
            if lacks := tuple(lacking(story)):
                untagged.append(Untagged(story.slug, lacks, story.seed, story.first))
            undated += [] if story.date.value and story.date.value.value else [story.slug]
    items.sort(key=lambda item: (not item.value, item.confidence, item.field, item.seed, item.line))
    without = tuple(sorted(run.failed_seeds))
    return ReviewList(tuple(items), count_captures(run.folder), number, without, tuple(untagged), tuple(undated))


def as_text(found: ReviewList) -> str:
    """The list for people: counts, what is lacking, then each item with the line that settles it."""
    return "\n".join(printable(line) for line in _lines(found)) + "\n"


def as_json(found: ReviewList) -> str:
    """The list for programs."""
    counts = {"by_field": dict(sorted(found.by_field.items())), "by_source": dict(sorted(found.by_source.items()))}
    return json.dumps(asdict(found) | counts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _items(story: Story, folder: Path) -> Iterator[Item]:
    headline = story.headline.value or ""
    sidecar = place(sidecar_path(folder, story.seed))
    for review in reviews_of(story):
        field, _, reason = review.partition(": ")
        value, confidence = _value(story, field)
        wanted = json.dumps(value, ensure_ascii=False) if value else "…"
        entry = f"- {{story: {json.dumps(headline, ensure_ascii=False)}, field: {field}, value: {wanted}, reason: …}}"
        yield Item(
            field=field,
            confidence=confidence,
            value=value,
            reason=reason,
            seed=story.seed,
            line=story.first,
            slug=story.slug,
            headline=headline,
            source=story.source.value or NO_SOURCE,
            sidecar=sidecar,
            correction=entry,
        )


def _value(story: Story, field: str) -> tuple[str, float]:
    if field == BODY:
        return ", ".join(f"{first}-{last}" for first, last in story.body_lines), story.body_confidence
    finding: Finding[Any] = getattr(story, field)
    value = finding.value
    value = getattr(value, "place", getattr(value, "value", value))  # of datelines and dates
    text = ", ".join(value) if isinstance(value, tuple) else value or ""
    return text, finding.confidence if text else 0.0


def _lines(found: ReviewList) -> Iterator[str]:
    stories = {item.slug for item in found.items}
    yield f"{found.captures} captures, {found.stories} stories: {len(found.items)} values of {len(stories)} to review."
    for title, counts in (("By field", found.by_field), ("By source", found.by_source)):
        if counts:
            yield from ("", title)
            yield from (f"{number:7}  {name}" for name, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    untagged = [f"{one.slug}: no {' and no '.join(one.lacks)}; {one.seed} line {one.line}" for one in found.untagged]
    yield from ("", "Not there")
    for what, names in (
        ("captures without a story", found.without_story),
        ("stories untagged, without a region or without a topic", untagged),
        ("stories without a date", found.undated),
    ):
        yield f"{len(names):7}  {what}"
        yield from (f"           {name}" for name in names)
    for item in found.items:
        sure = f"{item.field}: {item.value} ({round(100 * item.confidence)} %)" if item.value else f"{item.field}: none"
        yield from ("", sure, f"  {item.reason}", f"  “{item.headline}”, {item.seed} line {item.line}, {item.slug}")
        yield f"  to settle it, in {item.sidecar} under corrections:{_hint(item)}"
        yield f"    {item.correction}"


def _hint(item: Item) -> str:
    known = " (this value, if it is right)" if item.value else ""
    return f" {FORMS[item.field]}{known}" if item.field in FORMS else known
