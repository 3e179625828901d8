"""A saved page opened: its tree, and its lines as `Capture.lines` has them, each with its place in the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from ..decoding import clean_lines
from ..model import Capture
from ..saved_pages import without_toolbar
from .blocks import PageLine, page_lines
from .markup import check, parse

UNREAD = ("script", "style", "noscript", "svg", "iframe", "object", "select", "textarea")  # nothing in them is read
TOOLBARS = ("wm-ipp-base", "wm-ipp-print", "donato")  # ids of what the Wayback Machine lays over a page


@dataclass(frozen=True, slots=True)
class Page:
    """`lines[n]` is where line n + 1 of the capture stands."""

    capture: Capture  # with its lines
    root: HtmlElement
    lines: tuple[PageLine, ...]
    markup: bytes  # in lower case, without scripts and styles
    scripts: tuple[str, ...] = ()  # those of JSON-LD


def open_page(capture: Capture) -> Page:
    """The page of a capture that is markup. Raises CaptureError for markup no page has."""
    capture = replace(capture, html=without_toolbar(capture.html))
    data = capture.html.encode("utf-8", "replace")
    markup = check(data, capture.name)
    root = parse(data)
    scripts = tuple(script.text or "" for script in root.iter("script") if "ld+json" in script.get("type", "").lower())
    strip_elements(root, *UNREAD, with_tail=False)
    laid_over = [name for name in TOOLBARS if name.encode() in markup]
    for element in [element for name in laid_over for element in root.xpath("//*[@id=$name]", name=name)]:
        element.drop_tree()
    found = page_lines(root)
    # Character references smuggle past the decoder what it takes out of a text.
    texts, notes = clean_lines("\n".join(line.text for line in found)) if found else ((), ())
    lines = tuple(
        line if line.text == text else replace(line, text=text)
        for line, text in zip(found, (" ".join(text.split()) for text in texts), strict=False)
        if text
    )
    return Page(
        replace(capture, lines=tuple(line.text for line in lines), notes=capture.notes + notes),
        root,
        lines,
        markup,
        scripts,
    )
