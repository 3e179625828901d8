"""The fields of a saved page's story: what the markup says first, then what its lines show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..bylines import read_byline
from ..datelines import read_dateline
from ..model import Block, Capture, Dateline, Evidence, Finding
from ..names import is_name, plain
from ..publishers import Sources, host_of
from .page_body import letters
from .page_metadata import Hint, PageMetadata


def headline_of(meta: PageMetadata, lines: Sequence[str], body_first: int) -> Finding[str]:
    """The title of the markup that also stands on the page, else the firmest, without the site's name."""
    keys = {letters(line): number for number, line in reversed(list(enumerate(lines[: body_first + 3], 1)))}
    for hint in meta.titles:
        for title in (hint.value, *_trimmed(hint.value)):
            if letters(title) in keys and letters(title):
                return Finding(title, (Evidence(hint.rule, title, keys[letters(title)]),), 0.95)
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


def deck_of(meta: PageMetadata, lines: Sequence[str], first: int, body: Sequence[Block]) -> Finding[str]:
    """The description of the markup where it also stands on the page between headline and body."""
    for hint in meta.decks:
        key = letters(hint.value)
        for number in range(first + 1, body[0].first):
            if key and letters(lines[number - 1]) == key:
                return Finding(lines[number - 1], (Evidence(hint.rule, lines[number - 1], number),), 0.9)
    return Finding(reason="not in the capture")


def authors_of(meta: PageMetadata, lines: Sequence[str], first: int, body: Sequence[Block]) -> Finding[tuple[str, ...]]:
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


def dateline_of(body: Sequence[Block]) -> Finding[Dateline]:
    for block in body[:3]:
        found = read_dateline(block.text)
        if found and found.place:
            text = block.text[: found.text_from].strip()
            return Finding(Dateline(found.place), (Evidence("dateline", text, block.first, found.place_from),), 0.9)
    return Finding(reason="no dateline in the capture")


def url_of(meta: PageMetadata, capture: Capture) -> Finding[str]:
    if host_of(capture.uri):
        return Finding(capture.uri, (Evidence("sidecar-uri", capture.uri),), 1.0)
    for hint in sorted(meta.urls, key=lambda hint: hint.rule != "link canonical"):
        if host_of(hint.value):
            return Finding(hint.value, (Evidence(hint.rule, hint.value),), 0.95)
    return Finding(reason="not in the capture")


def source_of(meta: PageMetadata, found: Finding[str], sources: Sources) -> Finding[str]:
    """The publisher by its address where the archive knows it; else the name the page gives its site."""
    known = found.value is not None and sources.get(found.value) is not None
    if known or not meta.sites:
        return found
    hint = meta.sites[0]
    return Finding(sources.canonical(hint.value), (Evidence(hint.rule, hint.value),), 0.85)
