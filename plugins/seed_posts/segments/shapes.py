"""The shape of a chunk: headline, subhead, prose, and how much of one text another repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..wordlists import words as word_set
from .parts import SIGNS

if TYPE_CHECKING:
    from .chunks import Chunk  # which asks `labels`, which asks this module

SUBHEAD_WORDS_MAX = 16
BULLETS = ("• ", "● ", "▪ ", "‣ ")  # a list inside a story; a site's own lists mostly have none
SIGNED_TITLE_WORDS = (3, 20)  # words of a title that ends as a sentence does
LOOKED_AT = 4_000  # characters of a chunk whose words are compared
REMEMBERED = 512  # texts whose words are kept: one body is compared with many lines

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9]+(?:['.-][A-Za-z0-9]+)*")  # the same of plain letters, found in half the time
_POSSESSIVE = ("'s", "’s")
_STOP = word_set(
    "a an the and or but nor so yet of in on at to from by with for as into over under after before about against"
    " between is are was were be been being am do does did has have had will would can could may might must shall"
    " should it its he she they them their his her this that these those there here i we you not no than then if"
    " when while who whom which what how why where all any both each few more most other some such only own same"
    " too very s t says said new"
)
_ABBREVIATED = re.compile(r"\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|No|vs)\.$")
ABBREVIATED_REACH = 10  # characters in which the longest of them stands
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MENU = re.compile(r"\s[|•·>›»]\s.{1,80}\s[|•·>›»]\s")  # "Markets | Companies | Opinion"
_BARS = frozenset("|•·>›»")
_URLISH = re.compile(r"https?://|www\.|\S@\S+\.\w")


def words_of(text: str) -> list[str]:
    text = text[:LOOKED_AT]
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text)


@lru_cache(maxsize=REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, in lower case, without the English plural s."""
    spaced = text.isascii() or not _IDEOGRAPH.search(text)
    found = words_of(text) if spaced else [pair for word in words_of(text) for pair in _pairs(word)]
    meant: set[str] = set()
    for word in set(map(str.lower, found)) - _STOP:
        if word[-1] == "s" and len(word) > 2:
            bare = word[:-2] if word.endswith(_POSSESSIVE) else word
            word = bare[:-1] if len(bare) > 4 and bare[-1] == "s" else bare
            if bare in _STOP:
                continue
        meant.add(word)
    return frozenset(meant)


def content_run(text: str) -> str:
    """The words in a row, in lower case, without punctuation, between blanks."""
    return f" {' '.join(word.lower() for word in words_of(text))} "


def _pairs(word: str) -> Sequence[str]:
    """The word; the pairs of neighbouring characters where the script writes no spaces."""
    return [word] if not _IDEOGRAPH.match(word) else [word[i : i + 2] for i in range(len(word) - 1)] or [word]


def share_repeated(text: str, body: Iterable[str]) -> float:
    """How much of a line's meaning the body repeats: 0 to 1."""
    wanted = content_words(text)
    if not wanted:
        return 0.0
    found: set[str] = set()
    for part in body:
        found |= content_words(part)
    return len(wanted & found) / len(wanted)


def is_prose(chunk: Chunk) -> bool:
    """True for a paragraph: a sentence or more that is no furniture."""
    return chunk.prose


def is_headline(chunk: Chunk) -> bool:
    """True for a line that could head a story: short, unfinished, starting like a title."""
    return chunk.title


def reads_as_title(text: str) -> bool:
    """True for text that starts like a title and ends as no sentence does."""
    first = text.lstrip("\"'“‘«[(¿¡ ")[:1]
    if not first or not (first.isupper() or first.isdigit() or not first.isascii() or text[:1] in "i$€£#@"):
        return False
    if not _ends_as_title(text) and not (text.isupper() and text.endswith(".")):  # "FIRE AT TIMBER WHARF."
        return False
    return not _holds_address(text) and (_BARS.isdisjoint(text) or not _MENU.search(text))


def _ends_as_title(text: str) -> bool:
    """True for text that stops as no sentence and no clause does."""
    bare = text.rstrip("\"'”’)]")
    return bool(bare) and (bare[-1] not in ".,:;(。，：；" or bool(_ABBREVIATED.search(bare[-ABBREVIATED_REACH:])))


def _holds_address(text: str) -> bool:
    return ("://" in text or "www." in text or "@" in text) and bool(_URLISH.search(text))


def is_signed_title(chunks: Sequence[Chunk], index: int) -> bool:
    """True for a title with a full stop, told from a short paragraph by the byline or date right below it."""
    chunk = chunks[index]
    if chunk.part is not None or not SIGNED_TITLE_WORDS[0] <= chunk.words <= SIGNED_TITLE_WORDS[1]:
        return False
    return index + 1 < len(chunks) and chunks[index + 1].part in SIGNS and chunk.text[:1].isupper()


def is_subhead(chunk: Chunk) -> bool:
    """True for a line that could stand between two paragraphs as a heading."""
    if chunk.part is not None or chunk.words > SUBHEAD_WORDS_MAX or chunk.text.startswith(BULLETS):
        return False
    first = chunk.text.lstrip("\"'“‘«[(¿¡ ")[:1]
    return bool(first) and not first.islower() and _ends_as_title(chunk.text)
