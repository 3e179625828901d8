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
_ENDS = frozenset((Part.COMMENT_FORM, Part.END, Part.DISCLAIMER))
_KINDS: dict[Part | None, Kind] = {
    Part.BIOGRAPHY: Kind.BIOGRAPHY,
    Part.LIST_HEAD: Kind.LINKS,
    Part.PROMO: Kind.LINKS,
    Part.CAPTION: Kind.CAPTION,
    Part.ATTACHMENT: Kind.ATTACHMENT,
}
# For the loops over every line: an enumeration looks its members up slowly.
_COMMENTS, _BIOGRAPHY, _LINKS, _BOILERPLATE = Part.COMMENTS, Part.BIOGRAPHY, Kind.LINKS, Kind.BOILERPLATE


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
    kind = _BOILERPLATE
    said_below = False  # readers' comments have begun
    for index in range(first, stop):
        part = chunks[index].part
        if part is _COMMENTS:
            said_below = below and index + 1 < stop and chunks[index + 1].part is None
            kind = Kind.COMMENTS if said_below else _BOILERPLATE
        elif part in _ENDS:
            kind, said_below = _BOILERPLATE, False
        elif not said_below:
            kind = _kind_outside(chunks, index, stop, kind)
        runs.append((kind, index, index))
    return runs


def _kind_outside(chunks: Sequence[Chunk], index: int, stop: int, above: Kind) -> Kind:
    chunk = chunks[index]
    if index + 1 < stop and chunks[index + 1].part is _BIOGRAPHY and read_name_line(chunk.text):
        return Kind.BIOGRAPHY
    if chunk.part is None and above is _LINKS and not is_prose(chunk):
        return above
    return _KINDS.get(chunk.part, _BOILERPLATE)
