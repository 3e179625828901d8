"""Which lines of a capture stand in the gold body of its page, for training and for scores."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

RUN = 4  # words of a run by which texts are compared
SAME_PLACE = 15  # words by which runs of one line may be shifted against each other: a link or a note was left out
PLACES_MAX = 20  # places of one run in the gold that are looked at
EDGE = 15  # lines above the first and below the last matched line in which short lines may be body

_WORD = re.compile(r"\w+")


def shingle_shares(gold: str, output: str) -> tuple[float, float, float]:
    """What both texts have, only the output, and only the gold, of their runs of words; they sum to 1."""
    wanted, got = _runs(gold), _runs(output)
    hit = sum((wanted & got).values())
    extra, missing = sum(got.values()) - hit, sum(wanted.values()) - hit
    total = hit + extra + missing
    return (hit / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)


def in_gold(texts: Sequence[str], gold: str) -> list[float]:
    """For each text, in their order, the share of its words that the gold has at the place it should have them."""
    wanted = _WORD.findall(gold)
    lines = [_WORD.findall(text) for text in texts]
    found = _in_order(_candidates(lines, wanted), len(wanted))
    shares = [0.0] * len(lines)
    spans: dict[int, tuple[int, int]] = {}
    for line, start, runs in found:
        shares[line] = min(1.0, (runs + RUN - 1) / len(lines[line]))
        spans[line] = (max(0, start), min(len(wanted), start + len(lines[line])))
    _fill_between(lines, wanted, spans, shares)
    return shares


def _candidates(lines: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[tuple[int, int, int]]:
    """Line, place in the gold, and how many of its runs stand there: the best three places of each line."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(wanted) - RUN + 1):
        places[tuple(wanted[at : at + RUN])].append(at)
    found: list[tuple[int, int, int]] = []
    for line, words in enumerate(lines):
        shifts: Counter[int] = Counter()
        for at in range(len(words) - RUN + 1):
            shifts.update(place - at for place in places.get(tuple(words[at : at + RUN]), ())[:PLACES_MAX])
        for shift, _ in shifts.most_common(3):
            near = sum(count for other, count in shifts.items() if abs(other - shift) <= SAME_PLACE)
            found.append((line, shift, min(near, len(words) - RUN + 1)))
    return found


def _in_order(candidates: Sequence[tuple[int, int, int]], size: int) -> list[tuple[int, int, int]]:
    """The candidates with the most runs that stand in the gold in the order of their lines."""
    best: list[tuple[int, int]] = [(0, -1)] * (size + 2)  # a tree of maxima: runs so far, last candidate
    before = [-1] * len(candidates)
    line_ends: list[tuple[int, int, int]] = []  # of the line at hand: place, runs, candidate

    def note() -> None:
        for place, runs, which in line_ends:
            at = place + 1
            while at <= size + 1:
                if best[at][0] < runs:
                    best[at] = (runs, which)
                at += at & -at
        line_ends.clear()

    def up_to(place: int) -> tuple[int, int]:
        at, most = place + 1, (0, -1)
        while at > 0:
            most = max(most, best[at], key=lambda entry: entry[0])
            at -= at & -at
        return most

    for which, (line, shift, runs) in enumerate(candidates):
        if line_ends and candidates[line_ends[-1][2]][0] != line:
            note()
        most, before[which] = up_to(min(max(0, shift + 2), size))
        words = runs + RUN - 1
        line_ends.append((min(max(0, shift + words - RUN + 1), size), most + runs, which))
    note()
    chain: list[tuple[int, int, int]] = []
    which = up_to(size)[1]
    while which >= 0:
        chain.append(candidates[which])
        which = before[which]
    return chain[::-1]


def _fill_between(
    lines: Sequence[Sequence[str]], wanted: Sequence[str], spans: dict[int, tuple[int, int]], shares: list[float]
) -> None:
    """Lines too short for a run are body where their words stand in the gold between those of their neighbours."""
    bounds = [(-1, 0, 0), *((line, *spans[line]) for line in sorted(spans)), (len(lines), len(wanted), len(wanted))]
    for (above, _, end), (below, start, _) in pairwise(bounds):
        if start <= end:
            continue
        left = wanted[max(0, end - 1) : start + 1]
        first = max(above + 1, below - EDGE) if above < 0 else above + 1
        last = min(below, above + 1 + EDGE) if below == len(lines) else below
        at = 0
        for line in range(first, last):
            words = list(lines[line])
            for place in range(at, len(left) - len(words) + 1) if words else ():
                if left[place : place + len(words)] == words:
                    shares[line], at = 1.0, place + len(words)
                    break
