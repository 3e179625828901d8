"""What a line above a story shows of being its headline: named figures for a trained choice.

Each line of a page that may be it is described beside the others: how much of it the story repeats, where it
stands, what stands around it, how it is written. `headlines.py` weighs the figures; data/train_headlines.py learns
the weights. Only what gets weight is counted, and only for lines that may be the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

import numpy as np

from ..bylines import read_name_line
from ..learned.scorecard import Numbers
from ..wordlists import words
from .chunks import Chunk
from .parts import Part
from .shapes import content_words, is_prose

WORDS_MIN = 2  # one word alone is a section's name
WORDS_MAX = 40
CHARACTERS_MAX = 300
HEADLINE_WORDS = (3, 25)  # of a line that could be a headline in a list of them
HEAD_WORDS_MIN = 3  # words of a headline before a bar
SITE_WORDS_MAX = 4  # words of the section or site behind it
OPENING = 8  # first paragraphs a headline is compared with
LEAD = 3  # first paragraphs that say what the headline says
AROUND = 4  # lines to each side in which other headlines make a list
BELOW = 6  # lines below in which byline and day of a headline stand
PROSE_ABOVE = 12  # lines above in which text is counted
RIVALS = 8  # lines above among which a headline is the one the story repeats most
REACH = 25  # lines above the story in which any line may be its headline; further up, one whose words it repeats
REPEATED_MIN = 2  # such words
ALIKE = 4  # first letters two forms of a word share, by which most lines are ruled out
INSIDE = 40  # lines into what was taken for the story: it may begin with a notice or forecast above the headline
COPY_MIN = 15  # characters of a headline that is looked for inside other lines
NAME_WORDS_MAX = 8  # words of a line of names
LETTERS_A_WORD = 5  # by which a line of ideographs, which stand for more, is measured
OPENS_MAX = 6  # lines down to the first paragraph, of a capture that is little but its story
TRAIL_REACH = 2  # lines from a trail of sections to the headline it ends with
TRAIL_MIN = 12  # characters of such a headline
COMMON = 5  # paragraphs from which a word counts as repeated throughout
SPREAD_MAX = 6  # the same where paragraphs are added up
CANDIDATE_PARTS = frozenset((None, Part.PROMO, Part.CAPTION, Part.SIGNOFF))
_BETWEEN_WORDS = re.compile(r"[^\w\n]+")
_WORD = re.compile(r"\w+")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
TRAIL_MARKS = (" / ", " > ", " » ", " › ")  # between the sections a page stands in
_CREDIT = re.compile(  # a caption that says whose picture it stands below heads no story
    r"\b(?:credit|photo|photograph|image|picture|illustration|getty|reuters|afp|shutterstock|courtesy)\b|\([^()]{3,60}\)$|\]$",
    re.IGNORECASE,
)
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

Words = Set[str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page that may be its headline: their places among the chunks, and their figures, a column each."""

    indexes: tuple[int, ...]
    columns: dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class _Page:
    """What is counted once for all lines of a page."""

    chunks: Sequence[Chunk]
    first: int  # of the body
    keys: Sequence[str]
    alike: Mapping[str, Sequence[str]]  # the longer keys by how they begin, and by how they end
    signs: Callable[[int], bool]  # whether a chunk names authors
    heads: Sequence[int]  # headline-like lines before each chunk
    text: Sequence[int]  # words of prose before each chunk
    paragraphs: Sequence[int]  # the places of all paragraphs
    own: Mapping[int, Words]  # what the candidates say
    paragraph: Callable[[int], Words]  # what of all that a paragraph says
    lead: Words
    opening: Words
    body: Words
    spread: Mapping[str, int]  # paragraphs of the body each word stands in


def candidates(chunks: Sequence[Chunk], first: int, last: int) -> Candidates:
    """The lines that may head the body `first` to `last`, in order, each described beside the others."""
    prose = [is_prose(chunk) for chunk in chunks]
    keys = _keys(chunks)
    lines = [index for index in range(min(last, first + INSIDE) + 1) if _may_head(chunks[index])]
    page = _read(chunks, keys, prose, lines, (first, last))
    near = [i for i in page.own if i >= first - REACH or len(page.own[i] & page.opening) >= REPEATED_MIN]
    found = [index for index in near if not _leads_to_another(chunks, keys, index)]
    if not found:
        return Candidates((), {})
    rows = [(*_repeated(page, i), *_place(page, i), *_around(page, i), *_writing(page, i)) for i in found]
    columns = dict(zip(NAMES, np.array(rows, np.float64).T, strict=True))
    return Candidates(tuple(found), columns | _compared(columns))


def headline_text(text: str) -> str:
    """The headline a line prints, without list marks before it and the section or site named behind a bar."""
    text = text.lstrip("•●▪‣>» ").rstrip("|»› ") or text
    if "|" not in text:
        return text
    head, bar, tail = text.rpartition(" | ")
    return head if bar and head.count(" ") + 1 >= HEAD_WORDS_MIN and tail.count(" ") < SITE_WORDS_MAX else text


def line_key(text: str) -> str:
    """The words of a line in lower case, between blanks: what two prints of a headline share."""
    return " ".join(_WORD.findall(text.lower()))


def _keys(chunks: Sequence[Chunk]) -> list[str]:
    """The key of each line, "" for those too long to be headlines: all at once, as one text."""
    kept = (headline_text(chunk.text) if len(chunk.text) <= CHARACTERS_MAX else "" for chunk in chunks)
    return [key.strip() for key in _BETWEEN_WORDS.sub(" ", "\n".join(kept).lower()).split("\n")]


def _may_head(chunk: Chunk) -> bool:
    if chunk.part not in CANDIDATE_PARTS or len(chunk.text) > CHARACTERS_MAX:
        return False
    return WORDS_MIN <= chunk.words <= WORDS_MAX and not (chunk.part is Part.CAPTION and _CREDIT.search(chunk.text))


def _leads_to_another(chunks: Sequence[Chunk], keys: Sequence[str], index: int) -> bool:
    """True for a trail of sections that ends with a line right below, and for the beginning of another line."""
    text, key = chunks[index].text, keys[index]
    below = [c.text for c in chunks[index + 1 : index + 1 + TRAIL_REACH] if len(c.text) >= TRAIL_MIN]
    if any(len(text) > len(other) and text.endswith(other) for other in below):
        return True
    return text.endswith(("…", "...")) and any(len(k) > len(key) and k.startswith(key) for k in keys)


def _read(
    chunks: Sequence[Chunk], keys: Sequence[str], prose: Sequence[bool], lines: Sequence[int], body: tuple[int, int]
) -> _Page:
    first, last = body
    paragraphs = [index for index, is_text in enumerate(prose) if is_text]
    story = [index for index in paragraphs if first <= index <= last]
    printed = {index: frozenset(_WORD.findall(chunks[index].text.lower())) for index in story}
    beginnings = {word[:ALIKE] for index in story[:OPENING] for word in printed[index] if len(word) >= ALIKE}
    own = {
        index: content_words(keys[index])
        for index in lines
        if index >= first - REACH or _may_repeat(chunks[index], keys[index], beginnings)
    }
    wanted = frozenset[str]().union(*own.values())
    normal = _forms(wanted, frozenset[str]().union(*printed.values()))

    @cache
    def paragraph(index: int) -> Words:
        text = chunks[index].text
        if not text.isascii() and IDEOGRAPH.search(text):  # its script writes no blanks
            return content_words(text) & wanted
        if index in printed:
            return {normal[form] for form in normal.keys() & printed[index]}
        return frozenset(_forms(wanted, frozenset(_WORD.findall(text.lower()))).values())

    @cache
    def signs(index: int) -> bool:
        chunk = chunks[index]
        return chunk.part is None and chunk.words <= NAME_WORDS_MAX and read_name_line(chunk.text) is not None

    alike: dict[str, list[str]] = {}
    for key in keys:
        if len(key) > COPY_MIN:
            alike.setdefault(f"{key[:COPY_MIN]}…", []).append(key)
            alike.setdefault(f"…{key[-COPY_MIN:]}", []).append(key)
    said = [paragraph(index) for index in story]
    top = lines[-1] + 1 if lines else 0
    return _Page(
        chunks=chunks,
        first=first,
        keys=keys,
        alike=alike,
        signs=signs,
        heads=list(accumulate(map(_like_headline, chunks[:top]), initial=0)),
        text=list(accumulate((chunks[i].words if prose[i] else 0 for i in range(top)), initial=0)),
        paragraphs=paragraphs,
        own=own,
        paragraph=paragraph,
        lead=frozenset[str]().union(*said[:LEAD]),
        opening=frozenset[str]().union(*said[:OPENING]),
        body=frozenset[str]().union(*said),
        spread=Counter(chain.from_iterable(said)),
    )


def _may_repeat(chunk: Chunk, key: str, beginnings: Words) -> bool:
    """False for a line too few of whose words begin as words of the story do: told cheaply, for most lines."""
    if not chunk.text.isascii():
        return True
    return sum(map(beginnings.__contains__, [word[:ALIKE] for word in key.split()])) >= REPEATED_MIN


def _forms(wanted: Words, printed: Words) -> dict[str, str]:
    """The printed forms of the wanted words, each with its word."""
    plurals = {f"{word}s": word for word in wanted if f"{word}s" in printed}
    return plurals | {word: word for word in wanted & printed}  # "news" is no plural where it is wanted itself


def _like_headline(chunk: Chunk) -> bool:
    return chunk.part is None and HEADLINE_WORDS[0] <= chunk.words <= HEADLINE_WORDS[1] and not chunk.complete


def _share(own: Words, text: Words) -> float:
    return len(own & text) / len(own) if own else 0.0


def _next_paragraph(page: _Page, index: int) -> int:
    """The place of the first paragraph below a line; behind the last line where there is none."""
    at = bisect_right(page.paragraphs, index)
    return page.paragraphs[at] if at < len(page.paragraphs) else len(page.chunks)


def _repeated(page: _Page, index: int) -> tuple[float, ...]:
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


def _place(page: _Page, index: int) -> tuple[float, ...]:
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


def _opens(page: _Page, index: int) -> bool:
    """True for the first line, below a masthead at most, of a capture that soon comes to its first paragraph."""
    first = index == 0 or (index == 1 and page.chunks[0].detail == "outlet-and-date")
    return first and _next_paragraph(page, index) - index <= OPENS_MAX


def _around(page: _Page, index: int) -> tuple[float, ...]:
    chunks, own, key = page.chunks, page.own[index], page.keys[index]
    under = chunks[index + 1 : index + 1 + BELOW]
    below = page.own.get(index + 1)
    return (
        next((n for n, c in enumerate(under, 1) if c.part is Part.BYLINE or page.signs(index + n)), BELOW + 1),
        next((n for n, c in enumerate(under, 1) if c.part in (Part.DATE, Part.AGE)), BELOW + 1),
        sum(c.part is Part.CHROME for c in under),
        chunks[index - 1].words if index else 0,
        under[0].words if under else 0,
        _share(below, page.opening) if below is not None else 0.0,
        _share(own, below) if below is not None else 0.0,
        _longer_lines(page, key) if len(key) >= COPY_MIN else 0,
    )


def _longer_lines(page: _Page, key: str) -> int:
    """How many lines begin or end with this one and say more."""
    after, before = page.alike.get(f"{key[:COPY_MIN]}…", ()), page.alike.get(f"…{key[-COPY_MIN:]}", ())
    return sum(other.startswith(f"{key} ") for other in after) + sum(other.endswith(f" {key}") for other in before)


def _writing(page: _Page, index: int) -> tuple[float, ...]:
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
    signed = index + 1 < len(chunks) and chunks[index + 1].part in (Part.BYLINE, Part.DATE)
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
