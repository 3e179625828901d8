"""The authors of a page whose byline stands away from its story, or is only backed by a biography."""

from __future__ import annotations

from collections.abc import Iterator

from .biographies import read_biography
from .bylines import read_byline, read_name_line
from .model import Capture, Evidence, Finding, Span
from .names import is_name

ABOVE = 14  # filled lines above a headline: sharing buttons, picture, standfirst
BELOW = 16  # filled lines from the headline down
BEHIND = 12  # filled lines behind a story in which its author is introduced
LINE_MAX = 200  # characters of a line that signs

Authors = Finding[tuple[str, ...]]


def authors_around(capture: Capture, lines: Span, body_first: int) -> Authors | None:
    """Authors of a capture's only story from the lines around it, or None. Firmest first:

    a byline near the headline; a bare name that the same page introduces ("Ann Miller is a
    reporter …"); the one person introduced right behind the story.
    """
    first, last = lines
    introduced = dict(_introduced(capture))
    near = [*_filled(capture, first - 1, 0)][:ABOVE], [*_filled(capture, first, len(capture.lines) + 1)][:BELOW]
    for number in (*near[1], *near[0]):
        byline = read_byline(capture.lines[number - 1])
        if byline and byline.authors and not byline.role:
            return _found(byline.authors, "byline-nearby", capture, number, 0.8)
    for number in (*near[1], *near[0]):
        named = read_name_line(capture.lines[number - 1])
        if named and any(name in introduced for name in named.authors):
            return _found(named.authors, "name-with-biography", capture, number, 0.8)
    behind = set([*_filled(capture, last + 1, len(capture.lines) + 1)][:BEHIND])
    people = {name: number for name, number in introduced.items() if number in behind or body_first <= number <= last}
    if len(people) == 1:
        name, number = next(iter(people.items()))
        return _found((name,), "biography", capture, number, 0.7)
    return None


def _introduced(capture: Capture) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(capture.lines, 1):
        biography = read_biography(line)
        if biography and is_name(biography.name):
            yield biography.name, number


def _filled(capture: Capture, start: int, stop: int) -> Iterator[int]:
    """Numbers of the lines with short text, in the direction of `stop`, which is left out."""
    for number in range(start, stop, 1 if stop > start else -1):
        if 1 <= number <= len(capture.lines) and 0 < len(capture.lines[number - 1].strip()) <= LINE_MAX:
            yield number


def _found(names: tuple[str, ...], rule: str, capture: Capture, number: int, confidence: float) -> Authors:
    line = capture.lines[number - 1]
    return Finding(names, (Evidence(rule, line.strip(), number, len(line) - len(line.lstrip())),), confidence)
