"""What Zotero, search engines and feed readers find in a small built archive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from plugins.archive_pages.discovery import SITEMAP_PAGES, sitemaps
from plugins.seed_posts.model import Capture, Finding
from tests.pages.cases import Site, make_story, undated, usual_stories

Builder = Callable[..., Site]
SOYBEANS, NOBODY = (f"article/{usual_stories()[number].slug}/" for number in (0, 3))


def graph_of(site: Site, url: str) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD."""
    said = json.loads(site.page(url).select_one('script[type="application/ld+json"]').string)
    assert said["@context"] == "https://schema.org"
    return list(said["@graph"])


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

    assert not page.select('meta[property~="og:site_name"], meta[name="prism.publicationName"]')


def test_json_ld_gives_a_digest_the_archive_as_author_and_the_original_as_its_basis(small_site: Site) -> None:
    story, trail = graph_of(small_site, SOYBEANS)

    assert story["@type"] == ["NewsArticle", "ArchiveComponent"]
    assert story["author"]["@type"] == "ArchiveOrganization"
    assert story["isBasedOn"]["publisher"]["name"] == "The Amur Gazette"
    assert story["isBasedOn"]["datePublished"] == "2018-03-19"
    assert [item["position"] for item in trail["itemListElement"]] == [1, 2]


def test_json_ld_gives_a_text_its_own_author(build_site: Builder) -> None:
    capture = Capture("thread.txt", ("",) * 40, "ab" * 32)
    story = make_story(authors=Finding(("Anna Orlova",)))
    site = build_site(story, capture=capture)

    data, _ = graph_of(site, f"article/{story.slug}/")

    assert data["author"] == [{"@type": "Person", "name": "Anna Orlova"}]
    assert data["datePublished"] == "2018-03-19"
    assert not site.page(f"article/{story.slug}/").select("article > header > p")


def test_a_published_site_has_sitemap_robots_and_feed(build_site: Builder) -> None:
    first, later = make_story("One"), make_story("Two", ordinal=2, date=undated(), first=11, last=12)
    site = build_site(first, later, siteurl="https://archive.example/repo")

    sitemap = site.text("sitemap-1.xml")
    feed = site.text("feed.atom")

    found = re.findall("<loc>(.*?)</loc>", sitemap)
    indexed = [url for url in site.urls() if not url.startswith("how/")]
    assert sorted(found) == sorted(f"https://archive.example/repo/{url}" for url in indexed)
    assert "<loc>https://archive.example/repo/sitemap-1.xml</loc>" in site.text("sitemap.xml")
    assert "Sitemap: https://archive.example/repo/sitemap.xml" in site.text("robots.txt")
    assert f"<id>https://archive.example/repo/article/{first.slug}/</id>" in feed
    assert later.slug not in feed


def test_every_region_topic_and_source_has_a_feed_that_feed_readers_take(build_site: Builder) -> None:
    hostile = make_story('<b>One</b> & "two" \x0b', ordinal=2, first=11, last=12)
    site = build_site(make_story("One"), hostile, siteurl="https://archive.example/repo")

    feeds = sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("feed.atom"))

    assert {"feed.atom", "region/cn/feed.atom", "source/the-amur-gazette/feed.atom"} < set(feeds)
    assert any(name.startswith("topic/") for name in feeds)
    for name in feeds:
        read = feedparser.parse((site.folder / name).read_bytes())
        assert not read.bozo, read.get("bozo_exception")
        assert read.feed.id == f"https://archive.example/repo/{name.removesuffix('feed.atom')}"
        assert len(read.entries) in (1, 2)
        assert all(entry.author and entry.title and entry.updated for entry in read.entries)


def test_a_listing_names_its_feed(build_site: Builder) -> None:
    site = build_site(make_story("One"), siteurl="https://archive.example/repo")

    named = [link["href"] for link in site.page("region/cn/").select('link[type="application/atom+xml"]')]
    assert named == ["/repo/feed.atom", "/repo/region/cn/feed.atom"]
    assert site.page("region/cn/").find("a", href="/repo/region/cn/feed.atom")


def test_a_browser_is_told_how_to_search(build_site: Builder) -> None:
    site = build_site(make_story(), siteurl="https://archive.example/repo")

    told = ET.fromstring(site.text("opensearch.xml"))
    (address,) = told.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")

    assert address.attrib["template"] == "https://archive.example/repo/search/?q={searchTerms}"
    assert site.page("").select_one('link[rel="search"]')["href"] == "/repo/opensearch.xml"


def test_security_txt_needs_somebody_to_tell_and_a_day_it_ends(build_site: Builder) -> None:
    told = {"ARCHIVE_SECURITY_CONTACT": "mailto:keeper@archive.example"}
    site = build_site(make_story(), siteurl="https://a.example", **told, ARCHIVE_SECURITY_EXPIRES="2030-01-31")

    lines = site.text(".well-known/security.txt").splitlines()
    assert "Contact: mailto:keeper@archive.example" in lines
    assert "Expires: 2030-01-31T00:00:00Z" in lines
    with pytest.raises(SystemExit, match="ARCHIVE_SECURITY_EXPIRES"):
        build_site(make_story(), siteurl="https://a.example", **told, ARCHIVE_SECURITY_EXPIRES="soon")


def test_a_long_sitemap_is_cut_into_files_an_index_names() -> None:
    urls = [f"article/{number:05}/" for number in range(SITEMAP_PAGES + 1)]

    files = dict(sitemaps(urls, "https://a.example"))

    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert sum(text.count("<url>") for text in files.values()) == len(urls)
    assert files["sitemap.xml"].count("<sitemap>") == 2
