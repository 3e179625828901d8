"""What a saved page says of its story in its markup: JSON-LD, OpenGraph, canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from ..decoding import clean_value
from ..wordlists import words

TEXT_MAX = 1_000  # characters of any value; a longer one is no headline, name or date
NAMES_MAX = 12
DEPTH_MAX = 12  # levels of a JSON-LD object looked into
ARTICLE_TYPES = words(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle"
    " reviewnewsarticle blogposting liveblogposting report scholarlyarticle techarticle webpage socialmediaposting"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A value of the markup and where it stands: "json-ld datePublished"."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Values in the order they are believed, firmest first; each list may be empty."""

    titles: tuple[Hint, ...] = ()
    decks: tuple[Hint, ...] = ()
    dates: tuple[Hint, ...] = ()  # ISO 8601 as printed
    updated: tuple[Hint, ...] = ()
    authors: tuple[Hint, ...] = ()
    sites: tuple[Hint, ...] = ()
    urls: tuple[Hint, ...] = ()
    language: str = ""


_META = {  # attribute value of <meta property|name|itemprop> → field
    "og:title": "titles", "twitter:title": "titles", "dc.title": "titles",
    "og:description": "decks", "description": "decks",
    "article:published_time": "dates", "og:published_time": "dates", "datepublished": "dates",
    "dc.date.issued": "dates",
    "parsely-pub-date": "dates", "sailthru.date": "dates", "pubdate": "dates", "publishdate": "dates",
    "date": "dates", "dc.date": "dates",
    "article:modified_time": "updated", "og:updated_time": "updated", "datemodified": "updated",
    "author": "authors", "article:author": "authors", "parsely-author": "authors", "sailthru.author": "authors",
    "byl": "authors", "dc.creator": "authors",
    "og:site_name": "sites", "application-name": "sites", "dc.publisher": "sites",
    "og:url": "urls",
}  # fmt: skip


def read_metadata(soup: BeautifulSoup) -> PageMetadata:
    """What the markup says; values that are no text, too long or empty are left out."""
    found: dict[str, list[Hint]] = {}
    for field, hint in (*_json_ld(soup), *_meta(soup), *_markup(soup)):
        value = clean_value(hint.value)
        if value and len(value) <= TEXT_MAX and not any(value == other.value for other in found.get(field, ())):
            found.setdefault(field, []).append(Hint(value, hint.rule))
    root = soup.find("html")
    language = str(root.get("lang") or "")[:2].lower() if root else ""
    return PageMetadata(
        **{field: tuple(hints[:NAMES_MAX]) for field, hints in found.items()},
        language=language if re.fullmatch(r"[a-z]{2}", language) else "",
    )


def _json_ld(soup: BeautifulSoup) -> Iterator[tuple[str, Hint]]:
    for script in soup.find_all("script", type=re.compile(r"ld\+json", re.IGNORECASE)):
        try:
            data = json.loads(script.get_text().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # half the web's JSON-LD is templated by hand; the page has other metadata
        for item in _items(data, 0):
            yield from _of_article(item)


def _items(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects in JSON-LD that describe an article."""
    if depth > DEPTH_MAX:
        return
    if isinstance(data, list):
        for part in data[:200]:
            yield from _items(part, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & ARTICLE_TYPES:
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), list | dict):
                yield from _items(data[key], depth + 1)


def _of_article(item: Mapping[str, Any]) -> Iterator[tuple[str, Hint]]:
    webpage = str(item.get("@type")).lower() == "webpage"
    for key, field in (
        ("headline", "titles"), ("alternativeHeadline", "decks"), ("description", "decks"),
        ("datePublished", "dates"), ("dateModified", "updated"), ("url", "urls"),
    ):  # fmt: skip
        if isinstance(item.get(key), str):
            yield field, Hint(_plain(item[key]), f"json-ld {key}")
    if not webpage:
        for name in _names(item.get("author") or item.get("creator")):
            yield "authors", Hint(name, "json-ld author")
    for name in _names(item.get("publisher")):
        yield "sites", Hint(name, "json-ld publisher")


def _names(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield _plain(part)
        elif isinstance(part, dict):
            name = part.get("name")
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str):
                    yield _plain(one)


def _plain(text: str) -> str:
    """The text without markup: some sites put tags and references into JSON."""
    return BeautifulSoup(text[: TEXT_MAX * 2], "lxml").get_text(" ") if "<" in text or "&" in text else text


def _meta(soup: BeautifulSoup) -> Iterator[tuple[str, Hint]]:
    tags = soup.find_all("meta")
    for wanted, field in _META.items():
        for tag in tags:
            name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
            content = tag.get("content")
            if name == wanted and isinstance(content, str) and not (field == "authors" and content.startswith("http")):
                yield field, Hint(content, f"meta {name}")


def _markup(soup: BeautifulSoup) -> Iterator[tuple[str, Hint]]:
    canonical = soup.find("link", rel="canonical", href=True)
    if canonical:
        yield "urls", Hint(str(canonical["href"]), "link canonical")
    for tag in soup.select("h1")[:4]:
        yield "titles", Hint(tag.get_text(" "), "h1")
    if soup.title:
        yield "titles", Hint(soup.title.get_text(" "), "title")
    for tag in soup.select('a[rel~="author"], [itemprop="author"] [itemprop="name"]')[:NAMES_MAX]:
        yield "authors", Hint(tag.get_text(" "), "author link")
    for tag in soup.select('time[datetime][itemprop="datePublished"], article time[datetime]')[:1]:
        yield "dates", Hint(str(tag["datetime"]), "time datetime")
