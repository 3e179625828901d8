"""Topics: what a story is about, as IPTC Media Topics, with the words that say so.

`vocabulary` holds topics and lexicon, `scoring` counts words, `relations` adds what two countries make of them. At most
four topics; where none is sure, the root whose topics gathered most; else none, and the report lists the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ..model import Evidence, RegionTag, Story, TopicTag
from .relations import relations_between, worth
from .scoring import Score, Told, score_topics
from .search import Hits
from .vocabulary import Topics

__all__ = ["tag_topics"]

TOPICS_MAX = 4
SURE = 8.0  # points; two strong terms of which one stands in the lead, or one in the headline and a hint
SURE_BY_MANY = 7.0  # points of a topic with MANY different terms above a hint
MANY = 3
SURE_WHERE_WIDE = 12.0  # points, in a story of another field, of a topic so wide that its words come into all
WIDE = frozenset(
    [
        "medtop:20000565",  # lifestyle
        "medtop:20000593",  # government
        "medtop:20000621",  # government policy
        "medtop:20000756",  # technology and engineering
        "medtop:20000763",  # information technology and computer science
        "medtop:20000822",  # competition discipline
    ]
)
SHARE_OF_BEST = 0.35  # of the best topic's points that another needs beside it …
SURE_BESIDE = 11.0  # … but never more points than this: a story in space may be about two countries as well
SHARE_IN_BUSINESS = 0.5  # of the best's points where both are of business, whose words come in bundles: "bank", "rates"
BUSINESS = "medtop:04000000"
HEAVY_MIN = 2  # different terms above a hint; one word alone is a coincidence …
TERMS_MIN = 3  # … unless hints stand with it …
INSISTED = 9.0  # … or it stands in the headline and comes back, which earns so many points
SURE_ALONE = 5.0  # points of the best topic where none is sure: it says more than the root above it
REPEATED = 0.75  # of its words; a broader topic that says no more than a narrower one is not listed beside it
RELATION_WORDS_SHOWN = 4  # of those between two countries, before the words of the lexicon
ROOT_SURE = 7.0  # points of a root's best topics together
ROOT_LEAD = 1.4  # times the points of the next root
# Courts, unions, schools and families come into stories of every field, and their words come in bundles ("trial",
# "judge", "jury"); stories of politics name persons, and the lexicon names none.
ROOT_STRESS = {
    "medtop:02000000": 0.7,  # crime, law and justice
    "medtop:05000000": 0.9,  # education
    "medtop:09000000": 0.85,  # labour
    "medtop:14000000": 0.85,  # society
    "medtop:11000000": 1.1,  # politics and government
    "medtop:13000000": 1.05,  # science and technology: what it makes is sold, and its words are those of trade too
}


def tag_topics(story: Story, regions: Sequence[RegionTag], topics: Topics) -> tuple[TopicTag, ...]:
    """At most four topics, those of its own field first, then the surest; a root where only that is sure; else none."""
    scores = score_topics(story, topics.lexicon)
    between = {code: words for code, words in relations_between(story, regions).items() if code in topics}
    scores = _with_relations(scores, between)
    chosen = _sure(scores, topics)
    fields = {topics.root(code) for code in chosen}
    if len(fields) == 1:  # as for most stories; points of roots decide nothing
        return tuple(_tag(code, scores, between.get(code, ()), topics) for code in chosen)
    points = root_points(scores, topics)
    ranked = sorted(points, key=lambda root: (-points[root], root))
    if chosen:
        chosen.sort(key=lambda code: topics.root(code) != ranked[0])  # its own field first
        return tuple(_tag(code, scores, between.get(code, ()), topics) for code in chosen)
    root = _sure_root(scores, points, ranked, topics)
    return (TopicTag(root[0], topics.label(root[0]), root[1], root[2]),) if root else ()


def root_points(scores: Mapping[str, Score], topics: Topics) -> dict[str, float]:
    """Points of each root: those of all terms below it, each term counted once and where it weighs most."""
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for code, score in scores.items():
        below = best[topics.root(code)]
        for term, value in score.earned.items():
            if term not in below or value > below[term]:
                below[term] = value
    return {root: ROOT_STRESS.get(root, 1.0) * sum(values.values()) for root, values in best.items()}


def _with_relations(scores: Mapping[str, Score], between: Mapping[str, Sequence[Evidence]]) -> dict[str, Score]:
    """The scores with what words between two countries add to topics of relations."""
    none = Score(0.0, 0, 0, {}, Told((), (), Hits({}, 0)))
    more = {}
    for code, words in between.items():
        known = scores.get(code, none)
        more[code] = replace(
            known, points=known.points + worth(words), terms=known.terms + len(words), heavy=known.heavy + len(words)
        )
    return {**scores, **more}


def _tag(code: str, scores: Mapping[str, Score], words: Sequence[Evidence], topics: Topics) -> TopicTag:
    places = {(word.line, word.offset) for word in words}
    evidence = (
        *words[:RELATION_WORDS_SHOWN],
        *(e for e in scores[code].evidence if (e.line, e.offset) not in places),
    )
    return TopicTag(code, topics.label(code), scores[code].points, evidence)


def _sure(scores: Mapping[str, Score], topics: Topics) -> list[str]:
    """Codes above the thresholds, best first; a broader topic only if it has words of its own."""
    told = [code for code, score in scores.items() if score.points >= SURE_ALONE]  # no topic with fewer is sure
    if not told:
        return []
    ranked = sorted(told, key=lambda code: (-scores[code].points, code))
    best = ranked[0]
    below = [code for code in ranked if code != topics.root(code)]  # a root only where nothing below it is sure
    chosen = [
        code
        for code in below
        if scores[code].points >= _floor(code, best, scores, topics) and _more_than_a_chance(scores[code])
    ]
    if not chosen:
        alone = (c for c in below if scores[c].points >= SURE_ALONE and scores[c].heavy >= HEAVY_MIN)
        return list(islice(alone, 1))
    return [code for code in chosen if not any(_repeats(code, other, scores, topics) for other in chosen)][:TOPICS_MAX]


def _floor(code: str, best: str, scores: Mapping[str, Score], topics: Topics) -> float:
    """Points the topic needs in a story that says most of the best one."""
    root, field = topics.root(code), topics.root(best)
    in_business = root == BUSINESS
    if code in WIDE and root != field:
        sure = SURE_WHERE_WIDE
    else:
        sure = SURE_BY_MANY if scores[code].heavy >= MANY and not in_business else SURE
    share = SHARE_IN_BUSINESS if in_business and root == field else SHARE_OF_BEST
    return max(sure, min(SURE_BESIDE, share * scores[best].points))


def _more_than_a_chance(score: Score) -> bool:
    return score.heavy >= HEAVY_MIN or score.terms >= TERMS_MIN or score.points >= INSISTED


def _repeats(broader: str, narrower: str, scores: Mapping[str, Score], topics: Topics) -> bool:
    """True for a topic above another that is wide, or whose words nearly all speak for that one too."""
    if broader not in topics.ancestors(narrower):
        return False
    if broader in WIDE:
        return True
    said, shared = scores[broader].earned.keys(), scores[narrower].earned.keys()
    return len(said & shared) > REPEATED * len(said)


def _sure_root(
    scores: Mapping[str, Score], points: Mapping[str, float], ranked: Sequence[str], topics: Topics
) -> tuple[str, float, tuple[Evidence, ...]] | None:
    if not ranked or points[ranked[0]] < ROOT_SURE:
        return None
    if len(ranked) > 1 and points[ranked[0]] < ROOT_LEAD * points[ranked[1]]:
        return None
    best = max((c for c in scores if topics.root(c) == ranked[0]), key=lambda c: (scores[c].points, c))
    return ranked[0], points[ranked[0]], scores[best].evidence
