"""Which lines of a capture hold a word: all searched at once, so that a reader looks only at those that may speak.

Most questions about a capture have an answer on few of its lines. Searching its whole text in lower case for a word
takes a hundredth of the time of asking every line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from .model import Capture, Span
from .word_finder import WordFinder

_BETWEEN_WORDS = re.compile(r"[^\w\n]+")


@dataclass(frozen=True, slots=True)
class SearchedLines:
    """The lines of a capture in lower case, as one text."""

    text: str
    starts: tuple[int, ...]  # offset of each line, and behind the last one the text's end

    def holding(self, words: Iterable[str], span: Span) -> list[int]:
        """Numbers of the lines in `span` that hold one of the words (in lower case), in order."""
        first, last = max(1, span[0]), min(span[1], len(self.starts) - 1)
        if first > last:
            return []
        begin, end = self.starts[first - 1], self.starts[last]
        found: set[int] = set()
        for word in words:
            at = self.text.find(word, begin, end)
            while at >= 0:
                number = bisect_right(self.starts, at)
                found.add(number)
                at = self.text.find(word, self.starts[number], end)
        return sorted(found)

    def held(self, finder: WordFinder, span: Span) -> dict[int, int]:
        """Numbers of the lines in `span` that hold words of the finder, with the bits of its groups, in order.

        For many words: all are found in one pass, which takes as long as searching for five of them.
        """
        first, last = max(1, span[0]), min(span[1], len(self.starts) - 1)
        found: dict[int, int] = {}
        if first <= last:
            begin = self.starts[first - 1]
            for at, bits in finder.places(self.text[begin : self.starts[last]]):
                number = bisect_right(self.starts, begin + at)
                found[number] = found.get(number, 0) | bits
        return found

    def keys(self, longest: int) -> list[str]:
        """The words of each line between single blanks, without punctuation; "" for lines of more characters."""
        short = (line if len(line) <= longest else "" for line in self.text.split("\n"))
        return [key.strip() for key in _BETWEEN_WORDS.sub(" ", "\n".join(short)).split("\n")]


def searched(capture: Capture) -> SearchedLines:
    """The capture's lines, made ready once however many stages ask."""
    if "searched" not in capture.readings:
        lowered = [line.lower().replace("\n", " ") for line in capture.lines]
        starts = tuple(accumulate((len(line) + 1 for line in lowered), initial=0))
        capture.readings["searched"] = SearchedLines("\n".join(lowered), starts)
    lines: SearchedLines = capture.readings["searched"]
    return lines
