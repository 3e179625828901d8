"""The one gate between text and trusted markup.

Templates run with autoescape on and use no `safe` filter; whatever a page holds as markup
comes from here. Two things do: a post's body, cut down to an allow-list, and JSON for a data
block, in which nothing can end the script element.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import msgspec
import nh3
from markupsafe import Markup

ALLOWED_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "em", "strong", "blockquote",
    "code", "pre", "br", "hr", "a",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {"a": {"href"}}
ALLOWED_SCHEMES = {"http", "https", "mailto"}
# Characters XML 1.0 forbids; HTML and feeds are better off without them too.
_BLOCK_END = re.compile("</(?:p|h[1-6]|li|blockquote|pre|dd|dt)>|<(?:br|hr)[ /]*>")
# Paragraphs and subheads of plain text. A ">" in it is none of markup, but cleaned markup has it as a reference
_PLAIN = re.compile(r"(?:<(p|h[234])>[^<>]*</\1>\s*)+")
_BLOCK = re.compile(r"<(?:p|h[234])>([^<]*)</")
_OTHER_REFERENCE = re.compile(r"&(?!amp;|lt;|gt;|quot;)")
_ASCII_CONTROLS = bytes([*range(10), *range(11, 32), 127])  # all but the line end
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_html(html: str) -> Markup:
    """The markup with allowed elements only, no attributes but link addresses, no other schemes."""
    if is_plain(html) and not ("&" in html and "&quot;" in html):  # which cleaned markup has as the sign itself
        return Markup(html)
    cleaned = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return Markup(cleaned)


def is_plain(html: str) -> bool:
    """Whether it is nothing but paragraphs and subheads of plain text, as most posts are: nobody need parse them."""
    return plain_blocks(html) is not None


def plain_blocks(html: str) -> list[str] | None:
    """What stands in each paragraph and subhead, if it is nothing but these and they hold plain text; else None."""
    words = html[3:-4].replace("</p>\n<p>", "")
    # paragraphs as most posts have them: told in a tenth of the time that the pattern takes
    paragraphs = html[:3] == "<p>" and html[-4:] == "</p>" and "<" not in words and ">" not in words
    if not (paragraphs or _PLAIN.fullmatch(html)) or not _is_printable(html):
        return None
    if "&" in html and _OTHER_REFERENCE.search(html):
        return None
    return html[3:-4].split("</p>\n<p>") if paragraphs else _BLOCK.findall(html)


def _is_printable(text: str) -> bool:
    """Whether it has only characters to print, and line ends."""
    if not text.isascii():
        return text.replace("\n", "").isprintable()
    return len(text.encode("ascii").translate(None, _ASCII_CONTROLS)) == len(text)  # in a third of the time


def text_of(html: str) -> str:
    """The words of the markup, an empty line between paragraphs."""
    blocks = _BLOCK_END.sub("\n\n", html)
    text = unescape(nh3.clean(blocks, tags=set(), strip_comments=True))
    return re.sub(r"\n\s*\n\s*", "\n\n", text).strip()


def json_block(data: Any) -> Markup:
    """JSON for `<script type="application/ld+json">`: equal data give equal bytes."""
    try:
        text = msgspec.json.encode(data, order="deterministic").decode()
    except UnicodeEncodeError:  # half of a character, which JSON can hold and UTF-8 cannot
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def plain(text: str) -> str:
    """The text without characters a page or feed may not hold."""
    return _ILLEGAL.sub("", text)
