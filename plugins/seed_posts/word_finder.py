"""Which words of many a text holds, found in one pass: what a line must hold before rules and patterns are tried on it.

A pattern costs as much on a line it cannot fit as on one it fits. Most patterns need one of a few words, so whoever
has patterns names their words in groups, and asks a line once which groups it holds words of. Words are found
wherever they stand ("by" in "lobby" too), so that no line a pattern fits is left out, whatever is glued to a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation


class WordFinder:
    """Groups of words in lower case; group `n` is bit `1 << n` of what a text holds."""

    def __init__(self, groups: Sequence[Collection[str]]) -> None:
        bits: defaultdict[str, int] = defaultdict(int)
        for number, group in enumerate(groups):
            for word in group:
                bits[word] |= 1 << number
        self._bits = list(bits.values())
        self._find = AhoCorasick(list(bits), implementation=Implementation.DFA).find_matches_as_indexes

    def held(self, lowered: str) -> int:
        """The bits of the groups of which the text, given in lower case, holds a word."""
        bits = self._bits
        found = 0
        for word, _, _ in self._find(lowered, overlapping=True):
            found |= bits[word]
        return found

    def places(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Where each word begins that the text, given in lower case, holds, and the bits of its groups."""
        for word, start, _ in self._find(lowered, overlapping=True):
            yield start, self._bits[word]
