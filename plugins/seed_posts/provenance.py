"""Where a story stands in its capture: its own lines and those cut out of it, and the segments around it.

What a page shows of a capture is bound by its rights: the story and what was cut out of it are the archive's subject;
the words of others around it are kept only where the sidecar says that anybody may print them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .model import Capture, Kind, Segment, Story

AROUND_MAX = 12  # segments kept on each side of a story
AROUND_SHOWN = 600  # characters kept of one of them
FREE_RIGHTS = ("digest", "cc ", "cc-", "public domain")  # how rights begin that let anybody print the text

_STORIES = (Kind.STORY, Kind.REPRINT)


def provenance_of(story: Story, capture: Capture, segments: Sequence[Segment]) -> dict[str, Any]:
    """The evidence of where a story stands: `blocks`, `head` and `around`; docs/reference.md describes them."""
    return {
        "blocks": [[block.first, block.last] for block in story.body],
        "head": list(_head(story, capture)),
        "around": [_shown(segment, capture) for segment in _around(story, segments)],
    }


def _head(story: Story, capture: Capture) -> Iterable[dict[str, Any]]:
    """The story's lines that are neither text nor cut out: headline, byline, day, address."""
    spans = [*((block.first, block.last) for block in story.body), *((part.first, part.last) for part in story.cut)]
    taken = {number for first, last in spans for number in range(first, last + 1)}
    for number in range(story.first, story.last + 1):
        line = capture.lines[number - 1] if number <= len(capture.lines) else ""
        if number not in taken and line.strip():
            yield {"lines": [number, number], "text": line.strip()}


def _around(story: Story, segments: Sequence[Segment]) -> list[Segment]:
    """The segments between this story and the next to both sides, with those stories."""
    above = [segment for segment in segments if segment.last < story.first]
    below = [segment for segment in segments if segment.first > story.last]
    before = _until_story(reversed(above))
    return [*reversed(before), *_until_story(below)]


def _until_story(segments: Iterable[Segment]) -> list[Segment]:
    found: list[Segment] = []
    for segment in segments:
        found.append(segment)
        if segment.kind in _STORIES or len(found) == AROUND_MAX:
            break
    return found


def _shown(segment: Segment, capture: Capture) -> dict[str, Any]:
    """A segment as evidence keeps it: its words only where they are not a story's, and anybody may print them."""
    kept: dict[str, Any] = {"kind": str(segment.kind), "lines": [segment.first, segment.last]}
    if segment.kind in _STORIES or not capture.rights.casefold().startswith(FREE_RIGHTS):
        return kept
    filled = (line.strip() for line in capture.lines[segment.first - 1 : segment.last])
    text = "\n".join(line for line in filled if line)
    return kept | {"text": text[:AROUND_SHOWN]} | ({"more": True} if len(text) > AROUND_SHOWN else {})
