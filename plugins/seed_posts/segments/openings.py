"""What a line must begin with or hold for a rule to fit, read off the rule's own pattern.

Most lines fit no rule, and trying all rules on each line was most of what a capture cost. So only
those are tried that could fit its first character or, where a rule may begin with anything, a
word that stands in the line. What cannot be read off a pattern is tried on every line: slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]  # Python's own reader of patterns; nothing public shows them
from typing import Any

from .parts import Rule

WORDS_MAX = 14  # words that are looked for one by one; with more, trying the rule is as fast
CLASS_MAX = 128  # characters of a class that are listed one by one; a larger one may be anything
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_DECIMAL = "0"  # stands for every decimal digit

Keys = frozenset[str] | None  # keys of the characters something may begin with; None for any
Tried = tuple[Rule, tuple[str, ...]]  # a rule, and words of which the line must hold one; no words: no such demand


@dataclass(frozen=True, slots=True)
class _Way:
    """How one alternative of a rule begins, and words in lower case of which it holds one, if that can be said."""

    keys: Keys
    words: frozenset[str]


class Openings:
    """Rules by the character a line begins with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._ways = [(rule, [_way(text, rule.pattern.flags) for text in rule.alternatives]) for rule in rules]
        self._tried: dict[str, tuple[Tried, ...]] = {}

    def rules_for(self, text: str) -> tuple[Tried, ...]:
        """The rules that may fit a line that is not empty, in their order."""
        key = _key(text[0])
        if key not in self._tried:
            self._tried[key] = tuple(_tried(self._ways, key))
        return self._tried[key]


def _tried(ways: Iterable[tuple[Rule, Sequence[_Way]]], key: str) -> Iterable[Tried]:
    for rule, alternatives in ways:
        fitting = [way for way in alternatives if way.keys is None or key in way.keys]
        words = frozenset[str]().union(*(way.words for way in fitting))
        if len(words) > WORDS_MAX or any(way.keys is not None or not way.words for way in fitting):
            yield rule, ()  # where the first character fits already, a pattern fails as fast as a search
        elif fitting:
            yield rule, tuple(sorted(words))


def _key(character: str) -> str:
    """One sign for all characters that a pattern may take for each other."""
    return _DECIMAL if character.isdecimal() else character.casefold()[0]


def _way(pattern: str, flags: int) -> _Way:
    parsed = _parser.parse(pattern, flags)
    keys, empty = _keys(parsed)
    return _Way(None if empty else keys, _words(parsed))


def _keys(items: Iterable[Any]) -> tuple[Keys, bool]:
    """What a run of a pattern's items may begin with, and whether it may be empty."""
    found: frozenset[str] = frozenset()
    for code, value in items:
        if str(code) in _ZERO_WIDTH:
            continue
        keys, empty = _keys_of(str(code), value)
        if keys is None:
            return None, False
        found |= keys
        if not empty:
            return found, False
    return found, True


def _keys_of(code: str, value: Any) -> tuple[Keys, bool]:
    if code == "LITERAL":
        return frozenset((_key(chr(value)),)), False
    if code == "IN":
        return _class(value), False
    ways = [_keys(part) for part in _parts(code, value)]
    if not ways or any(keys is None for keys, _ in ways):
        return None, False
    empty = any(empty for _, empty in ways) or (code in _REPEATS and value[0] == 0)
    return frozenset[str]().union(*(keys or () for keys, _ in ways)), empty


def _parts(code: str, value: Any) -> Sequence[Any]:
    """The runs of items that an item is made of, one of which fits; none for what we do not look into."""
    if code == "BRANCH":
        return list(value[-1])
    return [value[-1]] if code in ("SUBPATTERN", *_REPEATS) else []


def _class(members: Iterable[Any]) -> Keys:
    keys: set[str] = set()
    for code, value in members:
        if str(code) == "LITERAL":
            keys.add(_key(chr(value)))
        elif str(code) == "RANGE" and value[1] - value[0] < CLASS_MAX:
            keys.update(_key(chr(number)) for number in range(value[0], value[1] + 1))
        elif str(code) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            keys.add(_DECIMAL)
        else:
            return None
    return frozenset(keys)


def _words(items: Iterable[Any]) -> frozenset[str]:
    """Words of which a match holds one, the longest that can be said; none where nothing can."""
    best: frozenset[str] = frozenset()
    letters = ""
    for code, value in (*items, ("END", None)):
        if str(code) == "LITERAL":
            letters += chr(value).lower()
            continue
        best, letters = _surer(best, frozenset((letters,)) if letters else frozenset()), ""
        if str(code) not in _REPEATS or value[0] > 0:
            ways = [_words(part) for part in _parts(str(code), value)]
            if ways and all(ways):
                best = _surer(best, frozenset[str]().union(*ways))
    return best


def _surer(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The words that fewer lines hold: those whose shortest is longer."""
    return max((one, other), key=lambda words: min(map(len, words), default=0))
