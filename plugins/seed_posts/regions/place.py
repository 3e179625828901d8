"""A name found in a text, and the words around it: what the guards look at.

Only the few characters beside a name are read, and only once it is found: most words of a story stand beside none.
"""

from __future__ import annotations

from bisect import bisect_left

from .tokens import Line, fold

JOINS = frozenset((" ", "-", "\n", "  "))  # between two words that belong together


class Place:
    """A name in a line, from `start` to `end` with its possessive, and its key in the index."""

    def __init__(self, line: Line, start: int, end: int, key: str) -> None:
        self.line, self.start, self.end, self.key = line, start, end, key
        self.before_word = self.gap_before = self.before = ""  # as printed, what joins it to the name, folded;
        self.after_word = self.gap_after = self.after = ""  # all "" where only a sign or nothing stands beside the name
        text = line.text
        if start and text[start - 1] in JOINS:
            size = 2 if text[start - 2 : start] == "  " else 1
            self.before_word = line.word_before(start - size)[0]
            if self.before_word:
                self.before, self.gap_before = fold(self.before_word), text[start - size : start]
        gap = text[end : end + 1]
        if gap in JOINS:
            size = 2 if text[end : end + 2] == "  " else 1
            self.after_word = line.word_at(end + size)
            if self.after_word:
                self.after, self.gap_after = fold(self.after_word), text[end : end + size]

    @property
    def first(self) -> int:
        """The number of its first word in the line, all of whose words this counts: use it rarely."""
        return bisect_left(self.line.starts, self.start)

    @property
    def last(self) -> int:
        return bisect_left(self.line.ends, self.end)

    @property
    def head(self) -> str:
        """The word before the one before, folded: the "Bank" of "Bank of China"; "" without either."""
        if not self.before_word:
            return ""
        start = self._gap_from(self.start - len(self.gap_before) - len(self.before_word))
        return fold(self.line.word_before(start)[0]) if start else ""

    @property
    def possessive(self) -> bool:
        return self.line.text.endswith(("'s", "’s"), self.start, self.end)

    @property
    def mixed(self) -> bool:
        """False where capitals do not tell names from other words: headlines, and Russian sentences."""
        return not (self.line.capitals or self.line.text[self.start] >= "\u0400" or self.line.title_case)

    @property
    def opens_sentence(self) -> bool:
        gap_from = self._gap_from(self.start)
        gap = self.line.text[gap_from : self.start]
        return not gap_from or (gap.strip(" \"'“”‘’(") != "" and gap.strip()[:1] in ".!?:;…")

    def _gap_from(self, end: int) -> int:
        """Where the signs and spaces before a word begin: after the word before it; 0 where it is the first."""
        text, start = self.line.text, end
        while start and not text[start - 1].isalnum():
            start -= 1
        abbreviated = start and text[start] == "." and self.line.word_before(start + 1)[0].endswith(".")
        return start + 1 if abbreviated else start
