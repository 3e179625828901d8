"""Text → words as the matcher compares them: folded to small unmarked letters, with where each one stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]+(?:['’ʼ][^\W_]+)*")
_NEXT = re.compile(rf"(?:[-–‑/\n]|  ?)({_WORD.pattern})")  # with what may stand between two words of one name
_AFTER_POINT = re.compile(rf"(?:\. |[-–‑/\n]|  ?)({_WORD.pattern})")
_EXTRA = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "ə": "a", "’": "'", "ʼ": "'"})
HEADLINE_MAX = 300  # characters; the longest headline seen has 180
TITLE_SHARE = 0.7  # of the longer words; a line with more of them capitalised is a headline in title case
LONG_WORD = 4  # letters; shorter words are small in title case too
NEAR = 40  # characters looked at for the word beside a name; longer words are no context

_UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x250) if chr(c).isupper()) + "Ḁ-ỿ"
_REST = r"(?:(?:\.[A-Z])+\.|(?:\.[A-Z])+\b|[^\W_]*(?:['’ʼ][^\W_]+)*)"
_START = r"(?<![^\W_].)(?<![^\W_]['’ʼ].)"  # of a word; stands after its first letter, so that the search can leap to it
_CAPITAL = re.compile(rf"[A-Z]{_START}{_REST}")
_ANY_CAPITAL = re.compile(rf"[{_UPPER}\u0400-\u04ff]{_START}{_REST}", re.DOTALL)  # Russian adjectives are small
_LAST = re.compile(r"(?:(?:[A-Z]\.){2,}|[^\W_]+(?:['’ʼ][^\W_]+)*)\Z")


class Line:
    """One block of text, and what its capitals say."""

    __slots__ = ("_mixed", "capitals", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.capitals = text.isupper()  # every letter is a capital
        self._mixed: bool | None = None

    @property
    def mixed(self) -> bool:
        """True where capitals tell names from other words: in no headline; counted when first asked."""
        if self._mixed is None:
            self._mixed = not (self.capitals or _in_title_case(self.text))
        return self._mixed

    def candidates(self) -> Iterator[re.Match[str]]:
        """The words that may begin a name: those with a capital, and every Russian word."""
        return (_CAPITAL if self.text.isascii() else _ANY_CAPITAL).finditer(self.text)

    def next_word(self, end: int, abbreviated: bool = False) -> tuple[str, int]:
        """The word that goes on a name after one that ends here, and its own end; "" where none does."""
        match = (_AFTER_POINT if abbreviated else _NEXT).match(self.text, end)
        return (match[1], match.end()) if match else ("", end)

    def word_at(self, start: int) -> str:
        """The word that begins here; "" where none does."""
        end = self.text.find(" ", start, start + NEAR)
        word = self.text[start:end]
        if end > 0 and word.isalnum():
            return word
        match = _WORD.match(self.text, start)
        return match[0] if match else ""

    def words_from(self, start: int, most: int) -> list[str]:
        """The next words from here, whatever stands between."""
        return [match[0] for match in islice(_WORD.finditer(self.text, start), most)]

    def word_before(self, end: int) -> tuple[str, int]:
        """The word that ends here, and where it begins; "" where none does."""
        first = end - NEAR if end > NEAR else 0
        word = self.text[self.text.rfind(" ", first, end) + 1 or first : end]
        if not word.isalnum():
            match = _LAST.search(word[word.rfind("\n") + 1 :])
            word = match[0] if match else ""
        return word, end - len(word)


def _in_title_case(text: str) -> bool:
    if len(text) >= HEADLINE_MAX or text.endswith((".", '."', ".”", ".’")):  # a sentence is no headline
        return False
    long = [word for word in _WORD.findall(text) if len(word) >= LONG_WORD and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) > TITLE_SHARE * len(long)


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
    if name.isascii():  # the common case, and by far the quickest
        if name.isalpha():
            return f"={name}" if len(name) <= 5 and name.isupper() else name.lower()
        if name.replace(" ", "").replace("-", "").isalpha():
            return " ".join(name.lower().replace("-", " ").split())
    short = acronym(name)
    if short:
        return f"={short}"
    return " ".join(
        fold(m[0]) if not acronym(m[0]) or "." not in m[0] else acronym(m[0]).lower() for m in _WORD.finditer(name)
    )
