"""Templates are written for people, pages for browsers: what HTML lets be left out goes when a template is compiled.

Line ends beside blocks, quotation marks around plain values, end tags that the next tag implies. A page of an article
is a tenth lighter so, and costs nothing more to make. Only the words of templates are touched, never a value: what
stands in an attribute with a value in it keeps its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_BLOCKS = (  # beside these white space shows nowhere; `pre` and what stands in a line are not among them
    "address|article|aside|blockquote|body|caption|circle|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|"
    "header|hr|html|li|link|main|meta|nav|ol|option|p|path|rect|script|search|section|select|summary|table|tbody|td|"
    "tfoot|th|thead|title|tr|ul"
)
_BEHIND = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\s*\n\s*")
_BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{_BLOCKS})\b)")
# A value without signs that end it there or that HTML forbids; a slash behind it would become part of it
_QUOTED = re.compile(r"""(\s[a-z][\w:-]*)="([^\s"'=<>`]+)"(?!/)""")
_IMPLIED = re.compile(r"</(?:li|dt|dd|tr|td|th|thead|tbody|option|body|html)>")  # by whatever may follow them
_AFTER_P = "address|blockquote|div|dl|form|h[1-6]|hr|ol|p|pre|table|ul"  # what ends a paragraph, to older readers too
_AROUND_P = "article|aside|blockquote|dd|details|div|figure|footer|form|header|li|main|nav|section|td"
_PARAGRAPH = re.compile(rf"</p>(?=\s*(?:<(?:{_AFTER_P})\b|</(?:{_AROUND_P})>))")
_SAID = ("trans", "endtrans")  # between these stands a text of the catalogues, to the letter


def terse(markup: str) -> str:
    """The markup of a template, or a piece of it, that gives the same page in fewer bytes."""
    markup = _PARAGRAPH.sub("", markup)
    markup = _BEFORE.sub("", _BEHIND.sub(r"\1", markup))
    return _QUOTED.sub(r"\1=\2", _IMPLIED.sub("", markup))


class Terse(Extension):
    """The extension that compiles templates so."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, the words between statements being terse."""
        said, before = False, ""
        for token in stream:
            if token.type == "name" and before == "block_begin" and token.value in _SAID:
                said = token.value == _SAID[0]
            before = token.type
            shorten = token.type == "data" and not said
            yield Token(token.lineno, "data", terse(token.value)) if shorten else token
