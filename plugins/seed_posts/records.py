"""Stories and segments as JSON lines, for programs that read them without Pelican."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .model import Conversion, Finding, Precision, Story
from .pipeline import segment_lines
from .posts import reviews_of
from .runs import Run

FIELDS = ("headline", "deck", "date", "authors", "editor", "source", "agency", "url", "dateline")


def story_lines(run: Run) -> Iterator[str]:
    """One JSON object a story, sorted by capture name and line; docs/reference.md lists the keys."""
    for story in run.stories:
        yield json.dumps(story_record(story), ensure_ascii=False, sort_keys=True)


def segments_lines(run: Run) -> Iterator[str]:
    """One JSON object a capture: its name and what each of its lines is."""
    for conversion in run.conversions:
        yield json.dumps(_segments(conversion), ensure_ascii=False, sort_keys=True)


def story_record(story: Story) -> dict[str, Any]:
    """The story as the `--json` door gives it; null for what the capture does not say."""
    date = story.date.value if story.date.value and story.date.value.value else None
    dateline = story.dateline.value
    return {
        "seed": story.seed,
        "slug": story.slug,
        "lines": [story.first, story.last],
        "body_lines": [list(span) for span in story.body_lines],
        "kind": str(story.kind),
        "reprint_of": story.reprint_of or None,
        "headline": story.headline.value,
        "headline_assigned": story.headline_assigned,
        "deck": story.deck.value,
        "date": date.value if date else None,
        "date_precision": str(date.precision if date else Precision.UNKNOWN),
        "date_basis": str(date.basis) if date else "none",
        "authors": list(story.authors.value or ()),
        "source": story.source.value,
        "agency": story.agency.value,
        "url": story.url.value,
        "dateline": dateline.place if dateline else None,
        "language": story.language,
        "body": story.text,
        "body_confidence": round(story.body_confidence, 3),
        "regions": [{"id": tag.id, "label": tag.label, "role": str(tag.role)} for tag in story.regions],
        "topics": [{"code": tag.code, "label": tag.label} for tag in story.topics],
        "evidence": {name: _evidence(finding) for name, finding in _findings(story) if finding.evidence},
        "review": list(reviews_of(story)),
    }


def _findings(story: Story) -> Iterator[tuple[str, Finding[Any]]]:
    yield from ((name, getattr(story, name)) for name in FIELDS)
    if story.reprint:
        yield "reprint_of", Finding(story.reprint_of, story.reprint.evidence, story.reprint.share)


def _evidence(finding: Finding[Any]) -> dict[str, Any]:
    return {
        "rule": finding.evidence[0].rule,
        "lines": sorted({item.line for item in finding.evidence if item.line is not None}),
        "text": " … ".join(dict.fromkeys(item.text for item in finding.evidence)),
        "confidence": round(finding.confidence, 3),
    }


def _segments(conversion: Conversion) -> dict[str, Any]:
    return {
        "seed": conversion.capture.name,
        "segments": [{"lines": [s.first, s.last], "kind": str(s.kind)} for s in segment_lines(conversion)],
    }
