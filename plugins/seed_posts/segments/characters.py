"""What the letters of many texts say at once: counted with numpy over all their characters together.

A page of three hundred lines is one array here, so a count costs the same for one line or for all.
Nothing below depends on a language: letters have case or not, words are long or short.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

CHARACTERS_MAX = 4_000  # of one text that are looked at; longer ones are paragraphs beyond doubt
SHORT_WORD_MAX = 3  # letters of the small words every language binds its sentences with

_BLANK, _LOWER, _UPPER, _LETTER, _DIGIT, _QUOTE, _COMMA, _STOP, _COLON, _DASH, _BAR, _PAREN, _CODE, _OTHER = range(14)
_PLANE = 0x10000  # code points of the table; rarer ones count as other signs
_SIGNS = {
    _QUOTE: "\"“”„«»‘’'「」『』",
    _COMMA: ",;，、；،",
    _STOP: ".!?…。！？",
    _COLON: ":：",
    _DASH: "-–—",
    _BAR: "|•·>›»/",
    _PAREN: "()[]（）",
    _CODE: "{}<>=\\_&@#",
}


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each code point."""
    table = np.full(_PLANE, _OTHER, np.uint8)
    kinds = {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "Lo": _LETTER, "Lm": _LETTER, "Nd": _DIGIT, "Mn": _LETTER}
    for point in range(_PLANE):
        kind = kinds.get(unicodedata.category(chr(point)))
        if kind is not None:
            table[point] = kind
    for number, signs in _SIGNS.items():
        table[[ord(sign) for sign in signs]] = number
    table[ord(" ")] = _BLANK
    return table


def character_features(texts: Sequence[str]) -> dict[str, Numbers]:
    """Name → one number a text; the texts are folded and not empty."""
    cut = [text[:CHARACTERS_MAX] for text in texts]
    points = np.frombuffer(("\n".join(cut) + "\n").encode("utf-32-le", "replace"), np.uint32)
    kinds = _classes()[np.minimum(points, _PLANE - 1)]
    lengths = np.fromiter((len(text) for text in cut), np.int64, len(cut))
    ends = np.cumsum(lengths + 1)  # each text and the line end after it
    starts = ends - lengths - 1
    kinds = kinds.copy()
    kinds[ends - 1] = _BLANK

    def count(flags: NDArray[np.bool_]) -> Numbers:
        sums = np.concatenate(([0], np.cumsum(flags)))
        return np.asarray(sums[ends] - sums[starts], np.float64)

    blank = kinds == _BLANK
    opening = ~blank & np.concatenate(([True], blank[:-1]))
    word_first = np.flatnonzero(opening)
    word_stop = np.flatnonzero(blank & np.concatenate(([False], ~blank[:-1])))
    word_length = word_stop - word_first
    short = np.zeros(len(kinds), np.bool_)
    short[word_first[word_length <= SHORT_WORD_MAX]] = True
    characters = np.maximum(lengths, 1).astype(np.float64)
    words = np.maximum(count(opening), 1.0)
    letters = np.maximum(count((kinds >= _LOWER) & (kinds <= _LETTER)), 1.0)
    lower = kinds == _LOWER
    upper = kinds == _UPPER
    stops = kinds == _STOP
    ends_word = np.concatenate((blank[1:], [True]))
    first = kinds[starts]
    last = kinds[np.maximum(ends - 2, starts)]
    before = kinds[np.maximum(ends - 3, starts)]
    closed = (last == _STOP) | ((before == _STOP) & ((last == _QUOTE) | (last == _PAREN)))
    return {
        "characters": np.log1p(characters),
        "word_length": characters / words,
        "capital_words": count(opening & upper) / words,
        "small_words": count(opening & lower & short) / words,
        "lower_words": count(opening & lower) / words,
        "upper_letters": count(upper) / letters,
        "digits": count(kinds == _DIGIT) / characters,
        "other_signs": count(kinds == _OTHER) / characters,
        "commas": count(kinds == _COMMA) / words,
        "quotes": count(kinds == _QUOTE) / words,
        "bars": count(kinds == _BAR) / words,
        "parentheses": count(kinds == _PAREN) / words,
        "dashes": count(kinds == _DASH) / words,
        "code_signs": count(kinds == _CODE) / characters,
        "colons": count(kinds == _COLON),
        "sentences": np.log1p(count(stops & ends_word)),
        "ends_stop": closed.astype(np.float64),
        "ends_colon": (last == _COLON).astype(np.float64),
        "ends_comma": (last == _COMMA).astype(np.float64),
        "starts_upper": (first == _UPPER).astype(np.float64),
        "starts_lower": (first == _LOWER).astype(np.float64),
        "starts_quote": (first == _QUOTE).astype(np.float64),
        "starts_digit": (first == _DIGIT).astype(np.float64),
    }
