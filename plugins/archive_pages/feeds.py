"""Atom feeds: of the archive, and of each region, topic and source. No clock: a feed is as new as its newest story.

A story is in many feeds, so its entry is written once and kept while the feeds are.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from .entries import Entry
from .markup import plain

FEED = "feed.atom"  # beside the page whose stories it has
FEED_STORIES = 30  # newest dated stories a feed holds
EPOCH = "1970-01-01T00:00:00Z"  # a feed without stories has to be as old as something
MEDIA_TYPE = "application/atom+xml"


class Feeds:
    """Writes the feeds of one site."""

    def __init__(self, name: str, site: str) -> None:
        """`site` is the full address of the site, without a slash at its end."""
        self._name = name
        self._site = site
        self._written: dict[str, str] = {}  # slug: its entry

    def feed(self, entries: Iterable[Entry], title: str, subtitle: str, page: str) -> bytes:
        """The newest dated ones of these stories, which come newest first; `page` is where they are listed."""
        shown = [entry for entry in entries if entry.date][:FEED_STORIES]
        address = f"{self._site}/{page}"
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            _element("title", title),
            *([_element("subtitle", subtitle)] if subtitle else []),
            _element("id", address),
            _element("updated", instant(shown[0].date) if shown else EPOCH),
            f"<link href={quoteattr(address)}/>",
            f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(address + FEED)}/>',
            *(self._entry(entry) for entry in shown),
            "</feed>",
        ]
        return ("\n".join(lines) + "\n").encode("utf-8", "replace")

    def _entry(self, entry: Entry) -> str:
        if entry.slug not in self._written:
            self._written[entry.slug] = "\n".join(self._lines(entry))
        return self._written[entry.slug]

    def _lines(self, entry: Entry) -> list[str]:
        address = f"{self._site}/{entry.url}"
        by = (self._name,) if entry.is_digest else entry.authors or (entry.source or entry.agency or self._name,)
        return [
            "<entry>",
            _element("title", entry.title),
            _element("id", address),
            _element("published", instant(entry.date)),
            _element("updated", instant(entry.date)),
            *(f"<author>{_element('name', author)}</author>" for author in by),
            f"<link href={quoteattr(address)}/>",
            _element("summary", entry.deck or entry.summary),
            "</entry>",
        ]


def instant(date: str) -> str:
    """The first moment of a day, month or year, as Atom wants one."""
    return f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(plain(text))}</{name}>"
