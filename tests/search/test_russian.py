"""Our Russian stemmer is Snowball's, in Python and in JavaScript."""

from __future__ import annotations

import re
from random import Random

import pytest
import snowballstemmer

from plugins.archive_search import russian
from plugins.archive_search.russian import stem

from .node import run

FORMS = [  # forms of one word, by their stem
    ("харбин", "харбин харбина харбину харбином харбине"),
    ("росс", "россия россии россию россией"),
    ("китайск", "китайский китайского китайскому китайским китайская китайскую китайские китайских"),
    ("газопровод", "газопровод газопровода газопроводу газопроводом газопроводы газопроводов газопроводами"),
    ("важн", "важнейшими важного важно важный"),
    ("подписа", "подписал подписала подписали подписано подписав"),
]
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
CLASSES = ("GERUND", "ADJECTIVE", "PARTICIPLE", "REFLEXIVE", "VERB", "NOUN", "SUPERLATIVE", "DERIVED")
ENDINGS = sorted(
    {e for name in CLASSES for part in ("after_a", "others") for e in getattr(getattr(russian, f"_{name}"), part)}
)


def made_up_words(count: int) -> list[str]:
    """Beginnings of any letters with up to four endings, so that every rule meets every other."""
    random = Random(1)
    return [
        "".join(random.choices(LETTERS, k=random.randint(1, 7)) + random.choices(ENDINGS, k=random.randint(0, 4)))
        for _ in range(count)
    ]


@pytest.mark.parametrize(("expected", "forms"), FORMS)
def test_the_forms_of_a_word_have_one_stem(expected: str, forms: str) -> None:
    assert {stem(form) for form in forms.split()} == {expected}


def test_the_stems_are_those_of_the_snowball_package() -> None:
    words = made_up_words(20_000)
    peer = snowballstemmer.stemmer("russian")

    stems = [stem(word) for word in words]

    assert stems == peer.stemWords(words)
    assert sum(stem != word for stem, word in zip(stems, words, strict=True)) > 10_000


def test_javascript_gives_the_same_stems() -> None:
    words = [*made_up_words(20_000), "", "в", "тсс", "a", "俄"]

    stems = run(
        'const { stem } = await import(JS + "/russian.mjs"); console.log(JSON.stringify(input.map(stem)));', words
    )

    assert stems == [stem(word) for word in words]


def test_a_word_without_a_vowel_or_of_other_letters_stays() -> None:
    assert [stem(word) for word in ("", "в", "тсс", "harbin", "俄罗斯")] == ["", "в", "тсс", "harbin", "俄罗斯"]


def test_a_stem_is_a_beginning_of_its_word() -> None:
    assert all(re.match(re.escape(stem(word)), word) for word in made_up_words(2_000))
