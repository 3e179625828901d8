"""Clean captures made of stories whose title is known: what pages do not hold, typed letters, cuttings and short news.

A page always has a site around its story, and few stories of two paragraphs or titles of three words. The trainer of
headlines therefore sees each story in forms of its own, too: cut to a few paragraphs, its title cut to its first
phrase, with and without byline, day, dateline, blank lines and masthead, in capitals and not. Made by chance, but the
same for the same story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from ..wordlists import words

MADE = 6  # captures of each story
PARAGRAPHS = (1, 2, 2, 3, 4, None)  # how many are kept; None for all
PHRASE = (2, 5)  # words of a title that was cut
CUT_SHARE = 0.4  # of the titles
CAPITALS_SHARE = 0.2
BYLINE_SHARE = 0.5
DAY_SHARE = 0.3  # of a line with the day below
DATELINE_SHARE = 0.3
MASTHEAD_SHARE = 0.15
DECK_SHARE = 0.3
DECK_WORDS = (6, 25)
BLANK_SHARE = 0.7  # with blank lines between
UNTITLED_SHARE = 0.05  # without a title: rarer still on pages, where one in fifty prints none
_BREAK = re.compile(r"[,:;]$|^[-–—|]$")
_JOINING = words("a an the of in on at to for and or but as by from with is are was after over into amid its")
_NAMES = ("Ada Brook", "Jonas Weir", "Marta Lindqvist", "Pieter van Aalst", "Tom Okafor", "Lena Schultz-Haas")
_BYLINES = ("By {}", "BY {}", "{}", "By {}, Staff Writer", "By {} | {}", "Written by {}")
_DAYS = (
    "March 19, 2018",
    "7 April 1954",
    "2011-06-03",
    "Tuesday, October 9, 2001",
    "Published: 12 May 2016",
    "03/11/1987",
)
_PLACES = ("MILL VALLEY", "OSTHAVEN", "Saltmarsh", "NEW HARBOUR, Orle", "PORT ELLEN")
_DATELINES = ("{place}, {day} - ", "{place} (AP) — ", "{place} – ", "{place}, {day} (Reuters) - ", "{place}: ")
_MASTHEADS = (
    "The Evening Gazette, {day}.",
    "Orle Valley Herald, {day}",
    "The Harbour Tribune",
    "Saltmarsh Weekly | {day}",
)


def made_captures(title: str, body: str, number: int) -> Iterator[tuple[str, str]]:
    """Title and text of captures of one story, "" for one without title; `number` and form decide their looks."""
    paragraphs = [part.strip() for part in body.split("\n") if part.strip()]
    for form in range(MADE):
        kept = PARAGRAPHS[form % len(PARAGRAPHS)]
        yield _capture(title, paragraphs[:kept], paragraphs[1:], Random(number * MADE + form))


def _capture(title: str, paragraphs: list[str], rest: list[str], chance: Random) -> tuple[str, str]:
    day = chance.choice(_DAYS)
    heading = phrase_of(title, chance.randint(*PHRASE)) if chance.random() < CUT_SHARE else title
    heading = heading.upper() if chance.random() < CAPITALS_SHARE else heading
    heading = "" if chance.random() < UNTITLED_SHARE else heading
    blocks = [heading] if heading else []
    if heading and chance.random() < MASTHEAD_SHARE:
        blocks.insert(0, chance.choice(_MASTHEADS).format(day=day))
    if heading and chance.random() < DECK_SHARE:
        blocks += _deck(rest, chance)
    if chance.random() < BYLINE_SHARE:
        blocks.append(chance.choice(_BYLINES).format(chance.choice(_NAMES), day))
    if chance.random() < DAY_SHARE:
        blocks.append(day)
    if paragraphs and chance.random() < DATELINE_SHARE:
        dateline = chance.choice(_DATELINES).format(place=chance.choice(_PLACES), day="March 19, 2018")
        paragraphs = [dateline + paragraphs[0], *paragraphs[1:]]
    return heading, ("\n\n" if chance.random() < BLANK_SHARE else "\n").join([*blocks, *paragraphs])


def _deck(rest: list[str], chance: Random) -> list[str]:
    """A short sentence of the story to stand below its title, with full stop or without; none where all are long."""
    sentences = [paragraph.partition(". ")[0].rstrip(".") for paragraph in rest]
    short = [text for text in sentences if DECK_WORDS[0] <= len(text.split()) <= DECK_WORDS[1]]
    return [chance.choice(short) + chance.choice(("", "."))] if short else []


def phrase_of(title: str, most: int) -> str:
    """The first words of a title up to the end of a phrase, at most so many; two at least."""
    parts = title.split()
    for count in range(min(most, len(parts) - 1), PHRASE[0] - 1, -1):
        last, after = parts[count - 1], parts[count]
        ends = _BREAK.search(last) or _BREAK.search(after) or after.lower() in _JOINING
        if ends and last.lower() not in _JOINING and not _BREAK.match(last):
            return " ".join(parts[:count]).rstrip(",:;")
    return title
