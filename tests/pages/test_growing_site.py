"""What a small archive keeps as it is while stories come."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup

from plugins.seed_posts.model import Capture
from tests.pages.cases import CHINA, HARBIN, Site, dated, make_story, usual_stories

Builder = Callable[..., Site]


def text(element: BeautifulSoup) -> str:
    return " ".join(element.get_text(" ").split())


def test_a_listing_longer_than_a_page_goes_on_under_numbers_from_the_oldest(build_site: Builder) -> None:
    stories = [
        make_story(
            f"Story {day:02}", ordinal=day, first=day, last=day, date=dated(f"2018-03-{day:02}"), regions=(CHINA,)
        )
        for day in range(1, 8)
    ]
    site = build_site(*stories, ARCHIVE_PAGE_SIZE=3, ARCHIVE_PAGE_ROWS=3)

    newest, oldest = site.page("date/2018/03/"), site.page("date/2018/03/page/1/")

    assert [text(t) for t in newest.select(".title")] == ["Story 07", "Story 06", "Story 05"]
    assert [text(t) for t in newest.select(".rows a")] == ["Story 04"]
    assert [text(t) for t in oldest.select(".rows li")] == [
        f"{day} Mar 2018 Story 0{day} The Amur Gazette" for day in (3, 2, 1)
    ]
    assert text(newest.select_one(".steps")) == "the newest 4 of 7 stories Older stories"
    assert text(oldest.select_one(".counts")) == "Stories 1–3, counted from the oldest"
    assert "March 2018, page 1 " in oldest.title.string
    assert site.has("region/cn/page/1/")
    assert not site.has("region/cn/page/2/")


def test_a_new_story_changes_no_numbered_page_of_a_listing(build_site: Builder) -> None:
    stories = [
        make_story(f"Story {day:02}", ordinal=day, first=day, last=day, date=dated(f"2018-03-{day:02}"))
        for day in range(1, 9)
    ]
    site = build_site(*stories[:-1], ARCHIVE_PAGE_SIZE=3, ARCHIVE_PAGE_ROWS=3)
    numbered = {url: site.text(url) for url in site.urls() if "/page/" in url}

    site = build_site(stories[-1], ARCHIVE_PAGE_SIZE=3, ARCHIVE_PAGE_ROWS=3)

    assert "Story 08" in site.text("date/2018/03/")
    assert numbered
    assert {url: site.text(url) for url in numbered} == numbered


def test_a_story_of_another_capture_about_something_else_changes_no_article_page(build_site: Builder) -> None:
    story = make_story("One")
    site = build_site(story)
    before = site.text(f"article/{story.slug}/")
    other = make_story("Two", seed="other.txt", date=dated("2018-03-20"), regions=(HARBIN,))

    site = build_site(other, capture=Capture("other.txt", ("",) * 40, "cd" * 32))

    assert site.has(f"article/{other.slug}/")
    assert site.text(f"article/{story.slug}/") == before


def test_the_same_stories_give_the_same_bytes(build_site: Builder) -> None:
    stories = usual_stories()
    site = build_site(*stories)
    before = {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()}

    site = build_site(*stories[::-1])

    assert {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()} == before
