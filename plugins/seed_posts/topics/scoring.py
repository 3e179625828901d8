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
from .search import Finder, Hits, forms_of
from .words import fold, words_of

HEADLINE, DECK, LEAD, BODY = 2.5, 2.0, 1.5, 1.0  # a term's weight is multiplied by the best of these it stands in
LEAD_BLOCKS = 2  # paragraphs; wire copy says there what it is about
AGAIN = 0.35  # of its weight, times log2 of how often it stands in the story
LENGTH_FREE = 250  # words up to which points count in full; twice as many words, a third more needed
LENGTH_COST = 0.5
HINT = 1.0  # weight of a term that says little by itself …
HINT_ALONE = 0.5  # … and of whose points this share counts where no heavier word of the topic stands beside it
IN_PASSING = 0.6  # share of the points of a topic of which no heavier word stands in headline, deck or lead
EVIDENCE_MAX = 8  # terms shown for one topic, the weightiest first


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms of all topics, by their folded words."""

    terms: Mapping[str, Sequence[tuple[str, float]]]  # term → topics it speaks for, and how much
    finder: Finder


def compile_lexicon(terms_by_topic: Mapping[str, Iterable[tuple[str, float]]]) -> Lexicon:
    """The lexicon as the matcher wants it, from each topic's terms and their points."""
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    printed: dict[str, list[list[str]]] = defaultdict(list)
    term_of: dict[str, str] = {}  # term as printed → as compared; many stand under several topics
    for code, its_terms in terms_by_topic.items():
        for text, weight in its_terms:
            term = term_of.get(text)
            if term is None:
                words = words_of(text)
                term = term_of[text] = " ".join(map(fold, words))
                if words not in printed[term]:
                    printed[term].append(words)
            terms[term][code] = weight
    return Lexicon({term: tuple(found.items()) for term, found in terms.items()}, Finder(forms_of(dict(printed))))


@dataclass(frozen=True, slots=True)
class Told:
    """The blocks of a story, and the terms of the lexicon in them."""

    texts: Sequence[str]
    lines: Sequence[int | None]
    hits: Hits

    def evidence(self, term: str) -> Evidence:
        """Where the term stands best."""
        hit = self.hits.by_term[term]
        start, end = self.hits.span(hit)
        return Evidence("lexicon", self.texts[hit.block][start:end], self.lines[hit.block], start)


@dataclass(slots=True)  # not frozen, which would take four times as long to make for each of two dozen topics
class Score:
    """What a story says for one topic."""

    points: float
    terms: int  # different terms found that speak for it
    heavy: int  # those among them that weigh more than a hint
    earned: Mapping[str, float]  # points of each term found, below zero for those that speak against it
    told: Told

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that earned the points, the weightiest first; looked up when asked, for most topics are not."""
        best = sorted((-value, term) for term, value in self.earned.items() if value > 0)[:EVIDENCE_MAX]
        return tuple(self.told.evidence(term) for _, term in best)


def score_topics(story: Story, lexicon: Lexicon) -> dict[str, Score]:
    """Points per topic code, for every topic with any."""
    blocks = list(_blocks(story))
    texts = [text for text, _, _ in blocks]
    told = Told(texts, [line for _, line, _ in blocks], lexicon.finder.find(texts, [place for _, _, place in blocks]))
    divisor = 1.0 + LENGTH_COST * math.log2(max(1.0, told.hits.words / LENGTH_FREE))
    said: dict[str, list[_Said]] = defaultdict(list)
    for term, hit in told.hits.by_term.items():
        best = hit.best
        stress = (best + AGAIN * math.log2(hit.times) if hit.times > 1 else best) / divisor
        for code, weight in lexicon.terms[term]:
            said[code].append((term, weight, stress, best >= LEAD))
    return {code: score for code, terms in said.items() if (score := _score(terms, told)).points > 0}


_Said = tuple[str, float, float, bool]  # term, weight, how it is stressed, whether it stands in headline, deck or lead


def _score(said: Sequence[_Said], told: Told) -> Score:
    heavy = terms = 0
    in_passing = True
    for _, weight, _, leads in said:
        if weight > HINT:
            heavy += 1
            in_passing &= not leads
        terms += weight > 0
    earned: dict[str, float] = {}
    for term, weight, stress, _ in said:
        value = weight * stress
        if not heavy:
            value *= HINT_ALONE
        earned[term] = value * IN_PASSING if in_passing else value
    return Score(sum(earned.values()), terms, heavy, earned, told)


def _blocks(story: Story) -> Iterator[tuple[str, int | None, float]]:
    if story.headline.value and not story.headline_assigned:
        yield story.headline.value, story.headline.evidence[0].line if story.headline.evidence else None, HEADLINE
    if story.deck.value:
        yield story.deck.value, story.deck.evidence[0].line if story.deck.evidence else None, DECK
    seen = 0
    for block in story.body:
        yield block.text, block.first, LEAD if seen < LEAD_BLOCKS and not block.subhead else BODY
        seen += not block.subhead
