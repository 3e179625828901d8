"""A name found in a text, and the words around it: what the guards look at.

Only the few characters beside a name are read, and only once it is found: most words of a story stand beside none.
"""

from __future__ import annotations

from .tokens import Line, fold

JOINS = frozenset((" ", "-", "\n", "  "))  # between two words that belong together


class Place:
    """A name in a line, from `start` to `end` with its possessive, and its key in the index.

    Words come as printed (`word_before`) and folded (`before`), and are "" where only a sign joins them to the name.
    """

    __slots__ = (
        *("line", "start", "end", "key"),
        *("word_before", "gap_before", "before"),  # as printed, what joins it to the name, folded
        *("word_after", "gap_after", "after"),
        "possessive",
        "mixed",  # False where capitals do not tell names from other words: headlines, and Russian sentences
    )

    def __init__(self, line: Line, start: int, end: int, key: str) -> None:
        self.line, self.start, self.end, self.key = line, start, end, key
        self.word_before = self.gap_before = self.before = ""
        self.word_after = self.gap_after = self.after = ""
        text = line.text
        self.mixed = text[start] < "\u0400" and line.mixed
        self.possessive = text.endswith(("'s", "’s"), start, end)
        if start and text[start - 1] in JOINS:
            size = 2 if text[start - 2 : start] == "  " else 1
            word = line.word_before(start - size)[0]
            if word:
                self.word_before, self.before, self.gap_before = word, fold(word), text[start - size : start]
        if text[end : end + 1] in JOINS:
            size = 2 if text[end : end + 2] == "  " else 1
            word = line.word_at(end + size)
            if word:
                self.word_after, self.after, self.gap_after = word, fold(word), text[end : end + size]

    @property
    def text(self) -> str:
        """The name as printed, with its possessive."""
        return self.line.text[self.start : self.end]

    @property
    def small(self) -> bool:
        """True for a name that begins with a small letter: "northern China"."""
        return self.line.text[self.start].islower()

    @property
    def head(self) -> str:
        """The word before the one before, folded: the "Bank" of "Bank of China"; "" without either."""
        if not self.word_before:
            return ""
        start = self._gap_from(self.start - len(self.gap_before) - len(self.word_before))
        return fold(self.line.word_before(start)[0]) if start else ""

    @property
    def signs_before(self) -> str:
        """All that stands between the word before and the name."""
        return self.line.text[self._gap_from(self.start) : self.start]

    @property
    def signs_after(self) -> str:
        """All that stands between the name and the next word; "" at the end."""
        text, end = self.line.text, self.end
        while end < len(text) and not text[end].isalnum():
            end += 1
        return text[self.end : end] if end < len(text) else ""

    @property
    def neighbours(self) -> tuple[str, str]:
        """The words before and after as printed, whatever stands between."""
        return self.line.word_before(self._gap_from(self.start))[0], self.line.word_at(self.end + len(self.signs_after))

    def words_after(self, most: int) -> list[str]:
        """The next words as printed, whatever stands between."""
        return self.line.words_from(self.end, most)

    def _gap_from(self, end: int) -> int:
        """Where the signs and spaces before a word begin: after the word before it; 0 where it is the first."""
        text, start = self.line.text, end
        while start and not text[start - 1].isalnum():
            start -= 1
        abbreviated = start and text[start] == "." and self.line.word_before(start + 1)[0].endswith(".")
        return start + 1 if abbreviated else start
