"""Citations filled into shapes, held to the processor that made the shapes."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from plugins.archive_pages.entries import Entry
from plugins.archive_pages.styles import NAMES_MAX, citations, curly
from tools.citation_shapes import ask, item, missing

TITLES = (
    "Soybeans cross the river",
    "Тема дня: мост через Амур",
    "哈尔滨的码头",
    "How far is it to Heihe?",
    "A bridge at last!",
    "U.S. looks on",
    "It's the miners' day",
    "Mayor: “We will build”",
    "Mayor asks “Who pays?”",
    'Mayor says "no" to a dam',
    "The ‘Power of Siberia’ line",
    "Trade up 5%, says ‘Daily’",
    "Ports (and rail) – a survey…",
    "Rail, road, river:",
    "Amur Co.",
    "“The ‘big’ bridge” opens",
    "Nobody said “yes!”",
    "$5 & more #1_a ~x^2",
    "Farmers' ‘no’",
    "A year of “rail.”",
    "The end’",
)
AUTHORS = ((), ("Anna Orlova",), ("Sean O'Neill Jr.",), ("Анна Орлова", "李 伟"), ("A. One", "B. Two", "C. Three"))
SOURCES = ("", "The Amur Gazette", "People’s Daily", "Time Inc.", "Which?", "Yahoo!")
DATES = ("", "2012", "2018-05", "2018-03-09", "1999-09-30")
ORIGINAL = "https://gazette.example/a_b%20c?x=1&y=~z"
MANY = tuple(f"Author {number:02}" for number in range(NAMES_MAX + 4))


def made_up() -> list[Entry]:
    """Some hundred stories: every title with every kind of author, source and date beside it at least once."""
    places = itertools.product(range(len(TITLES)), range(len(AUTHORS)), range(5))
    stories = [
        Entry(f"s-{t}-{a}-{d}", f"article/s-{t}-{a}-{d}/", TITLES[t], authors=AUTHORS[a], date=DATES[d],
              source=SOURCES[(t + a + d) % len(SOURCES)], original_url=ORIGINAL if (t + d) % 2 else "")
        for t, a, d in places
    ]  # fmt: skip
    stories += [
        Entry(f"n-{count}", f"article/n-{count}/", "Many", authors=MANY[:count], source="Daily", date="2020-12")
        for count in range(4, len(MANY) + 1)
    ]
    return [*stories, Entry("assigned", "article/assigned/", "First words of it", title_assigned=True, source="Daily")]


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_every_citation_is_what_the_processor_prints_of_the_story() -> None:
    stories = made_up()
    address = "https://n.example/article/{}/"

    printed = ask(
        item(
            f"[{story.title}]" if story.title_assigned else story.title,
            story.authors,
            story.source,
            [int(part) for part in story.date.split("-") if part],
            story.original_url or address.format(story.slug),
        )
        for story in stories
    )

    ours = [dict(citations(story, address.format(story.slug))) for story in stories]
    assert len(stories) > 500
    differ = [
        (name, said[name], theirs[place])
        for name, theirs in printed.items()
        for place, said in enumerate(ours)
        if said[name] != theirs[place]
    ]
    assert differ == []


def test_a_story_is_cited_in_three_styles() -> None:
    entry = Entry(
        "x",
        "article/x/",
        "Soybeans cross the river",
        date="2018-03-09",
        source="The Amur Gazette",
        authors=("Anna Orlova",),
    )

    assert dict(citations(entry, "https://n.example/article/x/")) == {
        "APA": "Anna Orlova. (2018, March 9). Soybeans cross the river. The Amur Gazette. https://n.example/article/x/",
        "MLA": "Anna Orlova. “Soybeans cross the river.” The Amur Gazette, 9 Mar. 2018, https://n.example/article/x/.",
        "Chicago": "Anna Orlova. “Soybeans cross the river.” The Amur Gazette, March 9, 2018. https://n.example/article/x/.",
    }


def test_no_value_is_taken_for_a_place_in_a_shape() -> None:
    entry = Entry("x", "article/x/", "{U} and {A}", source="{Y}", authors=("{T} {1}",), date="2018")

    for _, text in citations(entry, "https://n.example/{M}"):
        assert all(value in text for value in ("{U} and {A}", "{Y}", "{T} {1}", "https://n.example/{M}"))


def test_apostrophes_are_no_quotation_marks() -> None:
    assert curly("It's the miners' day, 'they' say") == "It’s the miners’ day, ‘they’ say"


def test_the_shapes_are_small() -> None:
    path = Path(__file__).parents[2] / "plugins" / "archive_pages" / "data" / "citation-shapes.json"

    assert path.stat().st_size < 50_000
    assert list(json.loads(path.read_text(encoding="utf-8"))["styles"]) == ["APA", "MLA", "Chicago"]
