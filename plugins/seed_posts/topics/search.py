"""Story → terms of the lexicon: where each stands, how often and how well, the longest at every word.

English is searched in one go, by an automaton over the forms of every term, so that a word no term has costs nothing.
It reads the blocks as bytes, one a character: small letters, no possessive, a space for each sign, each space twice, so
that neighbouring terms have spaces of their own and nothing is found within a word.

    Oil-rich states' ties  →  ..oil..rich..states....ties..        .oil. and .ties. are forms of two terms

A text with letters other than Latin is searched word by word: Russian has too many forms, and Chinese no spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from ..wordlists import words as word_set
from .words import IRREGULAR, WORD, fold

BLOCK = b"\x1e"  # stands before each block, and is no letter of any
POSSESSIVE = b"'s "
PARTICLES = word_set("of off in into on out up down over to for at by with from")
_FOREIGN = re.compile("[\u0100-\u1fff\u2c00-\uffff]")  # letters that are not Latin; dashes and quotes lie between
_HISSING = ("ch", "sh", "ss", "x", "z")
_PLURALS = {singular: (plural,) for plural, singular in IRREGULAR.items() if plural != singular}
_READ = bytes(  # letter, digit, apostrophe and BLOCK for itself, in small letters; a space for the rest
    (chr(c).lower() if chr(c).isalnum() or chr(c) in "'\x1e" else " ").encode("latin-1")[0] for c in range(256)
)


@dataclass(slots=True)
class Hit:
    """A term in a story: its best place, how often it stands there, and where first."""

    best: float  # worth of that place
    times: int
    block: int
    start: int  # in what was searched; `Hits.span` says where in the block
    end: int


@dataclass(frozen=True, slots=True)
class Hits:
    """Every term of a story, in the order they come."""

    by_term: Mapping[str, Hit]
    words: int  # of the story, or nearly
    read: bytes = b""  # what the automaton read; b"" where the text itself was searched
    blocks: Sequence[str] = ()

    def span(self, hit: Hit) -> tuple[int, int]:
        """Characters from the start of its block to where it begins and ends."""
        if not self.read:
            return hit.start, hit.end
        begin, start, end = self.read.rfind(BLOCK, 0, hit.start) + 1, hit.start + 1, hit.end - 1
        spaces, more = self.read.count(b" ", begin, start), self.read.count(b" ", start, end)
        start, end = start - begin - spaces // 2 - 1, end - begin - (spaces + more) // 2 - 1
        block = self.blocks[hit.block]
        if "'" not in block and "’" not in block:
            return start, end
        owners = list(_owners(_signs_as_spaces(f"{block} ")))
        return start + 2 * sum(o < start for o in owners), end + 2 * sum(o < end for o in owners)


@dataclass(frozen=True, slots=True)
class Forms:
    """The terms of a lexicon in every form that is looked for."""

    terms: frozenset[str]  # folded
    longest: Mapping[str, int]  # first word → words of the longest term that begins with it
    read: Sequence[bytes]  # every form as it is read
    term_of: Sequence[str]  # the term of each


def forms_of(printed: Mapping[str, list[list[str]]]) -> Forms:
    """The forms of folded terms, given the words of each as the lexicon prints it."""
    longest: dict[str, int] = {}
    forms: dict[str, str] = {}
    for term in sorted(printed):
        words = term.split(" ")
        if len(words) > longest.get(words[0], 0):
            longest[words[0]] = len(words)
        if term.isascii() or not _FOREIGN.search(term):
            for form in _forms(words, printed[term]):
                forms[form] = term
    read = _as_read("".join(f"\x1e {form} " for form in forms)).split(BLOCK)[1:]  # all at once, which is cheap
    by_form = dict(zip((form[1:-1] for form in read), forms.values(), strict=True))
    return Forms(frozenset(printed), longest, list(by_form), list(by_form.values()))


class Finder:
    """The terms of a lexicon, ready to be looked for."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self._automaton = BytesAhoCorasick(
            forms.read, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def __reduce__(self) -> tuple[type[Finder], tuple[object, ...]]:
        """For another process, which makes its own automaton."""
        return Finder, (self.forms,)

    def find(self, blocks: Sequence[str], worth: Sequence[float]) -> Hits:
        """The terms of these blocks, of which each place is worth so much."""
        text = " \x1e ".join(blocks)
        if not text.isascii() and _FOREIGN.search(text):
            return self._find_by_words(blocks, worth)
        read = _as_read(f"\x1e {text} ")
        if read.count(BLOCK) != len(blocks):  # a block holds the sign itself
            return self.find([block.replace("\x1e", " ") for block in blocks], worth)
        by_term: dict[str, Hit] = {}
        term_of, block, block_end, value = self.forms.term_of, -1, 0, 0.0
        for form, start, end in self._automaton.find_matches_as_indexes(read):
            while start >= block_end:
                block += 1
                value = worth[block]
                block_end = read.find(BLOCK, block_end + 1) if block + 1 < len(blocks) else len(read)
            term = term_of[form]
            hit = by_term.get(term)
            if hit is None:
                by_term[term] = Hit(value, 1, block, start, end)
            else:
                hit.times += 1
                if value > hit.best:
                    hit.best = value
        return Hits(by_term, text.count(" ") - len(blocks) + 2, read, blocks)

    def _find_by_words(self, blocks: Sequence[str], worth: Sequence[float]) -> Hits:
        by_term: dict[str, Hit] = {}
        count = 0
        for number, text in enumerate(blocks):
            matches = list(WORD.finditer(text))
            count += len(matches)
            for term, first, last in self._in_words([fold(match[0].lower()) for match in matches]):
                hit = by_term.setdefault(term, Hit(0.0, 0, number, matches[first].start(), matches[last].end()))
                hit.times, hit.best = hit.times + 1, max(hit.best, worth[number])
        return Hits(by_term, count)

    def _in_words(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Term, first and last word of each."""
        read_to = 0
        for position, word in enumerate(words):
            if position < read_to:
                continue
            for size in range(min(self.forms.longest.get(word, 0), len(words) - position), 0, -1):
                term = " ".join(words[position : position + size])
                if term in self.forms.terms:
                    yield term, position, position + size - 1
                    read_to = position + size
                    break


def _as_read(text: str) -> bytes:
    return _signs_as_spaces(text).replace(POSSESSIVE, b" ").replace(b" ", b"  ")


def _signs_as_spaces(text: str) -> bytes:
    if not text.isascii():
        text = text.replace("’", "'")
    read = text.encode("latin-1", "replace").translate(_READ)
    return read.replace(b" '", b"  ").replace(b"' ", b"  ") if b"'" in read else read  # outside of words it is a quote


def _owners(read: bytes) -> Iterator[int]:
    """Where each possessive stands in what is read once those before it are gone."""
    gone, at = 0, read.find(POSSESSIVE)
    while at >= 0:
        yield at - gone
        gone += 2
        at = read.find(POSSESSIVE, at + 2)


def _forms(words: list[str], printed: list[list[str]]) -> Iterable[str]:
    """The forms of a term, some of them twice.

    Its last word and one before a particle come in both numbers (letters of intent, spins off), the rest, which only
    qualify another word, folded and as printed (sales tax).
    """
    ends = [*_numbers(words[-1]), *[as_printed[-1] for as_printed in printed]]
    if len(words) == 1:
        return ends
    before = words[:-1]
    if PARTICLES.isdisjoint(words) and [before] * len(printed) == [as_printed[:-1] for as_printed in printed]:
        start = " ".join(before)
        return [f"{start} {end}" for end in ends]
    choices: list[Iterable[str]] = []
    for n, word in enumerate(before):
        both = _numbers(word) if words[n + 1] in PARTICLES else (word,)
        choices.append(dict.fromkeys((*both, *(as_printed[n] for as_printed in printed))))
    return map(" ".join, product(*choices, ends))


@cache
def _numbers(word: str) -> tuple[str, ...]:
    """The word of one number in both: "company" → company, companies (and Grammys, as names have it)."""
    plurals = [f"{word}es" if word.endswith(_HISSING) else f"{word}s", *_PLURALS.get(word, ())]
    if word.endswith("y"):
        plurals.append(f"{word[:-1]}ies")
    return (word, *(plural for plural in plurals if fold(plural) == word))
