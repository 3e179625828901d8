"""Story → points per topic, with the words that earned them.

Each term of the lexicon counts once, with its weight, at the best place it stands (headline before deck before lead
before body), and a little more each time it comes back. Long stories gather words of every topic, so points are divided
by a slowly growing length. Nothing here is learned: every point can be traced to a word and a line.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..model import Evidence, Story
from .search import Finder, Hits
from .words import term_of

HEADLINE, DECK, LEAD, BODY = 2.5, 2.0, 1.5, 1.0  # a term's weight is multiplied by the best of these it stands in
LEAD_BLOCKS = 2  # paragraphs; wire copy says there what it is about
AGAIN = 0.35  # of its weight, times log2 of how often it stands in the story
LENGTH_FREE = 250  # words up to which points count in full; twice as many words, a third more needed
LENGTH_COST = 0.5
HINT = 1.0  # weight of a term that says little by itself
EVIDENCE_MAX = 8  # terms shown for one topic, the weightiest first


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms of all topics, by their folded words."""

    terms: Mapping[str, tuple[tuple[str, float], ...]]  # term → topics it speaks for, and how much
    finder: Finder


def compile_lexicon(terms_by_topic: Mapping[str, Iterable[tuple[str, float]]]) -> Lexicon:
    """The lexicon as the matcher wants it, from each topic's terms and their points."""
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    for code, its_terms in terms_by_topic.items():
        for term, weight in its_terms:
            terms[" ".join(term_of(term))][code] = weight
    return Lexicon({term: tuple(found.items()) for term, found in terms.items()}, Finder(terms))


@dataclass(slots=True)
class Score:
    """What a story says for one topic."""

    points: float
    terms: int  # different terms found
    heavy: int  # those among them that weigh more than a hint
    evidence_of: Callable[[], tuple[Evidence, ...]]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that earned the points, the weightiest first; looked up when asked, for most topics are not."""
        return self.evidence_of()


def score_topics(story: Story, lexicon: Lexicon) -> dict[str, Score]:
    """Points per topic code, for every topic with any."""
    blocks = list(_blocks(story))
    hits = lexicon.finder.find([text for text, _, _ in blocks], [place for _, _, place in blocks])
    points: dict[str, float] = defaultdict(float)
    earned: dict[str, list[tuple[float, str]]] = defaultdict(list)
    heavy: dict[str, int] = defaultdict(int)
    for term, hit in hits.by_term.items():
        factor = hit.best + AGAIN * math.log2(hit.times)
        for code, weight in lexicon.terms[term]:
            points[code] += weight * factor
            if weight > 0:
                earned[code].append((weight * factor, term))
                heavy[code] += weight > HINT
    divisor = 1.0 + LENGTH_COST * math.log2(max(1.0, hits.words / LENGTH_FREE))
    lines = [line for _, line, _ in blocks]
    texts = [text for text, _, _ in blocks]

    def evidence(code: str) -> tuple[Evidence, ...]:
        return tuple(_evidence(hits, term, texts, lines) for _, term in _weightiest(earned[code]))

    return {
        code: Score(total / divisor, len(earned[code]), heavy[code], partial(evidence, code))
        for code, total in points.items()
        if total > 0
    }


def _weightiest(earned: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    return sorted(earned, key=lambda e: (-e[0], e[1]))[:EVIDENCE_MAX]


def _evidence(hits: Hits, term: str, texts: Sequence[str], lines: Sequence[int | None]) -> Evidence:
    hit = hits.by_term[term]
    start, end = hits.span(hit)
    return Evidence("lexicon", texts[hit.block][start:end], lines[hit.block], start)


def _blocks(story: Story) -> Iterator[tuple[str, int | None, float]]:
    if story.headline.value and not story.headline_assigned:
        yield story.headline.value, story.headline.evidence[0].line if story.headline.evidence else None, HEADLINE
    if story.deck.value:
        yield story.deck.value, story.deck.evidence[0].line if story.deck.evidence else None, DECK
    seen = 0
    for block in story.body:
        yield block.text, block.first, LEAD if seen < LEAD_BLOCKS and not block.subhead else BODY
        seen += not block.subhead
