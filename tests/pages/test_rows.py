"""Stories as items of lists say what was read and nothing else, however hostile it is."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markupsafe import Markup

from plugins.archive_pages.entries import Entry
from plugins.archive_pages.rows import Items, attribute, row, story
from plugins.archive_pages.table import Table, entries_of

PLAIN = Entry("ferry", "article/ferry/", "The ferry", date="2018-03-19", source="The Amur Gazette", summary="It ran.")
HOSTILE = Entry(
    "x",
    'article/"x" y/',
    "</a><b>\0</b> & 'so'",
    deck="<i>",
    source="<u>",
    agency="A&B",
    authors=("<s>", "C"),
    lang="ar",
)


def items(*entries: Entry, heading: str = "") -> BeautifulSoup:
    rows = Items(lambda told: row(told, "/repo"), Table.row)
    stories = Items(lambda entry: story(entry, "/repo", "a=1&b=2"), Table.entry)
    return BeautifulSoup(f"<ol>{(stories if heading else rows)(entries_of(entries), heading)}</ol>", "html5lib")


def test_a_row_is_date_headline_and_source_in_few_bytes() -> None:
    assert row(PLAIN, "") == (
        "<li><time datetime=2018-03-19>19 Mar 2018</time> <a href=/article/ferry/>The ferry</a> "
        "<cite>The Amur Gazette</cite>"
    )
    assert row(Entry("x", "article/x/", "X"), "") == "<li><span>Undated</span> <a href=/article/x/>X</a>"


def test_a_row_of_a_table_is_the_row_of_its_entry() -> None:
    for entry in (PLAIN, HOSTILE, Entry("x", "article/x/", "X \ud800", agency="A", date="2018", lang="zh")):
        table = Table.of([entry])

        assert row(table.row(0), "/repo") == row(table.entry(0), "/repo") == row(entry, "/repo")


def test_rows_follow_each_other_as_items_without_end_tags() -> None:
    page = items(PLAIN, HOSTILE, PLAIN)

    assert [item.a.get_text() for item in page.select("ol > li")] == [
        "The ferry",
        "The ferry",
        HOSTILE.title.replace("\0", ""),
    ]


def test_what_a_story_says_is_text_and_never_markup() -> None:
    for heading in ("", "h3"):
        page = items(HOSTILE, heading=heading)
        assert not page.select("b, i, u, s")
        assert page.a["href"] == '/repo/article/"x" y/'
        assert (page.a["lang"], page.a["dir"]) == ("ar", "rtl")
    assert page.h3.a.get_text() == "</a><b></b> & 'so'"
    assert page.select_one(".from").get_text() == "<u>, from A&B by <s>, C"
    assert page.select_one(".gist").get_text() == "<i>"
    assert page.select_one(".Z3988")["title"] == "a=1&b=2"


def test_a_story_is_written_once_whatever_element_its_headline_is() -> None:
    asked: list[str] = []
    write = Items(lambda entry: (asked.append(entry.slug), story(entry, "", ""))[1], Table.entry)
    stories = entries_of([PLAIN, HOSTILE])

    assert "<h2 class=title><a href=/article/ferry/>" in write(stories, "h2")
    assert "<h4 class=title><a href=/article/ferry/>" in write(stories[:1], "h4")
    assert sorted(asked) == ["ferry", "x"]
    assert isinstance(write(stories), Markup)


def test_attributes_have_quotes_where_they_need_them() -> None:
    assert [attribute(value) for value in ("2018", "", "a b", "a'b", "&", "a=b")] == [
        "2018", '""', '"a b"', '"a&#39;b"', "&amp;", '"a=b"',
    ]  # fmt: skip
