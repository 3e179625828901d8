"""Story → points per topic, with the words that earned them.

Each term of the lexicon counts once, with its weight, at the best place it stands (headline before deck before lead
before body), and a little more each time it comes back. Long stories gather words of every topic, so points are divided
by a slowly growing length. Nothing here is learned: every point can be traced to a word and a line.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Evidence, Story
from .words import WORD, fold, term_of

HEADLINE, DECK, LEAD, BODY = 2.5, 2.0, 1.5, 1.0  # a term's weight is multiplied by the best of these it stands in
LEAD_BLOCKS = 2  # paragraphs; wire copy says there what it is about
AGAIN = 0.35  # of its weight, times log2 of how often it stands in the story
LENGTH_FREE = 250  # words up to which points count in full; twice as many words, a third more needed
LENGTH_COST = 0.5
EVIDENCE_MAX = 8  # terms shown for one topic, the weightiest first


@dataclass(frozen=True, slots=True)
class Score:
    """What a story says for one topic."""

    points: float
    terms: int  # different terms found
    heavy: int  # those among them that weigh more than a hint
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms of all topics, by their folded words."""

    terms: Mapping[str, tuple[tuple[str, float], ...]]  # term → topics it speaks for, and how much
    longest: Mapping[str, int]  # first word → words of the longest term that begins with it


def compile_lexicon(terms_by_topic: Mapping[str, Iterable[tuple[str, float]]]) -> Lexicon:
    """The lexicon as the matcher wants it, from each topic's terms and their points."""
    terms: dict[str, list[tuple[str, float]]] = defaultdict(list)
    longest: dict[str, int] = {}
    for code, its_terms in terms_by_topic.items():
        for term, weight in its_terms:
            words = term_of(term)
            terms[" ".join(words)].append((code, weight))
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Lexicon({term: tuple(dict(found).items()) for term, found in terms.items()}, longest)


@dataclass(slots=True)
class _Found:
    best: float  # of the places it stands in
    times: int
    text: str
    line: int | None
    offset: int


def score_topics(story: Story, lexicon: Lexicon) -> dict[str, Score]:
    """Points per topic code, for every topic with any."""
    found: dict[str, _Found] = {}
    length = 0
    for text, line, place in _blocks(story):
        length += _search(text, line, place, lexicon, found)
    divisor = 1.0 + LENGTH_COST * math.log2(max(1.0, length / LENGTH_FREE))
    points: dict[str, float] = defaultdict(float)
    earned: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for term, hit in found.items():
        for code, weight in lexicon.terms[term]:
            value = weight * (hit.best + AGAIN * math.log2(hit.times))
            points[code] += value
            if weight > 0:
                earned[code].append((value, term))
    return {
        code: Score(
            total / divisor,
            len(earned[code]),
            sum(_weight(term, code, lexicon) > 1.0 for _, term in earned[code]),
            _evidence(earned[code], found),
        )
        for code, total in points.items()
        if total > 0
    }


def _weight(term: str, code: str, lexicon: Lexicon) -> float:
    return next(weight for topic, weight in lexicon.terms[term] if topic == code)


def _evidence(earned: Sequence[tuple[float, str]], found: Mapping[str, _Found]) -> tuple[Evidence, ...]:
    first = sorted(earned, key=lambda e: (-e[0], e[1]))[:EVIDENCE_MAX]
    return tuple(Evidence("lexicon", found[t].text, found[t].line, found[t].offset) for _, t in first)


def _blocks(story: Story) -> Iterator[tuple[str, int | None, float]]:
    if story.headline.value and not story.headline_assigned:
        yield story.headline.value, story.headline.evidence[0].line if story.headline.evidence else None, HEADLINE
    if story.deck.value:
        yield story.deck.value, story.deck.evidence[0].line if story.deck.evidence else None, DECK
    seen = 0
    for block in story.body:
        yield block.text, block.first, LEAD if seen < LEAD_BLOCKS and not block.subhead else BODY
        seen += not block.subhead


def _search(text: str, line: int | None, place: float, lexicon: Lexicon, found: dict[str, _Found]) -> int:
    """Adds the terms of one block to `found`, the longest at each word; returns how many words it has."""
    matches = list(WORD.finditer(text))
    words = [fold(m[0].lower()) for m in matches]
    count, read_to, longest_of = len(words), 0, lexicon.longest.get
    for position, word in enumerate(words):
        longest = longest_of(word)
        if longest is None or position < read_to:
            continue
        for size in range(min(longest, count - position), 0, -1):
            term = word if size == 1 else " ".join(words[position : position + size])
            if term not in lexicon.terms:
                continue
            start = matches[position].start()
            hit = found.get(term)
            if hit is None:
                found[term] = _Found(place, 1, text[start : matches[position + size - 1].end()], line, start)
            else:
                hit.times += 1
                hit.best = max(hit.best, place)
            read_to = position + size
            break
    return count
