"""The catalogues that come with the archive are whole, and a spoilt one is told in one line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from plugins.archive_search.words import CatalogueError as SearchCatalogueError
from plugins.archive_search.words import read_words, words_in
from plugins.catalogues import CatalogueError, find_catalogue, read_catalogue
from tests.conftest import ROOT
from tools.catalogues import PARTS, Part, extracted, problems, problems_of

LOCALE = ROOT / "theme" / "locale"
HEAD = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n%100/10!=1 ? 1 : 2);\\n"
"""
SAID_IN_SCRIPTS = re.compile(r"\b(?:say|sayNodes|marked)\(\s*(\"(?:[^\"\\]|\\.)*\")")


def test_every_catalogue_has_what_templates_and_modules_say_and_nothing_else() -> None:
    assert list(problems()) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.domain)
def test_russian_and_chinese_come_with_every_part(part: Part) -> None:
    assert {"ru", "zh"} <= set(part.languages)


def test_what_scripts_say_is_in_the_catalogue_wherever_it_is_said() -> None:
    known = {message.id for message in extracted(PARTS[1])}
    scripts = ROOT / "plugins" / "archive_search" / "js"
    said = [
        (path.name, text[1:-1])
        for path in sorted(scripts.rglob("*.mjs"))
        if path.name != "words.mjs"
        for text in SAID_IN_SCRIPTS.findall(path.read_text())
    ]

    assert len(said) > 100
    assert [(name, text) for name, text in said if text not in known] == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "%(a)s and %(b)s"\nmsgstr "%(a)s"', "%(b)s is missing in"),
        ('msgid "%(a)s"\nmsgstr "%(c)s, %(a)s"', "%(c)s is not known there"),
        ('msgid "Gone"\nmsgstr ""', "has no translation"),
        ('#, fuzzy\nmsgid "Near"\nmsgstr "Почти"', "has no translation"),
        ('msgid "%(num)s a"\nmsgid_plural "%(num)s b"\nmsgstr[0] "%(num)s"\nmsgstr[1] "%(num)s"', "has no translation"),
        ('msgid "%(a)s%%"\nmsgstr "%(a)s %"', "write %%"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(entry: str, problem: str) -> None:
    catalogue = read_po(io.BytesIO(f"{HEAD}\n{entry}\n".encode()))

    assert any(problem in line for line in problems_of(catalogue))


def test_a_country_may_follow_the_language() -> None:
    found = find_catalogue(LOCALE, "pages", "zh-CN")

    assert (found.language, found.translations.gettext("Regions")) == ("zh-CN", "地区")


def test_english_needs_no_catalogue() -> None:
    found = find_catalogue(LOCALE, "pages", "en-GB")

    assert (found.language, found.note, found.translations.gettext("Regions")) == ("en-GB", "", "Regions")


def test_a_language_without_a_catalogue_is_english_and_told() -> None:
    found = find_catalogue(LOCALE, "pages", "fr")

    assert (found.language, found.translations.gettext("Regions")) == ("en", "Regions")
    assert "fr" in found.note
    assert "docs/how-to-translate.md" in found.note
    assert "fr" in words_in("fr").note


def test_a_text_without_translation_stays_english_and_their_number_is_told(tmp_path: Path) -> None:
    path = tmp_path / "pages.po"
    path.write_text(f'{HEAD}\nmsgid "Dates"\nmsgstr "Даты"\n\nmsgid "Regions"\nmsgstr ""\n')

    found = read_catalogue(path, "ru")

    assert (found.translations.gettext("Dates"), found.translations.gettext("Regions")) == ("Даты", "Regions")
    assert found.note == f"{path}: 1 of 2 texts have no translation and stay English"


@pytest.mark.parametrize("spoilt", ["Regions = Регионы", HEAD.replace("n%10==1", "n%%%")])
def test_a_spoilt_catalogue_is_named_in_one_line(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "pages.po"
    path.write_text(spoilt)

    for read, error in (
        (lambda: read_catalogue(path, "ru"), CatalogueError),
        (lambda: read_words(path), SearchCatalogueError),
    ):
        with pytest.raises(error) as raised:
            read()
        assert str(raised.value).startswith(f"{path}: no catalogue (")
        assert "\n" not in str(raised.value)


def test_another_word_in_a_catalogue_is_another_digest(tmp_path: Path) -> None:
    path = tmp_path / "pages.po"
    path.write_text(f'{HEAD}\nmsgid "Dates"\nmsgstr "Даты"\n')
    before = read_catalogue(path, "ru").digest
    path.write_text(f'{HEAD}\nmsgid "Dates"\nmsgstr "Числа"\n')

    assert read_catalogue(path, "ru").digest != before
