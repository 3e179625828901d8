"""The paragraphs trafilatura keeps of a page, and the lines they stand on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import trafilatura

from ..model import Block
from .markup import unheard

OPENING = 24  # letters of a line by which it is looked up; few lines of a page begin alike
TRIES = 8  # lines that begin alike which are compared in full
WINDOW = 200  # lines behind the last paragraph searched letter by letter
MOST = 0.9  # share of a paragraph its lines must make up
SHORTEST = 40  # letters of a line that may stand for the paragraph it begins


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    subhead: bool


def paragraphs_of(markup: str) -> list[Paragraph]:
    """The paragraphs trafilatura keeps."""
    with unheard():
        document = trafilatura.bare_extraction(
            markup, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    tree = getattr(document, "body", None)
    if tree is None:
        return []
    found = []
    for element in tree.iter():
        if element.tag in ("p", "head", "quote", "item", "code") and not any(
            c.tag in ("p", "item", "head") for c in element.iter() if c is not element
        ):
            text = (
                " ".join(" ".join(element.itertext()).split())
                if element.tag == "code"
                else " ".join("".join(element.itertext()).split())
            )
            if text:
                found.append(Paragraph(text, element.tag == "head"))
    return found


def place_paragraphs(paragraphs: Sequence[Paragraph], lines: Sequence[str]) -> tuple[Block, ...]:
    """The paragraphs with the lines they stand on, looked for from each one's predecessor on."""
    keys = [letters(line) for line in lines]
    openings: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            openings[key[:OPENING]].append(index)
    blocks: list[Block] = []
    at = 0
    for paragraph in paragraphs:
        key = letters(paragraph.text)
        span = _find(key, keys, openings, at) if key else None
        if span is None:
            span = (at, at)  # kept by trafilatura in another shape: it stands with its predecessor
        blocks.append(Block(paragraph.text, span[0] + 1, span[1] + 1, paragraph.subhead))
        at = max(at, span[1])
    ordered = sorted(range(len(blocks)), key=lambda index: (blocks[index].first, index))
    return tuple(blocks[index] for index in ordered)


def _find(key: str, keys: Sequence[str], openings: Mapping[str, list[int]], start: int) -> tuple[int, int] | None:
    """First and last index of the lines that make up, or hold, this text; those behind `start` first."""
    starts = openings.get(key[:OPENING], [])
    behind = bisect_left(starts, start)
    for index in (*starts[behind : behind + TRIES], *starts[:behind][:TRIES]):
        joined, last = keys[index], index
        if joined.startswith(key):
            return index, index
        while len(joined) < len(key) and last + 1 < len(keys) and key.startswith(joined + keys[last + 1]):
            last += 1
            joined += keys[last]
        if key.startswith(joined) and len(joined) >= MOST * len(key):
            return index, last
    for index in range(start, min(start + WINDOW, len(keys))):
        if key in keys[index]:
            return index, index
        if len(keys[index]) >= SHORTEST and key.startswith(keys[index]):
            return index, index  # a paragraph of which the page parts the rest off
    return None


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
