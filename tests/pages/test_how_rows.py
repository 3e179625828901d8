"""What a page tells of how one story was made: few bytes, and nothing that is only absent."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import bibtexparser
import pytest
import rispy
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import decode

from plugins.archive_pages.citations import bibtex, csl
from plugins.archive_pages.entries import Entry
from plugins.archive_pages.evidence import EvidenceFile
from plugins.archive_pages.how_rows import HowRows
from plugins.archive_pages.provenance import capture_rows
from plugins.archive_pages.reference_links import quoted, reference_links

ENTRY = Entry("soybeans-1", "article/soybeans-1/", "Soybeans cross", rights="digest", date="2018-03-19", source="Amur")
ADDRESS = "https://example.org/article/soybeans-1/"
LONG = "The first words of a comment that a reader left below it, " + "and on and on, " * 20 + "end here."


def evidence(**said: Any) -> EvidenceFile:
    return decode(json.dumps(said).encode(), type=EvidenceFile)


def rows(lang: str = "", **said: Any) -> dict[str, str]:
    made = BeautifulSoup(f"<dl>{HowRows().of(ENTRY, evidence(**said), lang)}</dl>", "html5lib")
    return {dt.get_text(): dt.find_next("dd").get_text() for dt in made.select("dt")}


def field(value: str, *quotes: tuple[str, str, int], reason: str = "") -> dict[str, Any]:
    found = [{"text": text, "rule": rule, "line": line} for text, rule, line in quotes]
    return {"value": value, "confidence": 0.9, "reason": reason, "evidence": found}


def test_fields_without_a_value_are_listed_together() -> None:
    absent = {name: field("", reason="not in the capture") for name in ("deck", "editor", "url")}

    told = rows(fields=absent | {"authors": field("", reason="no byline in the capture")})

    said = "Deck, Editor, Address: not in the capture; Author: no byline in the capture"
    assert told == {"Not stated": said}


def test_a_value_that_is_its_own_words_is_said_once() -> None:
    told = rows(fields={"source": field("Amur", ("Amur", "masthead", 2)), "agency": field("TASS", ("Tass", "name", 3))})

    assert told == {"Source": "Amur 2 masthead, very likely, 90%", "Agency": "TASS, very likely, 90%: Tass 3"}


def test_the_name_of_a_rule_stands_once_behind_all_its_words() -> None:
    words = [("bilateral", "relations"), ("exports", "lexicon"), ("ties", "relations"), ("China", "name")]
    found = [{"text": text, "rule": rule, "line": line} for line, (text, rule) in enumerate(words, start=3)]

    told = rows(topics=[{"code": "x", "label": "trade", "score": 2.0, "evidence": found}])

    assert told == {"Trade": "topic, score 2.0: bilateral 3, ties 5 relations; exports 4; China 6"}


def test_a_maintainers_reason_is_no_quotation() -> None:
    (row,) = BeautifulSoup(
        HowRows().of(ENTRY, evidence(fields={"source": field("a <b>", ("a <b>", "correction", 1))}), ""), "html5lib"
    ).select("dd")

    assert row.get_text() == "a <b>, very likely, 90%: set by the maintainer: a <b>"
    assert not row.select("q, b")


def test_words_in_another_language_say_which() -> None:
    made = HowRows().of(ENTRY, evidence(fields={"source": field("Амур", ("Амур", "masthead", 2))}), "ru")

    assert '<q lang="ru">Амур</q>' in made


def test_a_long_run_that_was_cut_out_is_shown_by_its_first_and_last_words() -> None:
    story = {
        "cut": [
            {"lines": [8, 9], "kind": "comments", "text": LONG},
            {"lines": [10, 10], "kind": "links", "text": "<i>"},
        ]
    }

    (long, short) = BeautifulSoup(capture_rows(evidence(story=story), "", ""), "html5lib").select("li")

    assert (
        long.get_text()
        == "8–9 readers’ comments The first words of a comment that a reader left … on, and on and on, end here."
    )
    assert [part.name for part in long.find_all(True)] == ["del"]
    assert short.get_text() == "10 links <i>"


def test_the_end_of_what_goes_on_beside_a_story_is_not_made_up() -> None:
    story = {"blocks": [[5, 6]], "around": [{"lines": [8, 9], "kind": "comments", "text": LONG[:200], "more": True}]}

    rows = BeautifulSoup(capture_rows(evidence(story=story), "<p>Growers.</p>", ""), "html5lib").select("li")

    assert [row.get_text() for row in rows] == [
        "5–6 Growers.",
        "8–9 readers’ comments, not of this story The first words of a comment that a reader left …",
    ]


def saved(entry: Entry) -> dict[str, str]:
    """What each link saves, by format."""
    links = BeautifulSoup(reference_links(entry, "Neighbours & <co>", ADDRESS), "html5lib").select("a[download]")
    return {link.get_text(): unquote(link["href"].partition(",")[2]) for link in links}


@pytest.mark.parametrize(
    "title", ["Соя за рекой", '大豆 100% "up" & <more>', "It’s 5 > 3 # {x} [y] \\ ^ `|", "a\u2028b\x7f\xa0c"]
)
def test_references_say_what_those_of_the_whole_archive_say(title: str) -> None:
    entry = Entry("s-1", "article/s-1/", title, authors=("O'Neil",), source="Amur", date="2018-03", rights="digest")

    said = saved(entry)

    (own,), (whole,) = (
        bibtexparser.parse_string(text).entries
        for text in (said["BibTeX"], bibtex(entry, "Neighbours & <co>", ADDRESS))
    )
    assert {item.key: item.value for item in own.fields} == {item.key: item.value for item in whole.fields}
    (item,) = json.loads(said["CSL-JSON"])
    assert item == csl(entry, "Neighbours & <co>", ADDRESS) | {"note": "Digest"}
    (record,) = rispy.loads(said["RIS"])
    assert (record["secondary_title"], record["notes"]) == ("Amur", [f"Digest in Neighbours & <co>, {ADDRESS}"])


@given(st.text())
def test_any_text_stands_in_an_address_as_it_can_be_read_again(text: str) -> None:
    address = quoted(text)

    assert unquote(address) == text.encode("utf-8", "replace").decode()
    assert not set(address) & set(' \n\t"<>{}[]|\\^`#&')
    assert address.isprintable()
