"""Pelican's articles → records. Works with what any article has; uses what an archive's posts add."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from .records import Record, clean

DATE_LENGTH = {"day": 10, "month": 7, "year": 4, "unknown": 0}  # characters of YYYY-MM-DD that are known
ROLES = {"primary": True, "secondary": True, "mention": False, "dateline": False}  # whether a page lists the region
_SILENT = frozenset(("script", "style", "template", "noscript"))
_INLINE_NAMES = """
a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())


def record_of_article(
    article: Any, region_labels: Mapping[str, str], topic_labels: Mapping[str, str], escaped: bool = False
) -> Record:
    """The record of one article; the two mappings say how tags that are ids are called.

    `escaped` says that templates escape what they print, so that a title is text; else it is markup.
    """
    metadata = article.metadata
    regions = list(filter(None, map(_listed, _items(metadata.get("regions")))))
    topics = [topic_labels[topic] for topic in _items(metadata.get("topics")) if topic in topic_labels]
    topics = topics or [str(tag) for tag in getattr(article, "tags", None) or ()]
    signed = "authors" in metadata or "author" in metadata  # else Pelican names the site's owner
    authors = [str(author) for author in getattr(article, "authors", None) or ()] if signed else []
    return Record(
        id=str(article.slug),
        title=clean(str(article.title) if escaped else text_of(str(article.title))),
        body=clean("\n".join(filter(None, (_one(metadata.get("deck")), text_of(article.content or ""))))),
        date=_date(article),
        url=str(article.url),
        source=tuple(clean(s) for s in (_one(metadata.get("source")), _one(metadata.get("agency"))) if s),
        authors=tuple(map(clean, authors)),
        regions=tuple(dict.fromkeys(clean(region_labels.get(region, region)) for region in regions)),
        topics=tuple(dict.fromkeys(map(clean, topics))),
    )


def text_of(markup: str) -> str:
    """The text of HTML, each block on a line of its own."""
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0  # how many script-like elements are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\n", " "))


def _date(article: Any) -> str:
    value = getattr(article, "date", None)
    if value is None or value.year < 2:  # year 1 is how a post says "undated"
        return ""
    precision = _one(article.metadata.get("date_precision"))
    return f"{value.year:04}-{value.month:02}-{value.day:02}"[: DATE_LENGTH.get(precision, 10)]


def _listed(item: str) -> str:
    """The region of "CN-HL primary" or of "Port Alder"; "" where it is only mentioned: the text tells that."""
    region, _, role = item.rpartition(" ")
    return (region if ROLES[role] else "") if role in ROLES else item


def _items(value: Any) -> list[str]:
    return [item.strip() for item in _one(value).split(";") if item.strip()]


def _one(value: Any) -> str:
    """A metadata value as one line of text; Markdown gives a list where a head line is repeated."""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "").strip()
