"""Saved web pages: markup → lines, a line a block element, and the story trafilatura finds in them.

Markup is untrusted: its size, depth and attributes are checked before any parser sees it, no
parser fetches anything, and only text comes out.
"""

from __future__ import annotations

import logging
import re
import warnings
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import trafilatura
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Comment, Doctype, NavigableString, Tag
from htmldate import find_date

from .bylines import read_byline
from .datelines import read_dateline
from .errors import CaptureError
from .language import language_of
from .model import (
    Basis,
    Block,
    Capture,
    Dateline,
    Evidence,
    Finding,
    Kind,
    Precision,
    PublishedDate,
    Segment,
    Story,
)
from .names import is_name, plain
from .page_metadata import Hint, PageMetadata, read_metadata
from .publishers import Sources, host_of
from .sources import StoryParts, find_source

DEPTH_MAX = 200  # open elements at once; libxml2 gives up at 256, news pages stay under 60
ELEMENTS_MAX = 60_000  # start tags; the largest page of our corpora has under 20,000
ATTRIBUTES_MAX = 10_000  # words of one tag outside quotation marks; parsers take quadratic time over a flood of them
SAVE_AGAIN = "save the page again, or as text"
OPENING = 24  # letters of a line by which it is looked up; few lines of a page begin alike
TRIES = 8  # lines that begin alike which are compared in full
WINDOW = 200  # lines behind the last paragraph searched letter by letter
MOST = 0.9  # share of a paragraph its lines must make up
SHORTEST = 40  # letters of a line that may stand for the paragraph it begins
BODY_MIN = 200  # characters of body below which the generic segmenting is asked instead

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>[^<>]*)>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SELF_CLOSING = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_OPTIONAL_END = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "rt",
        "rp",
        "body",
        "html",
        "head",
    ]
)
_RAW = re.compile(r"<(script|style)\b[^>]{0,4000}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "select", "textarea"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)


def render(capture: Capture) -> Capture:
    """The capture with the text of its markup as lines. Raises CaptureError for markup no page has."""
    _check(capture)
    return replace(capture, lines=tuple(_lines(_soup(capture.html))))


def read_page(capture: Capture, sources: Sources) -> tuple[tuple[Segment, ...], tuple[Story, ...]] | None:
    """Segments and the one story of a rendered page; None where no body is found, for the generic segmenting."""
    story = extract_story(capture, sources)
    return None if story is None else (_segments(story, capture.lines), (story,))


def extract_story(capture: Capture, sources: Sources) -> Story | None:
    """The story of a rendered page: body by trafilatura, fields by markup first, then by the lines."""
    body = _place(_body(capture.html), capture.lines)
    if sum(len(block.text) for block in body) < BODY_MIN:
        return None
    meta = read_metadata(_soup(capture.html))
    headline = _headline(meta, capture.lines, body[0].first)
    body = _without_headline(body, headline)
    first = min(headline.evidence[0].line or body[0].first, body[0].first) if headline.evidence else body[0].first
    last = max(block.last for block in body)
    url = _url(meta, capture)
    story = Story(
        seed=capture.name,
        ordinal=1,
        first=first,
        last=last,
        body=body,
        headline=headline,
        deck=_deck(meta, capture.lines, first, body),
        date=_date(meta, capture),
        authors=_authors(meta, capture.lines, first, body),
        url=url,
        dateline=_dateline(body),
        language=meta.language or language_of("\n".join(block.text for block in body)),
    )
    source, agency = find_source(
        capture, StoryParts((first, last), body[0].first, (1, len(capture.lines)), url), sources
    )
    return replace(story, source=_site(meta, source, sources), agency=agency)


def _check(capture: Capture) -> None:
    """Raises CaptureError for markup made to exhaust a parser; one pass over the text."""
    depth = elements = 0
    for match in _TAG.finditer(_RAW.sub("", capture.html)):
        name = match["name"].lower()
        if len(match["rest"]) > ATTRIBUTES_MAX and len(_QUOTED.sub("", match["rest"]).split()) > ATTRIBUTES_MAX:
            raise CaptureError(capture.name, f"has a tag with over {ATTRIBUTES_MAX:,} attributes", SAVE_AGAIN)
        if match["close"]:
            depth -= depth > 0 and name not in _OPTIONAL_END
            continue
        elements += 1
        if name not in _SELF_CLOSING and name not in _OPTIONAL_END and not match["rest"].endswith("/"):
            depth += 1
        if depth > DEPTH_MAX or elements > ELEMENTS_MAX:
            what = (
                f"nests deeper than {DEPTH_MAX} elements"
                if depth > DEPTH_MAX
                else f"has over {ELEMENTS_MAX:,} elements"
            )
            raise CaptureError(capture.name, what, SAVE_AGAIN)


def _soup(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # saved XHTML begins with an XML declaration
        return BeautifulSoup(markup, "lxml")


@contextmanager
def _unheard() -> Iterator[None]:
    """Keeps the libraries' log lines back: an empty page is our result, not an error that `--fatal errors` stops at."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _lines(soup: BeautifulSoup) -> Iterator[str]:
    """The text of each block element on its own, in order; an empty line never."""
    parts: list[str] = []
    for kind, text in _walk(soup):
        if kind == "text":
            parts.append(text)
            continue
        line = " ".join("".join(parts).split())
        parts.clear()
        if line:
            yield line
    line = " ".join("".join(parts).split())
    if line:
        yield line


def _walk(root: Tag) -> Iterator[tuple[str, str]]:
    """Text and block borders in document order, without recursion."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str) and not isinstance(node, NavigableString):
            yield "border", ""
        elif isinstance(node, NavigableString):
            if not isinstance(node, Comment | Doctype):
                yield "text", str(node)
        elif isinstance(node, Tag) and node.name not in _HIDDEN:
            if node.name in _BLOCKS:
                yield "border", ""
                stack.append("border")
            stack.extend(reversed(node.contents))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    subhead: bool


def _body(markup: str) -> list[_Paragraph]:
    """The paragraphs trafilatura keeps."""
    with _unheard():
        document = trafilatura.bare_extraction(
            markup, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    tree = getattr(document, "body", None)
    if tree is None:
        return []
    found = []
    for element in tree.iter():
        if element.tag in ("p", "head", "quote", "item", "code") and not any(
            c.tag in ("p", "item", "head") for c in element.iter() if c is not element
        ):
            text = (
                " ".join(" ".join(element.itertext()).split())
                if element.tag == "code"
                else " ".join("".join(element.itertext()).split())
            )
            if text:
                found.append(_Paragraph(text, element.tag == "head"))
    return found


def _place(paragraphs: Sequence[_Paragraph], lines: Sequence[str]) -> tuple[Block, ...]:
    """The paragraphs with the lines they stand on, looked for from each one's predecessor on."""
    keys = [_key(line) for line in lines]
    openings: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            openings[key[:OPENING]].append(index)
    blocks: list[Block] = []
    at = 0
    for paragraph in paragraphs:
        key = _key(paragraph.text)
        span = _find(key, keys, openings, at) if key else None
        if span is None:
            span = (at, at)  # kept by trafilatura in another shape: it stands with its predecessor
        blocks.append(Block(paragraph.text, span[0] + 1, span[1] + 1, paragraph.subhead))
        at = max(at, span[1])
    ordered = sorted(range(len(blocks)), key=lambda index: (blocks[index].first, index))
    return tuple(blocks[index] for index in ordered)


def _find(key: str, keys: Sequence[str], openings: Mapping[str, list[int]], start: int) -> tuple[int, int] | None:
    """First and last index of the lines that make up, or hold, this text; those behind `start` first."""
    starts = openings.get(key[:OPENING], [])
    behind = bisect_left(starts, start)
    for index in (*starts[behind : behind + TRIES], *starts[:behind][:TRIES]):
        joined, last = keys[index], index
        if joined.startswith(key):
            return index, index
        while len(joined) < len(key) and last + 1 < len(keys) and key.startswith(joined + keys[last + 1]):
            last += 1
            joined += keys[last]
        if key.startswith(joined) and len(joined) >= MOST * len(key):
            return index, last
    for index in range(start, min(start + WINDOW, len(keys))):
        if key in keys[index]:
            return index, index
        if len(keys[index]) >= SHORTEST and key.startswith(keys[index]):
            return index, index  # a paragraph of which the page parts the rest off
    return None


def _without_headline(body: tuple[Block, ...], headline: Finding[str]) -> tuple[Block, ...]:
    """The body without a repeated headline above its first paragraph."""
    key = _key(headline.value or "")
    start = next((n for n, block in enumerate(body) if _key(block.text) != key), 0)
    return body[start:]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _headline(meta: PageMetadata, lines: Sequence[str], body_first: int) -> Finding[str]:
    """The title of the markup that also stands on the page, else the firmest, without the site's name."""
    keys = {_key(line): number for number, line in reversed(list(enumerate(lines[: body_first + 3], 1)))}
    for hint in meta.titles:
        for title in (hint.value, *_trimmed(hint.value)):
            if _key(title) in keys and _key(title):
                return Finding(title, (Evidence(hint.rule, title, keys[_key(title)]),), 0.95)
    if meta.titles:
        hint = meta.titles[0]
        title = next(iter(_trimmed(hint.value)), hint.value)
        return Finding(title, (Evidence(hint.rule, hint.value),), 0.8)
    return Finding(reason="the page has no title")


def _trimmed(title: str) -> Iterator[str]:
    """The title without " | Site" or " - Site" at its end."""
    for mark in (" | ", " – ", " — ", " - ", " :: ", " » "):
        head, found, _ = title.rpartition(mark)
        if found and len(head.split()) >= 3:
            yield head.strip()


def _deck(meta: PageMetadata, lines: Sequence[str], first: int, body: Sequence[Block]) -> Finding[str]:
    """The description of the markup where it also stands on the page between headline and body."""
    for hint in meta.decks:
        key = _key(hint.value)
        for number in range(first + 1, body[0].first):
            if key and _key(lines[number - 1]) == key:
                return Finding(lines[number - 1], (Evidence(hint.rule, lines[number - 1], number),), 0.9)
    return Finding(reason="not in the capture")


def _date(meta: PageMetadata, capture: Capture) -> Finding[PublishedDate]:
    """The day the markup gives; else what htmldate reads off the page."""
    updated = next((iso for hint in meta.updated if (iso := _iso(hint.value))), ("", ""))
    for hint in meta.dates:
        day, time = _iso(hint.value) or ("", "")
        if day:
            value = PublishedDate(day, Precision.DAY, Basis.METADATA, time, "T".join(filter(None, updated)))
            return Finding(value, (Evidence(hint.rule, hint.value),), 0.95)
    try:
        with _unheard():
            day = find_date(capture.html, original_date=True, extensive_search=False) or ""
    except (ValueError, TypeError, RecursionError):
        day = ""
    if day:
        return Finding(PublishedDate(day, Precision.DAY, Basis.METADATA), (Evidence("htmldate", day),), 0.7)
    return Finding(reason="no date in the page's markup")


def _iso(text: str) -> tuple[str, str] | None:
    match = re.match(r"((?:18|19|20)\d\d-[01]\d-[0-3]\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?", text)
    return (match[1], match[2] or "") if match else None


def _authors(meta: PageMetadata, lines: Sequence[str], first: int, body: Sequence[Block]) -> Finding[tuple[str, ...]]:
    """The names in the markup; else those of a byline between headline and body."""
    names: list[str] = []
    evidence: list[Evidence] = []
    for rule in dict.fromkeys(hint.rule for hint in meta.authors):
        for hint in (hint for hint in meta.authors if hint.rule == rule):
            names += [name for name in _people(hint) if name.lower() not in {n.lower() for n in names}]
            evidence.append(Evidence(hint.rule, hint.value))
        if names:
            return Finding(tuple(names), tuple(evidence), 0.9)
        evidence.clear()
    for number in range(max(1, first - 3), min(body[0].first + 8, len(lines)) + 1):
        byline = read_byline(lines[number - 1])
        if byline and byline.authors:
            return Finding(byline.authors, (Evidence("byline", lines[number - 1], number),), 0.85)
    return Finding(reason="no byline in the capture")


def _people(hint: Hint) -> Iterator[str]:
    byline = read_byline(hint.value)
    if byline and byline.authors:
        yield from byline.authors
        return
    for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", hint.value):
        if is_name(part):
            yield plain(part)


def _dateline(body: Sequence[Block]) -> Finding[Dateline]:
    for block in body[:3]:
        found = read_dateline(block.text)
        if found and found.place:
            text = block.text[: found.text_from].strip()
            return Finding(Dateline(found.place), (Evidence("dateline", text, block.first, found.place_from),), 0.9)
    return Finding(reason="no dateline in the capture")


def _url(meta: PageMetadata, capture: Capture) -> Finding[str]:
    if host_of(capture.uri):
        return Finding(capture.uri, (Evidence("sidecar-uri", capture.uri),), 1.0)
    for hint in sorted(meta.urls, key=lambda hint: hint.rule != "link canonical"):
        if host_of(hint.value):
            return Finding(hint.value, (Evidence(hint.rule, hint.value),), 0.95)
    return Finding(reason="not in the capture")


def _site(meta: PageMetadata, found: Finding[str], sources: Sources) -> Finding[str]:
    """The publisher by its address where the archive knows it; else the name the page gives its site."""
    known = found.value is not None and sources.get(found.value) is not None
    if known or not meta.sites:
        return found
    hint = meta.sites[0]
    return Finding(sources.canonical(hint.value), (Evidence(hint.rule, hint.value),), 0.85)


def _segments(story: Story, lines: Sequence[str]) -> tuple[Segment, ...]:
    """The story's span, and everything else as what the site puts around it."""
    spans = [
        Segment(Kind.BOILERPLATE, 1, story.first - 1),
        Segment(Kind.STORY, story.first, story.last),
        Segment(Kind.BOILERPLATE, story.last + 1, len(lines)),
    ]
    return tuple(span for span in spans if span.first <= span.last)
