"""Mentions → tags: how much a story is about each region, as a sum a reader can check.

Every sign that a story is about a region (named in the headline, first, often, in the dateline) adds points;
region-roles.tsv says how many. Thresholds then give the role; containers of listed places follow, marked implied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from ..model import Evidence, RegionTag, Role, Story
from ..wordlists import DATA
from .matcher import Mention, Zone
from .signs import Telling, group_of, signs_of, sort_mentions
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
PRIMARY_SHARE = 0.25  # of the mentions of the story's first country that another needs to be primary
FILED = 1.0  # points of a region that stands in the dateline alone
PARTIES = 2  # countries first in a story that make it their affair, not that of a third where it was filed
SCENE_WITHIN = 120  # characters before a name in which its verb is looked for
_SCENE = re.compile(
    r"\b(?:signed|held|hosted|opened|inaugurated|launched|staged|convened|gathered|t(?:ook|aking|akes) place)\b[^.;]*"
    r"\b(?:in|at|near) (?:the )?$"
)
EVIDENCE_MAX = 12  # mentions kept as evidence for one tag
ORDER = {Role.PRIMARY: 0, Role.SECONDARY: 1, Role.DATELINE: 2, Role.MENTION: 3}


def tags_of(mentions: Sequence[Mention], story: Story, regions: Regions) -> tuple[RegionTag, ...]:
    """The tags of a story, listed ones first."""
    telling = sort_mentions(mentions, regions)
    scores = _scores(telling, story, regions)
    tags: dict[str, RegionTag] = {}
    for id_, tally in telling.tallies.items():
        if tally.direct:
            score = scores[id_]
            role = _role(id_, score, regions)
            if score >= HEADLINE_PRIMARY_MIN and tally.direct[0].zone is Zone.HEADLINE:
                role = Role.PRIMARY
            tags[id_] = RegionTag(id_, regions.label(id_), role, score, _evidence(tally.direct))
    if telling.home:
        _lower_places_abroad(tags, telling, scores, story, regions)
    _lower_minor_countries(tags, telling)
    _add_brought(tags, regions)
    _add_containers(tags, scores, telling, regions)
    _add_datelines(tags, telling, regions)
    return tuple(sorted(tags.values(), key=lambda t: (ORDER[t.role], -t.score, t.id)))


@cache
def weights() -> Weights:
    """Points by sign, from region-roles.tsv, read once."""
    rows = (row.split("\t") for row in (DATA / "region-roles.tsv").read_text("utf-8").splitlines())
    return {cells[0]: float(cells[1]) for cells in rows if not cells[0].startswith("#")}


def _scores(telling: Telling, story: Story, regions: Regions) -> dict[str, float]:
    """Points of every region the story names, and of countries it names places of."""
    points = weights()
    return {
        id_: START[_start(id_, group, regions)] + sum(points[sign] * value for sign, value in signs.items() if value)
        for id_, group, signs in signs_of(telling, story, regions)
    }


def _start(id_: str, group: str, regions: Regions) -> str:
    """What a region starts as: a sea, a union, an area of several countries is named more lightly than one in one."""
    return "area" if group == "macro" and not regions.country(id_) else group


def _role(id_: str, score: float, regions: Regions) -> Role:
    if score >= PRIMARY_MIN[group_of(id_, regions)]:
        return Role.PRIMARY
    return Role.SECONDARY if score >= SECONDARY_MIN else Role.MENTION


def _evidence(mentions: Sequence[Mention]) -> tuple[Evidence, ...]:
    return tuple(Evidence(m.rule, m.text, m.line, m.start) for m in mentions[:EVIDENCE_MAX])


def _lower_places_abroad(
    tags: dict[str, RegionTag], telling: Telling, scores: Mapping[str, float], story: Story, regions: Regions
) -> None:
    """Makes mentions of places in countries a story from elsewhere is not about, unless something was done there."""
    texts = {block.first: block.text for block in story.body}
    for id_, tag in tags.items():
        country = telling.country(id_, regions)
        if (
            not country
            or country == id_
            or tag.role not in (Role.PRIMARY, Role.SECONDARY)
            or scores.get(country, 0.0) >= SECONDARY_MIN
        ):
            continue
        before = (
            texts.get(m.line, "")[max(0, m.start - SCENE_WITHIN) : m.start]
            for m in telling.tallies[id_].direct
            if m.line
        )
        if not any(_SCENE.search(text) for text in before):
            tags[id_] = replace(tag, role=Role.MENTION)


def _lower_minor_countries(tags: dict[str, RegionTag], telling: Telling) -> None:
    """Makes secondary what is far behind: a war named three times in a story on trade is not its subject."""
    tallies = telling.tallies
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
    tags: dict[str, RegionTag], scores: Mapping[str, float], telling: Telling, regions: Regions
) -> None:
    """A listed place brings its province and country into the list; a mentioned one makes them mentions."""
    for id_ in sorted(tags, key=lambda i: (ORDER[tags[i].role], i)):
        inner = tags[id_]
        if regions.level(id_) not in ("city", "admin1"):
            continue
        for above in regions.ancestors(id_):
            above = telling.states.get(above, above)
            level = regions.level(above)
            if group_of(above, regions) not in ("admin1", "country") or _same_place(id_, above, regions):
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


def _add_datelines(tags: dict[str, RegionTag], telling: Telling, regions: Regions) -> None:
    """Where it was filed from. The country is listed unless the story tells of two others' affairs with each other."""
    parties = [t for t in tags.values() if t.role is Role.PRIMARY and group_of(t.id, regions) == "country"]
    listed = len(parties) < PARTIES
    for mention in telling.filed:
        above = telling.country(mention.region, regions)
        for id_ in (mention.region, above):
            if not id_ or (id_ in tags and (tags[id_].role is not Role.MENTION)):
                continue
            alone = listed and id_ == above
            role = Role.SECONDARY if alone else Role.DATELINE
            rule = "dateline-only" if alone else "dateline"
            evidence = (Evidence(rule, mention.text, mention.line, mention.start),)
            tags[id_] = RegionTag(id_, regions.label(id_), role, FILED, evidence, implied=id_ != mention.region)
