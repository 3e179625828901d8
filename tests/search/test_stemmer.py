"""The stemmer of the build is the stemmer of lunr.js, word for word."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search.normalise import runs, words_of
from plugins.archive_search.stemmer import stem

from .node import ROOT, run

CORPORA = ROOT.parent / "shared" / "corpora"
IN_LUNR = "console.log(JSON.stringify(input.map((word) => lunr.stemmer(new lunr.Token(word)).toString())));"
PARTS = (  # stems and endings that lead through every branch of every step
    ("", "b", "y", "tr", "hop", "fil", "agre", "relat", "condition", "triv", "commun", "ow", "cont", "vall", "ski"),
    ("", "s", "es", "ies", "sses", "ed", "eed", "ing", "ings", "y", "ly", "e", "ll", "lle", "tt", "bl", "iz", "at"),
    ("", "ational", "tional", "enci", "izer", "bli", "alli", "ousli", "ization", "fulness", "aliti", "logi", "icate",
     "ative", "ful", "ness", "ance", "ement", "sion", "tion", "ion", "ou", "ism", "ive", "er", "es", "ing", "ed"),
)  # fmt: skip


def assert_same(words: list[str]) -> None:
    in_lunr = run(IN_LUNR, words)
    differing = [(word, stem(word), other) for word, other in zip(words, in_lunr, strict=True) if stem(word) != other]
    assert differing == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("money", "money"),  # lunr's Python stemmer says monei, so its index never answers "money"
        ("today", "today"),
        ("monday", "monday"),
        ("try", "tri"),
        ("cry", "cri"),
        ("ponies", "poni"),
        ("classes", "class"),
        ("agreed", "agre"),
        ("hopping", "hop"),
        ("filing", "file"),
        ("relational", "relat"),
        ("archaeology", "archaeolog"),
        ("adoption", "adopt"),
        ("yes", "ye"),
        ("controll", "control"),
        ("is", "is"),
    ],
)
def test_words_stem_as_in_lunr_js(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_every_branch_gives_what_lunr_js_gives() -> None:
    assert_same(sorted({"".join(parts) for parts in product(*PARTS)}))


def test_every_word_of_the_shipped_captures_stems_as_in_lunr_js() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]

    words = sorted({word for text in texts for chain in runs(text) for word in words_of(chain)})

    assert len(words) > 500
    assert_same(words)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not here: 60,000 more words stay unchecked")
def test_every_word_of_the_corpora_stems_as_in_lunr_js() -> None:
    printed: set[str] = set()
    for name in ("newswire.jsonl", "bbc-topics.jsonl"):
        with (CORPORA / name).open(encoding="utf-8") as lines:
            printed.update(word for line in lines for value in json.loads(line).values() for word in str(value).split())

    words = {word for text in printed for chain in runs(text) for word in words_of(chain)}

    assert len(words) > 20_000
    assert_same(sorted(words))


@settings(max_examples=300, derandomize=True)
@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_is_never_empty_nor_longer_by_more_than_a_letter(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) + 1
