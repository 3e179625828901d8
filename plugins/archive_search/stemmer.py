"""The English stemmer of lunr.js 2.3.9, in Python.

Porter's algorithm (1980) in the form lunr.js runs it in the browser. It differs from Porter's
paper, and from the stemmer inside the Python package `lunr`, so an index stemmed by that one
would not answer "money" or "today" (there "monei" and "todai"):

- y becomes i at the end only after a consonant that is not the first letter: "money" stays;
- "bli" becomes "ble", and step 2 knows "logi".

Each step rewrites one ending. A stem is measured by its vowel-consonant sequences (VC): some
endings need one, some two. A consonant is here whatever is not a, e, i, o, u; y opens a vowel
sequence, except as the first letter of a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"

_ONE_VC = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_TWO_VC = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_EXACTLY_ONE_VC = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?")
_HAS_VOWEL = re.compile(f"({_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]")  # "hop", "fil": what lost an e keeps it
_DOUBLED = re.compile(r"(?s:.*)([^aeiouylsz])\1")


class _Step:
    """The endings a step takes off, each with what comes instead."""

    def __init__(self, endings: Mapping[str, str]) -> None:
        self.endings = endings
        by_last: dict[str, set[int]] = {}
        for ending in endings:
            by_last.setdefault(ending[-1], set()).add(len(ending))
        self.lengths = {last: sorted(lengths, reverse=True) for last, lengths in by_last.items()}


_STEP_2 = _Step({
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
})  # fmt: skip
_STEP_3 = _Step({"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""})
_STEP_4 = _Step(dict.fromkeys((
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
), ""))  # fmt: skip


def stem(word: str) -> str:
    """The stem lunr.js gives a lower-case word; words of one or two letters stay as they are."""
    if len(word) < 3:
        return word
    initial_y = word[0] == "y"  # a consonant there; a capital is outside every class of vowels
    if initial_y:
        word = "Y" + word[1:]
    word = _plural(word)
    word = _past(word)
    if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    word = _swap(word, _STEP_2)
    word = _swap(word, _STEP_3)
    word = _strip(word)
    word = _final_e(word)
    return "y" + word[1:] if initial_y else word


def _plural(word: str) -> str:
    """Step 1a: "ponies" → "poni", "classes" → "class", "cats" → "cat"."""
    if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
        return word[:-2]
    if len(word) > 2 and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    return word


def _past(word: str) -> str:
    """Step 1b: "agreed" → "agree", "hopping" → "hop", "filed" → "file"."""
    if len(word) > 3 and word.endswith("eed"):
        return word[:-1] if _ONE_VC.match(word[:-3]) else word
    ending = 2 if word.endswith("ed") else 3 if word.endswith("ing") else 0
    rest = word[:-ending] if ending else ""
    if not rest or not _HAS_VOWEL.match(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if _DOUBLED.fullmatch(rest):
        return rest[:-1]
    return rest + "e" if _SHORT.fullmatch(rest) else rest


def _ending(word: str, step: _Step) -> str:
    """The longest of a step's endings that the word has, with at least one letter before it; "" if it has none."""
    for length in step.lengths.get(word[-1], ()):
        if length < len(word) and word[-length:] in step.endings:
            return word[-length:]
    return ""


def _swap(word: str, step: _Step) -> str:
    """Steps 2 and 3: the ending exchanged where a VC stands before it."""
    ending = _ending(word, step)
    if not ending:
        return word
    rest = word[: -len(ending)]
    return rest + step.endings[ending] if _ONE_VC.match(rest) else word


def _strip(word: str) -> str:
    """Step 4: "adoption" → "adopt"; the ending goes where two VC stand before it."""
    ending = _ending(word, _STEP_4)
    if not ending and len(word) > 4 and word.endswith(("sion", "tion")):
        ending = "ion"
    return word[: -len(ending)] if ending and _TWO_VC.match(word[: -len(ending)]) else word


def _final_e(word: str) -> str:
    """Step 5: "probate" → "probat", "rate" stays; "controll" → "control"."""
    if word[-1] == "e" and len(word) > 1:
        rest = word[:-1]
        if _TWO_VC.match(rest) or (_EXACTLY_ONE_VC.fullmatch(rest) and not _SHORT.fullmatch(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _TWO_VC.match(word) else word
