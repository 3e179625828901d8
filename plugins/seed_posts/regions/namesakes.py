"""Mentions with several senses → mentions with one: by container named beside them, by company, by population."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from .guards import FIRST_NAMES
from .matcher import Mention, Zone
from .names import Use
from .nearby import gathered, home_states, tied
from .vocabulary import Regions

RANK = {"country": 9.0, "continent": 9.0, "subregion": 9.0, "macro": 8.0, "admin1": 6.0, "world": 9.0}
# points; a city has log10 of its people, 6 for a million: a province outranks a town of its name, not a great city
A_PART = 5.0  # points of a province whose county is named
TOGETHER = 1.5  # points for a town among others of its district
PREFERRED = 2.0  # points for a sense the vocabulary prefers
BESIDE = 20.0  # points for "Portland, Maine": decides alone
SAME_COUNTRY = 1.5  # points where the sense's country is named in the story, as good as 30 times the people
SAME_PROVINCE = 3.0  # points where its province is
OWN_CITY = 3.0  # points for a city over the province that bears its name
ALONE_MIN = 150_000  # people a city needs to be believed where neither its country nor its province is named
UNCASED_MIN = 1_000_000  # people it needs in a headline, where "Santa Fe Southern" may be a firm
SMALL_MIN = 15_000  # people below which a place needs its province or a city near by, not just its country
ADDRESSED = frozenset(("US", "CA", "AU"))  # countries whose places are printed as "Town, State"
TOWN_MAX = 300_000  # people below which a place needs words that say so: "in Bradley", "Bradley police"
FAR_GREATER = 30  # times the people of any namesake: a Rome or Berlin that needs no support
HOME_MIN = 3  # names of one country's places that make a story at home there
ROW_MIN = 3  # places side by side that make each other sure
ROW_GAPS = frozenset((", ", " and ", ", and ", " or "))
ROW_GAP_MAX = 6  # characters of the longest
_ACTS = re.compile(
    r"(?:['’]s? (?:\S+ )?(?:foreign|government|minist\w+|ambassador|embassy|envoy|polic\w+|stance|position|decision"
    r"|proposal|offer|demands?|refusal|military|defen[cs]e|diplom\w+|allies|ally|relations|ties|support|plans?"
    r"|intentions?|claims?|response|role|interests?|efforts?)\b"
    r"| (?:and \w+ )?(?:has|have|had|is|was|are|were|will|would|may|might|can|could|should|must|says?|said|wants?"
    r"|wanted|hopes?|hoped|agree[sd]?|plans|planned|sees|saw|seeks|sought|insists?|insisted|denie[sd]|accuse[sd]|warn(?:s|ed)"
    r"|refuse[sd]|reject(?:s|ed)|support(?:s|ed)|call(?:s|ed)|demand(?:s|ed)|announced|decided|believes?|does|did|needs"
    r"|remains?|continue[sd]?|signed|sent|gave|made|took|to)\b)"
)  # after a capital's name: its government acts
WEAK_MIN = 500_000  # people a place of a person's name needs beside its country: Austin, Houston
NEVER_ALONE = 5_000_000  # people that even a common word or a first name is believed at


def choose(mentions: Sequence[Mention], regions: Regions) -> list[Mention]:
    """The mentions that mean a region, each with `region`, `use` and `rule` set; the rest are dropped.

    Two passes: what is beyond doubt helps to choose the rest, and all that was chosen helps to choose again, so that
    a London named in full makes the Edmonton beside it the one in London.
    """
    people = {m.key for m in mentions if not m.senses}  # "Jeff Bradley": a Bradley further on is he
    mentions = [m for m in mentions if m.senses and not (m.key in people and _may_be_person(m))]
    for mention in mentions:
        if mention.zone is Zone.DATELINE and mention.start == 0:  # whatever else the word may be, here it is a place
            mention.weak, mention.firm, mention.cased = False, True, True
    beside, strangers = _beside(mentions, regions)
    strangers |= _tie(mentions, regions)
    together = gathered(mentions, regions) | home_states(mentions, regions)
    _return_to_cities(mentions, {mentions[p].key for p in beside})
    _firm_rows(mentions)
    known = [m for m in mentions if m.key not in strangers]
    positions = [n for n, m in enumerate(mentions) if m.key not in strangers]
    beside = {new: beside[old] for new, old in enumerate(positions) if old in beside}
    if all(mention.sure for mention in known):
        senses: list[Sense | None] = [mention.senses[0] for mention in known]
    else:
        first = _choose(known, beside, _named(known, regions), together, regions)
        senses = _choose(known, beside, _company(known, first, regions), together, regions)
    kept: list[Mention] = []
    for position, sense in enumerate(senses):
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
        elif mention.use in (Use.GOVERNMENT, Use.PART):
            mention.rule = mention.use.name.lower()
        kept.append(mention)
    return kept


Sense = tuple[str, Use]


def _may_be_person(mention: Mention) -> bool:
    """True for a name of people where it opens no dateline and no address: "interested in Montgomery"."""
    if mention.zone is Zone.DATELINE or mention.after.startswith(", "):
        return False
    return mention.weak or mention.key in FIRST_NAMES


def _return_to_cities(mentions: Sequence[Mention], settled: set[str]) -> None:
    """Leaves capitals that do not act to the city, where the story says elsewhere that it means the city."""
    located = {m.key for m in mentions if m.firm and m.senses != m.city_instead and not _is_state(m)}
    for mention in mentions:
        if _is_state(mention) and (
            mention.key in settled or (mention.key in located and not _ACTS.match(mention.after))
        ):
            mention.senses = mention.city_instead


def _is_state(mention: Mention) -> bool:
    """True for a capital that stands for its government."""
    return bool(mention.city_instead) and mention.senses != mention.city_instead


def _firm_rows(mentions: Sequence[Mention]) -> None:
    """Makes places sure of each other that stand in a row: Calgary, Edmonton, Saskatoon and Winnipeg."""
    run: list[Mention] = []
    for mention in mentions:
        gap = mention.start - run[-1].end if run else 0
        if run and run[-1].block == mention.block and run[-1].after[:gap] in ROW_GAPS and gap <= ROW_GAP_MAX:
            run.append(mention)
        else:
            run = [mention]
        if len(run) >= ROW_MIN:
            for member in run[-ROW_MIN:]:
                member.firm = member.firm or not member.weak


def _tie(mentions: Sequence[Mention], regions: Regions) -> set[str]:
    """Leaves names said to lie near another place the senses that do; gives back those that have none."""
    strangers = set()
    for key, ids in tied(mentions, regions).items():
        for mention in mentions:
            if mention.key == key:
                mention.senses = tuple(s for s in mention.city_instead or mention.senses if s[0] in ids)
        if not ids:
            strangers.add(key)
    return strangers


def _choose(
    mentions: Sequence[Mention],
    beside: Mapping[int, str],
    named: Mapping[str, Mapping[str, int]],
    together: frozenset[str],
    regions: Regions,
) -> list[Sense | None]:
    """The sense of each mention; a name keeps its sense through the story unless its container says otherwise."""
    chosen: dict[str, Sense] = {m.key: m.senses[0] for m in mentions if m.sure}
    known: dict[tuple[object, ...], Sense | None] = {}  # most mentions of a name stand in the same case

    def best(position: int, mention: Mention) -> Sense | None:
        container = beside.get(position, "")
        filed = mention.zone is Zone.DATELINE
        case = (mention.key, id(mention.senses), mention.weak, mention.firm, mention.cased, container, filed)
        if case not in known:
            known[case] = _best(mention, named, container, together, regions)
        return known[case]

    doubtful = [position for position, mention in enumerate(mentions) if not mention.sure]
    for position in sorted(doubtful, key=lambda p: (p not in beside, mentions[p].weak, p)):
        mention = mentions[position]
        if mention.key in chosen and position not in beside and chosen[mention.key] in mention.senses:
            continue
        if mention.key not in chosen or position in beside:
            sense = best(position, mention)
            if sense and mention.key not in chosen:
                chosen[mention.key] = sense
    senses: list[Sense | None] = []
    for position, mention in enumerate(mentions):
        sense = chosen.get(mention.key)
        if mention.sure:
            senses.append(sense)
            continue
        if sense and sense not in mention.senses and regions.level(sense[0]) == "city" and not mention.city_instead:
            senses.append(None)  # "Lebanon High School" in a story of Lebanon, Tennessee, is not in Asia
            continue
        if position in beside or sense is None or sense not in mention.senses:
            sense = best(position, mention)
        senses.append(sense)
    return senses


def _named(mentions: Sequence[Mention], regions: Regions) -> dict[str, dict[str, int]]:
    """Region → name → how often it stands for it beyond doubt (one sense, or only one that is no city)."""
    sure: list[Sense | None] = []
    for mention in mentions:
        if mention.sure:
            sure.append(mention.senses[0])
            continue
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
        for id_ in (sense[0], *regions.around(sense[0])):
            names = named[id_]
            names[mention.key] = names.get(mention.key, 0) + 1
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
    mention: Mention,
    named: Mapping[str, Mapping[str, int]],
    container: str,
    together: frozenset[str],
    regions: Regions,
) -> tuple[str, Use] | None:
    only = mention.senses[0]
    if len(mention.senses) == 1 and len(only[0]) == 2 and only[1] is not Use.CONTEXT:  # a country and nothing else
        return only
    others = _other(named, mention.key)
    best: tuple[float, str, Use] | None = None
    parts = sum(use is Use.PART for _, use in mention.senses)  # seventeen states have a Monroe County
    for id_, use in mention.senses:
        level = regions.level(id_)
        above = regions.ancestors(id_)
        country = regions.country(id_)
        company = bool(country and country != id_ and others(country))
        near = id_ in together or any(a in together or others(a) for a in regions.around(id_) if len(a) > 2)
        if use is Use.CONTEXT and not (others(country) or id_ in together):
            continue
        if level == "city":
            people = regions.population(id_)
            points = math.log10(people + 100)
            if not container and not _believed(mention, people, company, near):
                continue
            if not (container or company or near):
                foreign = "US" in together and country != "US" and len(mention.senses) > 1
                if foreign or (use is not Use.PREFERRED and _elsewhere(mention, id_, named, regions)):
                    continue
            if any((a, Use.NAME) in mention.senses for a in above):
                points += OWN_CITY
        elif use is Use.PART:
            if parts > 1 and not (container or others(id_) or id_ in together):
                continue
            points = A_PART
        else:
            points = RANK[level]
            points += PREFERRED * (level == "country" and others(id_))
        points += PREFERRED * (use in (Use.PREFERRED, Use.CONTEXT))
        points += SAME_COUNTRY * company + SAME_PROVINCE * near
        points += TOGETHER * (id_ in together or regions.parent(id_) in together)
        points += BESIDE * bool(container and container in above)
        if level == "admin1" and not container:
            doubts = mention.weak + (not regions.well_known(id_)) + (not company)
            if doubts > 1:
                continue
        if best is None or (points, id_) > (best[0], best[1]):
            best = (points, id_, use)
    return (best[1], best[2]) if best else None


def _other(named: Mapping[str, Mapping[str, int]], key: str) -> Callable[[str], bool]:
    """Whether a region is named by any other word than this: no name supports itself."""

    def others(id_: str) -> bool:
        names = named.get(id_)
        return names is not None and (len(names) > 1 or key not in names)

    return others


def _elsewhere(mention: Mention, id_: str, named: Mapping[str, Mapping[str, int]], regions: Regions) -> bool:
    """True for one of several namesakes that nothing speaks for in a story full of another country's places."""
    if mention.zone is Zone.DATELINE:
        return False
    rivals = [regions.population(s) for s, _ in mention.senses if s != id_ and regions.level(s) == "city"]
    if not rivals or regions.population(id_) >= FAR_GREATER * max(rivals):
        return False
    home = regions.country(id_)
    return any(len(id_) == 2 and id_ != home and len(names) >= HOME_MIN for id_, names in named.items())


def _believed(mention: Mention, people: int, company: bool, near: bool) -> bool:
    if mention.rule == "misprint":
        return company and people >= SMALL_MIN
    if mention.weak:
        return people >= (WEAK_MIN if company else NEVER_ALONE)
    if people < TOWN_MAX and not (mention.firm or near):
        return False
    if not (mention.firm or company or near):
        return people >= UNCASED_MIN
    if people < SMALL_MIN:
        return near or (company and mention.firm)
    return company or near or people >= (ALONE_MIN if mention.cased else UNCASED_MIN)
