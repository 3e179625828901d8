"""Sentences that a capture cut at their links, whole again: which chunks belong to one passage.

A page saved with a new line at every tag prints "He told", "Coastal Wire", ", an agency, that …" below each other.
Each piece alone looks like a button of the page; together they are a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, ends_sentence
from .parts import Part
from .shapes import BULLETS

LINK_WORDS_MAX = 14  # words a link inside a sentence has
RUNNING_WORDS_MIN = 3  # words of a line that can stop in the middle of a sentence
BINDING_LETTERS_MAX = 4  # letters of the small words no heading ends with: "the", "by", "from"

_CLOSING = (*",.;:)]”»!?，。；：）", "’s", "'s", "’ ", "' ")
_OPEN = tuple(",([“«„—–‘（")
_NO_SENTENCE = frozenset((Part.RULE, Part.URL, Part.DATE, Part.CAPTION, Part.COMMENTS, Part.LIST_HEAD, Part.POST_MARK))


def passages(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with the pieces of one sentence joined, in order; `first` and `last` say which lines they are."""
    joined: list[Chunk] = []
    held: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        below = chunks[index + 1] if index + 1 < len(chunks) else None
        if held and _goes_on(held[-1], chunk, below):
            held.append(chunk)
            continue
        if held:
            joined.append(_join(held))
        held = [chunk]
    if held:
        joined.append(_join(held))
    return joined


def _goes_on(above: Chunk, here: Chunk, below: Chunk | None) -> bool:
    """True when `here` continues the sentence of `above`."""
    if here.gap or above.part is not None or here.part in _NO_SENTENCE or here.text.startswith(BULLETS):
        return False
    if not _continues(here):
        if here.part is not None and here.words > 2:
            return False
        if not _is_open(above) and not _is_link(above, here, below):
            return False
    return not ends_sentence(above.text)


def _is_link(above: Chunk, here: Chunk, below: Chunk | None) -> bool:
    """True for the words of a link between two pieces of a sentence."""
    if below is None or below.gap or not _continues(below) or here.words > LINK_WORDS_MAX:
        return False
    return above.words >= RUNNING_WORDS_MIN and above.text[-1].islower() and not ends_sentence(here.text)


def _continues(chunk: Chunk) -> bool:
    return chunk.part is None and (chunk.text[:2].strip().islower() or chunk.text.startswith(_CLOSING))


def _is_open(chunk: Chunk) -> bool:
    """True for a line no text ends with."""
    if chunk.text.endswith(_OPEN):
        return chunk.words >= RUNNING_WORDS_MIN or chunk.text[0].islower() or chunk.text.startswith(_CLOSING)
    last = chunk.text.rpartition(" ")[2]
    binds = last.isalpha() and last.islower() and len(last) <= BINDING_LETTERS_MAX
    return binds and (chunk.words >= RUNNING_WORDS_MIN or chunk.text.startswith(_CLOSING))


def _join(chunks: Sequence[Chunk]) -> Chunk:
    if len(chunks) == 1:
        return chunks[0]
    text = chunks[0].text
    for chunk in chunks[1:]:
        close = chunk.text.startswith(_CLOSING) or text.endswith(("(", "[", "“", "«"))
        text += chunk.text if close else f" {chunk.text}"
    return replace(chunks[0], last=chunks[-1].last, text=text, part=None, detail="")
