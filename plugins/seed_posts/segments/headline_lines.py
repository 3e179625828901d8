"""The lines of a page that may be its headline, and the words they share with the story below.

Near the story any line of a headline's length may be it; further up only one whose words the first paragraphs repeat.
What is counted of all these lines together is counted here, once: `headline_features.py` describes each by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

from ..bylines import read_name_line
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
REACH = 25  # lines above the story in which any line may be its headline; further up, one whose words it repeats
REPEATED_MIN = 2  # such words
ALIKE = 4  # first letters two forms of a word share, by which most lines are ruled out
INSIDE = 40  # lines into what was taken for the story: it may begin with a notice or forecast above the headline
COPY_MIN = 15  # characters of a headline that is looked for inside other lines
NAME_WORDS_MAX = 8  # words of a line of names
TRAIL_REACH = 2  # lines from a trail of sections to the headline it ends with
TRAIL_MIN = 12  # characters of such a headline
CANDIDATE_PARTS = frozenset((None, Part.PROMO, Part.CAPTION, Part.SIGNOFF))
_BETWEEN_WORDS = re.compile(r"[^\w\n]+")
_WORD = re.compile(r"\w+")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CREDIT = re.compile(  # a caption that says whose picture it stands below heads no story
    r"\b(?:credit|photo|photograph|image|picture|illustration|getty|reuters|afp|shutterstock|courtesy)\b|\([^()]{3,60}\)$|\]$",
    re.IGNORECASE,
)

Words = Set[str]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page that may be its headline, and what is counted once for all of them."""

    found: tuple[int, ...]  # their places among the chunks, in order

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


def read_lines(chunks: Sequence[Chunk], first: int, last: int) -> Lines:
    """The lines that may head the body `first` to `last`: near it, or of words it repeats."""
    prose = [is_prose(chunk) for chunk in chunks]
    keys = _keys(chunks)
    lines = [index for index in range(min(last, first + INSIDE) + 1) if _may_head(chunks[index])]
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
    opening = frozenset[str]().union(*said[:OPENING])
    near = [i for i in own if i >= first - REACH or len(own[i] & opening) >= REPEATED_MIN]
    return Lines(
        found=tuple(index for index in near if not _leads_to_another(chunks, keys, index)),
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
        opening=opening,
        body=frozenset[str]().union(*said),
        spread=Counter(chain.from_iterable(said)),
    )


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
