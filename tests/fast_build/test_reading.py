"""Posts are read when they or what they depend on changed; else they come from the shelf as they were."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.settings import read_settings

from plugins.fast_build.markdown_reader import QuickMarkdownReader
from plugins.fast_build.quick_article import QuickArticle
from plugins.fast_build.quickening import quick_articles
from plugins.fast_build.session import FastBuild
from plugins.fast_build.shelf import LOOSE

from .stock_sites import write_posts

POST = "Title: Flood\nDate: 2019-04-30\nTags: rivers; mills;\nAuthors: Ann Lee\n\nIt rained.\n\nIt stopped.\n"


class Site:
    """A content folder, read by one build after another; `read` names the files that were opened by readers."""

    def __init__(self, home: Path, **settings: Any) -> None:
        self.home, self.settings = home, settings
        self.read: list[str] = []
        self.fast: FastBuild | None = None

    def build(self) -> ArticlesGenerator:
        self.close()
        paths = {
            name: str(self.home / folder)
            for name, folder in (("PATH", "content"), ("OUTPUT_PATH", "output"), ("FAST_BUILD_STATE", "state"))
        }
        settings = read_settings(override=paths | self.settings)
        self.fast = settings["fast_build"] = FastBuild(settings)
        context = settings | {"generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": ""}
        generator = ArticlesGenerator(
            context=context, settings=settings, path=settings["PATH"], theme=settings["THEME"], output_path="output"
        )
        generator.readers.readers["md"] = QuickMarkdownReader(settings)
        quick_articles(generator)
        read_file = generator.readers.read_file

        def counted(**more: Any) -> Any:
            self.read.append(os.path.normpath(more["path"]))
            return read_file(**more)

        generator.readers.read_file = counted
        self.read.clear()
        generator.generate_context()
        return generator

    def close(self) -> None:
        if self.fast:
            self.fast.save()
            self.fast.close()
            self.fast = None


@pytest.fixture
def site(tmp_path: Path) -> Any:
    site = Site(tmp_path)
    yield site
    site.close()


def articles_of(generator: ArticlesGenerator) -> list[tuple[Any, ...]]:
    return [
        (
            a.title,
            a.url,
            a.save_as,
            a.content,
            a.summary,
            str(a.tags),
            str(a.date),
            a.locale_date,
            a.source_path,
            a.author,
        )
        for a in generator.articles
    ]


def test_a_post_that_stayed_as_it_was_is_not_read_again(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST, "b.md": POST.replace("Flood", "Mud")})
    first = articles_of(site.build())

    again = articles_of(site.build())

    assert again == first
    assert site.read == []


def test_only_the_post_that_changed_is_read(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST, "b.md": POST.replace("Flood", "Mud")})
    site.build()
    (site.home / "content/b.md").write_text(POST.replace("Flood", "Sand"))

    generator = site.build()

    assert site.read == ["b.md"]
    assert [article.title for article in generator.articles] == ["Flood", "Sand"]


def test_a_post_whose_time_and_size_are_those_of_another_is_read(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    site.build()
    write_posts(
        site.home / "content", {"a.md": POST.replace("Flood", "Blood".replace("B", "F"[:0] + "G"))[: len(POST)]}
    )

    site.build()

    assert site.read == ["a.md"]


def test_other_settings_read_every_post_anew(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    site.build()
    site.settings["DEFAULT_LANG"] = "fr"

    generator = site.build()

    assert site.read == ["a.md"]
    assert generator.articles[0].lang == "fr"


@pytest.mark.parametrize(
    "post",
    [
        POST.replace("2019-04-30", "30 April"),  # of this year
        POST.replace("2019-04-30", "30/04/19"),  # of this century
        POST.replace("rivers; mills;", "rivers\nTags: mills"),  # the second is left out, with a warning
        POST + "\n![]({static}x.png)\n",  # a picture without words: a warning
    ],
    ids=["a date without a year", "a year of two figures", "a field twice", "a picture without words"],
)
def test_a_post_that_depends_on_the_day_or_asks_for_a_warning_is_read_each_time(site: Site, post: str) -> None:
    write_posts(site.home / "content", {"a.md": post, "b.md": POST})
    site.build()

    site.build()

    assert site.read == ["a.md"]


def test_a_post_dated_in_the_future_is_read_each_time_where_it_is_a_draft_until_then(site: Site) -> None:
    site.settings["WITH_FUTURE_DATES"] = False
    write_posts(site.home / "content", {"a.md": POST.replace("2019", "2999"), "b.md": POST})
    site.build()

    generator = site.build()

    assert site.read == ["a.md"]
    assert [article.status for article in generator.drafts] == ["draft"]


@pytest.mark.parametrize("damage", ["row", "text", "file"])
def test_a_damaged_shelf_is_a_miss(site: Site, damage: str) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    first = articles_of(site.build())
    site.close()
    (shelf,) = (site.home / "state").rglob("posts.sqlite")
    if damage == "file":
        shelf.write_bytes(b"no database")
    else:
        with sqlite3.connect(shelf) as connection:
            connection.execute({"row": "update rows set slug = 'x'", "text": "update texts set html = 'x'"}[damage])
        connection.close()

    again = articles_of(site.build())

    assert again == first


def many_posts(site: Site) -> list[str]:
    """More posts than lie on the shelf each by itself."""
    names = [f"{number:02}.md" for number in range(LOOSE + 2)]
    write_posts(site.home / "content", {name: POST.replace("Flood", name) for name in names})
    return names


def test_of_posts_that_lie_packed_only_the_one_that_changed_is_read(site: Site) -> None:
    names = many_posts(site)
    site.build()
    (site.home / "content" / names[3]).write_text(POST.replace("Flood", "Sand"))
    (site.home / "content" / names[4]).unlink()

    site.build()
    first, again = site.read[:], articles_of(site.build())

    assert (first, site.read) == ([names[3]], [])
    assert {row[0] for row in again} == {*names[:3], "Sand", *names[5:]}


@pytest.mark.parametrize("damage", ["data = x'00'", "checked = x'00'", "data = 'text'", "data = null"])
def test_packed_rows_that_are_damaged_are_a_miss(site: Site, damage: str) -> None:
    many_posts(site)
    first = articles_of(site.build())
    site.close()
    (shelf,) = (site.home / "state").rglob("posts.sqlite")
    with sqlite3.connect(shelf) as connection:
        assert connection.execute(f"update packed set {damage}").rowcount == 1
    connection.close()

    assert articles_of(site.build()) == first


def test_an_article_that_nobody_looks_at_stays_light_and_is_whole_when_somebody_does(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    site.build()
    article = site.build().articles[0]

    known = (
        article.slug,
        article.url,
        article.status,
        article.post_digest is not None,
        article.metadata_as_read()["title"],
    )
    light = "title" not in article.__dict__

    assert known == ("flood", "flood.html", "published", True, "Flood")
    assert light
    assert (article.title, article.locale_date, article.timezone.key) == ("Flood", "Tue 30 April 2019", "UTC")
    assert isinstance(article, Article)
    assert isinstance(article, QuickArticle)
    with pytest.raises(AttributeError, match="'Article' object has no attribute 'nothing'"):
        _ = article.nothing


def test_what_was_set_before_an_article_is_whole_stays(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    site.build()
    article = site.build().articles[0]

    article.title = "Another"
    article._content = "<p>Another text.</p>"

    assert (article.title, article.metadata["title"], article.content) == ("Another", "Flood", "<p>Another text.</p>")


def test_the_list_of_translations_is_the_same_before_and_after_an_article_is_whole(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    site.settings["ARTICLE_TRANSLATION_ID"] = False  # else Pelican sets a list
    site.build()
    article = site.build().articles[0]
    listed = article.translations

    article.title = "Another"
    listed.append("a translation")

    assert article.translations == ["a translation"]


def test_a_file_touched_in_the_moment_it_is_read_is_looked_at_again(site: Site) -> None:
    write_posts(site.home / "content", {"a.md": POST})
    os.utime(site.home / "content/a.md")
    site.build()

    site.build()

    assert site.read == []  # its bytes are compared, and they are the same
