"""A story of a made-up archive, before it is written as a post."""

from __future__ import annotations

from dataclasses import dataclass

from .tags import Filed

PRECISIONS = {10: "day", 7: "month", 4: "year", 0: "unknown"}  # by characters of the date


@dataclass(frozen=True)
class Place:
    """Where a story stands in its capture; lines from 1."""

    capture: str
    ordinal: int
    first: int
    last: int
    lines: int  # of the capture


@dataclass(frozen=True)
class Item:
    """A story of the made-up archive."""

    slug: str
    title: str
    deck: str
    date: str  # as far as known; "" where not at all
    source: str
    agency: str
    authors: tuple[str, ...]
    regions: tuple[Filed, ...]
    topics: tuple[str, ...]
    url: str
    dateline: str
    review: str
    reprint_of: str
    paragraphs: tuple[str, ...]
    place: Place

    @property
    def precision(self) -> str:
        return PRECISIONS[len(self.date)]
