"""How much of one text stands in another, in whatever order: what makes a story a reprint.

Measured on runs of three words, so that a copy that was cut, put in another order, edited here and there or retyped
badly still shows. A form filled in anew (a market report, a notice of dividends) has most of its words in common
with the last one too: what it changes is figures and names, and a reprint changes those no oftener than other words.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

RUN = 3  # words; with one word in five changed few longer runs are whole, and runs of two are in every report
WORDS_MAX = 20_000  # words of a story compared; the longest news feature has about as many
SHORTER_MIN = 0.6  # share of the shorter text's words that stand in the longer; a follow-up repeats up to half
LONGER_MIN = 0.5  # share of the longer text's words; a copy cut to less is a brief of its own
BRIEF = 40  # words; a shorter text may be a form with too few blanks to tell, so its headline must agree
BRIEF_MIN = 0.8  # share of a brief's words
BLANKS_MIN = 4  # figures and names lost; fewer are a correction
BLANKS_SHARE = 0.25  # of all its figures and names that a form fills in anew …
BLANKS_SHARE_LONG = (
    0.5  # … and of those of a text too long to be filled in by hand, which loses a list of results at times
)
LONG = 200  # words
SHORT = 120  # words; nearly every form is shorter, and has few enough figures that each counts
FIGURES_MIN = 2  # figures a short text may not lose …
FIGURES_SHARE = 1 / 3  # … if they are more than this share of its own
BLANKS_ODDS = 2.0  # standard deviations by which figures and names are among the words lost oftener than in the text
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no run is lost; the golden ratio in 64 bits

Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

# A script without spaces: a character with the next one stands for a word, as no dictionary is at hand.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_ONE_UNSPACED = re.compile(rf"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: its words as numbers, where each stands, which are figures or names."""

    words: Hashes
    spans: npt.NDArray[np.int32]  # first character and the one after the last
    facts: Mask  # figures and names
    figures: Mask


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common: the share of the words of each that stand in the other."""

    of_left: float
    of_right: float
    is_form: bool  # what differs is figures and names

    @property
    def equal(self) -> bool:
        return self.of_left == self.of_right == 1.0


def read_words(text: str) -> Reading:
    """The text's words, each a number that is the same on every machine."""
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    facts: list[bool] = []
    figures: list[bool] = []
    for match in islice(_WORD.finditer(text), WORDS_MAX):
        start, end = match.span()
        word = match[0]
        if not word.isascii() and _ONE_UNSPACED.match(word):
            after = text[end : end + 1]
            word += after if _ONE_UNSPACED.match(after) else ""
        numbers.append(_number(word))
        spans.append((start, end))
        figures.append(word[0].isdigit())
        facts.append(figures[-1] or (word[0].isupper() and _stands_inside(start, text) and len(word) > 1))
    places = np.array(spans, dtype=np.int32).reshape(-1, 2)
    marks = (np.array(marks, dtype=np.bool_) for marks in (facts, figures))
    return Reading(np.array(numbers, dtype=np.uint64), places, *marks)


def runs_of(words: Hashes) -> Hashes:
    """A number for each run of three words, in order; for the whole text where it is shorter."""
    size = min(RUN, len(words))
    runs = np.zeros(len(words) - size + 1 if size else 0, dtype=np.uint64)
    for place in range(size):
        runs = runs * MIX + words[place : place + len(runs)]  # wraps at 64 bits
    return runs ^ (runs >> np.uint64(29))


def quick_runs(text: str) -> Hashes:
    """The runs of a text, each once: enough for a sketch, in a third of a reading's time."""
    if _ONE_UNSPACED.search(text):
        return np.unique(runs_of(read_words(text).words))
    words = islice(_WORD.finditer(text.lower()), WORDS_MAX)
    numbers = [zlib.crc32(match[0].encode("utf-8", "surrogatepass")) for match in words]
    return np.unique(runs_of(np.array(numbers, dtype=np.uint64)))


def compare(left: Reading, right: Reading) -> Likeness:
    """What the two have in common."""
    # The smaller count of the two: a line that one text repeats twenty times stands in the other but once.
    shared = min(int(standing_in(left, right).sum()), int(standing_in(right, left).sum()))
    of_left = shared / len(left.words) if shared else 0.0
    of_right = shared / len(right.words) if shared else 0.0
    shorter, longer = (left, right) if len(left.words) <= len(right.words) else (right, left)
    return Likeness(of_left, of_right, _is_form(shorter, longer))


def is_reprint(left: Reading, right: Reading, likeness: Likeness, *, same_headline: bool) -> bool:
    """Whether two texts are one story printed twice."""
    size = min(len(left.words), len(right.words))
    of_shorter, of_longer = likeness.of_left, likeness.of_right
    if len(left.words) > len(right.words):
        of_shorter, of_longer = of_longer, of_shorter
    if size < BRIEF:
        return same_headline and not likeness.is_form and min(of_shorter, of_longer) >= BRIEF_MIN
    return of_shorter >= SHORTER_MIN and of_longer >= LONGER_MIN and not likeness.is_form


def standing_in(text: Reading, other: Reading) -> Mask:
    """For each word of the text, whether a run it is part of stands in the other."""
    runs = runs_of(text.words)
    found = np.isin(runs, runs_of(other.words))
    kept = np.zeros(len(text.words), dtype=np.bool_)
    for place in range(len(text.words) - len(runs) + 1 if len(runs) else 0):
        kept[place : place + len(found)] |= found
    return kept


def longest_shared(text: Reading, other: Reading) -> tuple[int, int] | None:
    """Where the longest stretch of the text stands whose words stand in the other, in characters."""
    edges = np.flatnonzero(np.diff(standing_in(text, other).astype(np.int8), prepend=0, append=0))
    if not len(edges):
        return None
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(text.spans[starts[longest], 0]), int(text.spans[ends[longest] - 1, 1])


def _number(word: str) -> int:
    word = word.lower()
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word)
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _stands_inside(start: int, text: str) -> bool:
    """Whether the word that begins there stands inside a sentence, where a capital means a name."""
    return start > 1 and text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] in ",;")


def _is_form(shorter: Reading, longer: Reading) -> bool:
    """Whether the words the longer text lacks are figures and names, more than chance would have it."""
    words, first = np.unique(shorter.words, return_index=True)  # each once: "the" is in every text
    facts, figures = shorter.facts[first], shorter.figures[first]
    lost = ~np.isin(words, longer.words)
    lost_figures = int((lost & figures).sum())
    if len(shorter.words) < SHORT and lost_figures >= max(FIGURES_MIN, FIGURES_SHARE * figures.sum()):
        return True
    lost_facts = int((lost & facts).sum())
    least = BLANKS_SHARE if len(shorter.words) < LONG else BLANKS_SHARE_LONG
    if lost_facts < BLANKS_MIN or lost_facts < least * facts.sum():
        return False
    share, number = float(facts.mean()), int(lost.sum())
    spread = math.sqrt(number * share * (1 - share))
    return lost_facts - number * share > BLANKS_ODDS * spread
