"""What a line must begin with or hold for a rule to fit, read off the rule's own pattern.

Most lines fit no rule, and trying all rules on each line was most of what a capture cost. So only those are tried
that could fit its first three characters and, where a rule may begin in many ways, a word that stands in the line.
What cannot be read off a pattern is tried on every line: slower, never wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _parser  # type: ignore[attr-defined]  # Python's own reader of patterns; nothing public shows them
from typing import Any

from .parts import Rule

LOOKED_AT = 3  # characters of a line's beginning; more would hardly leave fewer rules
WORDS_A_LETTER = 4  # so many more words are worth it if all are a letter longer
WAYS_MIN = 20  # ways to begin from which on words are asked for too; with fewer, few lines are tried in vain
CLASS_MAX = 128  # characters of a class that are listed one by one; a larger one may be anything
GROWTH_MAX = 512  # beginnings of one pattern that are told apart; with more, what follows may be anything
REMEMBERED = 16_384  # beginnings of lines, and the words beside them, whose rules are kept
ANY = "\0"  # ends a beginning that anything may follow; as a beginning of its own it may be anything
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_DECIMAL = "0"  # stands for every decimal digit

# Beginnings that are final, because they are long enough or anything may follow, and those that what comes next
# in the pattern goes on with; "" among the latter: this part of the pattern may be nothing.
Beginnings = tuple[frozenset[str], frozenset[str]]
_UNKNOWN: Beginnings = (frozenset((ANY,)), frozenset())


class Openings:
    """Rules by what a line begins with and holds."""

    words: tuple[frozenset[str], ...]  # groups of which some rules need a word; group `n` is bit `1 << n` of `held`

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        groups: dict[frozenset[str], int] = {frozenset(): 0}  # words, and the bit that stands for them; 0 for no words
        # For each beginning: numbers of rules, and for each pattern of theirs the bit of which it needs a word
        self._by_beginning: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, rule in enumerate(rules):
            for pattern in rule.alternatives:
                found, words = _demands(pattern, rule.pattern.flags)
                bit = groups.setdefault(words, 1 << (len(groups) - 1))
                for beginning in found:
                    self._by_beginning[beginning].add((number, bit))
        self.words = tuple(groups)[1:]
        self._asked = (1 << len(self.words)) - 1
        self._tried: dict[tuple[str, int], tuple[Rule, ...]] = {}

    def rules_for(self, text: str, held: int) -> tuple[Rule, ...]:
        """The rules that may fit a line, in their order; `held` says which groups of `words` it holds words of."""
        key = text[:LOOKED_AT], held & self._asked
        tried = self._tried.get(key)
        if tried is None:
            if len(self._tried) >= REMEMBERED:
                self._tried.clear()
            tried = self._tried[key] = self._fitting("".join(map(_key, key[0])), held)
        return tried

    def _fitting(self, keys: str, held: int) -> tuple[Rule, ...]:
        beginnings = (ANY, *(keys[:size] + ANY for size in range(1, len(keys) + 1)), keys)
        found = (pair for beginning in beginnings for pair in self._by_beginning.get(beginning, ()))
        return tuple(self._rules[number] for number in sorted({n for n, bit in found if not bit or bit & held}))


def _demands(pattern: str, flags: int) -> tuple[frozenset[str], frozenset[str]]:
    """How a line may begin that fits the pattern, and the words of which it must hold one; no words: no such demand."""
    parsed = _parser.parse(pattern, flags)
    final, open_ = _beginnings(parsed)
    found = final | {beginning + ANY for beginning in open_}
    words = _words(parsed) if ANY in found or len(found) >= WAYS_MIN else frozenset()
    return found, words if all(map(str.strip, words)) else frozenset()  # a blank stands in nearly every line


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
