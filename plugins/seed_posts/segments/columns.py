"""Columns of short stories: "In brief", newsletters, digests. Each item is a headline and a paragraph or two.

Only a page that says so is read as a column: an article with subheads looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..model import Kind
from .chunks import Chunk
from .parts import Part
from .shapes import content_words, is_headline, is_prose
from .threads import Run

TOP_REACH = 12  # chunks from the top in which a column names itself
BANNER_WORDS_MAX = 8  # words of that line
ITEMS_MIN = 3
ITEM_PARAGRAPHS_MAX = 3
ITEM_WORDS_MAX = 160  # of one item; longer ones are articles
INTRODUCTION_MAX = 2  # paragraphs above the first item; an article says more before its parts
FILLED_MIN = 0.7  # share of the paragraphs that stand in items
SHARED_MAX = 0.3  # share of an item's meaningful words that the item above may hold too

_BANNER = re.compile(
    r"\b(?:in brief|briefs?|briefly|news ?briefs?|brief news|round-?up|digest|newsletter"
    r"|(?:things|stories) (?:to know|you need)|headlines|short news|news in short|at a glance|the week in"
    r"|morning briefing|evening briefing|bulletin"
    r"|коротко|дайджест|кратко|简讯|要闻|kurz(?:meldungen| notiert| gemeldet)|en bref|en breve)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}[.)]\s+")


def read_column(chunks: Sequence[Chunk]) -> list[Run] | None:
    """Every chunk of a column in exactly one run, in order; None for any other page."""
    banner = next((i for i, c in enumerate(chunks[:TOP_REACH]) if _is_banner(c)), None)
    if banner is None:
        return None
    items = _items(chunks, banner + 1)
    if len(items) < ITEMS_MIN or sum(is_prose(c) for c in chunks[: items[0][0]]) > INTRODUCTION_MAX:
        return None
    if not _fills(chunks, items) or _one_subject(chunks, items):
        return None
    runs: list[Run] = [(Kind.BOILERPLATE, i, i) for i in range(items[0][0])]
    for (first, last), following in zip(items, [*(first for first, _ in items[1:]), len(chunks)], strict=True):
        runs.append((Kind.STORY, first, last))
        runs += [(Kind.BOILERPLATE, i, i) for i in range(last + 1, following)]
    return runs


def _is_banner(chunk: Chunk) -> bool:
    return chunk.part in (None, Part.SOURCE) and chunk.words <= BANNER_WORDS_MAX and bool(_BANNER.search(chunk.text))


def _items(chunks: Sequence[Chunk], start: int) -> list[tuple[int, int]]:
    """First and last index of each headline with the paragraphs under it."""
    items: list[tuple[int, int]] = []
    index = start
    while index < len(chunks) - 1:
        if not is_headline(chunks[index]):
            index += 1
            continue
        last, words = index, 0
        for below in range(index + 1, len(chunks)):
            if not is_prose(chunks[below]):
                break
            last, words = below, words + chunks[below].words
        if last > index and last - index <= ITEM_PARAGRAPHS_MAX and words <= ITEM_WORDS_MAX:
            items.append((index, last))
        elif last > index:
            return []  # a whole article: no column
        index = last + 1
    return items


def _fills(chunks: Sequence[Chunk], items: Sequence[tuple[int, int]]) -> bool:
    """True when hardly a paragraph of the page stands outside the items: else they are its boxes and teasers."""
    inside = {i for first, last in items for i in range(first, last + 1)}
    prose = [i for i, chunk in enumerate(chunks) if is_prose(chunk)]
    return sum(i in inside for i in prose) >= FILLED_MIN * len(prose)


def _one_subject(chunks: Sequence[Chunk], items: Sequence[tuple[int, int]]) -> bool:
    """True when the items go on about one thing: then they are the parts of one article."""
    bags = [
        frozenset[str]().union(*(content_words(_NUMBER.sub("", chunks[i].text)) for i in range(first, last + 1)))
        for first, last in items
    ]
    shared = [len(a & b) / max(1, min(len(a), len(b))) for a, b in pairwise(bags)]
    return sum(share > SHARED_MAX for share in shared) * 2 > len(shared)
