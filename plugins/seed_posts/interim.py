"""Stand-ins for stages that have not landed yet: each capture is one story. To be removed."""

from __future__ import annotations

from typing import Any

from .model import Block, Capture, Evidence, Finding, Kind, Segment, Story


def render(capture: Capture) -> Capture:
    from dataclasses import replace

    return replace(capture, lines=tuple(capture.html.split("\n")))


def segment(capture: Capture) -> tuple[Segment, ...]:
    filled = [n for n, line in enumerate(capture.lines, 1) if line.strip()]
    return (Segment(Kind.STORY, filled[0], filled[-1]),)


def extract(capture: Capture, segments: tuple[Segment, ...], sources: Any) -> tuple[Story, ...]:
    first, last = segments[0].first, segments[0].last
    head = capture.lines[first - 1].strip()
    body = tuple(
        Block(capture.lines[n - 1].strip(), n, n) for n in range(first + 1, last + 1) if capture.lines[n - 1].strip()
    )
    return (
        Story(capture.name, 1, first, last, body, headline=Finding(head, (Evidence("first-line", head, first),), 0.5)),
    )


def tag_regions(story: Story, regions: Any) -> tuple[()]:
    return ()


def tag_topics(story: Story, region_tags: Any, topics: Any) -> tuple[()]:
    return ()


def find_reprints(stories: list[Story]) -> list[Story]:
    return stories
