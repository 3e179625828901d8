"""Figures of the taggers on texts with labels of other makers: TR-News, the newswire, the BBC's topics.

Halves go by position: even ones were looked at (open), odd ones were not (closed). Maps from a
corpus's own topics to ours stand in data/topic-maps.yaml with their reasons.
"""

from __future__ import annotations

import json
import math
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from plugins.seed_posts.datelines import read_dateline
from plugins.seed_posts.model import Block, Dateline, Finding, Role, Story
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import root_points, tag_topics
from plugins.seed_posts.topics.scoring import score_topics
from plugins.seed_posts.topics.vocabulary import Topics, load_topics

from .figures import ALL, Figure, share
from .tag_gold import Score

COUNTS = ("right", "wrong", "missed")
LISTED = (Role.PRIMARY, Role.SECONDARY)

MAPS = Path(__file__).with_name("data") / "topic-maps.yaml"  # from a collection's labels to IPTC's codes, with reasons
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


def figures(corpora: Path, every: int = 1) -> Iterator[Figure]:
    """Figures of all three collections; "open" is the half that was developed on."""
    regions, topics = load_regions(), load_topics()
    halves = [("open", slice(0, None, 2 * every)), ("closed", slice(1, None, 2 * every))]
    for part, scores in _with_all({part: tr_news(corpora, regions, chosen) for part, chosen in halves}):
        for name, score in scores.items():
            yield from score.figures("tr-news", name, part)
    places = {part: {"countries": wire_places(corpora, regions, chosen)} for part, chosen in halves}
    wire, bbc = topic_map("newswire"), topic_map("bbc")
    themes = {part: {"topics": wire_topics(corpora, regions, topics, wire, chosen)} for part, chosen in halves}
    roots = {part: bbc_roots(corpora, topics, bbc, chosen) for part, chosen in halves}
    for part, scores in (*_with_all(places), *_with_all(themes)):
        for name, score in scores.items():
            yield from score.figures("newswire", name, part)
    for part, scores in _with_all(roots):
        for name, score in scores.items():
            yield from share("bbc", part, name, score.right, score.right + score.wrong)


def _with_all(halves: dict[str, dict[str, Score]]) -> list[tuple[str, dict[str, Score]]]:
    """The scores of both halves together, then those of each."""
    names = next(iter(halves.values()))
    both = {
        name: Score(*(sum(getattr(half[name], count) for half in halves.values()) for count in COUNTS))
        for name in names
    }
    return [(ALL, both), *halves.items()]


def add(score: Score, wanted: set[str], got: set[str]) -> None:
    score.right += len(wanted & got)
    score.wrong += len(got - wanted)
    score.missed += len(wanted - got)


def tr_news(
    corpora: Path, regions: Regions, chosen: slice, places_of: Callable[[Story], Iterable[str]] | None = None
) -> dict[str, Score]:
    """Countries and subdivisions a text names, whatever their role; the gold's places are found by coordinates.

    `places_of` gives the places another program finds, without what contains them; otherwise ours are scored.
    """
    places_of = places_of or (lambda story: [tag.id for tag in tag_regions(story, regions)])
    nearest = _nearest_city(regions)
    countries = {name.lower(): id_ for id_ in regions if len(id_) == 2 for name in _names(id_, regions)}
    scores = {"country": Score(), "admin1": Score()}
    root = ElementTree.parse(corpora / "tr-news.xml").getroot()
    for article in list(root.iter("article"))[chosen]:
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
        told = plain_story((article.findtext("title") or "").strip(), text.split("\n"))
        found = {place for id_ in places_of(told) for place in (id_, *regions.ancestors(id_))}
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


def plain_story(title: str, paragraphs: list[str]) -> Story:
    """A story that was never a capture: title, text and the dateline its first paragraph begins with."""
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


def wire_story(item: Mapping[str, str]) -> Story:
    """An item of the newswire, its dateline where a paper prints it."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n(?=    )", item["body"]) if p.strip()]
    dateline = item["dateline"].rstrip(" -")
    if paragraphs and dateline:
        paragraphs[0] = f"{dateline} - {paragraphs[0]}"
    return plain_story(item["title"], paragraphs)


def _wire(corpora: Path, chosen: slice) -> Iterator[tuple[list[str], list[str], Story]]:
    """Places, topics and story of each item."""
    lines = (corpora / "newswire.jsonl").read_text("utf-8").splitlines()
    for line in lines[chosen]:
        item = json.loads(line)
        yield item["places"], item["topics"], wire_story(item)


def wire_places(corpora: Path, regions: Regions, chosen: slice) -> Score:
    """Countries an item is listed under, against those its editors filed it under."""
    states = set(_wire_ids(regions).values())
    score = Score()
    for story, wanted in wire_countries(corpora, regions, chosen):
        add(score, wanted, {t.id for t in tag_regions(story, regions) if t.role in LISTED} & states)
    return score


def wire_countries(corpora: Path, regions: Regions, chosen: slice) -> Iterator[tuple[Story, set[str]]]:
    """Each item that its editors filed under a country we know, and those countries."""
    ids = _wire_ids(regions)
    for places, _, story in _wire(corpora, chosen):
        wanted = {ids[place] for place in places if place in ids}
        if wanted:
            yield story, wanted


def _wire_ids(regions: Regions) -> dict[str, str]:
    names = {name.lower().replace(" ", "-"): id_ for id_ in regions if len(id_) == 2 for name in _names(id_, regions)}
    return names | WIRE_PLACES


def topic_map(collection: str) -> dict[str, str]:
    """IPTC code of each label of a collection that has one."""
    entries = yaml.safe_load(MAPS.read_text("utf-8"))[collection]
    return {label: entry["code"] for entry in entries for label in entry["labels"]}


def wire_topics(corpora: Path, regions: Regions, topics: Topics, code_of: Mapping[str, str], chosen: slice) -> Score:
    """The ten IPTC codes that wire topics map to, on items that have at least one."""
    codes = set(code_of.values())
    score = Score()
    for _, names, story in _wire(corpora, chosen):
        wanted = {code_of[name] for name in names if name in code_of}
        if wanted:
            add(score, wanted, {t.code for t in tag_topics(story, tag_regions(story, regions), topics)} & codes)
    return score


def bbc_roots(corpora: Path, topics: Topics, code_of: Mapping[str, str], chosen: slice) -> dict[str, Score]:
    """The root with the most points, among all 17; and the root of the topic listed first, none being wrong too."""
    scores = {"root of 17": Score(), "root of first topic": Score()}
    for line in (corpora / "bbc-topics.jsonl").read_text("utf-8").splitlines()[chosen]:
        item = json.loads(line)
        story = plain_story(item["title"], item["body"].split("\n"))
        points = root_points(score_topics(story, topics.lexicon), topics)
        best = max(points, key=lambda root: (points[root], root)) if points else ""
        tags = tag_topics(story, (), topics)
        for name, root in zip(scores, (best, topics.root(tags[0].code) if tags else ""), strict=True):
            add(scores[name], {code_of[item["topic"]]}, {root})
    return scores
