"""The lines that frame the posts of a thread: who wrote, when, under which number."""

from __future__ import annotations

from ..model import Capture
from .chunks import chunks_of
from .layout import layout_of


def frame_lines(capture: Capture) -> tuple[int, ...]:
    """Numbers of the frame lines of a thread, in order; none for a page of another kind."""
    frames = layout_of(capture).frames
    if not frames:
        return ()
    chunks = chunks_of(capture)
    return tuple(n for i in sorted(frames) for n in range(chunks[i].first, chunks[i].last + 1))
