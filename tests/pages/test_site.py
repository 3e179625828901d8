"""What a reader finds in a small built archive."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from plugins.seed_posts.model import Capture, Evidence, RegionTag, Role
from tests.pages.cases import CHINA, HARBIN, Site, make_story, usual_stories

CSP = (
    "default-src 'self';object-src 'none';frame-src 'none';form-action 'self';base-uri 'none';"
    "require-trusted-types-for 'script';trusted-types archive"
)
Builder = Callable[..., Site]
SOYBEANS, BRIDGE, RAIL, NOBODY, ASSIGNED, REPRINT = (f"article/{story.slug}/" for story in usual_stories())


def root_of(site: Site) -> str:
    return urlsplit(site.siteurl).path


def links(site: Site, url: str) -> list[str]:
    """Site-relative addresses a page links to, in order, without other hosts and fragments."""
    page = site.page(url)
    base = f"https://h.example{root_of(site)}/"
    found = []
    for tag in page.select("[href], [src], form[action]"):
        address = urljoin(base + url, tag.get("href") or tag.get("src") or tag.get("action"))
        if tag.get("rel") in (["canonical"], ["original"]) or not address.startswith(base):
            assert not address.startswith("https://h.example/") or tag.get("rel") == ["canonical"], (url, address)
            continue
        found.append(urlsplit(address.removeprefix(base)).path)
    return found


def text(element: BeautifulSoup) -> str:
    return " ".join(element.get_text(" ").split())


def test_every_link_inside_the_site_leads_to_a_page_or_file(small_site: Site) -> None:
    broken = [
        (url, link)
        for url in [*small_site.urls(), "404.html"]
        for link in links(small_site, url)
        if not (small_site.has(link) or (small_site.folder / link).is_file())
    ]

    assert broken == []


def test_every_story_is_four_clicks_from_the_front_page_or_fewer(small_site: Site) -> None:
    clicks = {"": 0}
    waiting = deque([""])
    while waiting:
        url = waiting.popleft()
        for link in links(small_site, url):
            if link not in clicks and small_site.has(link):
                clicks[link] = clicks[url] + 1
                waiting.append(link)

    assert {url: clicks.get(url, 99) for url in small_site.urls() if clicks.get(url, 99) > 4} == {}


def test_every_page_has_title_language_canonical_and_a_policy_right_after_the_charset(small_site: Site) -> None:
    for url in [*small_site.urls(), "404.html"]:
        page = small_site.page(url)
        charset, policy = page.head.find_all(True, limit=2)
        assert charset.get("charset") == "utf-8", url
        assert (policy.get("http-equiv"), policy.get("content")) == ("Content-Security-Policy", CSP), url
        assert page.html["lang"] == "en", url
        assert page.title.string.strip(), url
        assert page.select_one('link[rel="canonical"]')["href"].startswith(small_site.siteurl + "/"), url
        assert page.select_one('meta[name="description"]')["content"].strip(), url
        assert len(page.select("h1")) == 1, url
        assert len(page.select("main#main")) == 1, url


def test_titles_tell_pages_apart(small_site: Site) -> None:
    titles = [small_site.page(url).title.string for url in small_site.urls()]

    assert len(titles) == len(set(titles))


def test_no_page_has_inline_script_or_style(small_site: Site) -> None:
    for url in [*small_site.urls(), "404.html"]:
        page = small_site.page(url)
        assert not page.select("style, [style]"), url
        assert all(tag.get("type") == "application/ld+json" for tag in page.select("script:not([src])")), url
        assert not [a for tag in page.find_all(True) for a in tag.attrs if a.startswith("on")], url


def test_every_page_has_the_search_box(small_site: Site) -> None:
    for url in [*small_site.urls(), "404.html"]:
        form = small_site.page(url).select_one('form[role="search"]')
        assert (form["action"], form.get("method", "get")) == (f"{root_of(small_site)}/search/", "get"), url
        assert form.select_one('input[name="q"]'), url


def test_the_article_shows_its_head_and_text(small_site: Site) -> None:
    page = small_site.page(SOYBEANS)

    assert text(page.h1) == "Soybeans cross the river"
    assert text(page.select_one(".deck")) == "Growers sell more"
    assert page.select_one(".sheet > dl time")["datetime"] == "2018-03-19"
    record = text(page.select_one(".sheet > dl"))
    for words in ("19 March 2018", "The Amur Gazette", "Xinhua", "Anna Orlova, Li Wei", "HEIHE"):
        assert words in record
    assert [text(p) for p in page.select(".body p")] == [
        "Growers sold more soybeans this year.",
        "The ferry ran twice a day.",
    ]


def test_a_digest_says_so_and_links_the_original(small_site: Site) -> None:
    notice = small_site.page(SOYBEANS).select_one("article > header > p:not(.deck)")

    assert text(notice) == (
        "Digest by this archive of a report by Anna Orlova and Li Wei from Xinhua in The Amur Gazette. "
        "Read the original"
    )
    assert notice.a["href"] == "https://gazette.example/soy?a=1&b=2"
    assert small_site.page(SOYBEANS).select_one('link[rel="original"]')["href"] == notice.a["href"]


def test_a_date_is_shown_at_its_precision(small_site: Site) -> None:
    shown = {
        url: small_site.page(url).select_one(".sheet dd").get_text(" ", strip=True) for url in (BRIDGE, RAIL, NOBODY)
    }

    assert shown == {
        BRIDGE: "March 2018",
        RAIL: "2012 worked out from the age the page gives",
        NOBODY: "Not known",
    }
    assert small_site.page(RAIL).select_one(".sheet time")["datetime"] == "2012"


def test_an_assigned_headline_is_marked(small_site: Site) -> None:
    assert "The capture has no headline" in text(small_site.page(ASSIGNED).select_one("article > header"))


def test_each_tag_discloses_its_evidence(small_site: Site) -> None:
    tags = {text(li.a): li for li in small_site.page(SOYBEANS).select("aside > ul > li")}

    assert list(tags) == ["China", "Russia", "Heilongjiang", "Harbin", "International trade"]
    assert text(tags["China"].i) == "“Chinese growers”"
    assert text(tags["Russia"].i) == "by name"
    assert tags["Harbin"].a["href"] == f"{root_of(small_site)}/region/cn/heilongjiang/harbin/"


def test_the_regions_of_a_story_stand_under_what_it_does_with_them(small_site: Site) -> None:
    filed = small_site.page(SOYBEANS).aside

    assert {text(h2): [text(a) for a in h2.find_next("ul").select("a")] for h2 in filed.select("h2:has(+ ul)")} == {
        "About": ["China", "Russia"],
        "Also concerns": ["Heilongjiang", "Harbin"],
        "Topics": ["International trade"],
    }


def test_the_same_words_on_several_lines_are_quoted_once(build_site: Builder) -> None:
    lines = (*(Evidence("name", "China", line) for line in (4, 6, 7)), Evidence("demonym", "Chinese", 8))
    story = make_story("One", regions=(replace(CHINA, evidence=lines),))

    site = build_site(story)

    assert text(site.page(f"article/{story.slug}/").select_one("aside i")) == "by name, “Chinese”"


def test_an_implied_region_names_those_that_imply_it_and_quotes_no_words(build_site: Builder) -> None:
    implied = RegionTag("CN-HL", "Heilongjiang", Role.SECONDARY, 0.6, implied=True, implied_by=(HARBIN.id,))
    story = make_story("One", regions=(CHINA, HARBIN, implied))

    tags = build_site(story).page(f"article/{story.slug}/").select("aside ul > li")

    assert text(tags[2].i) == "implied by Harbin"


def test_a_tag_that_the_maintainer_set_shows_the_reason_and_no_quotation(build_site: Builder) -> None:
    evidence = (Evidence("correction", "the ferry lands there"),)
    story = make_story("One", regions=(CHINA, replace(HARBIN, evidence=evidence)))

    tags = build_site(story).page(f"article/{story.slug}/").select("aside ul > li")

    assert text(tags[1].i) == "set by the maintainer: the ferry lands there"


def test_regions_named_in_passing_are_told_and_not_linked(small_site: Site) -> None:
    heading = small_site.page(SOYBEANS).aside.find("h2", string="Mentions")

    passing = heading.find_next_sibling()
    assert text(passing) == "Mongolia by name"
    assert not passing.select("a")
    assert not small_site.has("region/mn/")


def test_provenance_names_capture_digest_and_lines_and_leads_to_how_the_story_was_made(small_site: Site) -> None:
    capture, how = small_site.page(SOYBEANS).find("h2", string="Provenance").find_next_siblings(limit=2)

    assert text(capture) == "Capture thread.txt , lines 3–9 of 40"
    address, _, story = how.a["href"].partition("#")
    told = small_site.page(address.removeprefix(f"{root_of(small_site)}/")).find(id=story)
    assert "ab" * 32 in text(told)


def test_a_reprint_has_a_page_that_points_to_the_story_it_reprints(small_site: Site) -> None:
    page = small_site.page(REPRINT)

    assert page.select_one('link[rel="canonical"]')["href"] == f"{small_site.siteurl}/{SOYBEANS}"
    assert [urljoin(REPRINT, a["href"]) for a in page.select("article > header > p a")][-1] == SOYBEANS
    assert [urljoin(SOYBEANS, a["href"]) for a in small_site.page(SOYBEANS).select("#reprints + ul a")] == [REPRINT]


def test_a_story_lists_who_printed_it_again_when_and_how_much_of_it(small_site: Site) -> None:
    listed = small_site.page(SOYBEANS).select("#reprints + ul li")

    assert [text(item) for item in listed] == [
        "21 March 2018 : Heihe Daily, Soybeans cross the river "
        "repeats 81% of the story, which is 93% of its text; capture thread.txt, lines 32–38"
    ]


def test_a_reprint_quotes_words_that_both_printings_have(small_site: Site) -> None:
    note = small_site.page(REPRINT).select_one("article > header > p:has(q)")

    assert "as The Amur Gazette printed it (19 March 2018)" in text(note)
    assert "It repeats 81% of the story, which is 93% of its text." in text(note)
    assert text(note.q) == "sold more soybeans"


def test_reprints_are_in_no_listing(small_site: Site) -> None:
    listing_pages = [url for url in small_site.urls() if not url.startswith(("article/", "how/"))]

    assert [url for url in listing_pages if REPRINT in links(small_site, url)] == []


def test_neighbours_come_from_the_same_capture_in_its_order(small_site: Site) -> None:
    listed = small_site.page(BRIDGE).find("h2", string="In the same capture").find_next_sibling("ul")

    assert [text(li.small) for li in listed.select("li")] == ["Before", "After"]
    assert [urljoin(BRIDGE, a["href"]) for a in listed.select("a")] == [SOYBEANS, RAIL]


def test_breadcrumbs_lead_up_the_region_tree(small_site: Site) -> None:
    page = small_site.page("region/cn/heilongjiang/harbin/")

    crumbs = [text(a) for a in page.select(".crumbs a")]
    assert crumbs[0] == "Regions"
    assert crumbs[-2:] == ["China", "Heilongjiang"]
    assert [link for link in links(small_site, "region/cn/heilongjiang/harbin/") if link == "region/cn/heilongjiang/"]


def test_stories_come_newest_first_with_their_dates_in_the_margin(small_site: Site) -> None:
    dates = [text(when) for when in small_site.page("date/2018/").select(".story .when")]

    assert dates == ["19 Mar 2018", "1 Mar 2018", "Mar 2018"]


def test_undated_stories_are_on_their_own_page_and_on_no_date_page(small_site: Site) -> None:
    date_pages = [url for url in small_site.urls() if url.startswith("date/")]

    assert NOBODY in links(small_site, "undated/")
    assert [url for url in date_pages if NOBODY in links(small_site, url)] == []


def test_a_year_says_how_many_stories_have_no_month(small_site: Site) -> None:
    assert text(small_site.page("date/2012/").select_one(".counts")) == "1 story , 1 dated to the year only"


def test_a_bar_is_a_link_with_its_count(small_site: Site) -> None:
    bars = {text(a): a["href"] for a in small_site.page("date/2018/").select(".bars a")}

    assert bars == {"3 stories in Mar ch 2018": f"{root_of(small_site)}/date/2018/03/"}


def test_stories_without_a_source_are_listed_together(small_site: Site) -> None:
    assert {NOBODY, ASSIGNED} <= set(links(small_site, "source/unknown/"))


def test_a_hand_written_page_has_its_text(small_site: Site) -> None:
    page = small_site.page("about/")

    assert (text(page.h1), text(page.select_one(".prose h2"))) == ("About", "More")


def test_a_text_shows_the_rights_its_sidecar_states(build_site: Builder) -> None:
    capture = Capture("thread.txt", ("",) * 40, "ab" * 32, rights="© The Amur Gazette, by permission")
    story = make_story()

    site = build_site(story, capture=capture)

    assert "© The Amur Gazette, by permission" in site.page(f"article/{story.slug}/").select_one(".sheet > dl").text


@pytest.mark.parametrize("number", [0, 1, 3])
def test_an_archive_of_none_one_or_three_stories_is_sound(build_site: Builder, number: int) -> None:
    stories = [make_story(f"Story {n}", ordinal=n, first=n, last=n) for n in range(1, number + 1)]

    site = build_site(*stories)

    assert len(site.page("").select(".story")) == number
    for url in ("region/", "topic/", "source/", "date/", "undated/", "search/"):
        assert site.page(url).h1, url
    broken = [(url, link) for url in site.urls() for link in links(site, url) if not (site.folder / link).exists()]
    assert broken == []
