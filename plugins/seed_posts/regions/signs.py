"""The signs that a story is about a region: where, how often and in what company it is named."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Story
from .guards import in_organisation
from .matcher import Mention, Zone
from .names import Use
from .vocabulary import Regions

FROM_INSIDE = 0.5  # part of a mention that one of a place inside a country is worth to it
SHARED_MAX = 3  # countries of an area whose name speaks of each of them
ROW_MIN = 3  # places side by side that make a row
ROW_GAPS = frozenset((",", "and", ", and", "or", ", or", "&", "/", ";", "to", "–", ", the", "and the", ", and the"))
# what stands between two of a row

Signs = Mapping[str, float]  # sign → how much of it there is; region-roles.tsv explains each


@dataclass(slots=True)
class Tally:
    """What a story says of one region."""

    direct: list[Mention] = field(default_factory=list)
    inside: list[Mention] = field(default_factory=list)  # places within it, countries only

    @property
    def count(self) -> float:
        return len(self.direct) + FROM_INSIDE * len(self.inside)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a story names, sorted by region."""

    told: Sequence[Mention]  # outside of datelines
    filed: Sequence[Mention]  # in the dateline
    states: Mapping[str, str]  # country → the bygone state it was part of, where the story names that state
    home: frozenset[str]  # countries it was filed from
    tallies: Mapping[str, Tally]  # in the order they are named

    def country(self, id_: str, regions: Regions) -> str:
        """The country a region lies in, in the story's own time; "" where it has none."""
        country = regions.country(id_)
        return self.states.get(country, country)


def sort_mentions(mentions: Sequence[Mention], regions: Regions) -> Telling:
    """What the mentions of a story say of each region."""
    filed = [m for m in mentions if m.zone is Zone.DATELINE]
    told = [m for m in mentions if m.zone is not Zone.DATELINE]
    states = _bygone_states(told, regions)
    home = {states.get(c, c) for c in (regions.country(m.region) for m in filed)} - {""}
    return Telling(told, filed, states, frozenset(home), _tally(told, states, regions))


def signs_of(telling: Telling, story: Story, regions: Regions) -> Iterator[tuple[str, str, Signs]]:
    """Id, level and signs of every region the story names, and of countries it names places of."""
    texts = [story.headline.value] if has_headline(story) and story.headline.value else []
    texts += [story.deck.value] if story.deck.value else []
    first_block = len(texts)
    texts += [block.text for block in story.body]
    rows = _in_rows(telling.told)
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in telling.tallies:
        groups[group_of(id_, regions)].append(id_)
    for group, ids in groups.items():
        for id_ in ids:
            tally = telling.tallies[id_]
            all_ = tally.direct + tally.inside
            blocks = [m.block for m in all_]
            signs: dict[str, float] = {
                "headline": Zone.HEADLINE in [m.zone for m in tally.direct],
                "lead": first_block in [m.block for m in tally.direct],
                "late": min(blocks) - first_block > len(story.body) / 2,
                "mentions": math.log2(1 + tally.count),
                "paragraphs": len(set(blocks)) / (1 + len(story.body)),
                "many": math.log2(1 + len(ids)),
                "alone": len(ids) == 1,
                "organisations": sum([in_organisation(texts[m.block], m.start, m.end) for m in all_]) / len(all_),
                "people": [m.use for m in all_].count(Use.DEMONYM) / len(all_),
                "headless": not has_headline(story),
            }
            in_rows = sum([id(m) in rows for m in all_]) / len(all_) if rows else 0.0
            if group == "country" and telling.home:
                signs["party"] = in_rows
                signs["filed" if id_ in telling.home else "filed-elsewhere"] = True
            elif group == "country":
                signs["in-passing"] = len(all_) == 1 and all_[0].zone is Zone.BODY
            else:
                signs["row"] = in_rows
                land = telling.country(id_, regions)
                signs["abroad"] = bool(telling.home and land) and land not in telling.home
            yield id_, group, signs


def has_headline(story: Story) -> bool:
    """True for a story with a headline of its own, which is evidence; one made up is none."""
    return bool(story.headline.value) and not story.headline_assigned


def group_of(id_: str, regions: Regions) -> str:
    """The level a region is compared within: a bygone state is a country."""
    level = regions.level(id_)
    return "country" if level == "macro" and regions.label(id_).endswith("(historical)") else level


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
        if 0 < len(shared) <= SHARED_MAX and group_of(id_, regions) == "macro":
            for member in shared:  # the Korean Peninsula is both Koreas
                if len(member) == 2 and member in tallies and tallies[member].direct:
                    tallies[member].inside += tallies[id_].direct
    return tallies


def _in_rows(mentions: Sequence[Mention]) -> frozenset[int]:
    """Identities of the mentions that stand in a row of places."""
    if len(mentions) < ROW_MIN:
        return frozenset()
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
