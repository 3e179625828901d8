"""sitemap.xml, robots.txt and the Atom feed. No clock: a feed is as new as its newest story."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from .entries import Entry
from .markup import plain

FEED_STORIES = 50  # newest dated stories a feed holds
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"


def sitemap(urls: Sequence[str], site: str) -> bytes:
    """A sitemap of the pages at these site-relative addresses."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for url in urls:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{site}/{url}"
    return _xml(root)


def robots(site: str) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}/sitemap.xml\n"


def atom(entries: Sequence[Entry], name: str, subtitle: str, site: str) -> bytes:
    """The newest dated stories. A date without a day stands at the first of its month or year."""
    root = ET.Element("feed", xmlns=_ATOM)
    shown = entries[:FEED_STORIES]
    _text(root, "title", name)
    _text(root, "subtitle", subtitle)
    _text(root, "id", f"{site}/")
    _text(root, "updated", _instant(shown[0].date) if shown else "1970-01-01T00:00:00Z")
    ET.SubElement(root, "link", href=f"{site}/")
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{site}/feed.atom")
    for entry in shown:
        item = ET.SubElement(root, "entry")
        _text(item, "title", entry.title)
        _text(item, "id", f"{site}/{entry.url}")
        _text(item, "published", _instant(entry.date))
        _text(item, "updated", _instant(entry.date))
        for author in (name,) if entry.is_digest else entry.authors or (entry.source or entry.agency or name,):
            _text(ET.SubElement(item, "author"), "name", author)
        ET.SubElement(item, "link", href=f"{site}/{entry.url}")
        _text(item, "summary", entry.deck or entry.summary)
    return _xml(root)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = plain(text)


def _instant(date: str) -> str:
    return f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
