"""Headlines that are signed: a byline or a date below them, and a story's worth of paragraphs below that."""

from __future__ import annotations

from collections.abc import Sequence

from ..bylines import read_name_line
from .anatomy import opens_with_dateline
from .chunks import Chunk
from .parts import SIGNS, Part
from .shapes import is_headline, is_prose, share_repeated

HEAD_REACH = 3  # chunks below a headline in which its byline or date must stand
SIGNED_WORDS_MIN = 4  # words of a headline with room for a deck between it and its byline
BODY_REACH = 8  # chunks below a headline in which its first paragraph must stand
STORY_PARAGRAPHS_MIN = 3  # paragraphs under a head that count as a sign of a second story
STORY_WORDS_MIN = 60  # words of them
TEASER_PARAGRAPHS = 5  # below the date of what may be a teaser that are compared with its headline
TEASER_REPEATED = 0.25  # share of its words they repeat at most: they go on with the story it stands in

_BESIDE_SIGNS = frozenset((Part.CAPTION, Part.SOURCE, Part.ATTACHMENT))
_STRAYS = frozenset((None, Part.CHROME, Part.LIST_HEAD, Part.PROMO))


def story_heads(chunks: Sequence[Chunk]) -> list[int]:
    """Story heads with a story's worth of paragraphs between one and the next."""
    heads: list[int] = []
    paragraphs = 0  # since the last head
    for index, chunk in enumerate(chunks):
        paragraphs += chunk.prose
        if chunk.title and (not heads or paragraphs >= STORY_PARAGRAPHS_MIN) and is_story_head(chunks, index):
            heads.append(index)
            paragraphs = 0
    return heads


def is_story_head(chunks: Sequence[Chunk], index: int) -> bool:
    """True for a headline with a byline or date under it and enough paragraphs under that."""
    if not is_headline(chunks[index]) or not heads_story(chunks, index, len(chunks)):
        return False
    return _substance(chunks, index) and not _is_teaser(chunks, index) and not _goes_on(chunks, index)


def _is_teaser(chunks: Sequence[Chunk], index: int) -> bool:
    """True for another story's headline, sentence and date, set into a story that goes on without a word of it."""
    signed = _sign_below(chunks, index)
    if signed is None or chunks[signed].part is Part.BYLINE or not any(is_prose(c) for c in chunks[index + 1 : signed]):
        return False
    below = [c.text for c in chunks[signed + 1 : signed + 1 + 3 * BODY_REACH] if is_prose(c)][:TEASER_PARAGRAPHS]
    return share_repeated(chunks[index].text, below) <= TEASER_REPEATED


def _goes_on(chunks: Sequence[Chunk], index: int) -> bool:
    """True when what looks like headline and byline is one sentence, broken into lines at its links."""
    signed = _sign_below(chunks, index)
    below = chunks[signed + 1] if signed == index + 1 and signed + 1 < len(chunks) else None
    return below is not None and is_prose(below) and below.text[0].islower()


def _sign_below(chunks: Sequence[Chunk], index: int) -> int | None:
    """The index of the date or byline within reach below a headline."""
    reach = range(index + 1, min(len(chunks), index + 1 + HEAD_REACH))
    return next((i for i in reach if chunks[i].part in SIGNS), None)


def heads_story(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True when the headline is signed; a very short one must be signed on the next line."""
    if chunks[index].words >= SIGNED_WORDS_MIN:
        return is_signed(chunks, index, stop)
    signed = index + 1 < stop and chunks[index + 1].part in SIGNS
    return signed and read_name_line(chunks[index].text) is None  # else a byline itself


def is_signed(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True when a byline or date stands under the headline, before any paragraph but a deck."""
    texts = 0
    for below in range(index + 1, min(stop, index + 1 + HEAD_REACH)):
        chunk = chunks[below]
        if chunk.part in SIGNS:
            return True
        if chunk.part is None:
            if opens_with_dateline(chunk):
                return below == index + 1
            texts += 1
            if texts > 1:
                return False
        elif chunk.part not in _BESIDE_SIGNS:
            return False
    return False


def _substance(chunks: Sequence[Chunk], index: int) -> bool:
    """True when a story's worth of paragraphs stands under the head, before the next head and not among stray lines."""
    prose = words = strays = 0
    for below in range(index + 1, min(len(chunks), index + 1 + 3 * BODY_REACH)):
        chunk = chunks[below]
        if is_prose(chunk):
            prose, words = prose + 1, words + chunk.words
        elif chunk.part in _STRAYS:
            if words and is_headline(chunk) and heads_story(chunks, below, len(chunks)):
                break
            strays += 1
        if prose >= STORY_PARAGRAPHS_MIN and words >= STORY_WORDS_MIN and strays <= prose:
            return True
    return False


def body_below(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    return any(is_prose(c) or opens_with_dateline(c) for c in chunks[index + 1 : min(stop, index + 1 + BODY_REACH)])
