"""What made-up stories are filed under: regions and topics of the shipped vocabularies, skewed as archives have them.

The archive is about two neighbours: their places come first, then the world's larger countries, each chosen with a
chance of one by its rank. So the commonest region stands in every second story and half of all have a handful.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TypeVar

from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics.vocabulary import Topics, load_topics

T = TypeVar("T")

NEIGHBOURS = ("CN", "RU")
PLACES, COUNTRIES, TOPICS = 450, 80, 240  # the pool of a large archive; a small one meets the commonest alone
FEWEST_REGIONS, MOST_REGIONS = 3, 8  # of a story
TOPIC_SHARES = (0.30, 0.38, 0.22, 0.10)  # of stories with one topic, two, three, four
ABOUT_SHARES = (0.40, 0.40, 0.20)  # of stories that are about one region, two, three
ALSO_SHARE = 0.45  # of the other regions: also concerned; the rest are mentioned
COUNTRY_SHARE = 0.4  # of stories about a place: also about its country
IMPLIED_SHARE = 0.3  # of stories about a town: also about what it implies, the province around it


@dataclass(frozen=True)
class Filed:
    """A region of a story."""

    id: str
    role: str  # primary, secondary, mention
    implied_by: str = ""  # id of the region that implies it


class Pool:
    """Regions and topics to choose from, the commonest first."""

    def __init__(self) -> None:
        self.regions, self.topics = load_regions(), load_topics()
        places = [_places(self.regions, country) for country in NEIGHBOURS]
        near = [id for id in chain(*zip_longest(*places)) if id][:PLACES]
        countries = sorted(
            (id for id in self.regions if self.regions.level(id) == "country"),
            key=lambda id: (-self.regions.population(id), id),
        )[:COUNTRIES]
        far = [id for id in countries if id not in NEIGHBOURS]
        self._places = [*NEIGHBOURS, *_mixed(near, far)]
        chance = random.Random(2)
        self._topics = [code for code in self.topics if self.topics.get(code)]
        chance.shuffle(self._topics)
        self._topics = self._topics[:TOPICS]

    def regions_of(self, chance: random.Random) -> list[Filed]:
        """Three to eight regions, those the story is about first."""
        about = _several(self._places, _number(chance, ABOUT_SHARES), chance)
        found = {id: Filed(id, "primary") for id in about}
        for id in about:
            country, around = self.regions.country(id), self.regions.parent(id)
            if country and country not in found and chance.random() < COUNTRY_SHARE:
                found[country] = Filed(country, "primary")
            if around not in ("", country) and around not in found and chance.random() < IMPLIED_SHARE:
                found[around] = Filed(around, "primary", implied_by=id)
        wanted = max(len(found), chance.randint(FEWEST_REGIONS, MOST_REGIONS))
        while len(found) < wanted:
            id = by_rank(self._places, chance)
            found.setdefault(id, Filed(id, "secondary" if chance.random() < ALSO_SHARE else "mention"))
        order = ("primary", "secondary", "mention")
        return sorted(found.values(), key=lambda filed: order.index(filed.role))

    def topics_of(self, chance: random.Random) -> list[str]:
        return _several(self._topics, _number(chance, TOPIC_SHARES), chance)


def by_rank(choice: Sequence[T], chance: random.Random) -> T:
    """One of them, each with a chance of about one by its rank."""
    return choice[min(int((len(choice) + 1) ** chance.random()) - 1, len(choice) - 1)]


def _several(choice: Sequence[T], number: int, chance: random.Random) -> list[T]:
    found: dict[T, None] = {}
    while len(found) < number:
        found[by_rank(choice, chance)] = None
    return list(found)


def _number(chance: random.Random, shares: Sequence[float]) -> int:
    return chance.choices(range(1, len(shares) + 1), shares)[0]


def _places(regions: Regions, country: str) -> list[str]:
    """Towns and provinces of a country, the most populous first."""
    inside = [id for id in regions if id != country and regions.country(id) == country]
    return sorted(inside, key=lambda id: (-regions.population(id), id))


def _mixed(near: Sequence[str], far: Sequence[str]) -> list[str]:
    """One of the far ones after every three of the near."""
    found: list[str] = []
    for place, id in enumerate(near):
        found.append(id)
        if place % 3 == 2 and place // 3 < len(far):
            found.append(far[place // 3])
    return found


__all__ = ["Filed", "Pool", "Regions", "Topics", "by_rank"]
