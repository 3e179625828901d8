"""Regions: which places a story is about, with the words that say so.

`vocabulary` holds the places, `names` their index, `matcher` finds mentions past the `guards`, `namesakes` chooses
among places of one name, `roles` turns mentions into tags.
"""

from __future__ import annotations

from ..model import RegionTag, Story
from .matcher import find_mentions
from .namesakes import choose
from .roles import tags_of
from .vocabulary import Regions

__all__ = ["tag_regions"]


def tag_regions(story: Story, regions: Regions) -> tuple[RegionTag, ...]:
    """All regions of a story: listed ones first, then datelines and mentions.

    Reads headline, deck and body only. Implied tags (the province of a listed city) carry no evidence of their own.
    """
    mentions = choose(find_mentions(story, regions, regions.index), regions)
    return tags_of(mentions, story, regions)
