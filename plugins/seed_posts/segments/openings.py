"""What a line must begin with or hold for a rule to fit, read off the rule's own pattern.

Most lines fit no rule, and trying all rules on each line was most of what a capture cost. So only
those are tried that could fit its first three characters or, where a rule may begin with anything, a
word that stands in the line. What cannot be read off a pattern is tried on every line: slower, never wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _parser  # type: ignore[attr-defined]  # Python's own reader of patterns; nothing public shows them
from typing import Any

from .parts import Rule

LOOKED_AT = 3  # characters of a line's beginning; more would hardly leave fewer rules
WORDS_MAX = 14  # words that are looked for one by one; with more, trying the rule is as fast
WORDS_A_LETTER = 4  # so many more words are worth it if all are a letter longer
CLASS_MAX = 128  # characters of a class that are listed one by one; a larger one may be anything
GROWTH_MAX = 512  # beginnings of one pattern that are told apart; with more, what follows may be anything
REMEMBERED = 16_384  # beginnings of lines whose rules are kept
ANY = "\0"  # ends a beginning that anything may follow; as a beginning of its own it may be anything
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_DECIMAL = "0"  # stands for every decimal digit

# Beginnings that are final, because they are long enough or anything may follow, and those that what comes next
# in the pattern goes on with; "" among the latter: this part of the pattern may be nothing.
Beginnings = tuple[frozenset[str], frozenset[str]]
Tried = tuple[Rule, tuple[str, ...]]  # a rule, and words of which the line must hold one; no words: no such demand

_UNKNOWN: Beginnings = (frozenset((ANY,)), frozenset())


class Openings:
    """Rules by what a line begins with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._anywhere: dict[int, tuple[str, ...]] = {}  # rules that may begin with anything, with the words they need
        self._by_beginning: defaultdict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        self._tried: dict[str, tuple[tuple[str, ...], tuple[Tried, ...]]] = {}  # words asked for, and rules
        for number, rule in enumerate(rules):
            self._place(number, rule)

    def rules_for(self, text: str, lowered: str) -> list[Rule]:
        """The rules that may fit a line that is not empty, in their order; `lowered` is the line in lower case."""
        beginning = text[:LOOKED_AT]
        tried = self._tried.get(beginning)
        if tried is None:
            if len(self._tried) >= REMEMBERED:
                self._tried.clear()
            rules = tuple(self._fitting("".join(map(_key, beginning))))
            asked = tuple(dict.fromkeys(word for _, words in rules for word in words))
            tried = self._tried[beginning] = asked, rules
        found = set(filter(lowered.__contains__, tried[0]))  # each word is looked for once, whatever rules ask for it
        return [rule for rule, words in tried[1] if not words or not found.isdisjoint(words)]

    def _place(self, number: int, rule: Rule) -> None:
        words: frozenset[str] = frozenset()
        demanding = True  # every alternative that may begin with anything demands a word
        for pattern in rule.alternatives:
            parsed = _parser.parse(pattern, rule.pattern.flags)
            final, open_ = _beginnings(parsed)
            found = final | {beginning + ANY for beginning in open_}
            if ANY in found:
                needed = _words(parsed)
                demanding = demanding and bool(needed)
                words |= needed
                self._anywhere[number] = ()
            else:
                for beginning in found:
                    self._by_beginning[beginning][number] = ()
        if number in self._anywhere and demanding and len(words) <= WORDS_MAX:
            self._anywhere[number] = tuple(sorted(words))

    def _fitting(self, keys: str) -> Iterable[Tried]:
        found = dict(self._anywhere)
        for beginning in (*(keys[:size] + ANY for size in range(1, len(keys) + 1)), keys):
            found |= self._by_beginning.get(beginning, {})  # where the line begins so, no word is asked for
        return ((self._rules[number], found[number]) for number in sorted(found))


def _key(character: str) -> str:
    """One sign for all characters that a pattern may take for each other."""
    return _DECIMAL if character.isdecimal() else character.casefold()[0]


def _beginnings(items: Iterable[Any]) -> Beginnings:
    """How text may begin that fits a run of a pattern's items."""
    final: set[str] = set()
    open_: set[str] = {""}
    for code, value in items:
        if str(code) in _ZERO_WIDTH:
            continue
        ends, goes_on = _beginnings_of(str(code), value)
        final.update(_clipped(before + end) for before in open_ for end in ends)
        longer = {before + more for before in open_ for more in goes_on}
        final.update(_clipped(beginning) for beginning in longer if len(beginning) >= LOOKED_AT)
        open_ = {beginning for beginning in longer if len(beginning) < LOOKED_AT}
        if len(open_) + len(final) > GROWTH_MAX:
            return frozenset(final | {beginning + ANY for beginning in open_}), frozenset()
        if not open_:
            break
    return frozenset(final), frozenset(open_)


def _beginnings_of(code: str, value: Any) -> Beginnings:
    if code == "LITERAL":
        return frozenset(), frozenset((_key(chr(value)),))
    if code == "IN":
        return _class(value)
    ways = [_beginnings(part) for part in _parts(code, value)]
    if not ways:
        return _UNKNOWN
    final = frozenset[str]().union(*(ends for ends, _ in ways))
    open_ = frozenset[str]().union(*(goes_on for _, goes_on in ways))
    if code in _REPEATS:
        if value[1] > 1:  # itself or what comes next may follow
            final, open_ = final | {beginning + ANY for beginning in open_ if beginning}, open_ & {""}
        if value[0] == 0:
            open_ |= {""}
    return final, open_


def _clipped(beginning: str) -> str:
    return beginning if len(beginning.rstrip(ANY)) < LOOKED_AT else beginning[:LOOKED_AT]


def _parts(code: str, value: Any) -> Sequence[Any]:
    """The runs of items that an item is made of, one of which fits; none for what we do not look into."""
    if code == "BRANCH":
        return list(value[-1])
    return [value[-1]] if code in ("SUBPATTERN", *_REPEATS) else []


def _class(members: Iterable[Any]) -> Beginnings:
    keys: set[str] = set()
    for code, value in members:
        if str(code) == "LITERAL":
            keys.add(_key(chr(value)))
        elif str(code) == "RANGE" and value[1] - value[0] < CLASS_MAX:
            keys.update(_key(chr(number)) for number in range(value[0], value[1] + 1))
        elif str(code) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            keys.add(_DECIMAL)
        else:
            return _UNKNOWN
    return frozenset(), frozenset(keys)


def _words(items: Iterable[Any]) -> frozenset[str]:
    """Words of which a match holds one, in lower case, such as few lines hold; none where nothing can be said."""
    best: frozenset[str] = frozenset()
    letters = ""
    for code, value in (*items, ("END", None)):
        if str(code) == "LITERAL":
            letters += chr(value).lower()
            continue
        best, letters = _surer(best, frozenset((letters,)) if letters else frozenset()), ""
        if str(code) == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            best = _surer(best, frozenset(chr(number).lower() for _, number in value))
        elif str(code) not in _REPEATS or value[0] > 0:
            ways = [_words(part) for part in _parts(str(code), value)]
            if ways and all(ways):
                best = _surer(best, frozenset[str]().union(*ways))
    return best


def _surer(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The words that fewer lines hold, and that are found sooner: long ones, and few."""
    return max((one, other), key=lambda words: min(map(len, words), default=0) - len(words) / WORDS_A_LETTER)
