"""Scores of a conversion against gold: what a careful archivist reads in each capture.

The gold's README (tests/gold/README.md) explains the fields. Every comparison is counted under
the name of its field, and every miss is kept with what was wanted and what came, so that a
failing test says which line of which capture to look at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.seed_posts.model import Conversion, Kind, Precision, Segment, Story
from plugins.seed_posts.pipeline import segment_lines

KINDS = {  # the gold's words for the program's
    "article": Kind.STORY,
    "duplicate": Kind.REPRINT,
    "commentary": Kind.COMMENTARY,
    "reader_comments": Kind.COMMENTS,
    "link_list": Kind.LINKS,
    "author_biography": Kind.BIOGRAPHY,
    "attachment_name": Kind.ATTACHMENT,
    "boilerplate": Kind.BOILERPLATE,
}
STORIES = ("article", "duplicate")
DAY = len("2018-03-19")  # dates compare cut to the day
REQUIRED_BASES = ("explicit", "dateline", "relative", "thread_order")


@dataclass(frozen=True)
class Miss:
    """One wrong value."""

    where: str  # capture and gold segment
    field: str
    wanted: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.where} {self.field}: wanted {self.wanted!r}, got {self.got!r}"


@dataclass
class Score:
    """Right answers and questions by field, with the misses."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def count(self, where: str, name: str, wanted: Any, got: Any, *, right: bool | None = None) -> None:
        good = wanted == got if right is None else right
        self.total[name] += 1
        self.right[name] += good
        if not good:
            self.misses.append(Miss(where, name, wanted, got))

    def share(self, name: str) -> float:
        return self.right[name] / self.total[name] if self.total[name] else 1.0

    def table(self) -> str:
        return "\n".join(f"{name:18} {self.right[name]:4} / {self.total[name]}" for name in self.total)


def load_gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def score_folder(conversions: Iterable[Conversion], gold: dict[str, Any]) -> Score:
    """The score of a run over the gold's captures; a capture without a conversion is all misses."""
    by_name = {conversion.capture.name: conversion for conversion in conversions}
    score = Score()
    for document in gold["documents"]:
        score_document(by_name.get(document["file"]), document, score)
    return score


def score_document(conversion: Conversion | None, document: dict[str, Any], score: Score) -> None:
    name = document["file"]
    stories = {story.first: story for story in conversion.stories} if conversion else {}
    wanted = [s for s in document["segments"] if s["type"] in STORIES]
    score.count(name, "stories", sorted(s["start"] for s in wanted), sorted(stories))
    if conversion is None:
        return
    lines = conversion.capture.lines
    spans = {_trim((s.first, s.last), lines) for s in conversion.segments}
    kinds = _kinds(segment_lines(conversion))
    ids = {s["id"]: s for s in document["segments"]}
    for segment in document["segments"]:
        where = f"{name} {segment['id']}"
        span = _trim((segment["start"], segment["end"]), lines)
        score.count(where, "boundaries", span, span if span in spans else _nearest(span, spans))
        score.count(where, "kinds", {}, dict(_wrong_kinds(segment, ids, kinds, lines)))
        if segment["type"] in STORIES:
            facts = ids[segment["duplicate_of"]] if segment["type"] == "duplicate" else segment
            _score_story(where, segment, facts, stories.get(segment["start"]), conversion, score)


def _score_story(
    where: str,
    segment: dict[str, Any],
    facts: dict[str, Any],
    story: Story | None,
    conversion: Conversion,
    score: Score,
) -> None:
    if story is None:
        score.count(where, "body_lines", "a story", None)
        return
    lines = conversion.capture.lines
    if segment["type"] == "duplicate":
        by_slug = {s.slug: s for s in conversion.stories}
        canonical = by_slug.get(story.reprint_of)
        score.count(where, "reprint_of", facts["start"], canonical.first if canonical else None)
        score.count(where, "headline", segment["title"], story.headline.value)
        return
    if "reprint_of" not in facts:  # of a story in another capture, which this document cannot name
        score.count(where, "reprint_of", "", story.reprint_of)
    score.count(where, "body_lines", body_of(facts, lines), _lines(story.body_lines, lines))
    score.count(where, "subheads", sorted(facts.get("subheads", [])), [b.first for b in story.body if b.subhead])
    if facts["title"] is None:
        score.count(where, "headline_assigned", True, story.headline_assigned and bool(story.headline.value))
    else:
        score.count(where, "headline", (facts["title"], False), (story.headline.value, story.headline_assigned))
    score.count(where, "deck", facts["deck_line"], story.deck.evidence[0].line if story.deck.value else None)
    author = facts["author"]
    score.count(where, "author", (author,) if author else (), story.authors.value or ())
    score.count(where, "editor", facts.get("editor"), story.editor.value)
    for name in ("source", "agency", "url"):
        score.count(where, name, facts[name], getattr(story, name).value)
    place = facts["dateline"]["place"] if facts["dateline"] else None
    score.count(where, "dateline", place, story.dateline.value.place if story.dateline.value else None)
    _score_date(where, facts["date"], story, score)


def _score_date(where: str, wanted: dict[str, Any], story: Story, score: Score) -> None:
    """An inferred date may be missing with a reason; every other one must be right, with its basis."""
    found = story.date.value
    value, basis = wanted["value"][:DAY], wanted["basis"]
    precision = wanted["precision"] if wanted["precision"] in ("year", "month") else "day"
    got = (found.value, str(found.precision)) if found and found.value else None
    if basis in REQUIRED_BASES:
        got_all = (*got, str(found.basis)) if got and found else None
        score.count(where, "date", (value, precision, basis), got_all)
        return
    missing = got is None and (found is None or found.precision is Precision.UNKNOWN) and bool(story.date.reason)
    score.count(where, "date_inferred", (value, precision), got, right=missing or got == (value, precision))


def body_of(facts: Mapping[str, Any], lines: Sequence[str]) -> list[int]:
    """The lines of a gold article's body that hold text."""
    cut = set(_lines(facts["non_body_lines"], lines))
    return [n for n in _lines(facts["body_lines"], lines) if n not in cut]


def _lines(spans: Iterable[Sequence[int]], lines: Sequence[str]) -> list[int]:
    """The non-blank lines of some spans."""
    return [n for first, last in spans for n in range(first, min(last, len(lines)) + 1) if lines[n - 1].strip()]


def _trim(span: tuple[int, int], lines: Sequence[str]) -> tuple[int, int]:
    """The span without blank lines at its ends."""
    filled = _lines([span], lines)
    return (filled[0], filled[-1]) if filled else span


def _nearest(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    touching = [other for other in sorted(spans) if other[0] <= span[1] and span[0] <= other[1]]
    return touching[0] if touching else None


def _kinds(segments: Iterable[Segment]) -> dict[int, Kind]:
    return {line: segment.kind for segment in segments for line in range(segment.first, segment.last + 1)}


def _wrong_kinds(
    segment: dict[str, Any], ids: dict[str, Any], kinds: dict[int, Kind], lines: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """Lines of a gold segment whose kind is not the gold's. A story's non-body lines may be cut out of it."""
    wanted = KINDS[segment["type"]]
    captions = set(_lines(segment.get("caption_lines", []), lines))
    loose = set(_lines(segment.get("non_body_lines", []), lines))
    for line in _lines([(segment["start"], segment["end"])], lines):
        kind = kinds.get(line)
        if line in captions:
            if kind is not Kind.CAPTION:
                yield line, str(kind)
        elif kind is not wanted and not (line in loose and kind not in (Kind.COMMENTARY, Kind.COMMENTS, None)):
            yield line, str(kind)
