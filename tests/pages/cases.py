"""Made-up stories, and small archives built of them by the real Pelican with the project's own settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings

from plugins.seed_posts.model import (
    Basis,
    Block,
    Capture,
    Dateline,
    Evidence,
    Finding,
    Kind,
    Precision,
    PublishedDate,
    RegionTag,
    Reprint,
    Role,
    Segment,
    Story,
    TopicTag,
)
from plugins.seed_posts.posts import render_post, slugify

ROOT = Path(__file__).parents[2]
CHINA = RegionTag("CN", "China", Role.PRIMARY, 0.95, (Evidence("name", "Chinese growers", 4),))
HEILONGJIANG = RegionTag("CN-HL", "Heilongjiang", Role.SECONDARY, 0.6, (Evidence("name", "Heilongjiang", 5),))
HARBIN = RegionTag("geonames:2037013", "Harbin", Role.SECONDARY, 0.6, (Evidence("name", "Harbin", 5),))
RUSSIA = RegionTag("RU", "Russia", Role.PRIMARY, 0.9, (Evidence("name", "Russia", 4),))
MONGOLIA = RegionTag("MN", "Mongolia", Role.MENTION, 0.2, (Evidence("name", "Mongolia", 6),))
TRADE = TopicTag("medtop:20000373", "international trade", 0.8, (Evidence("lexicon", "exports", 5),))


def make_story(title: str = "Soybeans cross the river", **changes: Any) -> Story:
    """A story of a made-up capture headlined `title`; keywords change its fields."""
    fields: dict[str, Any] = {
        "seed": "thread.txt",
        "ordinal": 1,
        "first": 3,
        "last": 9,
        "body": (Block("Growers sold more soybeans this year.", 5, 5), Block("The ferry ran twice a day.", 7, 7)),
        "headline": Finding(title, (Evidence("first-line", title, 3),), 0.9),
        "date": Finding(
            PublishedDate("2018-03-19", Precision.DAY, Basis.EXPLICIT), (Evidence("date-line", "March 19", 4),), 0.9
        ),
        "source": Finding("The Amur Gazette", (Evidence("masthead", "Amur Gazette", 2),), 0.8),
        "regions": (CHINA, RUSSIA),
        "topics": (TRADE,),
    }
    fields |= changes
    fields.setdefault("slug", slugify(title, fields["seed"], fields["ordinal"]))
    return Story(**fields)


def dated(value: str, basis: Basis = Basis.EXPLICIT) -> Finding[PublishedDate]:
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(value)]
    return Finding(PublishedDate(value, precision, basis), (), 0.9)


def undated() -> Finding[PublishedDate]:
    return Finding(reason="no date in the capture")


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and its pages parsed."""

    folder: Path
    content: Path
    siteurl: str

    def page(self, url: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(url), "lxml")

    def text(self, url: str) -> str:
        path = self.folder / url
        return (path / "index.html" if url.endswith("/") or not url else path).read_text(encoding="utf-8")

    def has(self, url: str) -> bool:
        return (self.folder / url / "index.html").is_file()

    def urls(self) -> list[str]:
        """Every page's site-relative address, the 404 page left out."""
        return sorted(
            path.relative_to(self.folder).as_posix().removesuffix("index.html")
            for path in self.folder.rglob("index.html")
        )


def write_posts(content: Path, stories: Sequence[Story], capture: Capture) -> None:
    for story in stories:
        labels = [tag.label for tag in (*story.topics, *story.regions)]
        post = render_post(story, capture, labels)
        path = content / "articles" / post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post.markdown, encoding="utf-8")
        (content / "articles" / post.evidence_path).write_text(post.evidence, encoding="utf-8")


def build(folder: Path, *, siteurl: str = "", **settings: Any) -> Site:
    """Runs Pelican over `folder`/content with archive_pages alone."""
    content, output = folder / "content", folder / "output"
    (content / "articles").mkdir(parents=True, exist_ok=True)
    (content / "pages").mkdir(exist_ok=True)
    override = {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "SITEURL": siteurl,
        "PLUGINS": ["plugins.archive_pages"],
        "ARCHIVE_SEEDS": "no-seeds",
        **settings,
    }
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
    return Site(output, content, siteurl)


CAPTURE = Capture("thread.txt", ("",) * 40, "ab" * 32, rights="digest")


def usual_stories() -> list[Story]:
    """Five stories and a reprint: every precision, with and without source, agency, deck and tags."""
    first = make_story(
        "Soybeans cross the river",
        deck=Finding("Growers sell more", (Evidence("deck", "Growers sell more", 4),), 0.7),
        agency=Finding("Xinhua", (Evidence("agency", "(Xinhua)", 4),), 0.9),
        url=Finding("https://gazette.example/soy?a=1&b=2", (Evidence("url", "gazette.example", 9),), 1.0),
        dateline=Finding(Dateline("HEIHE"), (Evidence("dateline", "HEIHE", 5),), 0.9),
        authors=Finding(("Anna Orlova", "Li Wei"), (Evidence("byline", "By Anna Orlova and Li Wei", 4),), 0.9),
        cut=(Segment(Kind.CAPTION, 6, 6),),
        regions=(CHINA, RUSSIA, HEILONGJIANG, HARBIN, MONGOLIA),
    )
    return [
        first,
        make_story("A bridge in winter", ordinal=2, first=11, last=15, date=dated("2018-03"), topics=()),
        make_story(
            "A year of rail", ordinal=3, first=17, last=20, date=dated("2012", Basis.RELATIVE), regions=(CHINA,)
        ),
        make_story("Nobody knows when", ordinal=4, first=22, last=25, date=undated(), source=Finding(), regions=()),
        make_story(
            "Words that begin a story without a headline",
            ordinal=5,
            first=27,
            last=30,
            headline_assigned=True,
            date=dated("2018-03-01"),
            regions=(HARBIN,),
            source=Finding(),
            agency=Finding("Reuters"),
        ),
        make_story(
            "Soybeans cross the river",
            ordinal=6,
            first=32,
            last=38,
            date=dated("2018-03-21"),
            source=Finding("Heihe Daily"),
            reprint_of=first.slug,
            reprint=Reprint(0.93, 0.81, (Evidence("near-copy", "sold more soybeans", 34),)),
        ),
    ]
