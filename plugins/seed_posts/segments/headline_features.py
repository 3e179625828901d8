"""What a line above a story shows of being its headline: named figures for a trained choice.

Each line of a page that may be it (`headline_lines.py`) is described beside the others: how much of it the story
repeats, where it stands, what stands around it, how it is written. `headlines.py` weighs the figures;
data/train_headlines.py learns the weights. Only what gets weight is counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..learned.scorecard import Numbers
from ..wordlists import words
from .chunks import Chunk
from .headline_lines import COPY_MIN, Lines, Words, read_lines
from .parts import SIGNS, Part

AROUND = 4  # lines to each side in which other headlines make a list
BELOW = 6  # lines below in which byline and day of a headline stand
PROSE_ABOVE = 12  # lines above in which text is counted
RIVALS = 8  # lines above among which a headline is the one the story repeats most
LETTERS_A_WORD = 5  # by which a line of ideographs, which stand for more, is measured
OPENS_MAX = 6  # lines down to the first paragraph, of a capture that is little but its story
COMMON = 5  # paragraphs from which a word counts as repeated throughout
SPREAD_MAX = 6  # the same where paragraphs are added up
_BYLINE, _CHROME = Part.BYLINE, Part.CHROME  # in loops: an enumeration looks its members up slowly
_DAYS = frozenset((Part.DATE, Part.AGE))
TRAIL_MARKS = (" / ", " > ", " » ", " › ")  # between the sections a page stands in
_BUTTONS = words(
    "subscribe cookie cookies privacy terms newsletter newsletters menu search donate home links advertisement"
    " commission javascript browser app login"
)
_BUTTON_PHRASES = (
    *(" sign in ", " log in ", " sign up ", " contact us ", " skip to ", " jump to ", " skip directly ", " try again "),
    *(" something went wrong ", " rights reserved ", " follow us "),
)

_REPEATED = (
    "repeated-by-lead",
    "repeated-by-opening",
    "repeated-by-story",
    "words-repeated",
    "times-repeated",
    "repeated-by-next-paragraph",
    "paragraphs-repeating",
)
_PLACE = (
    "lines-above-story",
    "lines-inside-story",
    "lines-to-paragraph",
    "text-right-above",
    "lines-from-top",
    "opens-capture",
    "titles-above",
    "titles-right-above",
)
_AROUND = (
    "lines-to-byline",
    "lines-to-day",
    "buttons-below",
    "words-of-line-above",
    "words-of-line-below",
    "line-below-repeated",
    "shared-with-line-below",
    "part-of-longer-lines",
)
_WRITING = (
    "words",
    "characters",
    "mark-first",
    "colon-or-dots-last",
    "figures",
    "commas",
    "trail",
    "site-words",
    "unsigned-sentence",
)
NAMES = (*_REPEATED, *_PLACE, *_AROUND, *_WRITING)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page that may be its headline: their places among the chunks, and their figures, a column each."""

    indexes: tuple[int, ...]
    columns: dict[str, Numbers]


def candidates(chunks: Sequence[Chunk], first: int, last: int) -> Candidates:
    """The lines that may head the body `first` to `last`, in order, each described beside the others."""
    page = read_lines(chunks, first, last)
    if not page.found:
        return Candidates((), {})
    rows = [(*_repeated(page, i), *_place(page, i), *_around(page, i), *_writing(page, i)) for i in page.found]
    columns = dict(zip(NAMES, np.array(rows, np.float64).T, strict=True))
    return Candidates(page.found, columns | _compared(columns))


def _share(own: Words, text: Words) -> float:
    return len(own & text) / len(own) if own else 0.0


def _next_paragraph(page: Lines, index: int) -> int:
    """The place of the first paragraph below a line; behind the last line where there is none."""
    at = bisect_right(page.paragraphs, index)
    return page.paragraphs[at] if at < len(page.paragraphs) else len(page.chunks)


def _repeated(page: Lines, index: int) -> tuple[float, ...]:
    own = page.own[index]
    below = _next_paragraph(page, index)
    spread = [page.spread.get(word, 0) for word in own]
    return (
        _share(own, page.lead),
        _share(own, page.opening),
        _share(own, page.body),
        len(own & page.opening),
        sum(min(times, COMMON) for times in spread) / max(1, len(own)),
        _share(own, page.paragraph(below)) if below < len(page.chunks) else 0.0,
        sum(min(times, SPREAD_MAX) for times in spread),
    )


def _place(page: Lines, index: int) -> tuple[float, ...]:
    return (
        page.first - index if index <= page.first else -1,
        max(0, index - page.first),
        _next_paragraph(page, index) - index,
        page.text[index] - page.text[max(0, index - PROSE_ABOVE)],
        index,
        _opens(page, index),
        page.heads[index],
        page.heads[index] - page.heads[max(0, index - AROUND)],
    )


def _opens(page: Lines, index: int) -> bool:
    """True for the first line, below a masthead at most, of a capture that soon comes to its first paragraph."""
    first = index == 0 or (index == 1 and page.chunks[0].detail == "outlet-and-date")
    return first and _next_paragraph(page, index) - index <= OPENS_MAX


def _around(page: Lines, index: int) -> tuple[float, ...]:
    chunks, own, key = page.chunks, page.own[index], page.keys[index]
    under = chunks[index + 1 : index + 1 + BELOW]
    below = page.own.get(index + 1)
    parts = [chunk.part for chunk in under]
    return (
        next((n for n, part in enumerate(parts, 1) if part is _BYLINE or page.signs(index + n)), BELOW + 1),
        next((n for n, part in enumerate(parts, 1) if part in _DAYS), BELOW + 1),
        parts.count(_CHROME),
        chunks[index - 1].words if index else 0,
        under[0].words if under else 0,
        _share(below, page.opening) if below is not None else 0.0,
        _share(own, below) if below is not None else 0.0,
        _longer_lines(page, key) if len(key) >= COPY_MIN else 0,
    )


def _longer_lines(page: Lines, key: str) -> int:
    """How many lines begin or end with this one and say more."""
    after, before = page.alike.get(f"{key[:COPY_MIN]}…", ()), page.alike.get(f"…{key[-COPY_MIN:]}", ())
    return sum(other.startswith(f"{key} ") for other in after) + sum(other.endswith(f" {key}") for other in before)


def _writing(page: Lines, index: int) -> tuple[float, ...]:
    chunks, text, key = page.chunks, page.chunks[index].text, page.keys[index]
    return (
        chunks[index].words,
        max(len(text), LETTERS_A_WORD * chunks[index].words),
        not text[0].isalnum() and text[0] not in "\"'“‘«„¿¡([$€£#",
        text.endswith((":", "…", "...", ",", ";")),
        sum(map(str.isdigit, text)) / len(text),
        text.count(","),
        key.startswith("home ") or any(map(text.__contains__, TRAIL_MARKS)),
        not _BUTTONS.isdisjoint(key.split()) or any(map(f" {key} ".__contains__, _BUTTON_PHRASES)),
        _unsigned_sentence(chunks, index),
    )


def _unsigned_sentence(chunks: Sequence[Chunk], index: int) -> bool:
    """True for a line that ends as a sentence does, unless byline or day right below or capitals make it a title."""
    text = chunks[index].text
    signed = index + 1 < len(chunks) and chunks[index + 1].part in SIGNS
    return text.rstrip("\"”’' )").endswith((".", "。")) and not signed and not text.isupper()


def _compared(columns: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Each line beside the other lines of its page: its rank, and how far it stays behind the best."""
    repeated, times = columns["words-repeated"], columns["times-repeated"]
    weight = repeated * columns["repeated-by-opening"]
    better = weight[None, :] > weight[:, None]
    place = np.arange(len(weight))
    above = (place[None, :] < place[:, None]) & (place[None, :] >= place[:, None] - RIVALS)
    return {
        "rank-by-words-repeated": _rank(repeated),
        "rank-by-weight": _rank(weight),
        "rank-by-times": _rank(times),
        "rank-by-paragraphs": _rank(columns["paragraphs-repeating"]),
        "behind-in-words": repeated.max() - repeated,
        "behind-in-weight": weight.max() - weight,
        "behind-in-times": times.max() - times,
        "better-above": (better & above).sum(axis=1).astype(np.float64),
    }


def _rank(values: Numbers) -> Numbers:
    """How many of the others are higher."""
    return np.asarray((values[None, :] > values[:, None]).sum(axis=1), np.float64)
