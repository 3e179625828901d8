"""The parts of one story: which chunk is headline, deck, byline, date, caption, paragraph, source line.

headline                      a head part: never body
deck, byline, date, caption   in any order, until the first paragraph
paragraph, subhead, …         the body, with captions and promotions cut out of it
source line, address          a tail part: never body
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..bylines import read_byline, read_name_line
from ..datelines import read_dateline
from ..model import Kind
from .chunks import Chunk
from .parts import Part
from .shapes import content_run, is_headline, is_prose, is_signed_title, is_subhead

ABOVE_HEADLINE_MAX = 3  # lines a story may have above its headline
HEAD_CHUNKS_MAX = 14  # chunks between headline and first paragraph; a longer head is a page's furniture
HEAD_TEXT_WORDS_MAX = 30  # words; an unfinished line above the body that is longer is body
WIDE_GAP = 2  # blank lines; where paragraphs stand one apart, a wider gap divides deck or picture from them
PICTURE_GAP = 3  # blank lines a picture leaves behind above its caption
AFTER_LIFE_MIN = 3  # paragraphs below a line about a person that make it part of the story
NAME_WORDS_MAX = 8  # words of a line of names

CUT_KINDS: dict[Part, Kind] = {
    Part.CAPTION: Kind.CAPTION,
    Part.ATTACHMENT: Kind.ATTACHMENT,
    Part.PROMO: Kind.LINKS,
    Part.LIST_HEAD: Kind.LINKS,
    Part.BIOGRAPHY: Kind.BIOGRAPHY,
    Part.COMMENTS: Kind.BOILERPLATE,
    Part.COMMENT_FORM: Kind.BOILERPLATE,
    Part.DISCLAIMER: Kind.BOILERPLATE,
    Part.CHROME: Kind.BOILERPLATE,
    Part.END: Kind.BOILERPLATE,
    Part.FORUM: Kind.BOILERPLATE,
    Part.POST_MARK: Kind.BOILERPLATE,
    Part.RULE: Kind.BOILERPLATE,
}
ABOVE_PARTS = frozenset((Part.URL, Part.SOURCE, Part.DATE))
HEAD_PARTS = frozenset((Part.DATE, Part.BYLINE, Part.SOURCE, Part.AGE, Part.SIGNOFF, Part.URL))


PULL_QUOTE_WORDS_MIN = 4
BARE_QUOTE_WORDS_MIN = 7  # words of one without quotation marks; fewer may be a subhead in the story's own words
BARE_QUOTE_PROBE = slice(1, 4)  # its words that are looked for first, as they are spelled
PULL_QUOTE_WORDS_MAX = 40
PULL_QUOTE_REACH = 12  # chunks to each side in which its words stand again
_QUOTATION = re.compile(r"[“\"«„'‘](?P<words>[^“”\"«»„]{8,400})[”\"»“'’]")
_SPEAKER = re.compile(r"[—–-]{1,2} ?[A-ZÀ-ÞА-Я].{2,60}")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Indexes into the chunks of one story."""

    headline: int | None = None
    deck: int | None = None
    bylines: tuple[int, ...] = ()
    head: tuple[int, ...] = ()  # everything between headline and body that may hold a field, in order
    body: tuple[int, ...] = ()
    subheads: frozenset[int] = frozenset()
    tail: tuple[int, ...] = ()  # source lines, addresses, sign-offs below the body
    cut: tuple[tuple[int, Kind], ...] = ()


@dataclass
class _Reading:
    """The anatomy while it is being read."""

    headline: int | None = None
    deck: int | None = None
    bylines: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    subheads: set[int] = field(default_factory=set)
    tail: list[int] = field(default_factory=list)
    cut: list[tuple[int, Kind]] = field(default_factory=list)


def read_anatomy(
    chunks: Sequence[Chunk],
    headed: bool = True,
    headline: int | None = None,
    judged: frozenset[int] | None = None,
) -> Anatomy:
    """The parts of the story these chunks are. `headed` says that its first text chunk may be a headline.

    `headline` is the chunk that is known to be one; `judged` are those judged to be body, None where nothing was.
    """
    parts = _Reading()
    start = 0
    top = headline if headline is not None else _above_headline(chunks) if headed else 0
    known = headline is not None
    if known or (headed and top < len(chunks) and (is_headline(chunks[top]) or is_signed_title(chunks, top))):
        parts.headline, start = top, top + 1
        parts.head.extend(range(top))
    body_at = _read_head(chunks, start, parts, judged)
    _read_body(chunks, body_at, parts, judged)
    return Anatomy(
        parts.headline,
        parts.deck,
        tuple(parts.bylines),
        tuple(parts.head),
        tuple(parts.body),
        frozenset(parts.subheads),
        tuple(parts.tail),
        tuple(sorted(parts.cut)),
    )


def _above_headline(chunks: Sequence[Chunk]) -> int:
    """How many chunks above the headline hold a field: the story's address, the paper with its day."""
    top = 0
    while top < min(len(chunks), ABOVE_HEADLINE_MAX) and chunks[top].part in ABOVE_PARTS:
        top += 1
    return top


def opens_with_dateline(chunk: Chunk) -> bool:
    return chunk.part is None and is_prose(chunk) and read_dateline(chunk.text) is not None


def _read_head(chunks: Sequence[Chunk], start: int, parts: _Reading, judged: frozenset[int] | None) -> int:
    """Sorts the chunks above the body into `parts` and returns where the body begins."""
    if parts.headline is None:
        return start
    stop = min(len(chunks), start + HEAD_CHUNKS_MAX)
    end = stop if judged is None else len(chunks)
    signed = False  # a byline or date was seen: below it stands no deck but a dateline story's
    for index in range(start, end):
        chunk = chunks[index]
        if chunk.part in HEAD_PARTS:
            parts.head.append(index)
            if chunk.part in (Part.BYLINE, Part.SIGNOFF) or read_byline(chunk.text):
                parts.bylines.append(index)
            signed = signed or chunk.part in (Part.DATE, Part.BYLINE)
        elif chunk.part is not None:
            parts.cut.append((index, CUT_KINDS[chunk.part]))
        elif _under_attachment(chunks, index):
            parts.cut.append((index, Kind.CAPTION))
        elif opens_with_dateline(chunk) and (judged is None or index in judged):
            return index
        elif _is_name_line(chunks, index, stop):
            parts.head.append(index)
            parts.bylines.append(index)
            signed = True
        elif parts.deck is None and _is_deck(chunks, index, stop, signed):
            parts.deck = index
        elif judged is not None and index in judged:
            return index
        elif not is_prose(chunk) and chunk.words <= HEAD_TEXT_WORDS_MAX and _prose_follows(chunks, index, stop):
            if parts.deck is None and chunk.gap < PICTURE_GAP and is_headline(chunk):
                parts.deck = index
            elif chunk.complete and judged is None:
                return index
            else:
                parts.cut.append((index, Kind.CAPTION))
        elif judged is not None:
            parts.cut.append((index, _kind_of_text(chunks, index, False)))
        else:
            return index
    return end


def _is_name_line(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True for a bare name that stands where a byline does: alone, and before anything but a list."""
    chunk = chunks[index]
    if chunk.words > NAME_WORDS_MAX or read_name_line(chunk.text) is None:
        return False
    following = [c for c in chunks[index + 1 : stop] if c.part not in (Part.CAPTION, Part.ATTACHMENT, Part.CHROME)]
    return bool(following) and (following[0].part in HEAD_PARTS or following[0].words > chunk.words)


def _is_deck(chunks: Sequence[Chunk], index: int, stop: int, signed: bool) -> bool:
    chunk = chunks[index]
    for below in range(index + 1, min(stop, index + 4)):
        under = chunks[below]
        if under.part in (Part.DATE, Part.BYLINE) and not signed:
            return True
        if under.part is None:
            if not signed and _is_name_line(chunks, below, stop):
                return True
            if opens_with_dateline(under) and read_dateline(chunk.text) is None:
                return below == index + 1  # a dateline opens the body, so what stands above it does not
            break
    if signed:
        return False
    if chunk.text.endswith(("...", "…")):
        return _prose_follows(chunks, index, stop)
    below_gap = chunks[index + 1].gap if index + 1 < len(chunks) else 0
    usual = [c.gap for c in chunks[index + 2 :] if c.part is None]
    apart = bool(usual) and below_gap >= WIDE_GAP and 2 * sum(gap < WIDE_GAP for gap in usual) > len(usual)
    return is_prose(chunk) and apart and index + 1 < len(chunks) and is_prose(chunks[index + 1])


def _prose_follows(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    return any(is_prose(chunk) or opens_with_dateline(chunk) for chunk in chunks[index + 1 : stop])


def _under_attachment(chunks: Sequence[Chunk], index: int) -> bool:
    """True for the line a picture's file name stands directly above."""
    return index > 0 and chunks[index].gap == 0 and chunks[index - 1].part is Part.ATTACHMENT


def _read_body(chunks: Sequence[Chunk], start: int, parts: _Reading, judged: frozenset[int] | None) -> None:
    texts = (i for i in range(start, len(chunks)) if (chunks[i].part is None if judged is None else i in judged))
    last = max(texts, default=start - 1)
    listing = False  # inside a list of links, until the next paragraph
    for index in range(start, len(chunks)):
        chunk = chunks[index]
        if (
            chunk.part is None
            or (judged is not None and index in judged and chunk.part not in HEAD_PARTS)
            or (chunk.part is Part.BIOGRAPHY and _paragraphs(chunks, index + 1) >= AFTER_LIFE_MIN)
        ):
            if _under_attachment(chunks, index):
                parts.cut.append((index, Kind.CAPTION))
                continue
            prose = is_prose(chunk)
            if _is_pull_quote(chunks, index, start):
                parts.cut.append((index, Kind.BOILERPLATE))
                continue
            if (listing and not prose) if judged is None else index not in judged:
                parts.cut.append((index, _kind_of_text(chunks, index, listing)))
                continue
            listing = False
            parts.body.append(index)
            if not prose and not chunk.complete and is_subhead(chunk) and _paragraph_below(chunks, index):
                parts.subheads.add(index)
        elif chunk.part in HEAD_PARTS:
            (parts.tail if index > last else parts.head).append(index)
            if chunk.part is Part.SIGNOFF or chunk.part is Part.BYLINE:
                parts.bylines.append(index)
        else:
            listing = chunk.part is Part.LIST_HEAD
            parts.cut.append((index, CUT_KINDS[chunk.part]))


def _kind_of_text(chunks: Sequence[Chunk], index: int, listing: bool) -> Kind:
    """What a line is that names itself nothing and is not body: by the list it stands in or the credit below it."""
    if listing:
        return Kind.LINKS
    if index + 1 < len(chunks) and chunks[index + 1].part is Part.CAPTION and not chunks[index + 1].gap:
        return Kind.CAPTION
    return Kind.LINKS if is_headline(chunks[index]) else Kind.BOILERPLATE


def _is_pull_quote(chunks: Sequence[Chunk], index: int, start: int) -> bool:
    """True for words set apart that stand in a paragraph nearby too, and for their speaker's name below them."""
    chunk = chunks[index]
    if chunk.words > PULL_QUOTE_WORDS_MAX:
        return False
    if _SPEAKER.fullmatch(chunk.text) and index > start and _is_pull_quote(chunks, index - 1, start):
        return True
    quoted = _QUOTATION.fullmatch(chunk.text)
    if chunk.words < (PULL_QUOTE_WORDS_MIN if quoted else BARE_QUOTE_WORDS_MIN):
        return False
    said = quoted["words"] if quoted else chunk.text
    probe = " ".join(said.split()[BARE_QUOTE_PROBE]) if chunk.words >= BARE_QUOTE_WORDS_MIN else ""
    near = chunks[max(start, index - PULL_QUOTE_REACH) : index + PULL_QUOTE_REACH + 1]
    longer = [other.text for other in near if len(other.text) > len(chunk.text) and probe in other.text]
    words = content_run(said) if longer else ""
    return any(words in content_run(text) for text in longer)


def _paragraphs(chunks: Sequence[Chunk], start: int) -> int:
    """Paragraphs from here on, counted no further than needed."""
    return sum(is_prose(chunk) for chunk in chunks[start : start + 2 * AFTER_LIFE_MIN])


def _paragraph_below(chunks: Sequence[Chunk], index: int) -> bool:
    below = next((i for i in range(index + 1, len(chunks)) if chunks[i].part is None), None)
    return below is not None and (chunks[below].complete or chunks[below].words > chunks[index].words)
