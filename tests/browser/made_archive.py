"""An archive made up for the search page: enough articles for filters, bars and a second screen of results."""

from __future__ import annotations

from typing import Any

NORTH: dict[str, Any] = {"id": "N", "label": "Northland"}
COAST: dict[str, Any] = {"id": "N-C", "label": "North Coast", "parents": [NORTH]}
PORT: dict[str, Any] = {"id": "N-C-P", "label": "Port Alder", "parents": [COAST]}
SOUTH: dict[str, Any] = {"id": "S", "label": "Southmark"}
ISLES: dict[str, Any] = {"id": "I", "label": "The Isles"}
EMPTY_ISLE: dict[str, Any] = {"id": "I-E", "label": "Empty Isle", "parents": [ISLES]}
REGIONS = (NORTH, COAST, PORT, SOUTH, ISLES)
TRADE: dict[str, Any] = {"id": "t1", "label": "trade"}
TIMBER: dict[str, Any] = {"id": "t2", "label": "timber trade", "parents": [TRADE]}
WEATHER: dict[str, Any] = {"id": "t3", "label": "weather"}
TOPICS = (TRADE, TIMBER, WEATHER)
SOURCES = ("Alder Gazette", "Coast Wire", "Southmark Post")
SUBJECTS = ("Ferry", "Bridge", "Harbour", "Lighthouse")
ARTICLES = 150
HOSTILE = "<img src=x onerror=alert(1)> & the lanterns"


def records() -> list[dict[str, Any]]:
    """150 articles: all about the strait, every second about a bridge, dated 2009 to 2018 but for every tenth."""
    made = [_article(number) for number in range(ARTICLES)]
    made[3]["title"] = HOSTILE
    made[4] |= {"regions": [EMPTY_ISLE], "body": "A seal was seen.", "title": "Nobody lives here"}
    return made


def inside(tags: list[dict[str, Any]]) -> set[str]:
    """The ids of the tags and of all that contains them."""
    return {tag["id"] for tag in tags} | {id for tag in tags for id in inside(tag.get("parents", []))}


def _article(number: int) -> dict[str, Any]:
    subject = SUBJECTS[number % len(SUBJECTS)]
    bridge = "The bridge carries timber over the river. " if number % 2 else ""
    month, day = number % 12 + 1, number % 28 + 1
    return {
        "id": f"article-{number}",
        "title": f"{subject} report {number} from the strait",
        "body": f"{bridge}A pipeline was planned in the strait, wrote the keeper of the {subject.lower()}. " * 3,
        "date": f"{2009 + number % 9 + number // 140}-{month:02}-{day:02}" if number % 10 else "",
        "url": f"article/article-{number}/",
        "source": SOURCES[number % 7 % len(SOURCES)],
        "authors": ["Ann Lind"] if number % 5 == 0 else [],
        "regions": [REGIONS[number % len(REGIONS)]],
        "topics": [TOPICS[number // 3 % len(TOPICS)]],
        "lang": "en",
    }
