"""Places near each other: what a story says of distances, and towns of which each makes the others likely."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .matcher import Mention
from .names import Use
from .vocabulary import Regions

TIED_MAX = 150.0  # kilometres between two towns of which one is "south of" or "just outside" the other
GATHERED_MAX = 60.0  # kilometres between towns of one district
GATHERED_MIN = 3  # names that gather: two of the many American ones meet by chance
HOME_MIN = 2  # names that have a place in one state, and more than in any other
SENSES_MAX = 120  # places compared with each other; a story with more of them is a list
KM_PER_DEGREE = 111.2
_TIE = re.compile(
    r",? (?:which (?:is|lies) |about |some |just |only |a few )*"
    r"(?:[\d,.]+ (?:miles|kms?|kilomet(?:re|er)s) )?"
    r"(?:(?:(?:north|south)?-?(?:east|west)?(?:ern)? )?(?:of|outside|near|from)|a suburb of"
    r"|on the (?:outskirts|edge) of)"
    r" (?:the city of )?$"
)

Point = tuple[float, float]


def tied(mentions: Sequence[Mention], regions: Regions) -> dict[str, tuple[str, ...]]:
    """Name → the places it can be, for "Edmonton, south of Cairns"; none where no Edmonton lies near a Cairns."""
    found: dict[str, tuple[str, ...]] = {}
    for one, two in pairwise(mentions):
        gap = two.start - one.end
        if one.block != two.block or not 3 < gap <= len(one.after) or not _TIE.match(one.after[:gap]):
            continue
        theirs = _points(two, regions)
        if theirs and (ours := _points(one, regions)):
            found[one.key] = tuple(id_ for id_, at in ours if any(_km(at, there) <= TIED_MAX for _, there in theirs))
    return found


def gathered(mentions: Sequence[Mention], regions: Regions) -> frozenset[str]:
    """Towns that lie within one district with others of the story: Tottenham, Edmonton and Walthamstow.

    Two others are asked for, or one that is a place by the words around it and has no namesake.
    """
    places: dict[str, list[tuple[str, Point]]] = {}
    sure = set()
    for mention in mentions:
        if not mention.sure and mention.key not in places and not mention.weak:
            places[mention.key] = _points(mention, regions)
        if mention.firm and len(places.get(mention.key, ())) == 1:
            sure.add(mention.key)
    towns = [(key, id_, at) for key, found in places.items() for id_, at in found]
    if len([key for key, found in places.items() if found]) < 2 or len(towns) > SENSES_MAX:
        return frozenset()
    chosen = set()
    for key, id_, at in towns:
        around = {other for other, _, there in towns if other != key and _km(at, there) <= GATHERED_MAX}
        if len(around) + 1 >= GATHERED_MIN or around & sure:
            chosen.add(id_)
    return frozenset(chosen)


def home_states(mentions: Sequence[Mention], regions: Regions) -> frozenset[str]:
    """The state that most names of a story with counties have a place in, and its country; empty without a county."""
    names: dict[str, set[str]] = defaultdict(set)
    counties = False
    for mention in mentions:
        for id_, use in () if mention.sure else mention.senses:
            counties = counties or (use is Use.PART and id_.startswith("US-"))
            state = (
                id_ if regions.level(id_) == "admin1" else regions.parent(id_) if regions.level(id_) == "city" else ""
            )
            if state.startswith("US-"):
                names[state].add(mention.key)
    if not counties:
        return frozenset()
    ranked = sorted(names, key=lambda state: -len(names[state]))
    clear = len(names[ranked[0]]) >= HOME_MIN and (len(ranked) == 1 or len(names[ranked[0]]) > len(names[ranked[1]]))
    return frozenset((ranked[0], "US") if clear else ("US",))


def _points(mention: Mention, regions: Regions) -> list[tuple[str, Point]]:
    """The cities a mention may mean, with where they lie."""
    senses = mention.city_instead or mention.senses
    known = ((id_, regions.coordinates(id_)) for id_, _ in senses if regions.level(id_) == "city")
    return [(id_, at) for id_, at in known if at]


def _km(one: Point, two: Point) -> float:
    if abs(one[0] - two[0]) > 2:  # degrees; most pairs end here
        return math.inf
    east = (one[1] - two[1]) * math.cos(math.radians(one[0]))
    return KM_PER_DEGREE * math.hypot(one[0] - two[0], east)
