"""What Zotero, search engines and feed readers find in a small built archive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from plugins.seed_posts.model import Capture, Finding
from tests.pages.cases import Site, make_story, undated, usual_stories

Builder = Callable[..., Site]
SOYBEANS, NOBODY = (f"article/{usual_stories()[number].slug}/" for number in (0, 3))


def test_zotero_is_told_the_original_newspaper(small_site: Site) -> None:
    page = small_site.page(SOYBEANS)
    meta: dict[str, list[str]] = {}
    for tag in page.select("meta[name]"):
        meta.setdefault(tag["name"], []).append(tag["content"])

    assert meta["z:itemType"] == ["newspaperArticle"]
    assert meta["prism.publicationName"] == ["The Amur Gazette"]
    assert meta["citation_author"] == ["Anna Orlova", "Li Wei"]
    assert meta["citation_publication_date"] == ["2018-03-19"]
    assert "citation_journal_title" not in meta


def test_a_story_without_a_newspaper_does_not_offer_the_archive_as_one(small_site: Site) -> None:
    page = small_site.page(NOBODY)

    assert not page.select('meta[property="og:site_name"], meta[name="prism.publicationName"]')


def test_json_ld_gives_a_digest_the_archive_as_author_and_the_original_as_its_basis(small_site: Site) -> None:
    story, trail = json.loads(small_site.page(SOYBEANS).select_one('script[type="application/ld+json"]').string)

    assert story["@type"] == ["NewsArticle", "ArchiveComponent"]
    assert story["author"]["@type"] == "ArchiveOrganization"
    assert story["isBasedOn"]["publisher"]["name"] == "The Amur Gazette"
    assert story["isBasedOn"]["datePublished"] == "2018-03-19"
    assert story["url"] == f"{small_site.siteurl}/{SOYBEANS}"
    assert [item["position"] for item in trail["itemListElement"]] == [1, 2, 3, 4]


def test_json_ld_gives_a_text_its_own_author(build_site: Builder) -> None:
    capture = Capture("thread.txt", ("",) * 40, "ab" * 32)
    story = make_story(authors=Finding(("Anna Orlova",)))
    site = build_site(story, capture=capture)

    data, _ = json.loads(site.page(f"article/{story.slug}/").select_one('script[type="application/ld+json"]').string)

    assert data["author"] == [{"@type": "Person", "name": "Anna Orlova"}]
    assert data["datePublished"] == "2018-03-19"
    assert not site.page(f"article/{story.slug}/").select(".digest")


def test_a_published_site_has_sitemap_robots_and_feed(build_site: Builder) -> None:
    first, later = make_story("One"), make_story("Two", ordinal=2, date=undated(), first=11, last=12)
    site = build_site(first, later, siteurl="https://archive.example/repo")

    sitemap = site.text("sitemap.xml")
    feed = site.text("feed.atom")

    found = re.findall("<loc>(.*?)</loc>", sitemap)
    assert sorted(found) == sorted(f"https://archive.example/repo/{url}" for url in site.urls())
    assert "Sitemap: https://archive.example/repo/sitemap.xml" in site.text("robots.txt")
    assert f"<id>https://archive.example/repo/article/{first.slug}/</id>" in feed
    assert later.slug not in feed
