"""Text → words as the lexicon compares them: small letters, one number, no case endings.

English loses plural and possessive ("countries'" → "country"). Russian loses the endings of nouns and adjectives
("нефтяную" → "нефтян"), so a term is written in any of its forms. Chinese has no spaces: each character is a word, and
a term of the lexicon is as many words as it has characters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..wordlists import words

WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.'’&][^\W_\u3400-\u9fff]+)*")
_UNLIKE_SINGULAR = words(  # plurals that mean something else than the word without its s: "securities", "arms"
    "affairs aids airways arms ashes backs charts christmas clashes commons customs damages earnings equities forces"
    " forwards futures genes goods headquarters hurdles lens lords marks means news notes overs politics premises"
    " proceeds rights runs sales savings securities series sights skills spades species spurs stumps talks"
    " ties troops vocals wales wings yards"
)
IRREGULAR = {word: word for word in sorted(_UNLIKE_SINGULAR)} | {
    "analyses": "analysis",
    "children": "child",
    "crises": "crisis",
    "fisheries": "fishery",
    "lives": "life",
    "men": "man",
    "women": "woman",
}
RUSSIAN_STEM_MIN = 3  # letters left of a word at least
_RUSSIAN_ENDINGS = sorted(
    words(
        "иями ями ами ыми ими ией иям иях ием ого его ому ему ая яя ое ее ые ие ый ий ой ей ую юю ою ею ых их ым им"
        " ом ем ам ям ах ях ов ев ью ия ии ию а я о е ы и у ю ь й"
    ),
    key=lambda ending: (-len(ending), ending),
)
_CYRILLIC = re.compile(r"[а-яё]+")


def term_of(text: str) -> list[str]:
    """The words of a term, or of a text, as they are compared."""
    return [fold(word) for word in words_of(text)]


def words_of(text: str) -> list[str]:
    """The words of a term, or of a text, in small letters."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A small-letter word without what grammar adds: "dealer's" → "dealer", "нефтью" → "нефт"."""
    if not word.isascii():
        if _CYRILLIC.fullmatch(word):
            return _russian_stem(word.replace("ё", "е"))
        word = word.replace("’", "'")
    return _singular(word.removesuffix("'s"))


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _russian_stem(word: str) -> str:
    for ending in _RUSSIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= RUSSIAN_STEM_MIN:
            return word[: -len(ending)]
    return word
