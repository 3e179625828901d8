"""An archive in Russian and one in Chinese: no English is left but in stories, names and what is marked as English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from plugins.archive_pages.speech import og_locale
from tests.conftest import BuiltSite
from tests.languages.sites import NAMES
from tools.kinds import one_of_each

LANGUAGES = ("ru", "zh")
READ_ALOUD = ("aria-label", "placeholder", "alt")
NOT_WORDS = {"script", "style", "code", "pre", "kbd"}
PROPER = re.compile(  # quoted words, names of people, programs and standards, formats, fields and operators of a query
    r"«[^»]*»|“[^”]*”|The Amur Gazette|Heihe Daily|Reuters|Xinhua|Anna Orlova|Li Wei|HEIHE|JavaScript|Enter|Esc"
    r"|GeoNames|CC BY 4\.0|IPTC(?: Media Topics)?|BibTeX|RIS|CSL-JSON|JSON|CSV|Zotero|EndNote|Data Package|SHA-256"
    r"|ISO 3166|UN M49|BCP 47|APA|MLA|Chicago|\b(?:NOT|AND|OR|yes|kB|MB|utf-8)\b|[\w.-]+\.example|thread\.txt"
    r"|\b(?:title|body|source|author|region|topic|date)\b|stories\.[a-z.]+|texts/\w+\.jsonl|datapackage\.json"
)


@pytest.fixture(params=LANGUAGES)
def translated(request: pytest.FixtureRequest, translated_sites: dict[str, BuiltSite]) -> tuple[str, BuiltSite]:
    return request.param, translated_sites[request.param]


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes().decode())


def english_in(page: html.HtmlElement) -> list[str]:
    """Runs of Latin letters in texts and in attributes that are read aloud, where the page's own language is spoken."""
    texts: list[str] = []

    def look(node: html.HtmlElement, spoken: bool) -> None:
        if not isinstance(node.tag, str) or node.tag in NOT_WORDS or node.tag == "title":  # a title names a story
            return
        spoken = node.get("lang", page.get("lang")) == page.get("lang") if node.get("lang") else spoken
        if spoken:
            texts.extend([node.text or "", *(node.get(name, "") for name in READ_ALOUD)])
        for child in node:
            look(child, spoken)
            texts.append((child.tail or "") if spoken else "")

    look(page, True)
    return [text.strip() for text in texts if re.search(r"[A-Za-z]{2}", PROPER.sub("", text))]


def test_no_english_is_left_on_any_kind_of_page(translated: tuple[str, BuiltSite]) -> None:
    language, site = translated
    kinds = one_of_each(site.folder)
    left = {
        kind: english_in(
            parsed(site.folder / address / "index.html" if not address.endswith(".html") else site.folder / address)
        )
        for kind, address in kinds.items()
    }

    assert len(left) > 15
    assert {kind: texts for kind, texts in left.items() if texts} == {}
    assert language in LANGUAGES


def test_every_page_says_its_language_and_stories_say_theirs(translated: tuple[str, BuiltSite]) -> None:
    language, site = translated
    article = parsed(site.folder / "article" / "arabic" / "index.html")
    own = parsed(site.folder / "article" / "own" / "index.html")
    home = parsed(site.folder / "index.html")

    assert {parsed(page).get("lang") for page in site.pages()} == {language}
    assert [
        (node.get("lang"), node.get("dir")) for node in article.xpath("//h1 | //div[contains(@class, 'body')]")
    ] == [
        ("ar", "rtl"),
        ("ar", "rtl"),
    ]
    assert own.xpath("//h1/@lang") in ([], [language])
    assert "en" in home.xpath("//ol[contains(@class, 'stories')]//*[@class='title']/a/@lang")


@pytest.mark.parametrize(
    ("language", "place", "country", "stories"),
    [("ru", "Хэйлунцзян", ", Китай", "3 публикации"), ("zh", "黑龙江", "，中国", "3 篇报道")],
)
def test_regions_and_counts_are_in_the_language(
    translated_sites: dict[str, BuiltSite], language: str, place: str, country: str, stories: str
) -> None:
    page = parsed(translated_sites[language].folder / "region" / "cn" / "heilongjiang" / "index.html")

    assert page.findtext(".//h1") == place
    assert stories in page.text_content()
    assert page.findtext("head/title") == f"{place}{country} – {NAMES[language]}"


def test_topics_are_named_in_the_language(translated_sites: dict[str, BuiltSite]) -> None:
    names = [
        parsed(translated_sites[language].folder / "topic" / "international-trade" / "index.html").findtext(".//h1")
        for language in LANGUAGES
    ]

    assert names == ["Международная торговля", "国际贸易"]


@pytest.mark.parametrize("address", ["region", "topic", "source", "coverage", "article/*"])
def test_no_space_stands_between_two_texts_in_chinese(translated_sites: dict[str, BuiltSite], address: str) -> None:
    pages = [parsed(path) for path in translated_sites["zh"].folder.glob(f"{address}/index.html")]

    said = [part.text_content() for page in pages for part in page.xpath("//p[@class='counts'] | //main//dd[code]")]

    assert said
    assert [
        text for text in said if re.search(r"[\u3001-\u9fff\uff00-\uffef] +[\u3001-\u9fff\uff00-\uffef]", text)
    ] == []


def test_scripts_get_their_words_as_data(translated: tuple[str, BuiltSite]) -> None:
    language, site = translated
    page = parsed(site.folder / "search" / "index.html")
    words = json.loads(page.get_element_by_id("archive-search-words").text)

    assert words["texts"]["Newest"] == {"ru": "Сначала новые", "zh": "最新"}[language]
    assert words["plural"][:6] == {"ru": "201112", "zh": "000000"}[language]
    assert len(words["plural"]) == 200


def test_an_english_page_carries_no_words_for_scripts(site: BuiltSite) -> None:
    page = parsed(site.folder / "search" / "index.html")

    assert page.xpath("//script[@id='archive-search-words']") == []


def test_pages_other_than_stories_say_their_locale(translated: tuple[str, BuiltSite]) -> None:
    language, site = translated

    said = parsed(site.folder / "region" / "index.html").xpath('//meta[@property="og:locale"]/@content')

    assert said == [{"ru": "ru_RU", "zh": "zh_CN"}[language]]


@pytest.mark.parametrize(("language", "locale"), [("en", ""), ("en-GB", ""), ("zh-TW", "zh_TW"), ("xx", "")])
def test_english_has_no_locale_to_say_and_an_unknown_language_none(language: str, locale: str) -> None:
    assert og_locale(language) == locale
