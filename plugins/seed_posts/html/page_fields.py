"""The fields of a saved page's story: what the markup says first, then what its lines show; disagreements are noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ..datelines import read_dateline
from ..model import Block, Capture, Dateline, Evidence, Finding
from ..publishers import Sources, host_of
from ..saved_pages import original_address
from .blocks import PageLine, bit
from .page_metadata import Hint, PageMetadata
from .page_text import letters

TITLE_WORDS = 3  # words of a title that may lose what follows a bar or dash
FIRM = 0.85  # confidence from which a value of the markup is weighed against another
SAME_TITLE = 0.5  # share of words two titles of one story have in common at least
SENTENCE_ENDS = (".", "!", "?", ".”", '."')


def headline_of(meta: PageMetadata, lines: Sequence[str], body_first: int, start: int = 0) -> Finding[str]:
    """The title of the markup that also stands on the page, else the firmest, without the site's name.

    `start` is the line a heading of this story stands on, where the page holds several.
    """
    keys = {letters(lines[start - 1]): start} if start else _line_keys(lines[: body_first + 3])
    sites = {letters(hint.value) for hint in meta.sites}
    hints = [hint for hint in meta.titles if letters(hint.value) not in sites] or list(meta.titles)
    for hint in hints:
        for title in (hint.value, *_trimmed(hint.value), *_behind_site(hint.value)):
            key = letters(title)
            if key and key in keys and not (key in sites and len(hints) > 1):
                return _noted(Finding(title, (Evidence(hint.rule, title, keys[key]),), 0.95), hints)
    if hints:
        title = next(iter(_trimmed(hints[0].value)), hints[0].value)
        return _noted(Finding(title, (Evidence(hints[0].rule, hints[0].value),), 0.8), hints)
    return Finding(reason="the page has no title")


def _line_keys(lines: Sequence[str]) -> Mapping[str, int]:
    """The letters of each line, and of each two, with the number of the first line that has them."""
    single = [letters(line) for line in lines]
    keys = {a + b: number for number, (a, b) in reversed(list(enumerate(pairwise(single), 1)))}
    return keys | {key: number for number, key in reversed(list(enumerate(single, 1)))}


def _noted(found: Finding[str], hints: Sequence[Hint]) -> Finding[str]:
    """The finding with a reason to look at it where another firm title shares few words with it."""
    chosen = set(re.findall(r"\w+", (found.value or "").lower()))
    for hint in hints:
        other = set(re.findall(r"\w+", hint.value.lower()))
        if hint.confidence < FIRM or hint.rule == "h1" or not other or not chosen:
            continue
        if len(chosen & other) < SAME_TITLE * min(len(chosen), len(other)):
            reason = f"{hint.rule} has another title: {hint.value}"
            return replace(found, confidence=min(found.confidence, 0.7), reason=reason)
    return found


def _trimmed(title: str) -> Iterator[str]:
    """The title without " | Site" or " - Site" at its end."""
    for mark in (" | ", " – ", " — ", " - ", " :: ", " » "):
        head, found, _ = title.rpartition(mark)
        if found and len(head.split()) >= TITLE_WORDS:
            yield head.strip()


def _behind_site(title: str) -> Iterator[str]:
    """The title without "Site: " or "Site | " at its start; for one to be looked for among the page's lines."""
    for mark in (": ", " | ", " – ", " — ", " - ", " :: ", " » "):
        site, found, tail = title.partition(mark)
        if found and len(tail.split()) >= max(TITLE_WORDS, len(site.split())):
            yield tail.strip()


def deck_of(meta: PageMetadata, lines: Sequence[PageLine], first: int, body: Sequence[Block]) -> Finding[str]:
    """What the page prints above the text: the markup's description, else a line called a deck.

    A summary in whole sentences is text, and stays the first paragraph.
    """
    between = [
        number
        for number in range(first + 1, body[0].first + 1)
        if number < body[0].first or not lines[number - 1].text.endswith(SENTENCE_ENDS)
    ]
    for hint in meta.decks:
        key = letters(hint.value)
        for number in between:
            if key and letters(lines[number - 1].text) == key:
                return Finding(lines[number - 1].text, (Evidence(hint.rule, lines[number - 1].text, number),), 0.9)
    for number in between:
        line = lines[number - 1]
        if line.place.steps_to(bit("deck")) <= 1 and len(line.text.split()) > TITLE_WORDS and not line.links:
            return Finding(line.text, (Evidence("deck-block", line.text, number),), 0.75)
    return Finding(reason="not in the capture")


def dateline_of(body: Sequence[Block]) -> Finding[Dateline]:
    for block in body[:3]:
        found = read_dateline(block.text)
        if found and found.place:
            text = block.text[: found.text_from].strip()
            return Finding(Dateline(found.place), (Evidence("dateline", text, block.first, found.place_from),), 0.9)
    return Finding(reason="no dateline in the capture")


def url_of(meta: PageMetadata, capture: Capture) -> Finding[str]:
    """Where the page stands: the maintainer's word, then the page's own; the Wayback Machine's prefix is taken off."""
    if host_of(capture.uri):
        return Finding(capture.uri, (Evidence("sidecar-uri", capture.uri),), 1.0)
    for hint in sorted(meta.urls, key=lambda hint: hint.rule not in ("link canonical", "saved-from")):
        address, _ = original_address(hint.value)
        if host_of(address):
            return Finding(address, (Evidence(hint.rule, hint.value),), hint.confidence)
    return Finding(reason="not in the capture")


def source_of(meta: PageMetadata, found: Finding[str], sources: Sources) -> Finding[str]:
    """The publisher by its address where the archive knows it; else the name the page gives its site."""
    known = found.value is not None and sources.get(found.value) is not None
    if known or not meta.sites:
        return found
    hint = meta.sites[0]
    return Finding(sources.canonical(hint.value), (Evidence(hint.rule, hint.value),), 0.85)
