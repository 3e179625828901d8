"""What the archive holds of each source and month, and what it says is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from plugins.archive_pages.archive import Archive, build_archive
from plugins.archive_pages.coverage import Cell, Coverage, Row, coverage_of
from plugins.archive_pages.entries import Entry
from plugins.archive_pages.months import gaps, span
from plugins.archive_pages.run_record import Failed, RunRecord
from plugins.seed_posts import run_record
from plugins.seed_posts.model import Applied, Finding
from tests.pages.cases import Site, dated, make_story, undated

NOTHING = RunRecord()
Builder = Callable[..., Site]


class NoVocabulary:
    def get(self, id: str) -> Any:
        return None


def archive_of(*entries: Entry) -> Archive:
    return build_archive(entries, NoVocabulary(), NoVocabulary())


def entry(slug: str, date: str, source: str = "Gazette", seed: str = "a.txt", **fields: Any) -> Entry:
    return Entry(slug, f"article/{slug}/", slug, date=date, source=source, seed=seed, seed_lines=(1, 2), **fields)


def covered(*entries: Entry, record: RunRecord = NOTHING) -> Coverage:
    return coverage_of(archive_of(*entries), record)


def row(found: Coverage, name: str) -> Row:
    return next(row for row in found.table.rows if row.name == name)


def text(element: BeautifulSoup) -> str:
    return " ".join(element.get_text(" ").split())


def test_a_cell_counts_stories_reprints_and_the_captures_they_come_from() -> None:
    found = covered(
        entry("one", "2018-03-19"),
        entry("two", "2018-03-20"),
        entry("copy", "2018-03", seed="b.txt", hidden=True, reprint_of="one"),
        entry("other", "2018-04"),
    )

    assert [column.name for column in found.table.columns] == ["Mar", "Apr"]
    assert row(found, "Gazette").cells == (Cell(2, 1, 2), Cell(1, 0, 1))


def test_months_years_alone_and_undated_stories_add_up_to_all() -> None:
    found = covered(entry("one", "2018-03-19"), entry("two", "2018"), entry("three", "", source="Herald"))

    assert [column.name for column in found.table.sums] == ["All", "Undated", "Month not known"]
    assert [cell.stories for cell in (*found.table.total.sums, *found.table.total.cells)] == [3, 1, 1, 1]


def test_every_month_between_the_first_and_the_last_has_a_column() -> None:
    found = covered(entry("one", "2017-11"), entry("two", "2018-02"))

    assert [(column.group, column.name) for column in found.table.columns] == [
        ("2017", "Nov"),
        ("2017", "Dec"),
        ("2018", "Jan"),
        ("2018", "Feb"),
    ]
    assert found.table.groups == [("2017", 2), ("2018", 2)]


@pytest.mark.parametrize(("last", "by_years"), [("2017-12", False), ("2018-01", True)])
def test_more_than_36_months_are_grouped_by_year(last: str, by_years: bool) -> None:
    found = covered(entry("one", "2015-01"), entry("two", last))

    assert found.by_years is by_years
    assert sorted(found.years) == (["2015", "2018"] if by_years else [])


def test_the_table_of_a_year_has_its_twelve_months_and_its_sources_only() -> None:
    herald = entry("two", "2018", source="Herald"), entry("three", "2018-03", source="Herald")

    table = covered(entry("one", "2012-05"), *herald).years["2018"]

    assert len(table.columns) == 12
    assert [(row.name, [cell.stories for cell in row.sums]) for row in table.rows] == [("Herald", [2, 1])]


def test_a_failed_capture_counts_for_the_source_its_sidecar_names() -> None:
    record = RunRecord(failed=(Failed("x.txt", "Ledger", "is empty"),))

    assert row(covered(entry("one", "2018-03"), record=record), "Ledger").failed == 1


def test_a_failed_capture_counts_for_the_source_of_the_stories_it_gave_before() -> None:
    record = RunRecord(failed=(Failed("a.txt", "", "is empty"), Failed("y.txt", "", "is empty")))

    found = covered(entry("one", "2018-03"), record=record)

    assert (row(found, "Gazette").failed, row(found, "").failed, found.table.total.failed) == (1, 1, 2)


def test_what_is_missing_is_counted() -> None:
    found = covered(
        entry("one", "2018-01", topics=("t",)),
        entry("two", "2018-04"),
        entry("three", "", source="Herald", review=("date: none",)),
        entry("four", "2018-01", source=""),
    ).missing

    assert [gap.words for gap in found.months] == ["February to March 2018 (2 months)"]
    assert [source.name for source in found.undated_sources] == ["Herald"]
    assert (found.undated, found.untagged, found.review, found.months_missing) == (1, 4, 1, 2)
    assert found.unnamed is not None


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (("2012-03", "2012-05"), ["April 2012"]),
        (("2012-03", "2012-08"), ["April to July 2012 (4 months)"]),
        (("2012-09", "2017-08"), ["October 2012 to July 2017 (58 months)"]),
        (("2012-12", "2013-01"), []),
        ((), []),
    ],
)
def test_gaps_are_told_in_words(months: tuple[str, ...], words: list[str]) -> None:
    assert [gap.words for gap in gaps(months)] == words


def test_a_span_runs_over_the_turn_of_the_year() -> None:
    assert span({"2013-01", "2012-11"}) == ["2012-11", "2012-12", "2013-01"]


# --- the pages -----------------------------------------------------------------------------------


def record_of(site: Site, **record: Any) -> None:
    path = site.content / "articles" / run_record.NAME
    path.write_text(json.dumps({"failed": [], "corrections": []} | record))


def test_the_page_links_sources_months_and_undated_stories(small_site: Site) -> None:
    page = small_site.page("coverage/")
    hrefs = {a["href"].removeprefix("/repo") for a in page.select("main a")}

    assert {"/source/the-amur-gazette/", "/undated/", "/date/2018/03/", "/source/unknown/"} <= hrefs


def test_the_table_is_named_and_its_heads_say_what_they_head(small_site: Site) -> None:
    table = small_site.page("coverage/").select_one(".grid table")

    assert text(table.caption)
    assert all(th.get("scope") in ("col", "colgroup", "row") for th in table.select("th"))
    assert table.parent["tabindex"] == "0"
    assert table.parent["aria-label"]


def test_every_row_is_as_wide_as_the_head(small_site: Site) -> None:
    table = small_site.page("coverage/").select_one(".grid table")

    head = sum(int(th.get("colspan", 1)) for th in table.select_one("thead tr").select("th"))

    assert {len(row.select("th, td")) for row in table.select("tbody tr")} == {head}


def test_the_page_of_an_archive_that_lacks_nothing_says_so_in_a_sentence(build_site: Builder) -> None:
    site = build_site(make_story("One"))

    (said,) = site.page("coverage/").select("#missing + div > *")

    assert "show no gap" in text(said)
    assert "lacks" not in text(said)


def test_the_page_says_in_words_what_is_missing(small_site: Site) -> None:
    said = [text(li) for li in small_site.page("coverage/").select("#missing + div li")]

    assert "1 story has no date." in said
    assert "2 stories do not say who published them." in said


def test_captures_that_failed_are_listed_with_their_reason(build_site: Builder) -> None:
    site = build_site(make_story("One"))
    record_of(site, failed=[{"capture": "x.txt", "source": "", "why": "no story was found in it"}])

    page = build_site().page("coverage/")

    assert [text(cell) for cell in page.select("#failed + div tbody tr > *")] == [
        "x.txt",
        "no story was found in it",
        "",
    ]
    assert "1 file could not be read." in [text(li) for li in page.select("#missing + div li")]


def test_markup_in_a_file_name_or_a_reason_stays_text(build_site: Builder) -> None:
    story = make_story("One")
    site = build_site(story)
    wild = "<img src=x onerror=alert(1)>"
    record_of(
        site,
        failed=[{"capture": f"{wild}.txt", "source": wild, "why": wild}],
        corrections=[{"slug": story.slug, "field": "deck", "was": wild, "value": wild, "reason": wild}],
    )

    site = build_site()

    for url in ("coverage/", "corrections/"):
        assert not site.page(url).select("main img"), url
        assert wild in text(site.page(url).main), url


def test_the_months_of_an_archive_of_many_years_have_pages_of_their_own(build_site: Builder) -> None:
    stories = [
        make_story("Old", ordinal=1, first=1, last=1, date=dated("2001-02-03")),
        make_story("New", ordinal=2, first=2, last=2, date=dated("2018-03-19")),
        make_story("Never", ordinal=3, first=3, last=3, date=undated(), source=Finding()),
    ]

    site = build_site(*stories)

    page = site.page("coverage/2018/")
    assert [text(th) for th in page.select(".grid thead th")][:4] == ["Source", "All", "Month not known", "Jan"]
    assert [text(row.th) for row in page.select(".grid tbody tr")] == ["All sources", "The Amur Gazette"]
    assert not site.has("coverage/2002/")
    assert [text(a) for a in site.page("coverage/").select(".grid thead a")] == ["Undated", "2001", "2018"]


def test_very_many_sources_are_cut_into_pages(build_site: Builder) -> None:
    stories = [
        make_story(f"Story {n}", ordinal=n, first=n, last=n, source=Finding(f"Paper {n:03}")) for n in range(1, 103)
    ]

    site = build_site(*stories)

    assert len(site.page("coverage/").select(".grid tbody tr")) == 101
    assert [text(row.th) for row in site.page("coverage/page/2/").select(".grid tbody tr")] == [
        "All sources",
        "Paper 101",
        "Paper 102",
    ]
    assert [a["href"] for a in site.page("coverage/").select(".pager a")] == ["/coverage/", "/coverage/page/2/"]


def test_an_archive_without_stories_has_a_coverage_page(build_site: Builder) -> None:
    assert "no stories" in text(build_site().page("coverage/").main)


def test_a_damaged_record_ends_the_build_with_one_line_when_the_pages_are_written(
    build_site: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    site = build_site(make_story("One"))
    (site.content / "articles" / run_record.NAME).write_text("[]")

    with pytest.raises(SystemExit):
        build_site()

    assert "not the record of a conversion (TypeError); write the posts again with `invoke posts`" in (
        capsys.readouterr().err
    )
    assert site.has("coverage/")


# --- the correction log --------------------------------------------------------------------------


def test_the_log_names_story_field_old_and_new_value_and_reason(build_site: Builder) -> None:
    story = make_story("One")
    site = build_site(story)
    changes = [
        {"field": "headline", "was": "Won", "value": "One", "reason": "misprint"},
        {"field": "regions", "was": "CN primary; RU primary", "value": "CN primary; MN secondary", "reason": "seen"},
        {"field": "regions", "was": "CN primary", "value": "CN secondary", "reason": "in passing"},
        {"field": "topics", "was": "medtop:20000373", "value": "", "reason": "no trade in it"},
    ]
    record_of(site, corrections=[{"slug": story.slug, **change} for change in changes])

    rows = build_site().page("corrections/").select(".log tbody tr")

    assert [[text(cell) for cell in row.select("td")] for row in rows] == [
        ["Headline", "Won", "One", "misprint"],
        ["Regions", "Russia (about)", "Mongolia (also concerns)", "seen"],
        ["Regions", "China (about)", "China (also concerns)", "in passing"],
        ["Topics", "international trade", "none", "no trade in it"],
    ]
    assert {row.th.a["href"] for row in rows} == {f"/article/{story.slug}/"}


def test_an_archive_without_corrections_says_so(small_site: Site) -> None:
    assert "No story has been corrected so far." in text(small_site.page("corrections/").main)


def test_a_correction_of_a_story_that_is_gone_is_left_out(build_site: Builder) -> None:
    site = build_site(make_story("One"))
    record_of(site, corrections=[{"slug": "gone-000000", "field": "deck", "was": "", "value": "x", "reason": "y"}])

    assert not build_site().page("corrections/").select(".log")


def test_a_story_shows_its_corrections_in_the_words_of_the_log(build_site: Builder) -> None:
    story = replace(
        make_story("One"), corrections=(Applied("regions", "CN primary; RU primary", "CN primary", "not about Russia"),)
    )

    page = build_site(story).page(f"article/{story.slug}/")

    assert "Regions: Russia (about) → none not about Russia" in text(page.select_one(".notes"))
