"""The lines that frame the posts of a thread: who wrote, when, under which number."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import read_chunks
from .layout import read_layout


def frame_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the frame lines of a thread, in order; none for a page of another kind."""
    chunks = read_chunks(lines)
    frames = read_layout(chunks).frames
    return tuple(n for i in sorted(frames) for n in range(chunks[i].first, chunks[i].last + 1))
