"""Mentions → tags: how much a story is about each region, as a sum a reader can check.

A region's score adds what each mention is worth by where it stands, and its share of all mentions. Countries also
earn a part of what their own places earn. Thresholds then give the role; containers of listed places follow,
marked implied.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model import Evidence, RegionTag, Role
from .matcher import Mention, Zone
from .vocabulary import Regions

WORTH = {Zone.HEADLINE: 4.0, Zone.DECK: 3.0, Zone.LEAD: 2.0, Zone.BODY: 1.0, Zone.DATELINE: 0.0}
# points for the first mention in a zone; a headline names what a story is about
LISTED = 0.4  # part of that worth for one of three or more places in a row: "in Harbin, Dalian, Shenyang and Jilin"
LATE = 0.6  # part of it for a mention in the second half of a long story: news puts first what matters
LONG_STORY = 12  # paragraphs from which a story is long
ROW_MIN = 3  # places side by side that make a row
ROW_GAPS = frozenset((",", "and", ", and", "or", ", or", "&", "/", ";", "to", "–"))  # what stands between two of a row
FILED_FROM = 2.0  # points for a country that is named and that the story was filed from
AGAIN = 1.0  # points times log2 of all mentions: the tenth says less than the second
SHARE = 4.0  # points times the share of the story's mentions
FROM_INSIDE = 0.5  # part of a place's mentions that count for its country, which need not be named then
PRIMARY_MIN = {"country": 5.0, "admin1": 4.0, "city": 4.0, "macro": 4.0, "subregion": 5.5, "continent": 7.0}
NO_HEADLINE = 0.75  # of these that a story without a headline asks for: its places cannot earn the headline's points
PRIMARY_SHARE = 0.55  # of the score of the story's first country that another needs to be primary
SECONDARY_MIN = {"country": 2.1, "admin1": 1.0, "city": 1.0, "macro": 1.0, "subregion": 2.0, "continent": 5.0}
# points; a province or town named once tells more about a story than a country does
EVIDENCE_MAX = 12  # mentions kept as evidence for one tag
ORDER = {Role.PRIMARY: 0, Role.SECONDARY: 1, Role.DATELINE: 2, Role.MENTION: 3}


@dataclass(slots=True)
class Tally:
    """What a story says of one region."""

    direct: list[Mention] = field(default_factory=list)
    inside: int = 0  # mentions of places within it, countries only
    inside_zones: set[Zone] = field(default_factory=set)


def tags_of(mentions: Sequence[Mention], blocks: int, headline: bool, regions: Regions) -> tuple[RegionTag, ...]:
    """The tags of a story with that many blocks, and with a headline or without; listed ones first."""
    filed = [m for m in mentions if m.zone is Zone.DATELINE]
    told = [m for m in mentions if m.zone is not Zone.DATELINE]
    in_rows = _in_rows(told)
    tallies = _tally(told, regions)
    total = max(1, len(told))
    tags: dict[str, RegionTag] = {}
    asked = 1.0 if headline else NO_HEADLINE
    home = {regions.country(m.region) for m in filed}
    for id_, tally in tallies.items():
        if not tally.direct:
            continue
        score = _score(tally, total, blocks, in_rows) + FILED_FROM * (id_ in home)
        tags[id_] = RegionTag(
            id_, regions.label(id_), _role(_weight_class(id_, regions), score, asked), score, _evidence(tally.direct)
        )
    _lower_minor_countries(tags)
    _add_brought(tags, regions)
    _add_containers(tags, tallies, total, regions)
    _add_datelines(tags, filed, regions)
    return tuple(sorted(tags.values(), key=lambda t: (ORDER[t.role], -t.score, t.id)))


def _tally(mentions: Iterable[Mention], regions: Regions) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for mention in mentions:
        tallies[mention.region].direct.append(mention)
        country = regions.country(mention.region)
        if country and country != mention.region:
            tallies[country].inside += 1
            tallies[country].inside_zones.add(mention.zone)
    return tallies


def _score(tally: Tally, total: int, blocks: int, in_rows: frozenset[int]) -> float:
    best: dict[Zone, float] = {}
    for mention in tally.direct:
        worth = WORTH[mention.zone]
        if id(mention) in in_rows and mention.zone is Zone.BODY:
            worth *= LISTED
        elif blocks >= LONG_STORY and mention.zone is Zone.BODY and mention.block > blocks / 2:
            worth *= LATE
        best[mention.zone] = max(worth, best.get(mention.zone, 0.0))
    points = sum(best.values())
    points += sum(WORTH[zone] for zone in tally.inside_zones - set(best)) * FROM_INSIDE
    count = sum(LISTED if id(m) in in_rows else 1.0 for m in tally.direct) + FROM_INSIDE * tally.inside
    points += AGAIN * math.log2(count) if count > 1 else 0.0
    return points + SHARE * min(1.0, count / total)


def _in_rows(mentions: Sequence[Mention]) -> frozenset[int]:
    """Identities of the mentions that stand in a row of places."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _next_in_row(runs[-1][-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return frozenset(id(m) for run in runs if len({m.region for m in run}) >= ROW_MIN for m in run)


def _next_in_row(one: Mention, two: Mention) -> bool:
    between = two.start - one.end
    return one.block == two.block and between <= len(one.after) and one.after[:between].strip() in ROW_GAPS


def _role(level: str, score: float, asked: float) -> Role:
    if score >= asked * PRIMARY_MIN[level]:
        return Role.PRIMARY
    return Role.SECONDARY if score >= asked * SECONDARY_MIN[level] else Role.MENTION


def _weight_class(id_: str, regions: Regions) -> str:
    """The level that sets a region's thresholds: an area of several countries is named as lightly as a country."""
    level = regions.level(id_)
    return "country" if level == "macro" and not regions.country(id_) else level


def _evidence(mentions: Sequence[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence(m.rule, m.text, m.line, m.start) for m in mentions[:EVIDENCE_MAX])


def _lower_minor_countries(tags: dict[str, RegionTag]) -> None:
    """Makes secondary what is far behind: a war named three times in a story on trade is not its subject."""
    best = max((tag.score for id_, tag in tags.items() if len(id_) == 2), default=0.0)
    for id_, tag in tags.items():
        if len(id_) == 2 and tag.role is Role.PRIMARY and tag.score < PRIMARY_SHARE * best:
            tags[id_] = replace(tag, role=Role.SECONDARY)


def _add_brought(tags: dict[str, RegionTag], regions: Regions) -> None:
    """Regions the very name of another contains: Beijing-Tianjin-Hebei names three."""
    for id_ in sorted(tags):
        region = regions.get(id_)
        for inner in region.brings if region else ():
            if inner not in tags:
                tags[inner] = RegionTag(inner, regions.label(inner), tags[id_].role, tags[id_].score, (), implied=True)


def _add_containers(tags: dict[str, RegionTag], tallies: Mapping[str, Tally], total: int, regions: Regions) -> None:
    """A listed place brings its province and country into the list; a mentioned one makes them mentions."""
    for id_ in sorted(tags, key=lambda i: (ORDER[tags[i].role], i)):
        inner = tags[id_]
        if regions.level(id_) not in ("city", "admin1"):
            continue
        for above in regions.ancestors(id_):
            level = regions.level(above)
            if level not in ("admin1", "country") or _same_place(id_, above, regions):
                continue
            known = tags.get(above)
            if known and ORDER[known.role] <= ORDER[inner.role]:
                continue
            if known:  # named itself, but less than what lies in it
                tags[above] = RegionTag(above, known.label, inner.role, known.score, known.evidence)
            else:
                score = (
                    _score(tallies.get(above, Tally()), total, 0, frozenset()) if level == "country" else inner.score
                )
                tags[above] = RegionTag(above, regions.label(above), inner.role, score, (), implied=True)


def _same_place(city: str, province: str, regions: Regions) -> bool:
    """True for a city that is its own province (Beijing, Moscow, Tokyo): one page is enough."""
    bare = regions.label(province).partition(" (")[0]
    for suffix in (" Metropolis", " Prefecture", " Province"):
        bare = bare.removesuffix(suffix)
    return regions.level(province) == "admin1" and regions.label(city).partition(" City")[0] == bare


def _add_datelines(tags: dict[str, RegionTag], filed: Sequence[Mention], regions: Regions) -> None:
    """Where it was filed from, and the country of that place, unless the story itself names them."""
    listed = any(regions.level(id_) == "country" and tag.role is Role.PRIMARY for id_, tag in tags.items())
    for mention in filed:
        for id_ in (mention.region, regions.country(mention.region)):
            if not id_ or (id_ in tags and (listed or tags[id_].role is not Role.MENTION)):
                continue
            alone = not listed and regions.level(id_) == "country"
            role = Role.SECONDARY if alone else Role.DATELINE
            rule = "dateline-only" if alone else "dateline"
            evidence = (Evidence(rule, mention.text, mention.line, mention.start),)
            tags[id_] = RegionTag(id_, regions.label(id_), role, 1.0, evidence, implied=id_ != mention.region)
