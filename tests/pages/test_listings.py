"""Pages are numbered from the oldest, so that an address keeps its stories."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_pages.entries import Entry
from plugins.archive_pages.listings import paginate


def entries(number: int) -> list[Entry]:
    """Newest first: s5, s4, …"""
    return [Entry(f"s{n}", f"article/s{n}/", f"S{n}", date=f"{1000 + n}") for n in range(number, 0, -1)]


def span(entries: Sequence[Entry]) -> tuple[int, int]:
    """Places of the oldest and the newest, counted from the oldest: s1 is the first."""
    return (int(entries[-1].slug[1:]), int(entries[0].slug[1:])) if entries else (0, 0)


def slugs(number: int, full: int, rows: int) -> dict[str, list[str]]:
    pages = paginate("date/2018/", entries(number), full, rows)
    return {page.url: [entry.slug for entry in page.entries] for page in pages}


def test_the_oldest_stories_are_on_page_one_and_the_newest_on_the_page_without_a_number() -> None:
    assert slugs(5, 2, 2) == {"date/2018/": ["s5", "s4", "s3"], "date/2018/page/1/": ["s2", "s1"]}


def test_the_newest_stories_are_told_in_full_and_all_others_are_rows() -> None:
    told = {
        page.url: ([entry.slug for entry in page.told], [entry.slug for entry in page.rows])
        for page in paginate("x/", entries(7), 1, 3)
    }

    assert told == {"x/": (["s7"], []), "x/page/2/": ([], ["s6", "s5", "s4"]), "x/page/1/": ([], ["s3", "s2", "s1"])}
    (page,) = paginate("x/", entries(3), 2, 5)
    assert ([entry.slug for entry in page.told], [entry.slug for entry in page.rows]) == (["s3", "s2"], ["s1"])


def test_the_newest_page_is_never_nearly_empty() -> None:
    assert [len(page) for page in slugs(121, 20, 100).values()] == [21, 100]
    assert [len(page) for page in slugs(219, 20, 100).values()] == [119, 100]


def test_stories_that_fit_one_page_have_one_page() -> None:
    assert list(slugs(3, 2, 2)) == ["date/2018/"]


def test_no_stories_have_one_empty_page() -> None:
    assert slugs(0, 2, 5) == {"date/2018/": []}


def test_a_list_whose_older_stories_are_elsewhere_is_one_page_that_counts_them_all() -> None:
    (page,) = paginate("x/", entries(9), 2, 3, "search/?region=x")
    whole = paginate("x/", entries(5), 2, 3, "search/?region=x")

    assert ([entry.slug for entry in page.entries], page.total) == (["s9", "s8", "s7", "s6", "s5"], 9)
    assert (page.oldest, page.newest, page.elsewhere) == (5, 9, "search/?region=x")
    assert [page.elsewhere for page in whole] == [page.elsewhere for page in paginate("x/", entries(5), 2, 3)]


def test_older_and_newer_lead_through_all_pages_and_back() -> None:
    pages = {page.url: page for page in paginate("x/", entries(7), 2, 2)}

    down = ["x/"]
    while (older := pages[down[-1]].older) is not None:
        down.append(older)
    up = [down[-1]]
    while (newer := pages[up[-1]].newer) is not None:
        up.append(newer)

    assert down == ["x/", "x/page/2/", "x/page/1/"]
    assert up == down[::-1]


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(0, 120), st.integers(1, 25), st.integers(1, 25))
def test_every_story_is_on_exactly_one_page_in_order(number: int, full: int, rows: int) -> None:
    pages = paginate("x/", entries(number), full, rows)

    assert [entry.slug for page in pages for entry in page.entries] == [entry.slug for entry in entries(number)]
    assert [entry.slug for page in pages for entry in (*page.told, *page.rows)] == [e.slug for e in entries(number)]
    assert all((page.oldest, page.newest) == span(page.entries) for page in pages)


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(0, 120), st.integers(1, 25), st.integers(1, 25))
def test_a_new_story_changes_no_numbered_page(number: int, full: int, rows: int) -> None:
    before = slugs(number, full, rows)
    after = slugs(number + 1, full, rows)

    assert {url: page for url, page in before.items() if "page/" in url}.items() <= after.items()


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(40, 120), st.integers(1, 20), st.integers(1, 20))
def test_a_new_story_leaves_all_that_a_numbered_page_says_but_the_last_ones_way_to_newer_ones(
    number: int, full: int, rows: int
) -> None:
    before, after = (paginate("x/", entries(stories), full, rows) for stories in (number, number + 1))

    assert after[-len(before) + 2 :] == before[2:] if len(before) > 2 else True
    assert all(page.total == page.numbered == page.full == 0 for page in after[1:])
