"""Which named regions imply a tag that no words of its own earned: a town its province, a name the parts it is made of.

The tagger adds such tags; this says why each is there, and takes away those whose ground a correction has taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import RegionTag
from .vocabulary import Regions

IMPLIED_BY_MAX = 3  # named regions kept as the reason of one tag; more say nothing more


def grounded(tags: Sequence[RegionTag], regions: Regions) -> tuple[RegionTag, ...]:
    """The tags in their order, each implied one with what implies it; without those that nothing implies any more."""
    if not any(tag.implied for tag in tags):
        return tuple(tags)
    reached = {tag.id: _reached(tag.id, regions) for tag in tags if not tag.implied}
    kept = []
    for tag in tags:
        if not tag.implied:
            kept.append(tag)
        elif by := _implied_by(tag.id, reached.items(), regions):
            kept.append(replace(tag, implied_by=by))
    return tuple(kept)


def _implied_by(id_: str, reached: Iterable[tuple[str, frozenset[str]]], regions: Regions) -> tuple[str, ...]:
    """Ids of the named regions that lie in this one or are made of it, in the order of the tags."""
    members = frozenset(regions.members(id_))
    return tuple(named for named, all_ in reached if id_ in all_ or not members.isdisjoint(all_))[:IMPLIED_BY_MAX]


def _reached(named: str, regions: Regions) -> frozenset[str]:
    """Ids of the region itself, of all that contains it, and of the regions its name is made of."""
    region = regions.get(named)
    return frozenset((named, *regions.ancestors(named), *(region.brings if region else ())))
