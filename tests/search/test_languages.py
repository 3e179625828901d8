"""How languages mix: what is stemmed, what stands for itself, and that both sides agree on it."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.archive_search.lunr_index import build_index
from plugins.archive_search.records import Record
from plugins.archive_search.russian import stem
from plugins.archive_search.terms import RUSSIAN, language_of, term_of, terms
from plugins.archive_search.tokens import tokens_of

from .node import run

TERMS_OF = """
const { openTerms, languageOf } = await import(JS + "/terms.mjs");
const { termOf, termsOf } = await openTerms(lunr, input.languages);
console.log(JSON.stringify(input.words.map(([word, lang]) => [termOf(word, lang), termsOf(word), languageOf(lang)])));
"""
PLAIN_LUNR = """
const { openTerms, register } = await import(JS + "/terms.mjs");
register(lunr, (await openTerms(lunr, ["ru"])).termsOf);
const index = lunr.Index.load(input.index);
console.log(JSON.stringify(input.queries.map((query) => index.search(query).map(({ ref }) => Number(ref)).sort())));
"""
WORDS = ["харбина", "россии", "pipelines", "харбин19", "україни", "中国", "école", "harbin", "все", "ё"]


def terms_in(records: list[Record], field: str = "body") -> list[list[str]]:
    tokens = tokens_of(records)
    found: list[list[str]] = [[] for _ in records]
    there = tokens.kept.in_field(field)
    for term, article in zip(there.term.tolist(), there.article.tolist(), strict=True):
        found[article].append(tokens.terms[term])
    return found


def test_a_russian_word_is_stemmed_where_the_post_says_it_is_russian() -> None:
    body = "В Харбине подписали договор о газопроводах"

    russian, english, silent = terms_in([Record(id=i, body=body, lang=i) for i in ("ru", "en", "")])

    assert russian == ["в", "харбин", "подписа", "договор", "о", "газопровод"]
    assert english == silent == ["в", "харбине", "подписали", "договор", "о", "газопроводах"]


def test_an_english_word_is_stemmed_in_every_post() -> None:
    assert terms_in([Record(id=lang, body="pipelines", lang=lang) for lang in ("ru", "zh", "en")]) == [["pipelin"]] * 3


def test_all_fields_of_a_russian_post_are_read_as_russian() -> None:
    records = [Record(id="1", title="Газопроводы", lang="ru"), Record(id="2", title="Газопроводы")]

    assert terms_in(records, "title") == [["газопровод"], ["газопроводы"]]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ru", RUSSIAN), ("ru-RU", RUSSIAN), ("RU_ru", RUSSIAN), (" ru ", RUSSIAN), ("rue", ""), ("uk", ""), ("", "")],
)
def test_a_language_tag_is_told_by_its_first_part(tag: str, language: str) -> None:
    assert language_of(tag) == language


def test_javascript_finds_the_same_terms_in_posts_of_each_language() -> None:
    asked = [[word, lang] for word in WORDS for lang in ("ru", "ru-RU", "en", "")]

    answers = run(TERMS_OF, {"languages": ["ru"], "words": asked})

    for (word, lang), (term, found_by, language) in zip(asked, answers, strict=True):
        assert term == term_of(word, language_of(lang)), (word, lang)
        assert language == language_of(lang)
        assert set(found_by) == {term_of(word), term_of(word, RUSSIAN)}, word


def test_an_archive_without_russian_posts_looks_for_the_word_alone() -> None:
    ((term, found_by, _),) = run(TERMS_OF, {"languages": [], "words": [["харбина", "ru"]]})

    assert (term, found_by) == ("харбина", ["харбина"])


def test_the_whole_lunr_index_holds_the_same_terms_as_the_arrays() -> None:
    body = "Sino-Russian сотрудничество, в Харбине COVID-19 中国 école"
    records = [Record(id=lang or "none", body=body, lang=lang) for lang in ("ru", "en", "zh", "")]

    index: dict[str, Any] = build_index(records)

    for number, found in enumerate(terms_in(records)):
        held = {term for term, posting in index["invertedIndex"] if str(number) in posting["body"]}
        assert held == set(found) == set(terms(body, language_of(records[number].lang)))


def test_plain_lunr_finds_forms_in_russian_posts_and_the_word_itself_in_others() -> None:
    bodies = {"ru": "из Харбина в Москву", "en": "the word Харбина in English", "uk": "в Харбіні", "": "Харбином"}
    records = [Record(id=lang or "none", body=body, lang=lang) for lang, body in bodies.items()]

    found = run(PLAIN_LUNR, {"index": build_index(records), "queries": ["Харбина", "Харбином", "Харбіні"]})

    assert found == [[0, 1], [0, 3], [2]]
    assert stem("харбином") == "харбин"
