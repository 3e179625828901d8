"""What a post's metadata head says, whoever wrote it."""

from __future__ import annotations

from datetime import datetime

import pytest

from plugins.archive_pages.citations import bibtex
from plugins.archive_pages.entries import Entry, Listed, read_entry, web_address
from plugins.archive_pages.groups import by_source, by_year, source_slugs
from plugins.seed_posts.model import Basis, Precision, Role


def test_a_post_written_by_hand_needs_a_title_and_a_date_only() -> None:
    entry = read_entry({"title": "By hand", "date": datetime(2020, 5, 4)}, "article/by-hand/", slug="by-hand")

    assert (entry.date, entry.precision, entry.regions, entry.source) == ("2020-05-04", Precision.DAY, (), "")


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "2012-01-01"), ("month", "2012-01"), ("year", "2012"), ("unknown", "")]
)
def test_a_date_goes_no_further_than_its_precision(precision: str, shown: str) -> None:
    entry = read_entry({"title": "T", "date": datetime(2012, 1, 1), "date_precision": precision}, "article/t/")

    assert entry.date == shown


def test_the_first_day_of_year_one_means_undated() -> None:
    assert read_entry({"title": "T", "date": datetime(1, 1, 1), "date_precision": "day"}, "article/t/").date == ""


def test_regions_keep_their_roles_and_mentions_are_not_listed() -> None:
    entry = read_entry({"title": "T", "regions": "CN primary; geonames:1 secondary; MN mention;"}, "article/t/")

    assert entry.regions == (Listed("CN", Role.PRIMARY), Listed("geonames:1", Role.SECONDARY))
    assert entry.mentions == ("MN",)


def test_a_region_that_another_implies_is_marked() -> None:
    entry = read_entry({"title": "T", "regions": "CN-HL primary; CN primary;", "regions_implied": "CN;"}, "article/t/")

    assert [(region.id, region.implied) for region in entry.regions] == [("CN-HL", False), ("CN", True)]


def test_a_region_without_a_role_is_a_main_one() -> None:
    assert read_entry({"title": "T", "regions": "CN;"}, "article/t/").regions == (Listed("CN", Role.PRIMARY),)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "//host/x", "data:text/html,x", "https://a b", "ftp://a/", ""])
def test_only_web_addresses_become_links(text: str) -> None:
    assert web_address(text) == ""


def test_a_language_that_is_none_falls_back_to_the_archives() -> None:
    assert read_entry({"title": "T", "lang": '"><script>'}, "article/t/", default_lang="en").lang == "en"


def test_a_basis_nobody_knows_is_no_basis() -> None:
    assert read_entry({"title": "T", "date_basis": "magic"}, "article/t/").basis is Basis.NONE


def test_an_undated_story_belongs_to_no_year() -> None:
    assert by_year([Entry("a", "article/a/", "A")]) == ()


def test_a_story_dated_to_its_year_is_in_the_year_and_in_no_month() -> None:
    (year,) = by_year([Entry("a", "article/a/", "A", date="2012"), Entry("b", "article/b/", "B", date="2012-09-28")])

    assert (len(year.entries), year.whole, [month.number for month in year.months]) == (2, 1, ["09"])


def test_an_agencys_page_lists_what_others_carried() -> None:
    entries = [Entry("a", "a/", "A", source="Xinhua"), Entry("b", "b/", "B", source="Daily", agency="Xinhua")]

    xinhua = next(source for source in by_source(entries) if source.name == "Xinhua")

    assert (xinhua.published, xinhua.carried, len(xinhua.entries)) == (1, 1, 2)


def test_a_source_that_prints_its_own_wire_counts_once() -> None:
    (xinhua,) = by_source([Entry("a", "a/", "A", source="Xinhua", agency="Xinhua")])

    assert (xinhua.published, xinhua.carried) == (1, 0)


def test_names_that_make_the_same_address_or_none_get_one_of_their_own() -> None:
    slugs = source_slugs(["TASS", "Tass", "Известия", "unknown", "../x", "page"])

    assert len(set(slugs.values())) == 6
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs.values())
    assert slugs["TASS"] == "tass"
    assert slugs["unknown"] != "unknown"


def test_a_source_never_gets_a_folder_that_windows_cannot_make() -> None:
    slugs = source_slugs(["Con", "LPT1", "Contact"])

    assert slugs["Con"].startswith("con-")
    assert slugs["LPT1"].startswith("lpt1-")
    assert slugs["Contact"] == "contact"


def test_bibtex_escapes_what_would_end_a_field() -> None:
    entry = Entry("x-1", "article/x-1/", r"50% of {all} \ 'R&D' #1_a", date="2018-03", source="A & B")

    text = bibtex(entry, "N", "https://n.example/x/")

    assert r"title = {{50\% of \{all\} \textbackslash{} 'R\&D' \#1\_a}}" in text
    assert r"journal = {A \& B}" in text
    assert "month = mar" in text
    assert "day" not in text
