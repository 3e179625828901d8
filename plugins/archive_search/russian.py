"""The Russian stemmer of Snowball's published algorithm. `js/russian.mjs` is its twin.

Endings are looked for behind the first vowel of a word. In each class the longest that fits decides; those of a first
group count only after а or я, which stay. A word has one ending of inflection taken off, perhaps a reflexive one before
it, then what is left is tidied: "важнейшими" and "важного" both become "важн".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BEHIND_VOWEL = re.compile("[аеиоуыэюя]")
_R2 = re.compile("(?:[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]){2}")  # what stands before the second region


class _Endings(NamedTuple):
    """A class of endings; those of the first group only count after а or я."""

    after_a: frozenset[str]
    others: frozenset[str]
    longest: int


def _endings(others: str, after_a: str = "") -> _Endings:
    first, second = frozenset(after_a.split()), frozenset(others.split())
    return _Endings(first, second, max(map(len, first | second)))


_GERUND = _endings("ив ивши ившись ыв ывши ывшись", "в вши вшись")
_ADJECTIVE = _endings("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею")
_PARTICIPLE = _endings("ивш ывш ующ", "ем нн вш ющ щ")
_REFLEXIVE = _endings("ся сь")
_VERB = _endings(
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
)
_NOUN = _endings(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"
)
_SUPERLATIVE = _endings("ейш ейше")
_DERIVED = _endings("ост ость")


def stem(word: str) -> str:
    """The stem of a folded word in Cyrillic letters (ё is е)."""
    vowel = _BEHIND_VOWEL.search(word)
    if not vowel:
        return word
    head, tail = word[: vowel.end()], word[vowel.end() :]
    tail = _inflection(tail).removesuffix("и")
    tail = _derivation(head, tail)
    return head + _tidy(tail)


def _inflection(tail: str) -> str:
    """Without the ending of a gerund, else without a reflexive one and one of an adjective, a verb or a noun."""
    if (rest := _without(tail, _GERUND)) is not None:
        return rest
    rest = _without(tail, _REFLEXIVE)
    tail = tail if rest is None else rest
    if (rest := _without(tail, _ADJECTIVE)) is not None:
        before = _without(rest, _PARTICIPLE)
        return rest if before is None else before
    for endings in (_VERB, _NOUN):
        if (rest := _without(tail, endings)) is not None:
            return rest
    return tail


def _without(tail: str, endings: _Endings) -> str | None:
    """What stands before the longest ending of the class; None where the tail has none."""
    for length in range(min(endings.longest, len(tail)), 0, -1):
        rest, ending = tail[:-length], tail[-length:]
        if ending in endings.others:
            return rest
        if ending in endings.after_a:
            return rest if rest.endswith(("а", "я")) else None
    return None


def _derivation(head: str, tail: str) -> str:
    """Without ость, where it lies behind two syllables."""
    rest = _without(tail, _DERIVED)
    region = _R2.match(head + tail)
    return rest if rest is not None and region and len(head + rest) >= region.end() else tail


def _tidy(tail: str) -> str:
    """Without the ending of a superlative or a soft sign; double н made one."""
    rest = _without(tail, _SUPERLATIVE)
    tail = tail if rest is None else rest
    if tail.endswith("нн"):
        return tail[:-1]
    return tail.removesuffix("ь") if rest is None else tail
