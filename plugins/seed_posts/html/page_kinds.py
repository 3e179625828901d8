"""What the lines of a saved page are that are not its story: comments, links, captions, who the author is."""

from __future__ import annotations

from collections.abc import Sequence

from ..bylines import read_biography
from ..model import Kind, Segment, Span
from .blocks import PageLine, bit

LINKED_MIN = 0.6  # share of a line's characters in links that make it one of a list of links
NEAR = 4  # elements up within which a caption or a biography is called so

_CAPTION = bit("<figcaption>") | bit("<figure>")
_AUTHOR = bit("author")
_COMMENT = bit("comment")


def kind_of(line: PageLine) -> Kind:
    """What a line that is not body is, by its markup first and its words last."""
    place = line.place
    if place.steps_to(_COMMENT) <= 2 * NEAR:
        return Kind.COMMENTS
    if (place.names | line.inline) & _CAPTION or place.steps_to(bit("caption")) <= 2:
        return Kind.CAPTION
    if line.linked >= LINKED_MIN * len(line.text):
        return Kind.LINKS if place.tag != "time" else Kind.BOILERPLATE
    if place.steps_to(_AUTHOR) <= NEAR and read_biography(line.text):
        return Kind.BIOGRAPHY
    return Kind.BOILERPLATE


def segments_between(lines: Sequence[PageLine], stories: Sequence[Span]) -> tuple[Segment, ...]:
    """The stories' spans, and every other line by its kind, in line order."""
    found: list[Segment] = []
    at = 1
    for first, last in [*stories, (len(lines) + 1, len(lines))]:
        found += runs_of(lines, range(at, first))
        if first <= last:
            found.append(Segment(Kind.STORY, first, last))
        at = last + 1
    return tuple(found)


def runs_of(lines: Sequence[PageLine], numbers: Sequence[int]) -> list[Segment]:
    """These lines, counted from 1 and rising, as runs of one kind."""
    runs: list[Segment] = []
    for number in numbers:
        kind = kind_of(lines[number - 1])
        if runs and runs[-1].kind is kind and runs[-1].last == number - 1:
            runs[-1] = Segment(kind, runs[-1].first, number)
        else:
            runs.append(Segment(kind, number, number))
    return runs
