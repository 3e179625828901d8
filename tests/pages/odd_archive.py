"""An archive of what archives hold at their worst, and archives that hold next to nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plugins.seed_posts.model import (
    Applied,
    Block,
    Capture,
    Dateline,
    Evidence,
    Finding,
    Kind,
    RegionTag,
    Reprint,
    Role,
    Segment,
    Story,
)
from tests.pages.cases import CHINA, HEILONGJIANG, RUSSIA, TRADE, build, dated, make_story, undated, write_posts

PLUGINS = ["plugins.archive_pages", "plugins.archive_search"]
CROWD = 280  # stories of one region: more than twelve pages of a listing, so that the list of pages is folded
ON_ONE_DAY = 60
FEW = (0, 1, 3)  # stories of archives that hold next to nothing
WORDS = "The harbour office said on Tuesday that ferries would run until the ice came and then wait for spring. "
LONG_WORD = "counterrevolutionaries" * 11
LONG_HEADLINE = (WORDS * 3)[:299] + "."
ARABIC = "الصين وروسيا تفتتحان جسرا جديدا فوق نهر آمور بعد ثلاثة أعوام من العمل"
CHINESE = "中俄两国在黑龙江上新建的大桥正式通车，边境贸易额同比增长百分之二十"
NAMED = ("CN", "RU", "MN", "KZ", "JP", "KR", "IN", "US", "DE", "FR", "GB", "IT")
HEADLINES = {  # by the kind of trouble
    "long headline": LONG_HEADLINE,
    "one long word": LONG_WORD[:200],
    "forty thousand words": "A report of forty thousand words",
    "no date": "Nobody knows when",
    "no source": "Nobody knows who",
    "two hundred tags": "A story about everywhere",
    "arabic": ARABIC,
    "chinese": CHINESE,
    "corrected": "A story set right",
    "everything": "A story with all that a story can have",
    "reprint": "A story that came twice",
}


def address(kind: str) -> str:
    """Address of the story of that kind, below the site."""
    return f"article/{story(kind).slug}/"


def story(kind: str, **changes: object) -> Story:
    number = list(HEADLINES).index(kind) + 1
    return make_story(HEADLINES[kind], ordinal=number, first=number * 10, last=number * 10 + 9, **changes)


def odd_stories() -> list[Story]:
    """One story for each kind of trouble."""
    words = (Block(LONG_WORD[:200], 11, 11), Block(WORDS * 3, 12, 12))
    return [
        story(
            "long headline", deck=Finding(LONG_HEADLINE, (), 0.9), authors=Finding((WORDS[:80], WORDS[:90]), (), 0.9)
        ),
        story(
            "one long word",
            body=words,
            deck=Finding(LONG_WORD[:200], (), 0.9),
            source=Finding(LONG_WORD[:200], (), 0.9),
            authors=Finding((LONG_WORD[:200],), (), 0.9),
            dateline=Finding(Dateline(LONG_WORD[:200]), (), 0.9),
            url=Finding("https://gazette.example/" + "a" * 300, (), 0.9),
        ),
        story("forty thousand words", body=tuple(Block(WORDS * 20, line, line) for line in range(30, 30 + 108))),
        story("no date", date=undated()),
        story("no source", source=Finding(), regions=(), topics=(), date=undated(), body=(Block("Short.", 51, 51),)),
        story("two hundred tags", regions=(CHINA, RUSSIA, *everywhere())),
        story(
            "arabic", language="ar", body=(Block(f"{ARABIC}. " * 8, 71, 71), Block(f"Heihe: {ARABIC} (2019)", 72, 72))
        ),
        story("chinese", language="zh", body=tuple(Block(f"{CHINESE}。" * 12, line, line) for line in range(81, 85))),
        story(
            "corrected",
            corrections=(
                Applied("deck", "", LONG_WORD[:200], WORDS),
                Applied("regions", "CN primary; RU primary", "CN primary", "not about Russia"),
            ),
            regions=(replace(CHINA, evidence=(Evidence("correction", "the ferry lands there"),)),),
        ),
        story(
            "everything",
            deck=Finding("All there is to say of the ferry", (), 0.9),
            agency=Finding("Xinhua", (), 0.9),
            authors=Finding(("Anna Orlova", "Li Wei"), (), 0.9),
            dateline=Finding(Dateline("HEIHE"), (), 0.9),
            url=Finding("https://gazette.example/ferry", (), 0.9),
            cut=(Segment(Kind.CAPTION, 104, 104), Segment(Kind.COMMENTS, 107, 108)),
            regions=(CHINA, HEILONGJIANG),
        ),
        story(
            "reprint",
            reprint_of=story("everything").slug,
            reprint=Reprint(0.93, 0.81, (Evidence("near-copy", "sold more soybeans", 34),)),
        ),
    ]


def everywhere() -> list[RegionTag]:
    """198 regions a story mentions, a third of them with much evidence."""
    places = [*NAMED[2:], *(f"x:place-{number}" for number in range(188))]
    evidence = (Evidence("name", WORDS, 12), Evidence("name", LONG_WORD[:200], 13))
    return [
        RegionTag(place, f"Place {number} of many", Role.SECONDARY, 0.3, evidence if number % 3 == 0 else ())
        for number, place in enumerate(places)
    ]


def crowd(stories: int = CROWD) -> list[Story]:
    """Stories of one region, most of a year, sixty of one day; every third also concerns another region."""
    made = []
    for number in range(stories):
        day = "2018-05-04" if number < ON_ONE_DAY else f"2018-{number % 12 + 1:02}-{number % 28 + 1:02}"
        regions = (HEILONGJIANG, replace(RUSSIA, role=Role.SECONDARY)) if number % 3 else (CHINA, HEILONGJIANG)
        about = tuple(replace(tag, role=Role.PRIMARY if not at else tag.role) for at, tag in enumerate(regions))
        title = f"Report {number} from the river"
        made.append(
            make_story(title, seed="crowd.txt", ordinal=number + 1, date=dated(day), regions=about, topics=(TRADE,))
        )
    return made


def build_archive(folder: Path, stories: list[Story], siteurl: str = "") -> Path:
    """Folder of the site of these stories, with pages and search as in a real one."""
    lines = tuple(f"line {number}: {WORDS}" for number in range(1, 200))
    capture = Capture("thread.txt", lines, "ab" * 32, rights="digest", notes=(WORDS, LONG_WORD[:200]))
    write_posts(folder / "content", stories, capture)
    return build(folder, siteurl=siteurl, PLUGINS=PLUGINS).folder
