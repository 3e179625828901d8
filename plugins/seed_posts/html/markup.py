"""Markup: checked before any parser sees it, parsed without fetching."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from ..errors import CaptureError

DEPTH_MAX = 200  # open elements at once; libxml2 gives up at 256, and 191 news pages stay at 30 or under
ELEMENTS_MAX = 20_000  # start tags; the largest of 191 news pages has 4,414, and 50,000 cost 18 s of CPU
ATTRIBUTES_MAX = 10_000  # words of one tag outside quotation marks; parsers take quadratic time over a flood of them
TAGS_MAX = 2 * ELEMENTS_MAX  # start and end tags that are followed to find how deep they nest
SAVE_AGAIN = "save the page again, or as text"

_SELF_CLOSING = "area base br col embed hr img input link meta param source track wbr"
_OPTIONAL_END = "p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp body html head"
_UNCOUNTED = "|".join(f"{_SELF_CLOSING} {_OPTIONAL_END}".split()).encode()
_NESTING = re.compile(rb"<(/?)(?!(?:%b)(?![a-z0-9:-]))[a-z]" % _UNCOUNTED)  # a tag that opens or closes an element
_NESTING_WHOLE = re.compile(_NESTING.pattern + rb"[^<>]*(?:(?<=(/))|)")  # with the slash it ends with
_START = re.compile(rb"<[a-z]")
_REST = re.compile(rb"<[a-z][a-z0-9:-]*([^<>]*)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_RAW_START = re.compile(rb"<(script|style)\b")
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement)


def check(markup: bytes, name: str) -> bytes:
    """The markup in lower case, without its scripts and styles.

    Raises CaptureError, for a capture of this name, for markup made to exhaust a parser.
    """
    markup, raw = _without_raw(markup.lower())
    if raw > ELEMENTS_MAX:
        raise CaptureError(name, f"has over {ELEMENTS_MAX:,} elements", SAVE_AGAIN)
    if any(len(piece) > ATTRIBUTES_MAX for piece in markup.split(b">")):
        for rest in (found[1] for found in _REST.finditer(markup)):
            if len(rest) > ATTRIBUTES_MAX and len(_QUOTED.sub(b"", rest).split()) > ATTRIBUTES_MAX:
                raise CaptureError(name, f"has a tag with over {ATTRIBUTES_MAX:,} attributes", SAVE_AGAIN)
    if _nests_deep(markup):
        raise CaptureError(name, f"nests deeper than {DEPTH_MAX} elements", SAVE_AGAIN)
    if raw + markup.count(b"<") > ELEMENTS_MAX and raw + sum(1 for _ in _START.finditer(markup)) > ELEMENTS_MAX:
        raise CaptureError(name, f"has over {ELEMENTS_MAX:,} elements", SAVE_AGAIN)
    return markup


def _nests_deep(markup: bytes) -> bool:
    """Whether too many elements are open at once. First as if none closed itself, as they do in drawings."""
    if _are_deep((slash, b"") for slash in _NESTING.findall(markup)) if markup.count(b"<") < TAGS_MAX else True:
        return _are_deep((found[1], found[2]) for found in islice(_NESTING_WHOLE.finditer(markup), TAGS_MAX))
    return False


def _are_deep(tags: Iterable[tuple[bytes, bytes | None]]) -> bool:
    """Whether too many of these tags, each given by its two slashes, are open at once."""
    depth = 0
    for closes, whole in tags:
        if closes:
            depth -= depth > 0
        elif not whole:
            depth += 1
            if depth > DEPTH_MAX:
                return True
    return False


def _without_raw(markup: bytes) -> tuple[bytes, int]:
    """Markup in lower case without its scripts and styles, in which a "<" opens no element, and how many they were."""
    kept: list[bytes] = []
    at = 0
    while opened := _RAW_START.search(markup, at):
        kept.append(markup[at : opened.start()])
        closed = markup.find(b"</" + opened[1], opened.end())
        at = closed + len(opened[0]) + 1 if closed >= 0 else len(markup)
    kept.append(markup[at:])
    return b"".join(kept), len(kept) - 1


def parse(markup: bytes) -> HtmlElement:
    """The tree of markup in UTF-8; an empty page for markup without an element. Fetches nothing."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    parser.set_element_class_lookup(_CLASSES)  # lxml.html's own asks a Python function for every element
    try:
        return document_fromstring(markup.replace(b"\0", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):  # nothing but white space or comments
        return document_fromstring("<html><body></body></html>")


@contextmanager
def unheard() -> Iterator[None]:
    """Keeps the libraries' log lines back: an empty page is our result, not an error that `--fatal errors` stops at."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
