"""The stories of a page that holds several: whole articles below an article, one after another, or on a front page.

Each has an element of its own with a heading and paragraphs: an <article>, or the largest element around a main
heading that no other main heading shares. Where there are none, elements beside each other that have one name are
stories if each is signed: chapters of one story have names alike too, but no byline or date of their own. Teasers have
one paragraph or end in "…"; readers' comments are marked up as articles too, but called comments.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Kind
from ..segments.furniture import part_of
from ..segments.parts import Part as Furniture
from .blocks import PageLine, Place, bit
from .page_body import ALIKE_MIN, TAKEN_MIN, Choice, never_body
from .page_kinds import kind_of

SEVERAL = 2
PARAGRAPHS_MIN = 2  # of prose; a teaser has one
WORDS_MIN = 50  # of prose in all
PROSE_WORDS = 12  # words of a line that reads as prose
PROSE_LINKED = 0.35  # share of its characters in links, at most
TITLE_MAX = 40  # words of a heading
UNFINISHED = ("…", "...", "[…]", "[...]", "read more", "continue reading")

_HEADINGS = bit("<h1>") | bit("<h2>") | bit("<h3>")
_MAIN_HEADING = bit("<h1>")
_SIGNS = (Furniture.BYLINE, Furniture.DATE)
_NUMBER = re.compile(r"\d+")
_NEVER = bit("comment") | bit("<nav>") | bit("<footer>") | bit("<aside>")


@dataclass(frozen=True, slots=True)
class Part:
    """One story of several: the line of its heading and those of its body, counted from 0."""

    heading: int
    taken: tuple[int, ...]


def parts_of(lines: Sequence[PageLine], choice: Choice) -> tuple[Part, ...]:
    """The stories of a page of several, in line order; () for any other page."""
    return _parts_in(_candidates(lines), lines, choice) or _parts_in(_alike(lines), lines, choice, signed=True)


def _parts_in(
    places: Iterable[Place], lines: Sequence[PageLine], choice: Choice, signed: bool = False
) -> tuple[Part, ...]:
    """The stories these elements hold; of `signed` ones only those with a byline or date above their paragraphs."""
    inside: dict[Place, list[int]] = {place: [] for place in places}
    if len(inside) < SEVERAL:
        return ()
    around: dict[Place, list[Place]] = {}
    for number, line in enumerate(lines):
        if line.place not in around:
            around[line.place] = [place for place in _up_from(line.place) if place in inside]
        for place in around[line.place]:
            inside[place].append(number)
    found = {place: part for place, numbers in inside.items() if (part := _part(lines, numbers, choice, signed))}
    below = Counter(above for place in found for above in _up_from(place.up))
    own = {place: part for place, part in found.items() if below[place] < SEVERAL}  # a wrapper has several below it
    parts = [part for place, part in own.items() if not any(above in own for above in _up_from(place.up))]
    return tuple(sorted(parts, key=lambda part: part.heading)) if len(parts) >= SEVERAL else ()


def _candidates(lines: Sequence[PageLine]) -> Iterator[Place]:
    """Elements that may hold a story of their own."""
    headed: dict[Place, set[Place]] = {}
    seen: set[Place] = set()
    for own in dict.fromkeys(line.place for line in lines):
        if own.names & _MAIN_HEADING:
            for place in _up_from(own):
                headed.setdefault(place, set()).add(own)
        for place in _up_from(own):
            if place in seen:
                break
            seen.add(place)
            if place.tag == "article":
                yield place
    for place, headings in headed.items():
        if len(headings) == 1 and place.up is not None and len(headed.get(place.up, ())) > 1:
            yield place


def _alike(lines: Sequence[PageLine]) -> Iterator[Place]:
    """Elements with a heading that stand beside others of the same tag and name, but for a number in it."""
    beside: defaultdict[tuple[Place | None, str, str], list[Place]] = defaultdict(list)
    seen: set[Place] = set()
    for own in dict.fromkeys(line.place for line in lines if line.place.names & _HEADINGS):
        for place in _up_from(own):
            if place in seen:
                break
            seen.add(place)
            if place.called.strip() and not place.own & _HEADINGS:
                beside[place.up, place.tag, _NUMBER.sub("", place.called.split()[0])].append(place)
    for places in beside.values():
        if len(places) >= SEVERAL:
            yield from places


def _up_from(place: Place | None) -> Iterator[Place]:
    while place is not None:
        yield place
        place = place.up


def _part(lines: Sequence[PageLine], numbers: Sequence[int], choice: Choice, signed: bool) -> Part | None:
    """The story of an element with these lines, if it holds a whole one."""
    if not numbers or lines[numbers[0]].place.names & _NEVER:
        return None
    prose = [number for number in numbers if _is_prose(lines[number], choice.sure[number])]
    if (
        all(choice.sure[number] < ALIKE_MIN for number in prose)
        or len(prose) < PARAGRAPHS_MIN
        or sum(len(lines[n].text.split()) for n in prose) < WORDS_MIN
    ):
        return None
    if lines[prose[-1]].text.lower().rstrip(" »>→").endswith(UNFINISHED):
        return None
    heading = next(
        (
            number
            for number in numbers
            if number < prose[1]
            and lines[number].place.names & _HEADINGS
            and len(lines[number].text.split()) <= TITLE_MAX
        ),
        None,
    )
    if heading is None or (signed and not _is_signed(lines, numbers, prose[0])):
        return None
    chosen = {
        number
        for number in numbers
        if choice.sure[number] >= TAKEN_MIN and not never_body(lines[number], choice.sure[number])
    }
    taken = sorted(number for number in chosen | set(prose) if number > heading)
    return Part(heading, tuple(taken)) if taken else None


def _is_signed(lines: Sequence[PageLine], numbers: Sequence[int], first: int) -> bool:
    """True when a line above the first paragraph is a byline or a date."""
    found = (part_of(lines[number].text) for number in numbers if number < first)
    return any(rule is not None and rule[0] in _SIGNS for rule in found)


def _is_prose(line: PageLine, sure: float) -> bool:
    return (
        len(line.text.split()) >= PROSE_WORDS
        and line.linked < PROSE_LINKED * len(line.text)
        and not line.place.names & _NEVER
        and not never_body(line, sure)
        and kind_of(line) is Kind.BOILERPLATE
    )
