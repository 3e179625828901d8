"""Mentions → tags: how much a story is about each region, as a sum a reader can check.

Every sign that a story is about a region (named in the headline, first, often, in the dateline) adds points;
region-roles.tsv says how many. Thresholds then give the role; containers of listed places follow, marked implied.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ..model import Evidence, RegionTag, Role, Story
from ..wordlists import DATA
from .guards import in_organisation
from .matcher import Mention, Zone
from .names import Use
from .vocabulary import Regions

Weights = Mapping[str, float]

START = {
    "country": -1.65,
    "admin1": -1.15,
    "city": -1.25,
    "macro": -1.0,
    "area": -2.7,
    "subregion": -2.6,
    "continent": -3.6,
}
# points a region starts from; a province or town named once tells more about a story than a country or continent does
SECONDARY_MIN = 0.0  # points, as likely listed as not
PRIMARY_MIN = {"country": 2.6, "admin1": 2.6, "city": 2.6, "macro": 2.6, "subregion": 3.0, "continent": 4.0}
HEADLINE_PRIMARY_MIN = 0.5  # points that are enough for a region of the headline
NO_HEADLINE = 0.2  # points given to a region of a story without a headline, which cannot earn the headline's
PRIMARY_SHARE = 0.25  # of the mentions of the story's first country that another needs to be primary
FROM_INSIDE = 0.5  # part of a mention that one of a place inside a country is worth to it
SHARED_MAX = 3  # countries of an area whose name speaks of each of them
ROW_MIN = 3  # places side by side that make a row
ROW_GAPS = frozenset((",", "and", ", and", "or", ", or", "&", "/", ";", "to", "–", ", the", "and the", ", and the"))
# what stands between two of a row
PARTIES = 2  # countries first in a story that make it their affair, not that of a third where it was filed
SCENE_WITHIN = 120  # characters before a name in which its verb is looked for
_SCENE = re.compile(
    r"\b(?:signed|held|hosted|opened|inaugurated|launched|staged|convened|gathered|t(?:ook|aking|akes) place)\b[^.;]*"
    r"\b(?:in|at|near) (?:the )?$"
)
EVIDENCE_MAX = 12  # mentions kept as evidence for one tag
ORDER = {Role.PRIMARY: 0, Role.SECONDARY: 1, Role.DATELINE: 2, Role.MENTION: 3}


@dataclass(slots=True)
class Tally:
    """What a story says of one region."""

    direct: list[Mention] = field(default_factory=list)
    inside: list[Mention] = field(default_factory=list)  # places within it, countries only

    @property
    def count(self) -> float:
        return len(self.direct) + FROM_INSIDE * len(self.inside)


def tags_of(mentions: Sequence[Mention], story: Story, regions: Regions) -> tuple[RegionTag, ...]:
    """The tags of a story, listed ones first."""
    filed = [m for m in mentions if m.zone is Zone.DATELINE]
    told = [m for m in mentions if m.zone is not Zone.DATELINE]
    states = _bygone_states(told, regions)
    tallies = _tally(told, states, regions)
    home = {states.get(c, c) for c in (regions.country(m.region) for m in filed)} - {""}
    scores = _scores(tallies, home, states, story, told, regions)
    tags: dict[str, RegionTag] = {}
    for id_, tally in tallies.items():
        if tally.direct:
            score = scores[id_]
            role = _role(id_, score, regions)
            if score >= HEADLINE_PRIMARY_MIN and tally.direct[0].zone is Zone.HEADLINE:
                role = Role.PRIMARY
            tags[id_] = RegionTag(id_, regions.label(id_), role, score, _evidence(tally.direct))
    if home:
        _lower_places_abroad(tags, tallies, scores, states, story, regions)
    _lower_minor_countries(tags, tallies)
    _add_brought(tags, regions)
    _add_containers(tags, scores, states, regions)
    _add_datelines(tags, filed, home, regions)
    return tuple(sorted(tags.values(), key=lambda t: (ORDER[t.role], -t.score, t.id)))


@cache
def _weights() -> Weights:
    rows = (row.split("\t") for row in (DATA / "region-roles.tsv").read_text("utf-8").splitlines())
    return {cells[0]: float(cells[1]) for cells in rows if not cells[0].startswith("#")}


def _bygone_states(mentions: Sequence[Mention], regions: Regions) -> Mapping[str, str]:
    """Country → the bygone state it was part of, where the story names that state: its Moscow is Soviet."""
    return {
        member: id_
        for id_ in dict.fromkeys(m.region for m in mentions)
        if regions.label(id_).endswith("(historical)")
        for member in regions.members(id_)
        if len(member) == 2 and len(regions.members(id_)) > 1
    }


def _tally(mentions: Sequence[Mention], states: Mapping[str, str], regions: Regions) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for mention in mentions:
        tallies[mention.region].direct.append(mention)
        country = regions.country(mention.region)
        country = states.get(country, country)
        if country and country != mention.region:
            tallies[country].inside.append(mention)
    for id_ in list(tallies):
        shared = regions.members(id_)
        if 0 < len(shared) <= SHARED_MAX and _group(id_, regions) == "macro":
            for member in shared:  # the Korean Peninsula is both Koreas
                if len(member) == 2 and member in tallies and tallies[member].direct:
                    tallies[member].inside += tallies[id_].direct
    return tallies


def _scores(
    tallies: Mapping[str, Tally],
    home: set[str],
    states: Mapping[str, str],
    story: Story,
    told: Sequence[Mention],
    regions: Regions,
) -> dict[str, float]:
    """Points of every region the story names, and of countries it names places of."""
    texts = [
        f.value
        for f in (story.headline, story.deck)
        if f.value and not (f is story.headline and story.headline_assigned)
    ]
    first_block = len(texts)
    texts += [block.text for block in story.body]
    headline = bool(texts and first_block and texts[0] == story.headline.value)
    rows = _in_rows(told)
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in tallies:  # in the order they are named
        groups[_group(id_, regions)].append(id_)
    weights = _weights()
    scores: dict[str, float] = {}
    for group, ids in groups.items():
        for id_ in ids:
            tally = tallies[id_]
            all_ = tally.direct + tally.inside
            signs = {
                "headline": any(m.zone is Zone.HEADLINE for m in tally.direct),
                "lead": any(m.block == first_block for m in tally.direct),
                "late": min(m.block for m in all_) - first_block > len(story.body) / 2,
                "mentions": math.log2(1 + tally.count),
                "paragraphs": len({m.block for m in all_}) / (1 + len(story.body)),
                "many": math.log2(1 + len(ids)),
                "alone": len(ids) == 1,
                "organisations": sum(in_organisation(texts[m.block], m.start, m.end) for m in all_) / len(all_),
                "people": sum(m.use is Use.DEMONYM for m in all_) / len(all_),
            }
            in_rows = sum(id(m) in rows for m in all_) / len(all_)
            if group == "country" and home:
                signs["party"] = in_rows
                signs["filed" if id_ in home else "filed-elsewhere"] = True
            elif group == "country":
                signs["in-passing"] = len(all_) == 1 and all_[0].zone is Zone.BODY
            else:
                signs["row"] = in_rows
                land = regions.country(id_)
                signs["abroad"] = bool(home and land) and states.get(land, land) not in home
            scores[id_] = (
                START[_start(id_, group, regions)]
                + NO_HEADLINE * (not headline)
                + sum(weights[sign] * value for sign, value in signs.items())
            )
    return scores


def _group(id_: str, regions: Regions) -> str:
    """The level a region is compared within: a bygone state is a country."""
    level = regions.level(id_)
    return "country" if level == "macro" and regions.label(id_).endswith("(historical)") else level


def _start(id_: str, group: str, regions: Regions) -> str:
    """What a region starts as: a sea, a union, an area of several countries is named more lightly than one in one."""
    return "area" if group == "macro" and not regions.country(id_) else group


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


def _role(id_: str, score: float, regions: Regions) -> Role:
    if score >= PRIMARY_MIN[_group(id_, regions)]:
        return Role.PRIMARY
    return Role.SECONDARY if score >= SECONDARY_MIN else Role.MENTION


def _evidence(mentions: Sequence[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence(m.rule, m.text, m.line, m.start) for m in mentions[:EVIDENCE_MAX])


def _lower_places_abroad(
    tags: dict[str, RegionTag],
    tallies: Mapping[str, Tally],
    scores: Mapping[str, float],
    states: Mapping[str, str],
    story: Story,
    regions: Regions,
) -> None:
    """Makes mentions of places in countries a story from elsewhere is not about, unless something was done there."""
    texts = {block.first: block.text for block in story.body}
    for id_, tag in tags.items():
        country = regions.country(id_)
        country = states.get(country, country)
        if (
            not country
            or country == id_
            or tag.role not in (Role.PRIMARY, Role.SECONDARY)
            or scores.get(country, 0.0) >= SECONDARY_MIN
        ):
            continue
        before = (
            texts.get(m.line, "")[max(0, m.start - SCENE_WITHIN) : m.start] for m in tallies[id_].direct if m.line
        )
        if not any(_SCENE.search(text) for text in before):
            tags[id_] = replace(tag, role=Role.MENTION)


def _lower_minor_countries(tags: dict[str, RegionTag], tallies: Mapping[str, Tally]) -> None:
    """Makes secondary what is far behind: a war named three times in a story on trade is not its subject."""
    most = max((tallies[id_].count for id_ in tags if len(id_) == 2), default=0.0)
    for id_, tag in tags.items():
        if len(id_) == 2 and tag.role is Role.PRIMARY and tallies[id_].count < PRIMARY_SHARE * most:
            tags[id_] = replace(tag, role=Role.SECONDARY)


def _add_brought(tags: dict[str, RegionTag], regions: Regions) -> None:
    """Regions the very name of another contains: Beijing-Tianjin-Hebei names three."""
    for id_ in sorted(tags):
        region = regions.get(id_)
        for inner in region.brings if region else ():
            if inner not in tags:
                tags[inner] = RegionTag(inner, regions.label(inner), tags[id_].role, tags[id_].score, (), implied=True)


def _add_containers(
    tags: dict[str, RegionTag], scores: Mapping[str, float], states: Mapping[str, str], regions: Regions
) -> None:
    """A listed place brings its province and country into the list; a mentioned one makes them mentions."""
    for id_ in sorted(tags, key=lambda i: (ORDER[tags[i].role], i)):
        inner = tags[id_]
        if regions.level(id_) not in ("city", "admin1"):
            continue
        for above in regions.ancestors(id_):
            above = states.get(above, above)
            level = regions.level(above)
            if _group(above, regions) not in ("admin1", "country") or _same_place(id_, above, regions):
                continue
            role = inner.role
            if level == "country" and above in scores:
                role = min(role, _role(above, scores[above], regions), key=lambda r: ORDER[r])
            known = tags.get(above)
            if known and ORDER[known.role] <= ORDER[role]:
                continue
            if known:  # named itself, but less than what lies in it
                tags[above] = RegionTag(above, known.label, role, known.score, known.evidence)
            else:
                tags[above] = RegionTag(
                    above, regions.label(above), role, scores.get(above, inner.score), (), implied=True
                )


def _same_place(city: str, province: str, regions: Regions) -> bool:
    """True for a city that is its own province (Beijing, Moscow, Tokyo): one page is enough."""
    bare = regions.label(province).partition(" (")[0]
    for suffix in (" Metropolis", " Prefecture", " Province"):
        bare = bare.removesuffix(suffix)
    return regions.level(province) == "admin1" and regions.label(city).partition(" City")[0] == bare


def _add_datelines(tags: dict[str, RegionTag], filed: Sequence[Mention], home: set[str], regions: Regions) -> None:
    """Where it was filed from. The country is listed unless the story tells of two others' affairs with each other."""
    parties = [t for t in tags.values() if t.role is Role.PRIMARY and _group(t.id, regions) == "country"]
    listed = len(parties) < PARTIES
    for mention in filed:
        above = regions.country(mention.region)
        above = above if above in home else next(iter(sorted(home)), "")
        for id_ in (mention.region, above):
            if not id_ or (id_ in tags and (tags[id_].role is not Role.MENTION)):
                continue
            alone = listed and id_ == above
            role = Role.SECONDARY if alone else Role.DATELINE
            rule = "dateline-only" if alone else "dateline"
            evidence = (Evidence(rule, mention.text, mention.line, mention.start),)
            tags[id_] = RegionTag(id_, regions.label(id_), role, 1.0, evidence, implied=id_ != mention.region)
