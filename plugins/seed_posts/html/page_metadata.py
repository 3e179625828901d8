"""What a saved page says of its story in its markup: JSON-LD, OpenGraph, Dublin Core, microdata, RDFa, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from lxml.html import HtmlElement

from ..decoding import clean_lines, clean_value
from ..saved_pages import origin_of
from .json_ld import Values, read_json_ld
from .page import Page

TEXT_MAX = 1_000  # characters of any value; a longer one is no headline, name or date
HINTS_MAX = 12  # values of a field; no page has so many on purpose

# What is firmest first: what a site writes for machines that look for stories, then for those that show links, then
# what it shows its readers, then what says something of the page rather than of the story.
_META = {  # attribute value of <meta property|name|itemprop>: its field and how far it is believed
    "og:title": ("titles", 0.9), "parsely-title": ("titles", 0.9), "sailthru.title": ("titles", 0.9),
    "twitter:title": ("titles", 0.85), "dc.title": ("titles", 0.85), "dcterms.title": ("titles", 0.85),
    "citation_title": ("titles", 0.9), "headline": ("titles", 0.85), "hdl": ("titles", 0.9),
    "og:description": ("decks", 0.8), "description": ("decks", 0.7), "dc.description": ("decks", 0.7),
    "article:published_time": ("dates", 0.95), "og:published_time": ("dates", 0.95),
    "datepublished": ("dates", 0.95), "dc.date.issued": ("dates", 0.9), "dcterms.issued": ("dates", 0.9),
    "dcterms.created": ("dates", 0.85), "parsely-pub-date": ("dates", 0.95), "sailthru.date": ("dates", 0.9),
    "citation_publication_date": ("dates", 0.9), "pubdate": ("dates", 0.9), "publishdate": ("dates", 0.9),
    "publish-date": ("dates", 0.9), "publish_date": ("dates", 0.9), "article.published": ("dates", 0.9),
    "cxenseparse:recs:publishtime": ("dates", 0.9),
    "date": ("dates", 0.8), "dc.date": ("dates", 0.85), "dcterms.date": ("dates", 0.85),
    "article:modified_time": ("updated", 0.9), "og:updated_time": ("updated", 0.85),
    "datemodified": ("updated", 0.9), "dcterms.modified": ("updated", 0.85), "lastmod": ("updated", 0.8),
    "parsely-author": ("authors", 0.9), "sailthru.author": ("authors", 0.9), "byl": ("authors", 0.9),
    "author": ("authors", 0.85), "article:author": ("authors", 0.85), "article:author_name": ("authors", 0.9),
    "dc.creator": ("authors", 0.85), "dcterms.creator": ("authors", 0.85), "citation_author": ("authors", 0.9),
    "cxenseparse:author": ("authors", 0.9), "twitter:data1": ("authors", 0.6),
    "og:site_name": ("sites", 0.9), "dc.publisher": ("sites", 0.85), "dcterms.publisher": ("sites", 0.85),
    "citation_journal_title": ("sites", 0.85), "application-name": ("sites", 0.7),
    "og:url": ("urls", 0.9),
}  # fmt: skip
_PROPERTIES = {  # value of itemprop or property on any other element
    "headline": ("titles", 0.85), "datepublished": ("dates", 0.9), "datecreated": ("dates", 0.8),
    "datemodified": ("updated", 0.85), "author": ("authors", 0.85), "creator": ("authors", 0.85),
    "alternativeheadline": ("decks", 0.8), "dc:title": ("titles", 0.8), "dc:date": ("dates", 0.8),
    "dc:creator": ("authors", 0.85), "dcterms:creator": ("authors", 0.85), "dcterms:created": ("dates", 0.8),
}  # fmt: skip
_FRONT_PAGE = re.compile(r"(?:https?://[\w.-]{3,80}/?|/)(?:index\.\w{3,5})?", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:)")


@dataclass(frozen=True, slots=True)
class Hint:
    """A value of the markup, where it stands ("json-ld datePublished"), and how far such a value is believed."""

    value: str
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Values in the order they are believed, firmest first; each list may be empty."""

    titles: tuple[Hint, ...] = ()
    decks: tuple[Hint, ...] = ()
    dates: tuple[Hint, ...] = ()  # as printed, mostly ISO 8601
    updated: tuple[Hint, ...] = ()
    authors: tuple[Hint, ...] = ()
    groups: tuple[Hint, ...] = ()  # organisations and desks named as author
    sites: tuple[Hint, ...] = ()
    urls: tuple[Hint, ...] = ()
    language: str = ""
    bodies: tuple[str, ...] = ()  # articleBody of the stories that JSON-LD describes


def read_metadata(page: Page) -> PageMetadata:
    """What the markup says; values that are no text, too long or empty are left out."""
    root = page.root
    found: dict[str, list[Hint]] = {}
    bodies: list[str] = []
    written = (_json_ld(page.scripts, bodies), _saved_from(page.capture.html))
    said = (*written, _meta(root), _properties(root), _shown(root))
    for field, hint in chain.from_iterable(said):
        value = clean_value(" ".join(clean_lines(hint.value[: TEXT_MAX * 2])[0]))
        known = found.setdefault(field, [])
        if value and len(value) <= TEXT_MAX and not any(value == other.value for other in known):
            known.append(Hint(value, hint.rule, hint.confidence))
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    return PageMetadata(
        **{field: tuple(hints[:HINTS_MAX]) for field, hints in found.items()},
        language=language if re.fullmatch(r"[a-z]{2}", language) else "",
        bodies=tuple(bodies),
    )


def _json_ld(scripts: Sequence[str], bodies: list[str]) -> Iterator[tuple[str, Hint]]:
    for script in scripts:
        values: Values = read_json_ld(script)
        bodies += values.bodies
        for field, key, value, confidence in values.fields:
            yield field, Hint(value, f"json-ld {key}", confidence)


def _saved_from(markup: str) -> Iterator[tuple[str, Hint]]:
    """The address in the comment a browser leaves, which no tree keeps."""
    address, _ = origin_of(markup)
    if address:
        yield "urls", Hint(address, "saved-from", 0.95)


def _meta(root: HtmlElement) -> Iterator[tuple[str, Hint]]:
    """The values of <meta>, in the order of the table: the first name of a field is the one believed most."""
    values: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        content = tag.get("content")
        if content:
            for name in {(tag.get(key) or "").lower() for key in ("property", "name", "itemprop")}:
                values.setdefault(name, []).append(content)
    for name, (field, confidence) in _META.items():
        for content in values.get(name, ()):
            if not (field == "authors" and content.startswith(("http:", "https:", "/", "@"))):
                yield field, Hint(content, f"meta {name}", confidence)


def _properties(root: HtmlElement) -> Iterator[tuple[str, Hint]]:
    """Microdata and RDFa on elements of the page; an author's own name where the element holds one."""
    for kind, key in (("microdata", "itemprop"), ("rdfa", "property")):
        for element in root.xpath(f"//*[@{key}][not(self::meta)]")[: 40 * HINTS_MAX]:
            for name in element.get(key, "").split():
                field, confidence = _PROPERTIES.get(_PREFIX.sub("", name.lower()), ("", 0.0))
                if not field:
                    continue
                if field in ("dates", "updated"):
                    value = element.get("content") or element.get("datetime") or _text(element)
                elif field == "authors":
                    named = element.xpath(f'.//*[@{key}="name" or @{key}="schema:name"]')
                    value = (
                        element.get("content") or "; ".join(_text(one) for one in named[:HINTS_MAX]) or _text(element)
                    )
                else:
                    value = element.get("content") or _text(element)
                yield field, Hint(value, f"{kind} {name}", confidence)


def _shown(root: HtmlElement) -> Iterator[tuple[str, Hint]]:
    """What the page shows its readers too: headings, the window's title, links to the author, times."""
    for link in root.xpath('//link[@rel="canonical"][@href]')[:1]:
        yield "urls", Hint(link.get("href"), "link canonical", 0.95)
    for heading in root.xpath("//h1")[:4]:
        if _leads_home(heading):
            yield "sites", Hint(_text(heading), "h1 banner", 0.7)
        else:
            yield "titles", Hint(_text(heading), "h1", 0.85)
    for title in root.xpath("//head/title|//title")[:1]:
        yield "titles", Hint(_text(title), "title", 0.8)
    signed = (link for link in root.iter("a") if "author" in link.get("rel", "").split())
    for link in islice(signed, HINTS_MAX):
        yield "authors", Hint(_text(link), "author link", 0.75)
    for time in root.xpath("//article//time[@datetime]|//time[@pubdate][@datetime]")[:1]:
        yield "dates", Hint(time.get("datetime"), "time datetime", 0.8)


def _leads_home(heading: HtmlElement) -> bool:
    """True for a heading that is nothing but a link to the front page: the site's name, not a story's."""
    links = heading.xpath(".//a[@href]")
    return len(links) == 1 and bool(_FRONT_PAGE.fullmatch(links[0].get("href"))) and _text(links[0]) == _text(heading)


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext("*"))[: TEXT_MAX * 2].split()) if len(element) else element.text or ""
