"""The fields of an article that are searched, and what they hold."""

from __future__ import annotations

from .records import Record

BOOSTS = {  # how much a field counts against the body
    "title": 1,  # short, so its words count more already; any boost on top ranked worse (benchmarks/search_quality.py)
    "body": 1,
    "source": 2,
    "author": 2,
    "region": 2,
    "topic": 2,
}
FIELDS = tuple(BOOSTS)


def values_of(record: Record, field: str) -> tuple[str, ...]:
    """The texts of a field, one for a title or a body, one a label for the others."""
    match field:
        case "title":
            return (record.title,)
        case "body":
            return (record.body,)
        case "source":
            return record.source
        case "author":
            return record.authors
        case "region":
            return record.regions
        case _:
            return record.topics


def utf16(text: str) -> bytes:
    """A sort key: the order of UTF-16 units, which is JavaScript's."""
    return text.encode("utf-16-be", "surrogatepass")
