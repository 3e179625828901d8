"""Ways on from a page: topics, regions, years, months and days, each with as many stories as there are."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from plugins.archive_pages.days import days_of, weeks_of
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.filings import regions_of, topics_of
from plugins.archive_pages.groups import by_source, by_year
from plugins.archive_pages.squares import archive_rows, source_rows, span_of
from plugins.archive_pages.trees import Tree, build_tree
from plugins.archive_pages.ways import SHOWN, Crossings, Ways
from plugins.seed_posts.model import Role
from plugins.seed_posts.regions.vocabulary import load_regions
from plugins.seed_posts.topics.vocabulary import load_topics
from tests.pages.cases import Site, dated, make_story

REGIONS, TOPICS = load_regions(None), load_topics(None)
TRADE, DIPLOMACY = "medtop:20000373", "medtop:20000639"


def entry(
    number: int, region: str = "CN", topic: str = TRADE, date: str = "2018-03-19", source: str = "Gazette"
) -> Entry:
    regions = (Listed(region, Role.PRIMARY),)
    return Entry(f"s{number}", f"article/s{number}/", "S", regions=regions, topics=(topic,), date=date, source=source)


def trees(entries: list[Entry]) -> tuple[Tree, Tree]:
    return build_tree(entries, regions_of, REGIONS), build_tree(entries, topics_of, TOPICS)


def ways(kind: str, id: str, entries: list[Entry]) -> Ways:
    regions, topics = trees(entries)
    return Crossings(regions, topics).of(kind, (regions if kind == "region" else topics).nodes[id])


def test_a_region_counts_the_topics_of_stories_inside_it_too() -> None:
    found = ways("region", "CN", [entry(1, "CN-HL"), entry(2, "CN"), entry(3, "RU"), entry(4, "CN", DIPLOMACY)])

    assert [(way.label, way.stories) for way in found.across] == [("international trade", 2), ("diplomacy", 1)]


def test_a_topic_counts_its_countries_and_provinces_and_no_continents() -> None:
    found = ways("topic", TRADE, [entry(1, "CN-HL"), entry(2, "CN"), entry(3, "RU", DIPLOMACY)])

    assert [(way.label, way.stories) for way in found.across] == [("China", 2), ("Heilongjiang", 1)]


def test_a_way_is_the_search_for_both() -> None:
    (way,) = ways("region", "CN", [entry(1)]).across

    assert urlsplit(way.url).path == "search/"
    assert parse_qs(urlsplit(way.url).query) == {"region": ["CN"], "topic": [TRADE]}


def test_of_many_only_the_fullest_are_shown_and_the_rest_is_counted() -> None:
    parts = [id for id in REGIONS if id.startswith("RU-")][: SHOWN + 3]

    found = ways("topic", TRADE, [entry(number, part) for number, part in enumerate(parts)])

    assert (len(found.across), found.across[0].label) == (SHOWN, "Russia")
    assert found.more == len(parts) + 1 - SHOWN


def test_the_years_of_a_region_open_searches_and_years_without_stories_do_not() -> None:
    bars = ways("region", "CN", [entry(1), entry(2, date="2016"), entry(3, date="")]).years

    assert [(bar.label, bar.count, bar.url) for bar in bars] == [
        ("2016", 1, "search/?region=CN&year=2016"),
        ("2017", 0, ""),
        ("2018", 1, "search/?region=CN&year=2018"),
    ]


def test_a_row_of_months_holds_what_its_year_holds() -> None:
    (row,) = archive_rows(by_year([entry(1), entry(2, date="2018-03"), entry(3, date="2018")]))

    assert (row.label, row.stories, row.whole) == ("2018", 3, 1)
    assert [(square.label, square.stories) for square in row.squares if square.url] == [("Mar", 2)]
    assert row.squares[2].url == "date/2018/03/"


def test_a_month_of_a_source_opens_the_search_for_its_stories() -> None:
    (source,) = by_source([entry(1)])

    (row,) = source_rows(source)

    assert row.url == "search/?source=Gazette&year=2018"
    assert row.squares[2].url == "search/?source=Gazette&from=2018-03&to=2018-03"


def test_months_of_stories_without_a_source_open_nothing() -> None:
    (source,) = by_source([entry(1, source="")])

    assert {square.url for row in source_rows(source) for square in row.squares} == {""}


def test_a_source_tells_its_first_and_last_date() -> None:
    assert span_of([entry(1), entry(2, date="2016"), entry(3, date="")]) == ("2016", "2018-03-19")
    assert span_of([entry(1, date="")]) == ("", "")


def test_a_calendar_has_every_day_once_and_links_those_with_stories() -> None:
    (year,) = by_year([entry(1), entry(2, date="2018-03")])

    weeks = weeks_of(year.months[0])

    assert [day.number for week in weeks for day in week if day] == list(range(1, 32))
    assert [(day.number, day.url, day.stories) for week in weeks for day in week if day and day.url] == [
        (19, "date/2018/03/19/", 1)
    ]
    assert {len(week) for week in weeks} == {7}


def test_a_month_without_days_has_no_calendar() -> None:
    (year,) = by_year([entry(1, date="2018-03")])

    assert weeks_of(year.months[0]) == []
    assert days_of(year.months[0]) == {}


def test_a_reader_goes_down_from_year_to_month_to_day(build_site: Callable[..., Site]) -> None:
    site = build_site(make_story("On a day"), make_story("In a month", ordinal=2, first=20, date=dated("2018-03")))

    month = site.page("date/2018/03/")
    assert [link["href"] for link in site.page("date/2018/").select(".bars a")] == ["/date/2018/03/"]
    assert [link["href"] for link in month.select(".calendar a")] == ["/date/2018/03/19/"]
    assert [title.get_text() for title in site.page("date/2018/03/19/").select(".title")] == ["On a day"]
    assert [heading.get_text() for heading in site.page("date/2018/03/19/").select("h1")] == ["19 March 2018"]
