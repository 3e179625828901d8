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
# markup, entities but the three that come out as they went in; control characters, two of which Python-Markdown uses.
_MARKUP = re.compile(r"[`*_\[{|<~^\x00-\x09\x0b-\x1f\x7f-\x9f]|&(?!(?:amp|lt|gt);)")

# A line that may be more than a line of a paragraph: indented, a list, a heading, a rule under a heading, a quotation,
# a definition, an admonition; one with a space at its end, which may ask for a break.
_LINE = re.compile(r"^(?:[\s\-+=#>:!]|\d+\.)|\s\n", re.MULTILINE)

_HEADING = re.compile(r"(#{1,6}) ([^#\n]*[^#\s\\])")  # a block of its own, with no sign and no backslash at its end


def paragraphs_html(text: str) -> str | None:
    """The HTML of this Markdown without a head; None if it may hold more than paragraphs of text and headings."""
    body = text.strip("\n")
    if not body or body != body.strip() or "\n\n\n" in body:
        return None
    plain = _ESCAPE.sub(".", body) if "\\" in body else body
    if _MARKUP.search(plain):
        return None
    if body[0] == "#" or "\n#" in body:
        return _blocks_html(body.split("\n\n"))
    if _LINE.search(body.replace("\n\n", "\n")):
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
        elif _LINE.search(block) or block != block.strip():
            return None
        else:
            made.append(f"<p>{_text(block)}</p>")
    return "\n".join(made)


def _text(body: str) -> str:
    """Text without its escapes, fit for HTML: nothing of it is markup."""
    if "\\" in body:
        body = _ESCAPE.sub(r"\1", body)
    return body.replace(">", "&gt;") if ">" in body else body
