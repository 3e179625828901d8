"""The capture's lines a story was read from, as a page shows them: what was left out of it struck through.

Evidence keeps the words of what was left out; those of the text stand in the article itself, so that a page about its
making needs only the first few of each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import NamedTuple

from lxml import html

from .evidence import AroundPart, EvidenceFile, line_range
from .markup import is_plain
from .wording import MORE, cut

_BLOCK = re.compile(r"<(?:p|h[234])>([^<]*)</")
OPENING = 60  # characters of a run of paragraphs that show which one it is; the article itself has the rest


class CaptureLine(NamedTuple):
    """A run of the capture's lines; `cut` names what it is where it is no part of the story, else ""."""

    first: int
    last: int
    text: str
    cut: str = ""
    more: bool = False  # the text goes on

    @property
    def where(self) -> str:
        return line_range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Provenance:
    before: tuple[AroundPart, ...]
    lines: tuple[CaptureLine, ...]
    after: tuple[AroundPart, ...]

    @property
    def struck(self) -> int:
        """How many runs are struck through, in the story and around it."""
        return sum(bool(line.cut) for line in self.lines) + sum(bool(part.text) for part in (*self.before, *self.after))


def provenance_of(evidence: EvidenceFile | None, content: str) -> Provenance | None:
    """Where the story of this article stands; None for one whose evidence does not say or whose text was changed."""
    if evidence is None or not evidence.story.blocks:
        return None
    texts = _blocks(content)
    if len(texts) != len(evidence.story.blocks):
        return None  # edited by hand: its paragraphs are no longer the capture's
    lines = [CaptureLine(first, last, text) for (first, last), text in zip(evidence.story.blocks, texts, strict=True)]
    lines += [CaptureLine(part.first, part.last, part.text) for part in evidence.story.head]
    lines += [CaptureLine(part.first, part.last, part.text, part.kind, part.more) for part in evidence.story.cut]
    start = min(line.first for line in lines)
    return Provenance(
        tuple(part for part in evidence.story.around if part.last < start),
        tuple(_runs(sorted(lines, key=lambda line: (line.first, line.last)))),
        tuple(part for part in evidence.story.around if part.first > start),
    )


def _runs(lines: Iterable[CaptureLine]) -> list[CaptureLine]:
    """The lines in order; what follows each other and was kept is one run, shown by its first words."""
    runs: list[CaptureLine] = []
    for is_cut, kept in groupby(lines, key=lambda line: bool(line.cut)):
        if is_cut:
            runs += kept
            continue
        first, *others = kept
        text = cut(first.text, OPENING)
        if others and not text.endswith(MORE):
            text += MORE
        runs.append(CaptureLine(first.first, others[-1].last if others else first.last, text))
    return runs


def _blocks(content: str) -> list[str]:
    """The text of each paragraph and subhead of an article."""
    if not content.strip():
        return []
    if is_plain(content):
        return [" ".join(unescape(text).split()) for text in _BLOCK.findall(content)]
    return [
        " ".join(block.text_content().split())
        for block in html.fragments_fromstring(content)
        if not isinstance(block, str)
    ]
