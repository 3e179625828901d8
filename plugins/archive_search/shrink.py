"""Takes out of our JavaScript what a browser does not read: comments and blank space. Nothing is renamed or reordered.

Pygments, which Pelican brings along, tells comments, strings, templates and regular expressions apart.
"""

from __future__ import annotations

from functools import lru_cache

from pygments.lexer import inherit
from pygments.lexers import JavascriptLexer
from pygments.token import Comment, Literal, Operator, Punctuation, _TokenType

CACHED = 400  # texts; a build asks several times for each module: to join them, for their name, to write them
_OPENING = frozenset("{([,;")  # a line may go on behind these
_CLOSING = frozenset("})]")  # and before these
_APART = frozenset("{}()[],;:?=&|<>!*")  # what never joins with a neighbour into something else, as + + and / / do


class _Lexer(JavascriptLexer):  # type: ignore[misc]  # Pygments has no type hints
    """Knows besides that a slash after an arrow begins a regular expression."""

    tokens = {"root": [(r"=>", Punctuation, "slashstartsregex"), inherit]}  # noqa: RUF012  # read by a metaclass


@lru_cache(maxsize=CACHED)
def shrink(text: str) -> str:
    """The same program without comments and blank space.

    Code must have spaces around a division sign: that is how one after a parenthesis is told from a regular expression.
    """
    parts: list[str] = []
    gap = last = ""  # what was left out before this token; the last one's sign, if it is one
    for kind, value in tokens_of(text):
        if kind in Comment or (kind not in Literal and not value.strip()):
            gap += "\n" if "\n" in value else " "
            continue
        sign = value if _is_sign(kind) else ""
        parts += (_between(last[-1:], gap, sign[:1]) if parts else "", value)
        gap, last = "", sign
    return "".join(parts) + "\n"


@lru_cache(maxsize=CACHED)
def tokens_of(text: str) -> tuple[tuple[_TokenType, str], ...]:
    """The text in tokens: what kind of word or sign each is, and itself."""
    return tuple(_Lexer(stripnl=False, ensurenl=False).get_tokens(text))


def _is_sign(kind: _TokenType) -> bool:
    return kind in Punctuation or kind in Operator


def _between(before: str, gap: str, after: str) -> str:
    """What must stay of a gap: a line end may end a statement, a space parts words and signs."""
    if "\n" in gap:
        return "" if before in _OPENING or after in _CLOSING else "\n"
    return "" if before in _APART or after in _APART else gap[:1]
