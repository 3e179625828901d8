"""Lines → running text: words that a typesetter broke at the end of a line are whole again, if the capture shows how.

"govern-" above "ment" is "government" if the capture has that word elsewhere, and "well-" above "known" is
"well-known" if it has that. Without such evidence both pieces stay as they are: "two- and three-year" has a hyphen too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_BEGINNING = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Hyphens:
    """Joins lines of one capture; its words are read once, and only if a line ends with a hyphen."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def join(self, lines: Sequence[str]) -> str:
        """The lines as one text."""
        if len(lines) == 1 or not any(line.endswith("-") for line in lines):
            return " ".join(lines)
        text = lines[0]
        for line in lines[1:]:
            text = self._joined(text, line)
        return text

    def _joined(self, above: str, here: str) -> str:
        head, tail = _BROKEN.search(above[-60:]), _BEGINNING.match(here)
        if not head or not tail or not here[0].islower():
            return f"{above} {here}"
        if (head[1] + tail[0]).lower() in self._words:
            return above[:-1] + here
        if f"{head[1]}-{tail[0]}".lower() in self._words:
            return above + here
        return f"{above} {here}"

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for text in self.texts for word in _WORD.findall(text))
