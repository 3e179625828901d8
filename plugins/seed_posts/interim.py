"""Stand-ins for stages that have not landed yet: each capture is one story. To be removed."""

from __future__ import annotations

from typing import Any

from .model import Capture, Story


def render(capture: Capture) -> Capture:
    from dataclasses import replace

    return replace(capture, lines=tuple(capture.html.split("\n")))


def tag_regions(story: Story, regions: Any) -> tuple[()]:
    return ()


def tag_topics(story: Story, region_tags: Any, topics: Any) -> tuple[()]:
    return ()


def find_reprints(stories: list[Story]) -> list[Story]:
    return stories
