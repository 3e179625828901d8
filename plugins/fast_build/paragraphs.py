"""Markdown that is nothing but paragraphs and headings, made into HTML without a parser.

Most posts of a news archive are such texts, and Python-Markdown takes a millisecond for each. What is converted here is
what Python-Markdown converts in the same way whatever its own extensions are; for everything else the answer is None,
and the caller asks Python-Markdown. `tests/fast_build/test_paragraphs.py` compares the two.
"""

from __future__ import annotations

import re

# A backslash before one of these is an escape, with or without extensions: the sign alone comes out.
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")

# Signs that may begin markup wherever they stand, if nothing escapes them: code, emphasis, links, attributes, tables,
# markup; entities but the three that come out as they went in; control characters, two of which Python-Markdown uses.
_SIGNS = "`*_[{|<~^"
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")

# What a line begins with that may be more than a line of a paragraph: a list, a heading, a rule under a heading, a
# quotation, a definition, an admonition.
_STARTS = frozenset("-+=#>:!")
_NUMBER = re.compile(r"\d+\.")
_HEADING = re.compile(r"(#{1,6}) ([^#\n]*[^#\s\\])")  # a block of its own, with no sign and no backslash at its end


def paragraphs_html(text: str) -> str | None:
    """The HTML of this Markdown without a head; None if it may hold more than paragraphs of text and headings."""
    body = text.strip("\n")
    if not body or body != body.strip() or "\n\n\n" in body:
        return None
    plain = _ESCAPE.sub(".", body) if "\\" in body else body
    if any(sign in plain for sign in _SIGNS) or ("&" in plain and _ENTITY.search(plain)):
        return None
    if not plain.replace("\n", "").isprintable() and _CONTROL.search(plain):
        return None
    if body[0] == "#" or "\n#" in body:
        return _blocks_html(body.split("\n\n"))
    if not _is_plain(body):
        return None
    return "<p>" + _text(body).replace("\n\n", "</p>\n<p>") + "</p>"


def _blocks_html(blocks: list[str]) -> str | None:
    """The HTML of paragraphs and headings, which Markdown gives a line each."""
    made = []
    for block in blocks:
        heading = _HEADING.fullmatch(_ESCAPE.sub(".", block)) if block[0] == "#" else None
        if heading:
            level = len(heading[1])
            made.append(f"<h{level}>{_text(block[level + 1 :]).strip()}</h{level}>")
        elif not _is_plain(block):
            return None
        else:
            made.append(f"<p>{_text(block)}</p>")
    return "\n".join(made)


def _is_plain(text: str) -> bool:
    """Whether each of its lines is nothing but a line of a paragraph, with no space at its ends."""
    for line in text.split("\n"):
        if line:
            first = line[0]
            if first in _STARTS or first.isspace() or line[-1].isspace():
                return False
            if first.isdecimal() and _NUMBER.match(line):
                return False
    return True


def _text(body: str) -> str:
    """Text without its escapes, fit for HTML: nothing of it is markup."""
    if "\\" in body:
        body = _ESCAPE.sub(r"\1", body)
    return body.replace(">", "&gt;") if ">" in body else body
