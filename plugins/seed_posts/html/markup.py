"""Markup: checked before any parser sees it, parsed without fetching."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ..errors import CaptureError
from ..model import Capture
from ..wordlists import words

DEPTH_MAX = 200  # open elements at once; libxml2 gives up at 256, and 191 news pages stay at 30 or under
ELEMENTS_MAX = 20_000  # start tags; the largest of 191 news pages has 4,414, and 50,000 cost 18 s of CPU
ATTRIBUTES_MAX = 10_000  # words of one tag outside quotation marks; parsers take quadratic time over a flood of them
SAVE_AGAIN = "save the page again, or as text"

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>[^<>]*)>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SELF_CLOSING = words("area base br col embed hr img input link meta param source track wbr")
_OPTIONAL_END = words("p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp body html head")
_UNCOUNTED = _SELF_CLOSING | _OPTIONAL_END
_RAW_START = re.compile(r"<(?P<name>script|style)\b", re.IGNORECASE)
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


def check(capture: Capture) -> str:
    """The markup without its scripts and styles. Raises CaptureError for markup made to exhaust a parser; one pass."""
    depth = 0
    markup, elements = _without_raw(capture.html)
    _check_elements(capture, elements)
    for close, name, rest in _tags(markup):
        if len(rest) > ATTRIBUTES_MAX and len(_QUOTED.sub("", rest).split()) > ATTRIBUTES_MAX:
            raise CaptureError(capture.name, f"has a tag with over {ATTRIBUTES_MAX:,} attributes", SAVE_AGAIN)
        if close:
            depth -= depth > 0 and name not in _OPTIONAL_END
            continue
        elements += 1
        if elements > ELEMENTS_MAX:
            _check_elements(capture, elements)
        if name not in _UNCOUNTED and not rest.endswith("/"):
            depth += 1
            if depth > DEPTH_MAX:
                raise CaptureError(capture.name, f"nests deeper than {DEPTH_MAX} elements", SAVE_AGAIN)
    return markup


def _tags(markup: str) -> Iterable[tuple[str, str, str]]:
    """Slash, name in lower case and the rest of each tag; of a flood of them one at a time, to hold none in memory."""
    markup = markup.lower()
    if markup.count("<") < 2 * ELEMENTS_MAX:
        return _TAG.findall(markup)
    return ((match["close"], match["name"], match["rest"]) for match in _TAG.finditer(markup))


def _check_elements(capture: Capture, elements: int) -> None:
    if elements > ELEMENTS_MAX:
        raise CaptureError(capture.name, f"has over {ELEMENTS_MAX:,} elements", SAVE_AGAIN)


def _without_raw(markup: str) -> tuple[str, int]:
    """The markup without its scripts and styles, in which a "<" opens no element, and how many they were."""
    kept: list[str] = []
    at = 0
    while opened := _RAW_START.search(markup, at):
        kept.append(markup[at : opened.start()])
        closed = _RAW_END[opened["name"].lower()].search(markup, opened.end())
        at = closed.end() if closed else len(markup)
    kept.append(markup[at:])
    return "".join(kept), len(kept) - 1


def parse(markup: str) -> HtmlElement:
    """The tree of the markup; an empty page for markup without an element. Fetches nothing."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
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
