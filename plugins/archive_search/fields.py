"""The fields of an article that are searched, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .records import Record, tags_of

BOOSTS = {  # how much a field counts against the body
    "title": 1,  # short, so its words count more already; any boost on top ranked worse (benchmarks/search_quality.py)
    "body": 1,
    "source": 2,
    "author": 2,
    "region": 2,
    "topic": 2,
}
FIELDS = tuple(BOOSTS)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # without such a character the order is Python's own


def values_of(record: Record, field: str) -> tuple[str, ...]:
    """The texts of a field: the title, the body, or the label of each tag."""
    match field:
        case "title":
            return (record.title,)
        case "body":
            return (record.body,)
        case _:
            return tuple(tag.label for tag in tags_of(record, field))


def utf16_key(texts: Iterable[str]) -> Callable[[str], Any]:
    """A sort key for these texts: the order of UTF-16 units, as cheap as they allow."""
    return utf16 if _ASTRAL.search("".join(texts)) else str


def in_utf16_order(texts: Iterable[str]) -> list[str]:
    """The texts in the order of UTF-16 units."""
    kept = list(texts)
    key = utf16_key(kept)
    return sorted(kept) if key is str else sorted(kept, key=key)


def utf16(text: str) -> bytes:
    """A sort key: the order of UTF-16 units, which is JavaScript's."""
    return text.encode("utf-16-be", "surrogatepass")
