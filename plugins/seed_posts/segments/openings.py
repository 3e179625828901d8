"""What a line must begin with or hold for a rule to fit, read off the rule's own pattern.

Most lines fit no rule, and trying all rules on each line was most of what a capture cost. So only those are tried
that could fit its first three characters and, where a rule may begin in many ways, a word that stands in the line.
What cannot be read off a pattern is tried on every line: slower, never wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from re import _parser  # type: ignore[attr-defined]  # Python's own reader of patterns; nothing public shows them
from typing import Any, TypeVar

from .parts import Rule

LOOKED_AT = 3  # characters of a line's beginning; more would hardly leave fewer rules
WORDS_A_LETTER = 4  # so many more words are worth it if all are a letter longer
GROUPS_MAX = 2  # groups of words a pattern is asked for; more would be asked of every line
RARE_MIN = 2.0  # rarity of the second group; "at" and "on" stand in most lines, and finding them takes time
WAYS_MIN = 20  # ways to begin from which on words are asked for too; with fewer, few lines are tried in vain
CLASS_MAX = 128  # characters of a class that are listed one by one; a larger one may be anything
GROWTH_MAX = 512  # beginnings of one pattern that are told apart; with more, what follows may be anything
REMEMBERED = 16_384  # beginnings of lines, and sets of patterns, whose rules are kept
ANY = "\0"  # ends a beginning that anything may follow; as a beginning of its own it may be anything
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_DECIMAL = "0"  # stands for every decimal digit

K = TypeVar("K")
V = TypeVar("V")
# Beginnings that are final, because they are long enough or anything may follow, and those that what comes next
# in the pattern goes on with; "" among the latter: this part of the pattern may be nothing.
Beginnings = tuple[frozenset[str], frozenset[str]]
_UNKNOWN: Beginnings = (frozenset((ANY,)), frozenset())


class Openings:
    """Rules by what a line begins with and holds. Sets of their patterns are kept as bits, the first rule's lowest."""

    words: tuple[frozenset[str], ...]  # groups of which some rules need a word; group `n` is bit `1 << n` of `held`

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._rule_of: list[int] = []  # the number of each pattern's rule
        self._by_beginning: defaultdict[str, int] = defaultdict(int)
        groups: defaultdict[frozenset[str], int] = defaultdict(int)  # patterns that need one of these words
        for number, rule in enumerate(rules):
            for pattern in rule.alternatives:
                bit = 1 << len(self._rule_of)
                self._rule_of.append(number)
                found, needed = _demands(pattern, rule.pattern.flags)
                for beginning in found:
                    self._by_beginning[beginning] |= bit
                for words in needed:
                    groups[words] |= bit
        self.words = tuple(groups)
        self._barred = _by_eights(list(groups.values()))  # patterns by the groups of which a line holds no word
        self._asked = (1 << len(groups)) - 1
        self._opened: dict[str, int] = {}  # patterns by beginning
        self._allowed: dict[int, int] = {}  # patterns by what a line holds
        self._tried: dict[int, tuple[Rule, ...]] = {}  # rules by patterns

    def rules_for(self, text: str, held: int) -> tuple[Rule, ...]:
        """The rules that may fit a line, in their order; `held` says which groups of `words` it holds words of."""
        beginning = text[:LOOKED_AT]
        opened = self._opened.get(beginning)
        if opened is None:
            opened = self._patterns_opened("".join(map(_key, beginning)))
            _remember(self._opened, beginning, opened)
        held &= self._asked
        allowed = self._allowed.get(held)
        if allowed is None:
            missing = self._asked & ~held
            allowed = ~reduce(or_, (eight[missing >> 8 * n & 255] for n, eight in enumerate(self._barred)), 0)
            _remember(self._allowed, held, allowed)
        patterns = opened & allowed
        tried = self._tried.get(patterns)
        if tried is None:
            tried = tuple(self._rules[rule] for rule in dict.fromkeys(map(self._rule_of.__getitem__, _bits(patterns))))
            _remember(self._tried, patterns, tried)
        return tried

    def _patterns_opened(self, keys: str) -> int:
        beginnings = (ANY, *(keys[:size] + ANY for size in range(1, len(keys) + 1)), keys)
        return reduce(or_, (self._by_beginning.get(beginning, 0) for beginning in beginnings))


def _by_eights(patterns: Sequence[int]) -> list[list[int]]:
    """For each eight sets of patterns in turn, what any of them together hold: 256 sets."""
    eights = [patterns[first : first + 8] for first in range(0, len(patterns), 8)]
    return [
        [reduce(or_, (eight[bit] for bit in _bits(chosen) if bit < len(eight)), 0) for chosen in range(256)]
        for eight in eights
    ]


def _bits(number: int) -> Iterator[int]:
    """The places of a number's bits, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _remember(kept: dict[K, V], key: K, value: V) -> None:
    if len(kept) >= REMEMBERED:
        kept.clear()
    kept[key] = value


def _demands(pattern: str, flags: int) -> tuple[frozenset[str], Sequence[frozenset[str]]]:
    """How a line may begin that fits the pattern, and groups of words, of each of which it must hold one."""
    parsed = _parser.parse(pattern, flags)
    final, open_ = _beginnings(parsed)
    found = final | {beginning + ANY for beginning in open_}
    needed = _needs(parsed) if ANY in found or len(found) >= WAYS_MIN else ()
    telling = [words for words in needed if all(map(str.strip, words))]  # a blank stands in nearly every line
    best = sorted(telling, key=_rarity, reverse=True)[:GROUPS_MAX]
    return found, [words for rank, words in enumerate(best) if not rank or _rarity(words) >= RARE_MIN]


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


def _needs(items: Iterable[Any]) -> Iterator[frozenset[str]]:
    """Groups of words in lower case; what fits a run of a pattern's items holds a word of each."""
    letters = ""
    for code, value in (*items, ("END", None)):
        if str(code) == "LITERAL":
            letters += chr(value).lower()
            continue
        if letters:
            yield frozenset((letters,))
        letters = ""
        if str(code) == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            yield frozenset(chr(number).lower() for _, number in value)
        elif str(code) not in _REPEATS or value[0] > 0:
            ways = [max(_needs(part), key=_rarity, default=None) for part in _parts(str(code), value)]
            if ways and None not in ways:
                yield frozenset[str]().union(*(way for way in ways if way))


def _rarity(words: frozenset[str]) -> float:
    """The higher, the fewer lines hold one of the words: long ones, and few."""
    return min(map(len, words), default=0) - len(words) / WORDS_A_LETTER
