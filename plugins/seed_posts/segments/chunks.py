"""Lines → chunks: the paragraphs, headings and stray lines a capture is made of.

Everything that decides what a line *is* reads chunks, so that a paragraph broken over two
lines is judged as one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from ..bylines import read_name_line
from ..model import Capture
from .chat import CHAT_LINE, chat_prefixes
from .furniture import Furniture, part_of
from .hyphens import Hyphens
from .labels import unlabelled
from .mail import head_lines
from .parts import Part
from .shapes import reads_as_title

T = TypeVar("T")

PROSE_WORDS_MIN = 9  # a shorter sentence is prose only between other prose
UNFINISHED_PROSE_MIN = 45  # words; so long a line is a paragraph even where its end is lost
HEADLINE_WORDS_MIN = 2  # one word alone is a section name
HEADLINE_WORDS_MAX = 32
HEADLINE_CHARACTERS_MAX = 240
GLUED_STYLE_MIN = 0.6  # share of lines that follow another without a blank: then a line is a block of its own
WRAP_MAX = 100  # characters; text wrapped by a typewriter or mail program has no longer lines
WRAP_MIN = 55  # characters; its full lines are at least this long
NARROW_FULL = 0.7  # share of the longest line that makes a line of a narrow column full
NARROW_RUNNING = 0.4  # share of its lines that go on in lower case
WRAPPED_SHARE = 0.5  # of the lines that have a glued successor, how many must be full ones
SPACED_LINES_MIN = 6  # lines before a capture is believed to be typed with a blank line after each
SPACED_LINE_MIN = 30  # characters of the lines that are looked at for it
SPACED_LINE_MAX = 140  # characters a typed or scanned line has at most
SPACED_OVERSIZED = 0.1  # share of lines that may be longer, where the scanner ran two together
SPACED_UNFINISHED = 0.5  # share of lines that must stop inside a sentence
SPACED_SHARE = 0.15  # share of lines that must go on in lower case after a blank line
BROKEN_PARAGRAPH_MIN = 10  # words; a shorter line without a full stop is a heading, not half a paragraph

_SENTENCE_ENDS = frozenset(".!?…:;。！？：；")
_CLOSING = "\"'”’»)]*」』）"  # may stand behind the end of a sentence
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
IDEOGRAPHS_A_WORD = 2  # characters: most Chinese words are written with two


class _Kept(Generic[T]):
    """What is read of a chunk once; `functools.cached_property` takes a lock, which costs more than what is read."""

    def __init__(self, read: Callable[[Chunk], T]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    def __get__(self, chunk: Chunk, owner: type[Chunk]) -> T:
        value = chunk.__dict__[self._name] = self._read(chunk)
        return value


@dataclass(frozen=True, init=False)  # without slots: what is read of a text is kept beside it
class Chunk:
    """A paragraph, heading or stray line, and the empty space above it."""

    first: int
    last: int
    text: str  # white space folded
    gap: int = 0  # blank lines between it and the chunk before
    spacer: bool = False  # a line of white space only (not an empty one) lies in that gap
    glued_spacer: bool = False  # such a line touches text on at least one side
    part: Part | None = None  # what furniture it is, None for text
    detail: str = ""  # the name of the furniture rule that said so

    def __init__(
        self,
        first: int,
        last: int,
        text: str,
        gap: int = 0,
        spacer: bool = False,
        glued_spacer: bool = False,
        part: Part | None = None,
        detail: str = "",
    ) -> None:
        """All fields at once: frozen fields set one by one take twice as long, and a capture has hundreds of chunks."""
        vars(self).update(
            first=first,
            last=last,
            text=text,
            gap=gap,
            spacer=spacer,
            glued_spacer=glued_spacer,
            part=part,
            detail=detail,
        )

    @_Kept
    def words(self) -> int:
        """Words of the text; a script that writes no spaces is counted by its characters."""
        return count_words(self.text)

    @_Kept
    def complete(self) -> bool:
        """True when the text ends as a sentence does."""
        return ends_sentence(self.text)

    @_Kept
    def prose(self) -> bool:
        """True for a paragraph: a sentence or more that is no furniture."""
        if self.part is not None or self.words < PROSE_WORDS_MIN:
            return False
        return self.complete or self.words >= UNFINISHED_PROSE_MIN

    @_Kept
    def title(self) -> bool:
        """True for a line that could head a story: short, unfinished, starting like a title."""
        if self.part is not None or not HEADLINE_WORDS_MIN <= self.words <= HEADLINE_WORDS_MAX:
            return False
        return len(self.text) <= HEADLINE_CHARACTERS_MAX and reads_as_title(self.text)


def count_words(text: str) -> int:
    """Words of a text, whatever script it is in."""
    spaced = text.count(" ") + 1
    if text.isascii():
        return spaced
    return spaced + sum(1 for _ in _IDEOGRAPHS.finditer(text)) // IDEOGRAPHS_A_WORD


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def fold(line: str) -> str:
    """The line with runs of white space as one blank, zero-width characters dropped."""
    return " ".join((line if line.isascii() else _ZERO_WIDTH.sub("", line)).split())


def chunks_of(capture: Capture) -> tuple[Chunk, ...]:
    """The chunks of the capture's lines, read once however many stages ask."""
    if "chunks" not in capture.readings:
        capture.readings["chunks"] = read_chunks(capture.lines)
    chunks: tuple[Chunk, ...] = capture.readings["chunks"]
    return chunks


def read_chunks(lines: Sequence[str]) -> tuple[Chunk, ...]:
    """Every non-blank line of the capture in exactly one chunk, in order."""
    texts = [fold(line) for line in lines]
    filled = [index for index, text in enumerate(texts) if text]
    chat = chat_prefixes(texts)
    for index, end in chat.items():
        texts[index] = texts[index][end:]
    glued = sum(1 for index in filled if index and texts[index - 1])
    loose = not filled or glued / len(filled) < GLUED_STYLE_MIN
    width = _wrap_width(texts, filled)
    parts = [part_of(text) if text else None for text in texts]
    for index in head_lines(texts):
        parts[index] = (Part.POST_MARK, "mail-head")
    spaced = _is_spaced(texts, filled)
    hyphens = Hyphens(texts)
    chunks: list[Chunk] = []
    group: list[int] = []
    for index in filled:
        if (
            group
            and index not in chat
            and (
                (group[-1] == index - 1 and _joins(texts, parts, group, index, loose, width))
                or (spaced and group[-1] == index - 2 and _goes_on(texts, parts, group[-1], index))
            )
        ):
            group.append(index)
            continue
        if group:
            chunks.append(_chunk(lines, texts, parts, group, chunks, hyphens))
        group = [index]
    if group:
        chunks.append(_chunk(lines, texts, parts, group, chunks, hyphens))
    if chat:
        return tuple(replace(c, detail=c.detail or CHAT_LINE) if c.first - 1 in chat else c for c in chunks)
    return tuple(unlabelled(chunks))


def _wrap_width(texts: Sequence[str], filled: Sequence[int]) -> int:
    """Characters a full line has in text broken at a fixed width, by a typewriter or in a column; 0 for other text."""
    glued = [index for index in filled if index + 1 < len(texts) and texts[index + 1]]
    inner = [len(texts[index]) for index in glued]
    if len(inner) < 4 or max(inner) > WRAP_MAX:
        return 0
    if sum(length >= WRAP_MIN for length in inner) / len(inner) >= WRAPPED_SHARE:
        return WRAP_MIN
    running = sum(texts[index + 1][0].islower() for index in glued)
    narrow = int(NARROW_FULL * max(inner))
    full = sum(length >= narrow for length in inner) / len(inner)
    return narrow if full >= WRAPPED_SHARE and running / len(inner) >= NARROW_RUNNING else 0


def _is_spaced(texts: Sequence[str], filled: Sequence[int]) -> bool:
    """True for a typescript with a blank line after each of its lines: sentences run on across them."""
    run_on = sum(  # the cheapest question first: hardly a capture goes on in lower case after its blank lines
        below == above + 2 and texts[below][0].islower() and not ends_sentence(texts[above])
        for above, below in pairwise(filled)
    )
    long = [texts[index] for index in filled if len(texts[index]) >= SPACED_LINE_MIN]
    if len(long) < SPACED_LINES_MIN or run_on / len(filled) < SPACED_SHARE:
        return False
    oversized = sum(len(text) > SPACED_LINE_MAX for text in long) / len(long)
    unfinished = sum(not ends_sentence(text) for text in long) / len(long)
    return unfinished >= SPACED_UNFINISHED and oversized < SPACED_OVERSIZED


def _goes_on(texts: Sequence[str], parts: Sequence[Furniture | None], above: int, here: int) -> bool:
    """True when the sentence of one typed line goes on in the next."""
    if parts[above] or parts[here] or ends_sentence(texts[above]):
        return False
    return texts[here][0].islower() or len(texts[above]) >= WRAP_MIN


def _joins(
    texts: Sequence[str],
    parts: Sequence[Furniture | None],
    group: Sequence[int],
    index: int,
    loose: bool,
    width: int,
) -> bool:
    above, here = texts[group[-1]], texts[index]
    if parts[group[-1]] or parts[index]:
        return False
    if width:
        return len(above) >= width or (not ends_sentence(above) and here[:1].islower())
    if ends_sentence(above):
        return False
    if here[:1].islower() and (" " in here or ends_sentence(here)):  # one word alone is a user's name
        return above[-1:].isalpha() or above[-1:] in ",-–—"
    return loose and above.count(" ") + 1 >= BROKEN_PARAGRAPH_MIN and read_name_line(here) is None


def _chunk(
    lines: Sequence[str],
    texts: Sequence[str],
    parts: Sequence[Furniture | None],
    group: Sequence[int],
    before: Sequence[Chunk],
    hyphens: Hyphens,
) -> Chunk:
    start = before[-1].last if before else 0  # 1-based number of the last line above = 0-based index after it
    first, last = group[0], group[-1]
    gap = first - start
    spacers = [i for i in range(start, first) if lines[i]] if gap else []
    glued = (
        any((i > 0 and texts[i - 1]) or (i + 1 < len(texts) and texts[i + 1]) for i in spacers) if spacers else False
    )
    if first == last:
        text, furniture = texts[first], parts[first]
    else:
        text = hyphens.join([texts[i] for i in group])
        furniture = part_of(text)
    part, detail = furniture or (None, "")
    return Chunk(first + 1, last + 1, text, gap, bool(spacers), glued, part, detail)
