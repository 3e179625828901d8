"""The pages that tell how stories were made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import bibtexparser
import rispy
from markupsafe import Markup

from plugins.archive_pages.entries import Entry
from plugins.archive_pages.evidence import EvidenceFile, read_evidence
from plugins.archive_pages.how import HowStory, how_address, how_id, how_page, how_pages
from plugins.seed_posts.model import Evidence
from tests.pages.cases import CAPTURE, CHINA, Site, make_story, usual_stories

Builder = Callable[..., Site]
SOYBEANS = usual_stories()[0].slug


def told(site: Site, slug: str) -> tuple[dict[str, str], list[str]]:
    """What the page says of a story: its values by name, and the lines of the capture."""
    section = site.page(how_page(slug)).find(id=how_id(slug))
    values = {dt.get_text(): dt.find_next("dd").get_text() for dt in section.select(".values dt")}
    return values, [" ".join(li.get_text().split()) for li in section.select(".cut li")]


def test_every_value_has_its_words_their_line_its_rule_and_how_sure_it_is(small_site: Site) -> None:
    values, _ = told(small_site, SOYBEANS)

    assert values["Source"] == "The Amur Gazette, likely, 80%: Amur Gazette 2 masthead"
    assert values["Headline"] == "3 first-line, very likely, 90%"  # its words stand above
    assert values["Encoding"].endswith("one byte was repaired")


def test_every_tag_has_its_words_with_all_their_lines_and_its_score(build_site: Builder) -> None:
    words = (*(Evidence("name", "China", line) for line in (4, 6)), Evidence("government", "Beijing", 7))
    story = make_story("One", regions=(replace(CHINA, evidence=words),))

    values, _ = told(build_site(story), story.slug)

    assert values["China"] == "about, score 0.9: China 4, 6; Beijing 7 government"
    assert values["International trade"] == "topic, score 0.8: exports 5"


def test_the_captures_lines_stand_in_order_and_those_left_out_are_struck_through(small_site: Site) -> None:
    _, lines = told(small_site, SOYBEANS)

    assert lines == ["3–5 line 3 …", "6 caption line 6", "7–9 The ferry ran twice a day. …"]
    struck = small_site.page(how_page(SOYBEANS)).find(id=how_id(SOYBEANS)).select("del")
    assert [part.get_text() for part in struck] == ["line 6"]


def test_a_story_has_its_references_in_formats_that_other_readers_take(small_site: Site) -> None:
    section = small_site.page(how_page(SOYBEANS)).find(id=how_id(SOYBEANS))
    said = {link.get_text(): unquote(link["href"].partition(",")[2]) for link in section.select("a[download]")}

    (entry,) = bibtexparser.parse_string(said["BibTeX"]).entries
    (record,) = rispy.loads(said["RIS"])
    (item,) = json.loads(said["CSL-JSON"])

    assert (entry.key, entry["journal"]) == (SOYBEANS, "The Amur Gazette")
    assert (record["id"], record["secondary_title"]) == (SOYBEANS, "The Amur Gazette")
    assert (item["id"], item["container-title"]) == (SOYBEANS, "The Amur Gazette")
    assert [link["download"].rpartition(".")[2] for link in section.select("a[download]")] == ["bib", "ris", "json"]


def test_search_engines_are_sent_to_the_article_instead(small_site: Site) -> None:
    page = small_site.page(how_page(SOYBEANS))

    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    if small_site.siteurl:
        assert "/how/" not in small_site.text("sitemap-1.xml")


def test_another_story_never_moves_a_storys_page() -> None:
    entries = [Entry(f"story-{number}", "", "") for number in range(2000)]

    assert len({how_page(entry.slug) for entry in entries}) > 1000  # spread over 4,096 pages
    assert len({how_address(entry.slug) for entry in entries}) == len(entries)
    assert all(re.fullmatch(r"how/[0-9a-f]{3}/#s[0-9a-f]{10}", how_address(entry.slug)) for entry in entries)


def test_stories_of_one_page_stand_in_their_slugs_order_and_those_without_evidence_are_left_out(
    build_site: Builder,
) -> None:
    story = make_story("One")
    site = build_site(story, capture=CAPTURE)
    by_page: dict[str, list[Entry]] = {}
    for number in range(300):
        entry = Entry(f"story-{number}", "", "")
        by_page.setdefault(how_page(entry.slug), []).append(entry)
    shared = next(entries for entries in by_page.values() if len(entries) > 1)
    evidence = read_evidence(next(site.content.rglob("*.evidence.json")))

    def story_of(entry: Entry, evidence: EvidenceFile) -> HowStory:
        return HowStory(how_id(entry.slug), entry, Markup(), Markup(), Markup())

    pages = dict(how_pages(shared[::-1], lambda slug: evidence, story_of))
    none = dict(how_pages(shared, lambda slug: None, story_of))

    assert [[told.entry for told in stories] for stories in pages.values()] == [sorted(shared, key=lambda e: e.slug)]
    assert none == {}
