"""Mentions with several senses → mentions with one: by container named beside them, by company, by population."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from .matcher import Mention, Zone
from .names import Use
from .vocabulary import Regions

RANK = {"country": 9.0, "continent": 9.0, "subregion": 9.0, "macro": 8.0, "admin1": 6.0, "world": 9.0}
# points; a city has log10 of its people, 6 for a million: a province outranks a town of its name, not a great city
PREFERRED = 3.0  # points for a sense the vocabulary prefers
BESIDE = 20.0  # points for "Portland, Maine": decides alone
SAME_COUNTRY = 1.5  # points where the sense's country is named in the story, as good as 30 times the people
SAME_PROVINCE = 2.0  # points where its province is
OWN_CITY = 3.0  # points for a city over the province that bears its name
ALONE_MIN = 150_000  # people a city needs to be believed where neither its country nor its province is named
UNCASED_MIN = 1_000_000  # people it needs in a headline, where "Santa Fe Southern" may be a firm
SMALL_MIN = 15_000  # people below which a place needs its province or a city near by, not just its country
ADDRESSED = frozenset(("US", "CA", "AU"))  # countries whose places are printed as "Town, State"
TOWN_MAX = 300_000  # people below which a place needs words that say so: "in Bradley", "Bradley police"
NEVER_ALONE = 5_000_000  # people that even a common word or a first name is believed at


def choose(mentions: Sequence[Mention], regions: Regions) -> list[Mention]:
    """The mentions that mean a region, each with `region`, `use` and `rule` set; the rest are dropped.

    Two passes: what is beyond doubt helps to choose the rest, and all that was chosen helps to choose again, so that
    a London named in full makes the Edmonton beside it the one in London.
    """
    people = {m.key for m in mentions if not m.senses}  # "Jeff Bradley": a Bradley further on is he
    mentions = [m for m in mentions if m.senses and not (m.key in people and m.weak and m.zone is not Zone.DATELINE)]
    for mention in mentions:
        if mention.zone is Zone.DATELINE and mention.start == 0:  # whatever else the word may be, here it is a place
            mention.weak, mention.firm, mention.cased = False, True, True
    beside, strangers = _beside(mentions, regions)
    known = [m for m in mentions if m.key not in strangers]
    positions = [n for n, m in enumerate(mentions) if m.key not in strangers]
    beside = {new: beside[old] for new, old in enumerate(positions) if old in beside}
    first = _choose(known, beside, _named(known, regions), regions)
    company = _company(known, first, regions)
    kept: list[Mention] = []
    for position, sense in enumerate(_choose(known, beside, company, regions)):
        if sense is None:
            continue
        mention = known[position]
        mention.region, mention.use = sense
        if mention.rule == "misprint":
            pass
        elif position in beside:
            mention.rule = "named-with-container"
        elif mention.use is Use.DEMONYM:
            mention.rule = "demonym"
        elif mention.use is Use.GOVERNMENT:
            mention.rule = "government"
        kept.append(mention)
    return kept


Sense = tuple[str, Use]


def _choose(
    mentions: Sequence[Mention], beside: Mapping[int, str], named: Mapping[str, Mapping[str, int]], regions: Regions
) -> list[Sense | None]:
    """The sense of each mention; a name keeps its sense through the story unless its container says otherwise."""
    chosen: dict[str, Sense] = {}
    for position in sorted(range(len(mentions)), key=lambda p: (p not in beside, p)):
        mention = mentions[position]
        if mention.key in chosen and position not in beside and chosen[mention.key] in mention.senses:
            continue
        if mention.key not in chosen or position in beside:
            sense = _best(mention, named, beside.get(position, ""), regions)
            if sense and mention.key not in chosen:
                chosen[mention.key] = sense
    senses: list[Sense | None] = []
    for position, mention in enumerate(mentions):
        sense = chosen.get(mention.key)
        if position in beside or sense is None or sense not in mention.senses:
            sense = _best(mention, named, beside.get(position, ""), regions)
        senses.append(sense)
    return senses


def _named(mentions: Sequence[Mention], regions: Regions) -> dict[str, dict[str, int]]:
    """Region → name → how often it stands for it beyond doubt (one sense, or only one that is no city)."""
    sure: list[Sense | None] = []
    for mention in mentions:
        senses = [s for s in mention.senses if s[1] is not Use.CONTEXT]
        areas = [s for s in senses if regions.level(s[0]) != "city"]
        alone = len(senses) == 1 and not mention.weak and regions.population(senses[0][0]) >= ALONE_MIN
        sure.append(areas[0] if len(areas) == 1 else senses[0] if alone else None)
    return _company(mentions, sure, regions)


def _company(
    mentions: Sequence[Mention], senses: Sequence[Sense | None], regions: Regions
) -> dict[str, dict[str, int]]:
    """Region → name → how often, with the provinces and countries of what is named."""
    named: dict[str, dict[str, int]] = defaultdict(dict)
    for mention, sense in zip(mentions, senses, strict=True):
        if sense is None:
            continue
        for id_ in (sense[0], *regions.ancestors(sense[0])):
            if id_ == sense[0] or regions.level(id_) in ("country", "admin1"):
                named[id_][mention.key] = named[id_].get(mention.key, 0) + 1
    return named


def _beside(mentions: Sequence[Mention], regions: Regions) -> tuple[dict[int, str], set[str]]:
    """For "City, State" and "State's City": position of the city → id of the container.

    Also the names of strangers: "Paris, Ontario" is in Ontario, and if the vocabulary has no Paris there, the Paris of
    this story is none it has.
    """
    found: dict[int, str] = {}
    strangers: set[str] = set()
    for position, (one, two) in enumerate(pairwise(mentions)):
        if one.block != two.block or two.start - one.end > 4:
            continue
        container = _contains(one, two, regions)
        if container:
            found[position + 1] = container
        if not one.after.startswith((", ", " (", " /")):
            continue
        container = _contains(two, one, regions)
        if container:
            found[position] = container
        elif _closes_address(mentions, position + 1, regions) and any(
            regions.level(s) == "city" for s, _ in one.senses
        ):
            strangers.add(one.key)
    return found, strangers - {mentions[p].key for p in found}


def _closes_address(mentions: Sequence[Mention], position: int, regions: Regions) -> bool:
    """True for a state that ends "Town, State" and not one of a list of places."""
    state = mentions[position]
    if not any(regions.level(s) == "admin1" and regions.country(s) in ADDRESSED for s, _ in state.senses):
        return False
    before = mentions[position - 2] if position >= 2 else None
    near = before is not None and mentions[position - 1].start - before.end <= len(" or ")
    if before and near and before.block == state.block and before.after.startswith(", "):  # a list of places
        return False
    after = mentions[position + 1] if position + 1 < len(mentions) else None
    return not (after and after.block == state.block and after.start - state.end <= 6)


def _contains(outer: Mention, inner: Mention, regions: Regions) -> str:
    for id_, use in outer.senses:
        if use in (Use.DEMONYM, Use.GOVERNMENT) or regions.level(id_) not in ("country", "admin1"):
            continue
        if any(id_ in regions.ancestors(sense) for sense, _ in inner.senses):
            return id_
    return ""


def _best(
    mention: Mention, named: Mapping[str, Mapping[str, int]], container: str, regions: Regions
) -> tuple[str, Use] | None:
    best: tuple[float, str, Use] | None = None
    for id_, use in mention.senses:
        level = regions.level(id_)
        above = regions.ancestors(id_)
        country = regions.country(id_)
        others = _other(named, mention.key)
        company = bool(country and country != id_ and others(country))
        near = any(others(a) for a in above if regions.level(a) == "admin1")
        if use is Use.CONTEXT and not others(country):
            continue
        if level == "city":
            people = regions.population(id_)
            points = math.log10(people + 100)
            if not container and not _believed(mention, people, company, near):
                continue
            if any((a, Use.NAME) in mention.senses for a in above):
                points += OWN_CITY
        else:
            points = RANK[level]
            points += PREFERRED * (level == "country" and others(id_))
        points += PREFERRED * (use in (Use.PREFERRED, Use.CONTEXT))
        points += SAME_COUNTRY * company + SAME_PROVINCE * near
        points += BESIDE * bool(container and container in above)
        if level == "admin1" and not company and (mention.weak or not regions.well_known(id_)) and not container:
            continue
        if best is None or (points, id_) > (best[0], best[1]):
            best = (points, id_, use)
    return (best[1], best[2]) if best else None


def _other(named: Mapping[str, Mapping[str, int]], key: str) -> Callable[[str], bool]:
    """Whether a region is named by any other word than this: no name supports itself."""
    return lambda id_: any(name != key for name in named.get(id_, ()))


def _believed(mention: Mention, people: int, company: bool, near: bool) -> bool:
    if mention.rule == "misprint":
        return company and people >= SMALL_MIN
    if mention.weak:
        return people >= NEVER_ALONE
    if people < TOWN_MAX and not (mention.firm or near):
        return False
    if not (mention.firm or company or near):
        return people >= UNCASED_MIN
    if people < SMALL_MIN:
        return near or (company and mention.firm)
    return company or people >= (ALONE_MIN if mention.cased else UNCASED_MIN)
