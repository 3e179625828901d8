"""Scores of the taggers on the corpora of ../shared/corpora, which are never committed.

    python -m tests.tags.corpora            # the half that was developed on
    python -m tests.tags.corpora --held-out # the other half

Halves go by position: even ones were looked at, odd ones were not. Maps from a corpus's own labels to ours stand here
with their reasons.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from plugins.seed_posts.datelines import read_dateline
from plugins.seed_posts.model import Block, Dateline, Finding, Role, Story
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import root_points, tag_topics
from plugins.seed_posts.topics.scoring import score_topics
from plugins.seed_posts.topics.vocabulary import Topics, load_topics

from .gold import Score

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
LISTED = (Role.PRIMARY, Role.SECONDARY)

BBC_ROOTS = {
    "business": "medtop:04000000",  # companies, markets, economies
    "entertainment": "medtop:01000000",  # film, music, television
    "politics": "medtop:11000000",  # nearly all of it British parties and government
    "sport": "medtop:15000000",
    "tech": "medtop:13000000",  # gadgets, games and the internet as things; IPTC files their makers under 04
}
FARM_GOODS = (
    "grain wheat corn barley oat sorghum rice rye soybean oilseed sugar coffee cocoa cotton livestock hog carcass"
    " veg-oil palm-oil rapeseed sunseed soy-oil soy-meal meal-feed orange potato tea rubber l-cattle"
)
METALS = "gold silver copper tin zinc lead nickel alum iron-steel platinum palladium strategic-metal"
INDICATORS = "cpi gnp ipi jobs wpi lei retail income housing inventories"
WIRE_TOPICS = {
    "earn": "medtop:20000178",  # corporate earnings: results and dividends
    "acq": "medtop:20000204",  # merger or acquisition
    "crude": "medtop:20001243",  # oil and gas
    "nat-gas": "medtop:20001243",
    "trade": "medtop:20000373",  # international trade
    "interest": "medtop:20000371",  # interest rates
    "money-fx": "medtop:20000391",  # foreign exchange market
    "ship": "medtop:20000343",  # waterway and maritime transport
    **dict.fromkeys(FARM_GOODS.split(), "medtop:20000210"),  # agriculture: IPTC has no code for each crop
    **dict.fromkeys(METALS.split(), "medtop:20000316"),  # metal and mineral mining and refining
    **dict.fromkeys(INDICATORS.split(), "medtop:20000346"),  # economic trends and indicators
}
WIRE_PLACES = {  # names of 1987 that our labels do not have
    "usa": "US",
    "uk": "GB",
    "west-germany": "DE",
    "east-germany": "x:east-germany",
    "ussr": "x:soviet-union",
    "yugoslavia": "x:yugoslavia",
    "uae": "AE",
    "burma": "MM",
    "kampuchea": "KH",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="the half nobody developed on")
    start = 1 if parser.parse_args().held_out else 0
    regions, topics = load_regions(), load_topics()
    for name, score in tr_news(regions, start).items():
        show(f"TR-News, {name}", score)
    show("newswire, countries listed", wire_places(regions, start))
    show("newswire, ten topics", wire_topics(regions, topics, start))
    right, total = bbc_roots(topics, start)
    print(f"{'BBC, root of 17':32} accuracy {right / total:.3f} of {total}")


def show(name: str, score: Score) -> None:
    f1 = 2 * score.right / max(1, 2 * score.right + score.wrong + score.missed)
    print(f"{name:32} precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {f1:.3f}")


def add(score: Score, wanted: set[str], got: set[str]) -> None:
    score.right += len(wanted & got)
    score.wrong += len(got - wanted)
    score.missed += len(wanted - got)


def tr_news(regions: Regions, start: int) -> dict[str, Score]:
    """Countries and subdivisions a text names, whatever their role; the gold's places are found by coordinates."""
    nearest = _nearest_city(regions)
    countries = {name.lower(): id_ for id_ in regions if len(id_) == 2 for name in _names(id_, regions)}
    scores = {"country": Score(), "admin1": Score()}
    root = ElementTree.parse(CORPORA / "tr-news.xml").getroot()
    for article in islice(root.iter("article"), start, None, 2):
        wanted: dict[str, set[str]] = {"country": set(), "admin1": set()}
        for tag in article.iter("gaztag"):
            country = countries.get((tag.findtext("country") or "").lower(), "")
            wanted["country"] |= {country} - {""}
            if tag.findtext("admin1") and (tag.findtext("fcode") or "") not in ("PCLI", "CONT", "OCN", "RGN"):
                city = nearest(float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0), country)
                wanted["admin1"] |= (
                    {a for a in regions.ancestors(city) if regions.level(a) == "admin1"} if city else set()
                )
        text = article.findtext("text") or ""
        told = _story((article.findtext("title") or "").strip(), text.split("\n"))
        found = {place for tag in tag_regions(told, regions) for place in (tag.id, *regions.ancestors(tag.id))}
        for level, score in scores.items():
            add(score, wanted[level], {place for place in found if regions.level(place) == level})
    return scores


def _names(id_: str, regions: Regions) -> tuple[str, ...]:
    region = regions.get(id_)
    return (region.label, *region.names) if region else ()


def _nearest_city(regions: Regions) -> Callable[[float, float, str], str]:
    cells: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
    for id_ in regions:
        region = regions.get(id_) if regions.level(id_) == "city" else None
        if region and region.latitude is not None and region.longitude is not None:
            cell = (round(region.latitude), round(region.longitude))
            cells[cell].append((region.latitude, region.longitude, id_))

    def nearest(latitude: float, longitude: float, country: str) -> str:
        around = [
            ((a - latitude) ** 2 + ((b - longitude) * math.cos(math.radians(latitude))) ** 2, id_)
            for up in (-1, 0, 1)
            for side in (-1, 0, 1)
            for a, b, id_ in cells.get((round(latitude) + up, round(longitude) + side), ())
            if regions.country(id_) == country
        ]
        return min(around)[1] if around else ""

    return nearest


def _story(title: str, paragraphs: list[str]) -> Story:
    body = tuple(Block(text.strip(), n, n) for n, text in enumerate(paragraphs, 2) if text.strip())
    parts = read_dateline(body[0].text) if body else None
    return Story(
        "corpus",
        1,
        1,
        len(body) + 1,
        body,
        headline=Finding(title) if title else Finding(),
        dateline=Finding(Dateline(parts.place)) if parts and parts.place else Finding(),
    )


def _wire(start: int) -> Iterator[tuple[list[str], list[str], Story]]:
    """Places, topics and story of each item."""
    lines = (CORPORA / "newswire.jsonl").read_text("utf-8").splitlines()
    for line in lines[start::2]:
        item = json.loads(line)
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n(?=    )", item["body"]) if p.strip()]
        dateline = item["dateline"].rstrip(" -")
        if paragraphs and dateline:
            paragraphs[0] = f"{dateline} - {paragraphs[0]}"
        yield item["places"], item["topics"], _story(item["title"], paragraphs)


def wire_places(regions: Regions, start: int) -> Score:
    """Countries an item is listed under, against those its editors filed it under."""
    ids = {name.lower().replace(" ", "-"): id_ for id_ in regions if len(id_) == 2 for name in _names(id_, regions)}
    ids |= WIRE_PLACES
    states = set(ids.values())
    score = Score()
    for places, _, story in _wire(start):
        wanted = {ids[place] for place in places if place in ids}
        if wanted:
            add(score, wanted, {t.id for t in tag_regions(story, regions) if t.role in LISTED} & states)
    return score


def wire_topics(regions: Regions, topics: Topics, start: int) -> Score:
    """The ten IPTC codes that wire topics map to, on items that have at least one."""
    codes = set(WIRE_TOPICS.values())
    score = Score()
    for _, names, story in _wire(start):
        wanted = {WIRE_TOPICS[name] for name in names if name in WIRE_TOPICS}
        if wanted:
            add(score, wanted, {t.code for t in tag_topics(story, tag_regions(story, regions), topics)} & codes)
    return score


def bbc_roots(topics: Topics, start: int) -> tuple[int, int]:
    """Right answers and questions: the root with the most points, among all 17."""
    right = total = 0
    for line in (CORPORA / "bbc-topics.jsonl").read_text("utf-8").splitlines()[start::2]:
        item = json.loads(line)
        points = root_points(score_topics(_story(item["title"], item["body"].split("\n")), topics.lexicon), topics)
        best = max(points, key=lambda root: (points[root], root)) if points else ""
        right += best == BBC_ROOTS[item["topic"]]
        total += 1
    return right, total


if __name__ == "__main__":
    main()
