"""One capture → segments by kind: what every non-blank line of it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model import Capture, HeadlineLine, Kind, Segment
from .body_lines import judged_of
from .chunks import Chunk, chunks_of
from .columns import read_column
from .layout import Layout, layout_of
from .pages import read_page
from .threads import Run, read_thread

_STORY, _BOILERPLATE = Kind.STORY, Kind.BOILERPLATE  # in loops: an enumeration looks its members up slowly


def segment(capture: Capture) -> tuple[Segment, ...]:
    """The capture's segments, in line order: every non-blank line in exactly one.

    A STORY segment runs from headline to last line; what is cut out inside it is found again
    by `stories.extract`.
    """
    chunks = chunks_of(capture)
    layout = layout_of(capture)
    posts = any(chunks[i].detail != "mail-head" for i in layout.frames)  # a letter may be a column, a forum is none
    column = None if layout.thread and layout.firm and posts else read_column(chunks)
    if column is not None:
        return tuple(_merge(column, chunks, Layout(False)))
    if layout.thread:
        runs = read_thread(chunks, layout)
        if layout.firm or any(kind is Kind.STORY for kind, _, _ in runs):
            return tuple(_merge(runs, chunks, layout))
    page, headline = read_page(chunks, judged_of(capture))  # of a thread, white space alone looked like posts
    return tuple(_headed(part, headline) for part in _merge(page, chunks, Layout(False)))


def _headed(part: Segment, headline: HeadlineLine | None) -> Segment:
    return replace(part, headline=headline) if part.kind is Kind.STORY else part


def _merge(runs: Sequence[Run], chunks: Sequence[Chunk], layout: Layout) -> Iterable[Segment]:
    """Neighbouring runs of one kind as one segment; stories stay apart, and so do the words of two posts."""
    pending: Run | None = None
    for run in runs:
        kind, first, last = run
        apart = kind is _STORY or (kind is not _BOILERPLATE and first in layout.opens)
        if pending is not None and pending[0] is kind and not apart:
            pending = (kind, pending[1], last)
            continue
        if pending is not None:
            yield _segment(pending, chunks)
        pending = run
    if pending is not None:
        yield _segment(pending, chunks)


def _segment(run: Run, chunks: Sequence[Chunk]) -> Segment:
    kind, first, last = run
    return Segment(kind, chunks[first].first, chunks[last].last)
