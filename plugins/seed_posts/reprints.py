"""Reprints: stories of a run that are the same text, and which of them stands for all.

Candidates come from sketches, so the work grows with the number of stories and not with its square; whether two
stories are one is then settled on their words alone (likeness.py). Every reprint is itself like its canonical story:
a chain of copies, each like the next, whose ends have little in common does not become one cluster.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from .briefs import Brief, brief_of, sketches_of
from .candidates import pairs_of
from .compared import FORGETFUL, Compared
from .likeness import Likeness, Reading, compare, is_reprint, longest_shared, read_words
from .model import Evidence, Reprint, Story

CUT_MAX = 0.8  # share of the longer text that a copy has left: below, it counts as cut
HEADLINE_MIN = 0.8  # share of the shorter headline's words in the longer: "Op-Ed: …", "… | Daily Courier"
READINGS = 256  # texts kept as they are compared; a hundred kilobytes each
QUOTE_MAX = 300  # characters of the shared words that are quoted

Compare = Callable[[int, int], "Likeness | None"]


def find_reprints(stories: Sequence[Story]) -> Sequence[Story]:
    """The stories in their order, each reprint with the slug of its canonical story and why it is taken for one."""
    done = list(stories)
    for copy, (canonical, why) in reprint_links(stories, [*map(brief_of, stories)]).items():
        done[copy] = replace(stories[copy], reprint_of=stories[canonical].slug, reprint=why)
    return tuple(done)


def reprint_links(
    stories: Sequence[Story], briefs: Sequence[Brief], compared: Compared = FORGETFUL
) -> dict[int, tuple[int, Reprint]]:
    """By the place of each reprint, the place of its canonical story and why it is taken for one.

    Stories are looked at as they are needed and not held: `briefs`, one for each, say which those are, and what an
    earlier run `compared` is not compared again. Canonical is the earliest dated of a cluster, a printed
    date before a guessed one; then the longest; then the first in order.
    """
    reading = lru_cache(maxsize=READINGS)(lambda index: read_words(stories[index].text))

    def like(left: int, right: int) -> Likeness | None:
        def found() -> Likeness | None:
            return _same_story(stories[left], stories[right], reading(left), reading(right))

        return compared.likeness(left, right, found)

    def evidence(copy: int, canonical: int, likeness: Likeness) -> tuple[Evidence, ...]:
        def found() -> tuple[Evidence, ...]:
            return _evidence(stories[copy], reading(copy), reading(canonical), likeness)

        return compared.evidence(copy, canonical, found)

    links: dict[int, tuple[int, Reprint]] = {}
    for members in _connected(pairs_of(sketches_of(briefs)), like):
        for canonical, copies in _around_canonical(sorted(members, key=lambda i: (briefs[i].precedence, i)), like):
            for copy, likeness in copies:
                why = Reprint(likeness.of_left, likeness.of_right, evidence(copy, canonical, likeness))
                links[copy] = canonical, why
    return links


def similarity(left: str, right: str) -> float:
    """Share of the words of two texts that stand in both, 0 to 1."""
    likeness = compare(read_words(left), read_words(right))
    return min(likeness.of_left, likeness.of_right)


def _same_story(left: Story, right: Story, left_words: Reading, right_words: Reading) -> Likeness | None:
    """What the two have in common, if that makes them one story."""
    likeness = compare(left_words, right_words)
    same_headline = headlines_agree(left.headline.value or "", right.headline.value or "")
    return likeness if is_reprint(left_words, right_words, likeness, same_headline=same_headline) else None


def _connected(pairs: Sequence[tuple[int, int]], like: Compare) -> list[list[int]]:
    """Groups of two and more stories that are joined by likeness, each in order."""
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for left, right in pairs:
        if root(left) != root(right) and like(left, right):
            parent[root(right)] = root(left)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in sorted(parent):
        groups[root(index)].append(index)
    return [members for members in groups.values() if len(members) > 1]


def _around_canonical(members: Sequence[int], like: Compare) -> list[tuple[int, list[tuple[int, Likeness]]]]:
    """The members, best first, as clusters: a canonical story and those that are like it."""
    clusters = []
    left = list(members)
    while left:
        canonical, *others = left
        likened = [(other, like(other, canonical)) for other in others]
        clusters.append((canonical, [(other, likeness) for other, likeness in likened if likeness]))
        left = [other for other, likeness in likened if not likeness]
    return clusters


def headlines_agree(left: str, right: str) -> bool:
    """Whether one headline holds nearly all words of the other."""
    shorter, longer = sorted((re.findall(r"\w+", left.lower()), re.findall(r"\w+", right.lower())), key=len)
    return not shorter or sum(word in longer for word in shorter) >= HEADLINE_MIN * len(shorter)


def _evidence(story: Story, words: Reading, canonical: Reading, likeness: Likeness) -> tuple[Evidence, ...]:
    """The longest words the reprint has in common, with the line of the paragraph they begin in."""
    span = longest_shared(words, canonical)
    if span is None:
        return ()
    quote = " ".join(story.text[span[0] : span[1]].split())
    if len(quote) > QUOTE_MAX:
        quote = quote[:QUOTE_MAX].rpartition(" ")[0] + " …"
    before = span[0]
    for block in story.body:
        if before <= len(block.text):
            return (Evidence(_rule(likeness), quote, block.first),)
        before -= len(block.text) + 2  # the blank line between two
    return ()


def _rule(likeness: Likeness) -> str:
    """How the first of the two differs from the second."""
    if likeness.equal:
        return "same-words"
    if likeness.of_right < CUT_MAX <= likeness.of_left:
        return "cut-copy"
    return "longer-copy" if likeness.of_left < CUT_MAX <= likeness.of_right else "near-copy"
