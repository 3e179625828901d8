"""What every page tells machines: Zotero, by a model of its rules, and readers of metadata that know nothing of us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import extruct
import pytest
from bs4 import BeautifulSoup

from plugins.archive_pages.coins import coins
from plugins.archive_pages.entries import Entry
from plugins.seed_posts.model import Capture, Finding
from tests.pages.cases import CAPTURE, Site, make_story, usual_stories
from tests.pages.zotero import saved

Builder = Callable[..., Site]
STORIES = usual_stories()
ARCHIVE = "Neighbours"


def head(*elements: str) -> BeautifulSoup:
    return BeautifulSoup(f"<html><head><title>T</title>{''.join(elements)}</head></html>", "html.parser")


def read(site: Site, url: str) -> dict[str, Any]:
    """What extruct finds on a page."""
    syntaxes = ["json-ld", "opengraph", "dublincore", "rdfa"]
    base = (site.siteurl or "https://h.example") + "/"
    return dict(extruct.extract(site.text(url), base_url=base + url, syntaxes=syntaxes))


def nodes(site: Site, url: str) -> list[dict[str, Any]]:
    """The JSON-LD nodes of a page."""
    return [node for document in read(site, url)["json-ld"] for node in document.get("@graph", [document])]


def test_the_model_of_zotero_falls_into_the_traps_we_avoid() -> None:
    title, site_name = '<meta name="citation_title" content="T">', '<meta property="og:site_name" content="Archive">'

    (guess,) = saved(head(title, site_name), "https://a.example/")
    (web,) = saved(head('<meta property="og:type" content="website">'), "https://a.example/")
    (right,) = saved(
        head(
            title,
            '<meta name="z:itemType" content="newspaperArticle">',
            '<meta name="citation_journal_title" content="J">',
        ),
        "https://a.example/",
    )

    assert (guess["itemType"], guess["publicationTitle"]) == ("journalArticle", "Archive")
    assert web["itemType"] == "webpage"
    assert right["itemType"] == "newspaperArticle"


def test_zotero_saves_every_story_as_an_article_of_the_newspaper_that_printed_it(small_site: Site) -> None:
    for story in STORIES:
        url = f"article/{story.slug}/"

        (item,) = saved(small_site.page(url), f"{small_site.siteurl}/{url}")

        assert item["itemType"] == "newspaperArticle", url
        assert item.get("publicationTitle", "") == (story.source.value or ""), url
        headline = story.headline.value
        assert item["title"] == (f"[{headline}]" if story.headline_assigned else headline), url
        assert item["creators"] == list(story.authors.value or ()), url
        assert item["url"] == (story.url.value or f"{small_site.siteurl}/{url}"), url
        assert item.get("date", "") == (story.date.value.value if story.date.value else ""), url
        assert (item["rights"], item["archiveLocation"]) == (f"Digest by {ARCHIVE}", ARCHIVE), url
        assert item["abstractNote"], url


def test_no_page_claims_to_be_a_journal_article(small_site: Site) -> None:
    for url in small_site.urls():
        assert not small_site.page(url).select('meta[name="citation_journal_title"]'), url


def test_zotero_saves_every_story_of_a_list_as_the_storys_own_page_has_it(small_site: Site) -> None:
    page = small_site.page("date/2018/")
    own = {
        item["title"]: item
        for story in STORIES[:-1]  # the last is a reprint, which no list has
        for item in saved(small_site.page(f"article/{story.slug}/"), f"{small_site.siteurl}/article/{story.slug}/")
    }

    items = saved(page, "")

    assert len(items) == len(page.select(".title a")) > 0
    for item in items:
        assert {key: own[item["title"]].get(key) for key in item} == item


def test_a_storys_own_page_has_no_span_that_would_outrank_its_elements(small_site: Site) -> None:
    for story in STORIES:
        assert not small_site.page(f"article/{story.slug}/").select(".Z3988")


def test_a_span_survives_signs_of_its_own_syntax() -> None:
    entry = Entry("x", "article/x/", "A & B = C? 100% ‘+’ #1; 'x' \"y\" <z>", authors=("Орлова",), source="A&B")
    page = BeautifulSoup(f'<span class=Z3988 title="{coins(entry, "N", "https://n.example")}"></span>', "html.parser")

    (item,) = saved(page, "")

    assert (item["title"], item["creators"], item["publicationTitle"]) == (entry.title, ["Орлова"], "A&B")


def test_search_engines_find_story_archive_and_trail(small_site: Site) -> None:
    story, trail = nodes(small_site, f"article/{STORIES[0].slug}/")

    assert story["@type"] == ["NewsArticle", "ArchiveComponent"]
    assert story["holdingArchive"]["name"] == ARCHIVE
    assert story["isBasedOn"]["publisher"]["name"] == "The Amur Gazette"
    assert story["isBasedOn"]["datePublished"] == "2018-03-19"
    assert story["keywords"] == ["international trade", "China", "Russia"]
    assert trail["@type"] == "BreadcrumbList"


def test_search_engines_find_the_archive_and_its_search_on_the_front_page(small_site: Site) -> None:
    (whole,) = nodes(small_site, "")

    assert (whole["@type"], whole["name"], whole["inLanguage"]) == ("WebSite", ARCHIVE, "en")
    target = whole["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{small_site.siteurl}/search/?q={{search_term_string}}"


@pytest.mark.parametrize(
    ("url", "name"), [("region/cn/", "China"), ("source/xinhua/", "Xinhua"), ("date/2018/", "2018")]
)
def test_search_engines_are_told_that_a_list_is_one(small_site: Site, url: str, name: str) -> None:
    page, trail = nodes(small_site, url)

    assert (page["@type"], page["name"], page["isPartOf"]["name"]) == ("CollectionPage", name, ARCHIVE)
    assert (page["url"], page["inLanguage"]) == (f"{small_site.siteurl}/{url}", "en")
    assert trail["itemListElement"][-1]["name"] == name


def test_search_engines_find_the_files_of_the_data_page(small_site: Site) -> None:
    data, _ = nodes(small_site, "data/")

    assert data["@type"] == "Dataset"
    offered = {file["contentUrl"].removeprefix(f"{small_site.siteurl}/"): file for file in data["distribution"]}
    assert {"data/stories.csv", "data/stories.bib", "data/stories.ris"} <= set(offered)
    assert all((small_site.folder / address).is_file() for address in offered)


def test_every_page_but_those_of_how_stories_were_made_says_what_it_is_in_opengraph(small_site: Site) -> None:
    for url in small_site.urls():
        if url.startswith("how/"):
            continue
        said = dict(read(small_site, url)["opengraph"][0]["properties"])
        assert {"og:type", "og:title", "og:description"} <= set(said), url
        page = small_site.page(url)
        if not page.select('meta[name="citation_public_url"]'):  # beside which `canonical` alone says the page's own
            assert said["og:url"] == page.select_one('link[rel="canonical"]')["href"], url
        assert said["og:type"] == ("article" if url.startswith("article/") else "website"), url


def test_dublin_core_names_rights_and_archive(small_site: Site) -> None:
    said = read(small_site, f"article/{STORIES[0].slug}/")

    (core,) = said["dublincore"]
    found = {element["name"].lower(): element["content"] for element in core["elements"]}
    assert (found["dc.rights"], found["dc.coverage"]) == (f"Digest by {ARCHIVE}", ARCHIVE)
    (graph,) = [node for node in said["rdfa"] if "http://purl.org/dc/terms/source" in node]
    assert graph["http://purl.org/dc/terms/source"] == [{"@value": "The Amur Gazette"}]


def test_a_story_names_its_original_and_itself_as_what_is_kept_of_it(small_site: Site) -> None:
    page = small_site.page(f"article/{STORIES[0].slug}/")

    assert page.select_one('link[rel="original"]')["href"] == STORIES[0].url.value
    memento = page.select_one('link[rel="memento"]')
    here = f"{small_site.siteurl or 'https://h.example'}/article/{STORIES[0].slug}/"
    assert urljoin(here, memento["href"]) == here
    assert "datetime" not in memento.attrs


@pytest.mark.parametrize("rights", ["", "© The Amur Gazette"])
def test_a_text_that_is_no_digest_has_the_rights_its_sidecar_states(build_site: Builder, rights: str) -> None:
    story = make_story(authors=Finding(("Anna Orlova",)))
    site = build_site(story, capture=Capture("thread.txt", ("",) * 40, "ab" * 32, rights=rights))

    (item,) = saved(site.page(f"article/{story.slug}/"), "")

    assert (item.get("rights", ""), item["itemType"]) == (rights, "newspaperArticle")
    assert CAPTURE.rights == "digest"
