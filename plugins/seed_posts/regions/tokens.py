"""Text → words as the matcher compares them: folded to small unmarked letters, with where each one stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]+(?:['’ʼ][^\W_]+)*")
_EXTRA = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "ə": "a", "’": "'", "ʼ": "'"})
HEADLINE_MAX = 300  # characters; the longest headline seen has 180
TITLE_SHARE = 0.7  # of the longer words; a line with more of them capitalised is a headline in title case
LONG_WORD = 4  # letters; shorter words are small in title case too


@dataclass(slots=True)
class Line:
    """One block of text, cut into words. `folded` has a word's letters without case, marks and possessive."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    capitals: bool = False  # every letter is a capital
    title_case: bool = False  # most words begin with one

    def gap(self, index: int) -> str:
        """What stands between a word and the next; "" after the last."""
        return self.text[self.ends[index] : self.starts[index + 1]] if index + 1 < len(self.words) else ""


def read_line(text: str) -> Line:
    """The words of one block."""
    matches = list(_WORD.finditer(text))
    words = [m[0] for m in matches]
    starts = [m.start() for m in matches]
    ends = [m.end() for m in matches]
    line = Line(text, words, starts, ends, capitals=text.isupper())
    if words and len(text) < HEADLINE_MAX and not text.endswith((".", '."', ".”", ".’")):  # a sentence is neither
        long = [w for w in words if len(w) >= LONG_WORD and w[0].isalpha()]
        line.title_case = len(long) >= 3 and sum(w[0].isupper() for w in long) > TITLE_SHARE * len(long)
    return line


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word as names are compared: "Xi’an's" → "xi'an", "Brasília" → "brasilia"."""
    word = word.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.translate(_EXTRA)) if not unicodedata.combining(c))
    return word[:-2] if word.endswith("'s") else word


@lru_cache(maxsize=65536)
def acronym(word: str) -> str:
    """The letters of a word written as an acronym ("U.S." → "US"); "" for any other word."""
    letters = word.replace(".", "")
    return letters if len(letters) <= 5 and letters.isupper() and letters.isalpha() else ""


def name_key(name: str) -> str:
    """The key a name is found under: folded words joined by spaces, or "=" and the letters of an acronym."""
    if name.isascii() and name.isalpha():  # the common case, and by far the quickest
        return f"={name}" if len(name) <= 5 and name.isupper() else name.lower()
    short = acronym(name)
    if short:
        return f"={short}"
    return " ".join(
        fold(m[0]) if not acronym(m[0]) or "." not in m[0] else acronym(m[0]).lower() for m in _WORD.finditer(name)
    )
