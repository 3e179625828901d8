"""Stand-ins for stages that have not landed yet: each capture is one story. To be removed."""

from __future__ import annotations

from typing import Any

from .model import Story


def tag_topics(story: Story, region_tags: Any, topics: Any) -> tuple[()]:
    return ()
