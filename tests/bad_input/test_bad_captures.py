"""Bad input gets one clear line or a sound page each, and the other captures publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

FAILING = (
    "..\\x.txt",
    "binary.txt",
    "empty.txt",
    "long-line.txt",
    "lines.txt",
    "nested.html",
    "one-line.txt",
    "typo.yaml",
)


def heading(page: BeautifulSoup) -> str:
    found = page.select_one("main h1")
    assert found is not None
    return found.get_text(" ", strip=True)


def test_the_build_ends_with_1_and_one_line_for_each_capture_that_failed(bad_site: Any) -> None:
    assert bad_site.code == 1
    assert len(bad_site.errors) == len(FAILING)


def test_the_sound_captures_are_published(bad_site: Any) -> None:
    assert heading(bad_site.page("ferry-to-harbin")) == "Ferry to Harbin resumes after the ice"
    assert heading(bad_site.page("library-opens")) == "Library opens in Blagoveshchensk"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("empty.txt", "error: seeds/empty.txt: holds no text; save the page again or delete the file"),
        ("binary.txt", "error: seeds/binary.txt: is a binary file, not text; save the page as text or HTML"),
        (
            "long-line.txt",
            "error: seeds/long-line.txt: has 20,000,000 bytes, more than ARCHIVE_MAX_CAPTURE_BYTES = 5,000,000; "
            "split it or raise the setting",
        ),
        (
            "one-line.txt",
            "error: seeds/one-line.txt: line 1 has 600,000 characters, more than 250,000; break it into lines",
        ),
        ("lines.txt", "error: seeds/lines.txt: has 200,000 lines, more than 50,000; split it"),
        ("..\\x.txt", "error: seeds/..\\x.txt: is not a plain file name; rename it without slashes"),
        (
            "typo.yaml",
            'error: seeds/typo.yaml:2: no story headlined "Flod at mill"; this capture has "Flood at mill"',
        ),
    ],
)
def test_a_capture_that_cannot_be_used_gets_one_line(bad_site: Any, name: str, line: str) -> None:
    assert bad_site.line_for(name) == line


def test_latin_1_text_is_read(bad_site: Any) -> None:
    page = bad_site.page("le-musee-devreux")

    assert heading(page) == "Le musée d'Évreux fermé après la crue"
    assert "Les dégâts étaient très limités" in page.get_text()


def test_utf_16_text_is_read(bad_site: Any) -> None:
    page = next(page for page in bad_site.pages("") if heading(page) == "Мост через Амур открыт для грузовиков")

    assert "Мэр сказал, что очередь на переправе исчезла" in page.get_text()


def test_a_nul_in_a_headline_is_removed_and_the_removal_noted(bad_site: Any) -> None:
    page = bad_site.page("barges-wait")

    assert heading(page) == "Barges wait at the lock"
    evidence = next(bad_site.output.parent.glob("content/articles/*/barges-wait-*.evidence.json"))
    assert json.loads(evidence.read_text())["capture"]["notes"] == ["control characters were removed (line 1)"]


def test_two_captures_with_one_headline_are_two_pages(bad_site: Any) -> None:
    assert [heading(page) for page in bad_site.pages("orchards")] == ["Orchards bloom early"] * 2


def test_a_headline_of_five_thousand_characters_is_kept_whole_under_a_short_address(bad_site: Any) -> None:
    page = bad_site.page("kites-over-the-square")

    assert heading(page) == "Kites over the square " + "again and again " * 311 + "ended"
    assert all(len(address.name) <= 87 for address in bad_site.output.glob("article/*"))


def test_a_first_line_of_five_thousand_characters_still_makes_a_sound_page(bad_site: Any) -> None:
    page = next(page for page in bad_site.pages("") if "nine hundred that can still be drawn from" in page.get_text())

    assert heading(page)


def test_a_script_in_every_field_is_only_text_on_every_page(bad_site: Any) -> None:
    assert "Script in the headline <script>alert(1)</script>" in heading(bad_site.page("script-in-the-headline"))
    for path in sorted(bad_site.output.rglob("*.html")):
        for script in BeautifulSoup(path.read_text(), "html.parser")("script"):
            assert "alert(1)" not in script.get_text() or script.get("type") == "application/ld+json", path
            assert "alert(1)</script" not in script.decode().removesuffix("</script>"), path


def test_nothing_is_written_beside_the_site(bad_site: Any) -> None:
    home: Path = bad_site.output.parent

    # .build holds what the next build goes on from
    assert sorted(path.name for path in home.iterdir()) == [".build", "content", "output", "seeds"]
    assert sorted(path.name for path in (home / "content").iterdir()) == ["articles"]
    assert {path.suffix for path in (home / "content" / "articles").rglob("*") if path.is_file()} == {".md", ".json"}


def test_markup_made_to_exhaust_a_parser_is_named_with_its_place(bad_site: Any) -> None:
    assert bad_site.line_for("nested.html") == (
        "error: seeds/nested.html: nests deeper than 200 elements; save the page again, or as text"
    )
