"""Pages with one story: which stretch of a site's page is the story.

Which lines are its body, body_lines.py judges; which line is its headline, headlines.py chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..bylines import read_name_line
from ..model import HeadlineLine, Kind
from .anatomy import HEAD_CHUNKS_MAX
from .body_lines import Judged
from .chunks import Chunk
from .headlines import choose_headline
from .parts import Part
from .shapes import is_prose
from .threads import Run

TAIL_REACH = 2  # chunks below the body in which a sign-off or source line still belongs to it

_TAIL_PARTS = frozenset((Part.SIGNOFF, Part.SOURCE, Part.URL, Part.DISCLAIMER, Part.AGE))


def read_page(chunks: Sequence[Chunk], judged: Judged) -> tuple[list[Run], HeadlineLine | None]:
    """Every chunk of the page in exactly one run, in order: one story at most; and the line that heads it."""
    stretch = judged.stretch
    if stretch is None:
        return _surroundings(chunks, 0, len(chunks), below=False), None
    first, last = stretch
    headline = choose_headline(chunks, first, last)
    near = headline.index is not None and first - headline.index <= HEAD_CHUNKS_MAX
    start = headline.index if near and headline.index is not None else first
    while start and chunks[start - 1].detail == "outlet-and-date" and not chunks[start].gap:
        start -= 1  # the masthead of a scan
    end = _with_tail(chunks, last)
    runs = [
        *_surroundings(chunks, 0, start, below=False),
        (Kind.STORY, start, end),
        *_surroundings(chunks, end + 1, len(chunks), below=True),
    ]
    line = 0 if headline.index is None else chunks[headline.index].first
    return runs, HeadlineLine(line, headline.certainty, headline.reasons)


def _with_tail(chunks: Sequence[Chunk], last: int) -> int:
    end = last
    for index in range(last + 1, min(len(chunks), last + 1 + TAIL_REACH)):
        if chunks[index].part in _TAIL_PARTS:
            end = index
    return end


def _surroundings(chunks: Sequence[Chunk], first: int, stop: int, below: bool) -> list[Run]:
    """Kinds of what is not the story: comments, lists of links, the author's life, and the rest."""
    runs: list[Run] = []
    kind = Kind.BOILERPLATE
    for index in range(first, stop):
        chunk = chunks[index]
        if chunk.part is Part.COMMENTS:
            said = below and index + 1 < stop and chunks[index + 1].part is None
            kind = Kind.COMMENTS if said else Kind.BOILERPLATE
        elif chunk.part in (Part.COMMENT_FORM, Part.END, Part.DISCLAIMER):
            kind = Kind.BOILERPLATE
        elif kind is not Kind.COMMENTS:
            kind = _kind_outside(chunks, index, stop, kind)
        runs.append((kind, index, index))
    return runs


def _kind_outside(chunks: Sequence[Chunk], index: int, stop: int, above: Kind) -> Kind:
    chunk = chunks[index]
    below = chunks[index + 1] if index + 1 < stop else None
    if chunk.part is Part.BIOGRAPHY or (
        below is not None and below.part is Part.BIOGRAPHY and read_name_line(chunk.text)
    ):
        return Kind.BIOGRAPHY
    if chunk.part in (Part.LIST_HEAD, Part.PROMO):
        return Kind.LINKS
    if chunk.part in (Part.CAPTION, Part.ATTACHMENT):
        return Kind.CAPTION if chunk.part is Part.CAPTION else Kind.ATTACHMENT
    if above is Kind.LINKS and chunk.part is None and not is_prose(chunk):
        return Kind.LINKS
    return Kind.BOILERPLATE
