"""One capture → segments by kind: what every non-blank line of it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Capture, Kind, Segment
from .chunks import Chunk, chunks_of
from .columns import read_column
from .layout import Layout, layout_of
from .pages import read_page
from .threads import Run, read_thread


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
    runs = read_thread(chunks, layout) if layout.thread else read_page(chunks)
    if layout.thread and not layout.firm and not any(kind is Kind.STORY for kind, _, _ in runs):
        layout, runs = Layout(False), read_page(chunks)  # white space alone looked like posts
    return tuple(_merge(runs, chunks, layout))


def _merge(runs: Sequence[Run], chunks: Sequence[Chunk], layout: Layout) -> Iterable[Segment]:
    """Neighbouring runs of one kind as one segment; stories stay apart, and so do the words of two posts."""
    pending: Segment | None = None
    for kind, first, last in runs:
        here = Segment(kind, chunks[first].first, chunks[last].last)
        apart = kind is Kind.STORY or (kind is not Kind.BOILERPLATE and first in layout.opens)
        if pending is not None and pending.kind is kind and not apart:
            pending = Segment(kind, pending.first, here.last)
            continue
        if pending is not None:
            yield pending
        pending = here
    if pending is not None:
        yield pending
