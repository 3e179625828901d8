"""Topics: what a story is about, as IPTC Media Topics, with the words that say so.

`vocabulary` holds topics and lexicon, `scoring` counts words, `relations` adds what two countries make of them. At most
four topics; where none is sure, the root whose topics gathered most; else none, and the report lists the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..model import Evidence, RegionTag, Story, TopicTag
from .relations import BONUS, RELATIONS, relations_between
from .scoring import Score, score_topics
from .vocabulary import Topics

__all__ = ["tag_topics"]

TOPICS_MAX = 4
SURE = 8.0  # points; two strong terms of which one stands in the lead, or one in the headline and a hint
SHARE_OF_BEST = 0.4  # of the best topic's points that another needs beside it …
SURE_BESIDE = 9.0  # … but never more points than this: a story in space may be about two countries as well
HEAVY_MIN = 2  # different terms above a hint; one word alone is a coincidence …
TERMS_MIN = 3  # … unless hints stand with it
ROOT_SURE = 7.0  # points of a root's best topics together
ROOT_LEAD = 1.4  # times the points of the next root


def tag_topics(story: Story, regions: Sequence[RegionTag], topics: Topics) -> tuple[TopicTag, ...]:
    """At most four topics, the surest first; a root where only that is sure; none where nothing is."""
    scores = score_topics(story, topics.lexicon)
    if RELATIONS in topics:
        scores = _with_relations(scores, story, regions)
    chosen = _sure(scores, topics)
    if chosen:
        return tuple(TopicTag(c, topics.label(c), scores[c].points, scores[c].evidence) for c in chosen)
    root = _sure_root(scores, topics)
    return (TopicTag(root[0], topics.label(root[0]), root[1], root[2]),) if root else ()


def root_points(scores: Mapping[str, Score], topics: Topics) -> dict[str, float]:
    """Points of each root: those of its topics, each next one counting half, since they share words."""
    below: dict[str, list[float]] = defaultdict(list)
    for code, score in scores.items():
        below[topics.root(code)].append(score.points)
    return {
        root: sum(points / 2**rank for rank, points in enumerate(sorted(found, reverse=True)))
        for root, found in below.items()
    }


def _with_relations(scores: Mapping[str, Score], story: Story, regions: Sequence[RegionTag]) -> dict[str, Score]:
    words = relations_between(story, regions)
    if not words:
        return dict(scores)
    known = scores.get(RELATIONS, Score(0.0, 0, 0, tuple))
    places = {(word.line, word.offset) for word in words}
    evidence = (*words[:4], *(e for e in known.evidence if (e.line, e.offset) not in places))
    return dict(scores) | {
        RELATIONS: Score(known.points + BONUS, known.terms + len(words), known.heavy + len(words), lambda: evidence)
    }


def _sure(scores: Mapping[str, Score], topics: Topics) -> list[str]:
    """Codes above the thresholds, best first; a broader topic only if it has words of its own."""
    ranked = sorted(scores, key=lambda code: (-scores[code].points, code))
    if not ranked:
        return []
    floor = max(SURE, min(SURE_BESIDE, SHARE_OF_BEST * scores[ranked[0]].points))
    chosen: list[str] = []
    for code in ranked:
        score = scores[code]
        if score.points < floor or (score.heavy < HEAVY_MIN and score.terms < TERMS_MIN):
            continue
        if any(_repeats(scores[code], scores[other]) for other in chosen if code in topics.ancestors(other)):
            continue
        chosen.append(code)
    return chosen[:TOPICS_MAX]


def _repeats(broader: Score, narrower: Score) -> bool:
    """True if most words of the broader topic already speak for the narrower one."""
    shared = set(broader.evidence) & set(narrower.evidence)
    return len(shared) > len(broader.evidence) / 2


def _sure_root(scores: Mapping[str, Score], topics: Topics) -> tuple[str, float, tuple[Evidence, ...]] | None:
    points = root_points(scores, topics)
    ranked = sorted(points, key=lambda root: (-points[root], root))
    if not ranked or points[ranked[0]] < ROOT_SURE:
        return None
    if len(ranked) > 1 and points[ranked[0]] < ROOT_LEAD * points[ranked[1]]:
        return None
    best = max((c for c in scores if topics.root(c) == ranked[0]), key=lambda c: (scores[c].points, c))
    return ranked[0], points[ranked[0]], scores[best].evidence
