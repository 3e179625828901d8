"""Pages with one story: which stretch of a site's page is the story.

Each chunk gets points: paragraphs gain, furniture and stray lines lose; the stretch with the
highest sum is the body. The headline is looked for above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..bylines import read_name_line
from ..model import Kind
from .anatomy import opens_with_dateline
from .chunks import Chunk
from .parts import Part
from .shapes import BULLETS, is_headline, is_prose, is_signed_title, share_repeated
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
HEAD_REACH = 30  # chunks above the body in which the headline is looked for
TITLE_PARAGRAPHS = 8  # first paragraphs a headline is compared with
# Points of a line that may be the headline; weights of a linear model fitted to half of a collection of 191 pages.
TITLE_REPEATED = 2.5  # times the share of its words the body repeats
TITLE_DISTANCE = -0.025  # for each chunk between it and the body
TITLE_WORDS = (4, 18)
TITLE_LENGTH = 1.1  # when it has that many words; lost when it has fewer
TITLE_SIGNED = 1.7  # a byline or date stands just below
TITLE_TOP = 0.5  # no other such line stands above
TITLE_UNDER_TITLE = -0.45  # another such line stands directly above: this one is the deck
TITLE_QUOTED = -0.3  # a quotation on its own is a banner
TITLE_MIN = 1.75  # points a headline needs
UPPER_WORDS_MIN = 5  # words of a line directly above the best one that make it the headline, and the best one its deck
UPPER_REPEATED = 0.4  # share of its words the body repeats
UPPER_LENGTH = 0.8  # times its words the deck has at least
TRAIL_MIN = 15  # characters of a headline that also ends the trail of section names above it
SHORT_END_WORDS_MIN = 5  # words of a last sentence that is too short to be a paragraph elsewhere
TAIL_REACH = 2  # chunks below the body in which a sign-off or source line still belongs to it

_TAIL_PARTS = frozenset((Part.SIGNOFF, Part.SOURCE, Part.URL, Part.DISCLAIMER, Part.AGE))


def read_page(chunks: Sequence[Chunk]) -> list[Run]:
    """Every chunk of the page in exactly one run, in order: one story at most."""
    stretch = find_body(chunks)
    if stretch is None:
        return _surroundings(chunks, 0, len(chunks), below=False)
    first, last = stretch
    last = _with_short_end(chunks, last)
    headline = find_headline(chunks, first, last)
    start = first if headline is None else headline
    while start and chunks[start - 1].detail == "outlet-and-date" and not chunks[start].gap:
        start -= 1  # the masthead of a scan
    end = _with_tail(chunks, last)
    return [
        *_surroundings(chunks, 0, start, below=False),
        (Kind.STORY, start, end),
        *_surroundings(chunks, end + 1, len(chunks), below=True),
    ]


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


def find_headline(chunks: Sequence[Chunk], first: int, last: int) -> int | None:
    """The index of the line above (or opening) the body that is most like its headline."""
    body = [c.text for c in chunks[first : last + 1] if is_prose(c)][:TITLE_PARAGRAPHS]
    best, best_points = None, TITLE_MIN
    titled_above = False
    for index in range(first + 1):
        if not is_headline(chunks[index]) and not is_signed_title(chunks, index):
            continue
        if index >= first - HEAD_REACH and not read_name_line(chunks[index].text):
            points = _title_points(chunks, index, first, body) + (0.0 if titled_above else TITLE_TOP)
            if points > best_points:
                best, best_points = index, points
        titled_above = True
    return None if best is None else _upper_title(chunks, best, body)


def _upper_title(chunks: Sequence[Chunk], best: int, body: Sequence[str]) -> int:
    """The line above the best one when that is its deck; the line below when the best one is a trail to it."""
    here = chunks[best]
    below = chunks[best + 1] if best + 1 < len(chunks) else None
    if below is not None and is_headline(below) and len(below.text) >= TRAIL_MIN and here.text.endswith(below.text):
        return best + 1
    above = chunks[best - 1] if best else None
    if (
        above is not None
        and is_headline(above)
        and above.words >= UPPER_WORDS_MIN
        and here.words >= UPPER_LENGTH * above.words
        and not read_name_line(above.text)
        and share_repeated(above.text, body) >= UPPER_REPEATED
    ):
        return best - 1
    return best


def _title_points(chunks: Sequence[Chunk], index: int, first: int, body: Sequence[str]) -> float:
    chunk = chunks[index]
    points = TITLE_REPEATED * share_repeated(chunk.text, body) + TITLE_DISTANCE * (first - index)
    if TITLE_WORDS[0] <= chunk.words <= TITLE_WORDS[1]:
        points += TITLE_LENGTH
    if chunk.words < TITLE_WORDS[0]:
        points -= TITLE_LENGTH
    if any(c.part in (Part.BYLINE, Part.DATE) for c in chunks[index + 1 : index + 4]):
        points += TITLE_SIGNED
    if index > 0 and is_headline(chunks[index - 1]):
        points += TITLE_UNDER_TITLE
    if chunk.text[0] in "'\"‘“" and chunk.text[-1] in "'\"’”":
        points += TITLE_QUOTED
    return points


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
