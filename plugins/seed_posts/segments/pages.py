"""Pages with one story: which stretch of a site's page is the story.

Each chunk gets points: paragraphs gain, furniture and stray lines lose; the stretch with the
highest sum is the body. Which line is its headline, headlines.py chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..bylines import read_name_line
from ..model import HeadlineLine, Kind
from .anatomy import HEAD_CHUNKS_MAX, opens_with_dateline
from .chunks import Chunk
from .headlines import choose_headline
from .parts import Part
from .shapes import BULLETS, is_prose
from .threads import Run
from .voice import attributes

PROSE_POINTS_MAX = 60  # one long paragraph must not outweigh a page
REPORTED_POINTS = 6  # a paragraph that says who said it
STRAY_POINTS = -8  # a line that is neither paragraph nor known furniture
REPEATED_POINTS = -12  # a paragraph printed twice is the site's own
PASSAGE_MIN = 3  # different paragraphs in a row, all printed twice, that are a passage
TEASERS_MIN = 4  # lines, each with a byline of its own right below, that are a list of other stories
TEASER_STEP_MAX = 4  # chunks from one such line to the next
TEASER_SENTENCES_MAX = 2  # paragraphs one teaser has at most
PART_POINTS: dict[Part, int] = {
    Part.COMMENTS: -70,
    Part.COMMENT_FORM: -70,
    Part.END: -30,
    Part.LIST_HEAD: -15,
    Part.BIOGRAPHY: -15,
    Part.DISCLAIMER: -20,
    Part.CHROME: -6,
    Part.FORUM: -6,
    Part.POST_MARK: -4,
    Part.PROMO: -4,
    Part.URL: -4,
}
OTHER_PART_POINTS = -2
STORY_POINTS_MIN = 25  # a page below has no story
SHORT_END_WORDS_MIN = 5  # words of a last sentence that is too short to be a paragraph elsewhere
TAIL_REACH = 2  # chunks below the body in which a sign-off or source line still belongs to it

_TAIL_PARTS = frozenset((Part.SIGNOFF, Part.SOURCE, Part.URL, Part.DISCLAIMER, Part.AGE))


def read_page(chunks: Sequence[Chunk]) -> tuple[list[Run], HeadlineLine | None]:
    """Every chunk of the page in exactly one run, in order: one story at most; and the line that heads it."""
    stretch = find_body(chunks)
    if stretch is None:
        return _surroundings(chunks, 0, len(chunks), below=False), None
    first, last = stretch
    last = _with_short_end(chunks, last)
    headline = choose_headline(chunks, first, last)
    near = headline.index is not None and first - headline.index <= HEAD_CHUNKS_MAX
    start = headline.index if near and headline.index is not None else first
    while start and chunks[start - 1].detail == "outlet-and-date" and not chunks[start].gap:
        start -= 1  # the masthead of a scan
    end = _with_tail(chunks, last)
    runs = [
        *_surroundings(chunks, 0, start, below=False),
        (Kind.STORY, start, end),
        *_surroundings(chunks, end + 1, len(chunks), below=True),
    ]
    line = 0 if headline.index is None else chunks[headline.index].first
    return runs, HeadlineLine(line, headline.certainty, headline.reasons)


def find_body(chunks: Sequence[Chunk]) -> tuple[int, int] | None:
    """First and last index of the stretch with the most points, or None for a page without a story."""
    repeated = _repeated(chunks) | _teasers(chunks)  # what a site prints beside its stories
    best, best_span = 0, None
    total, start = 0, 0
    for index, chunk in enumerate(chunks):
        if total <= 0:
            total, start = 0, index
        total += points_of(chunk, index in repeated)
        if total > best:
            best, best_span = total, (start, index)
    return best_span if best >= STORY_POINTS_MIN else None


def _repeated(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Paragraphs the capture prints more than once, but for whole passages: a passage twice is a story twice."""
    count = Counter(chunk.text for chunk in chunks)
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(chunks) + 1):
        if index < len(chunks) and count[chunks[index].text] > 1 and chunks[index].part is None:
            run.append(index)
            continue
        if len({chunks[i].text for i in run if is_prose(chunks[i])}) < PASSAGE_MIN:
            found.update(run)
        run = []
    return frozenset(found)


def _teasers(chunks: Sequence[Chunk]) -> frozenset[int]:
    """The lines of a list of other stories: a sentence or two to a byline, again and again."""
    signed = [i for i, (c, below) in enumerate(pairwise(chunks)) if c.part is None and below.part is Part.BYLINE]
    found: set[int] = set()
    run: list[int] = []
    for index in signed:
        between = chunks[run[-1] + 1 : index] if run else ()
        if len(between) >= TEASER_STEP_MAX or sum(is_prose(c) for c in between) > TEASER_SENTENCES_MAX - 1:
            run = []
        run.append(index)
        if len(run) >= TEASERS_MIN:
            found.update(i for i in range(run[0], index + 1) if chunks[i].part is None)
    return frozenset(found)


def points_of(chunk: Chunk, repeated: bool) -> int:
    if chunk.part is not None:
        return PART_POINTS.get(chunk.part, OTHER_PART_POINTS)
    if repeated and chunk.words > 3:
        return REPEATED_POINTS
    if is_prose(chunk) or opens_with_dateline(chunk):
        return min(PROSE_POINTS_MAX, chunk.words) + (REPORTED_POINTS if attributes(chunk.text) else 0)
    return STRAY_POINTS // 4 if chunk.complete or chunk.text.startswith(BULLETS) else STRAY_POINTS


def _with_short_end(chunks: Sequence[Chunk], last: int) -> int:
    """The last index of the body with the one short sentence that often closes it."""
    below = last + 1
    if below + 1 >= len(chunks) or not is_prose(chunks[last]) or chunks[below].gap != chunks[last].gap:
        return last
    chunk = chunks[below]
    closed = (
        chunk.part is None and chunk.words >= SHORT_END_WORDS_MIN and chunk.text.rstrip("\"'”’»").endswith((".", "。"))
    )
    alone = chunks[below + 1].part is not None or chunks[below + 1].gap > chunk.gap or not chunks[below + 1].complete
    return below if closed and alone else last


def _with_tail(chunks: Sequence[Chunk], last: int) -> int:
    end = last
    for index in range(last + 1, min(len(chunks), last + 1 + TAIL_REACH)):
        if chunks[index].part in _TAIL_PARTS:
            end = index
    return end


def _surroundings(chunks: Sequence[Chunk], first: int, stop: int, below: bool) -> list[Run]:
    """Kinds of what is not the story: comments, lists of links, the author's life, and the rest."""
    runs: list[Run] = []
    kind = Kind.BOILERPLATE
    for index in range(first, stop):
        chunk = chunks[index]
        if chunk.part is Part.COMMENTS:
            said = below and index + 1 < stop and chunks[index + 1].part is None
            kind = Kind.COMMENTS if said else Kind.BOILERPLATE
        elif chunk.part in (Part.COMMENT_FORM, Part.END, Part.DISCLAIMER):
            kind = Kind.BOILERPLATE
        elif kind is not Kind.COMMENTS:
            kind = _kind_outside(chunks, index, stop, kind)
        runs.append((kind, index, index))
    return runs


def _kind_outside(chunks: Sequence[Chunk], index: int, stop: int, above: Kind) -> Kind:
    chunk = chunks[index]
    below = chunks[index + 1] if index + 1 < stop else None
    if chunk.part is Part.BIOGRAPHY or (
        below is not None and below.part is Part.BIOGRAPHY and read_name_line(chunk.text)
    ):
        return Kind.BIOGRAPHY
    if chunk.part in (Part.LIST_HEAD, Part.PROMO):
        return Kind.LINKS
    if chunk.part in (Part.CAPTION, Part.ATTACHMENT):
        return Kind.CAPTION if chunk.part is Part.CAPTION else Kind.ATTACHMENT
    if above is Kind.LINKS and chunk.part is None and not is_prose(chunk):
        return Kind.LINKS
    return Kind.BOILERPLATE
