"""Patterns, misspellings and suggestions, each held against a scan of the whole vocabulary."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from plugins.archive_search import directory, vocabulary
from plugins.archive_search.entries import Entry
from plugins.archive_search.fields import utf16
from plugins.archive_search.store import Store
from plugins.archive_search.terms import term_of
from plugins.archive_search.vocabulary import write_vocabulary

from .node import run

SYLLABLES = "har|bin|rus|sia|chi|na|pet|er|ing|俄|关系|ко|смо|с|19|é|𐐀|o|a|th|ness|ship|re|un".split("|")  # noqa: SIM905
ALPHABET = "abeghinoprstucо俄𐐀é9"
ASK = """
const { Vocabulary } = await import(JS + "/vocabulary.mjs");
const { stemmer } = await import(JS + "/terms.mjs");
const termOf = stemmer(lunr);
const read = [];
const { Files } = await import(JS + "/files.mjs");
const file = async (name) => { read.push(name); return new TextEncoder().encode(input.files[name]); };
const answers = [];
for (const [method, ...given] of input.questions) {
  read.length = 0;
  const vocabulary = new Vocabulary(input.section, new Files(file), (word) => [termOf(word)]);
  try {
    answers.push({ answer: await vocabulary[method](...given.map((one) => one ?? Infinity)), read: [...read] });
  } catch (error) {
    answers.push({ error: error.message });
  }
}
console.log(JSON.stringify(answers));
"""


def entries_of_size(count: int, seed: int) -> list[Entry]:
    """Made-up words with their stems, as an index has them."""
    random = Random(seed)
    words = {"".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(count)}
    articles = {word: random.choice((1, 1, 2, 3, 12, 250)) for word in sorted(words)}
    terms: dict[str, int] = {}
    for word, number in articles.items():
        terms[term_of(word)] = terms.get(term_of(word), 0) + number
    return [
        Entry(text, articles[text], terms[term_of(text)], terms.get(text, 0), term_of(text))
        if text in words
        else Entry(text, term=terms[text])
        for text in sorted(words | set(terms))
    ]


def ask(entries: list[Entry], questions: list[list[Any]], damage: bool = False) -> list[dict[str, Any]]:
    store = Store()
    section = write_vocabulary(store, entries)
    files = {name: content.decode() for name, content in store.files.items()}
    if damage:
        files = {name: text[: len(text) // 2] if name.endswith(".txt") else text for name, text in files.items()}
    answers: list[dict[str, Any]] = run(ASK, {"section": section, "files": files, "questions": questions})
    return answers


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few words, so that a small vocabulary has many."""
    monkeypatch.setattr(vocabulary, "CHUNK", 120)
    monkeypatch.setattr(directory, "ENTRIES", 8)


def fits(pattern: str, word: str) -> bool:
    plain = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in pattern)
    return re.fullmatch(plain, word) is not None


def distance(a: str, b: str) -> int:
    """Edits between two words, written plainly: put in, left out, changed, swapped with the neighbour."""
    if abs(len(a) - len(b)) > 2:
        return 3  # or more; no test asks for so many
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            table[i][j] = min(change, table[i - 1][j] + 1, table[i][j - 1] + 1)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def misspelt(word: str, random: Random) -> str:
    """The word after a typing error."""
    place = random.randrange(len(word) + 1)
    letter = random.choice(ALPHABET)
    kinds = [
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
    ]
    return random.choice(kinds) or letter


def words_in(answer: dict[str, Any]) -> list[str]:
    return sorted(match["word"] for match in answer["answer"]["matches"])


@pytest.mark.usefixtures("small_chunks")
def test_patterns_find_what_a_scan_of_all_words_finds() -> None:
    entries = entries_of_size(900, seed=1)
    random = Random(2)
    patterns = ["har*", "*bin", "h*n", "*si*", "r?s*", "??", "*", "?", "harbin", "俄*", "*𐐀", "a*b*c*d*e*", "x*", "*é*"]
    for entry in random.sample(entries, 60):
        signs = list(entry.text)
        for _ in range(random.randint(1, 3)):
            signs[random.randrange(len(signs))] = random.choice("*?")
        patterns.append("".join(signs))

    answers = ask(entries, [["matching", pattern, None] for pattern in patterns])

    for pattern, answer in zip(patterns, answers, strict=True):
        assert words_in(answer) == sorted(e.text for e in entries if e.word and fits(pattern, e.text)), pattern


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("edits", [1, 2])
def test_misspellings_find_what_a_scan_of_all_words_finds(edits: int) -> None:
    entries = entries_of_size(600, seed=3)
    random = Random(4)
    typed = ["a", "俄", "ab", "harbin", "ahrbin", "hrabin", "habrin", "harbni", "𐐀a", "x" * 64]
    for entry in random.sample(entries, 40):
        word = entry.text
        for _ in range(edits):
            word = misspelt(word, random)
        typed.append(word)

    answers = ask(entries, [["near", word, edits, None] for word in typed])

    for word, answer in zip(typed, answers, strict=True):
        assert words_in(answer) == sorted(e.text for e in entries if e.word and distance(e.text, word) <= edits), word


def test_terms_are_looked_through_apart_from_words() -> None:
    entries = [Entry("module", 3, 4), Entry("modul", term=4), Entry("modulo", 1, 1, 1)]

    words, terms, near = ask(
        entries, [["matching", "modul*", None], ["matching", "modul*", None, "t"], ["near", "modul", 1, None, "t"]]
    )

    assert words_in(words) == ["module", "modulo"]
    assert words_in(terms) == ["modul", "modulo"]
    assert words_in(near) == ["modul", "modulo"]
    assert [(match["word"], match["terms"]) for match in words["answer"]["matches"]] == [
        ("module", ["modul"]),
        ("modulo", ["modulo"]),
    ]


def test_beyond_the_maximum_the_words_of_most_articles_stay_and_the_others_are_counted() -> None:
    entries = [Entry(f"word{number}", number, number) for number in range(1, 10)]

    (answer,) = ask(entries, [["matching", "word*", 3]])

    assert [match["word"] for match in answer["answer"]["matches"]] == ["word9", "word8", "word7"]
    assert answer["answer"]["left"] == 6
    assert not answer["answer"]["cut"]


@pytest.mark.usefixtures("small_chunks")
def test_suggestions_are_the_words_of_most_articles_one_a_term() -> None:
    entries = entries_of_size(900, seed=5)
    beginnings = sorted({e.text[:length] for e in entries for length in (1, 2, 3, 5) if e.word})

    answers = ask(entries, [["suggest", beginning, 5] for beginning in beginnings])

    for beginning, answer in zip(beginnings, answers, strict=True):
        best: dict[str, Entry] = {}
        for entry in sorted(entries, key=lambda e: utf16(e.text)):
            if entry.word and entry.text.startswith(beginning) and not re.match("[\u4e00-\u9fff]", entry.text):
                term = term_of(entry.text)
                if term not in best or best[term].word < entry.word:
                    best[term] = entry
        shown = [(entry.text, entry.found) for entry in best.values()]
        expected = sorted(shown, key=lambda item: (-item[1], utf16(item[0])))[:5]
        assert [(match["word"], match["articles"]) for match in answer["answer"]] == expected, beginning


@pytest.mark.usefixtures("small_chunks")
def test_a_beginning_of_many_words_reads_no_more_than_a_chunk() -> None:
    entries = entries_of_size(900, seed=6)

    answers = ask(entries, [["suggest", beginning, 8] for beginning in ("h", "ha", "har", "r", "harb")])

    for answer in answers:
        assert sum(name.endswith(".txt") for name in answer["read"]) == 1


def test_a_wrong_word_is_led_to_the_nearest_then_to_those_of_most_articles() -> None:
    entries = [
        Entry(w, n, n) for w, n in (("harbin", 40), ("harbor", 60), ("carbon", 90), ("urban", 300), ("harbins", 2))
    ]

    one, two, far, short = ask(
        entries,
        [
            ["lookAlikes", "harbon", 3],
            ["lookAlikes", "harvins", 3],
            ["lookAlikes", "xyzzy", 3],
            ["lookAlikes", "hr", 3],
        ],
    )

    assert [match["word"] for match in one["answer"]] == ["carbon", "harbor", "harbin"]
    assert [match["word"] for match in two["answer"]] == ["harbins"]
    assert far["answer"] == []
    assert short["answer"] == []


def test_a_word_of_the_vocabulary_is_known_and_a_mere_term_is_not() -> None:
    answers = ask([Entry("module", 3, 4), Entry("modul", term=4)], [["has", "module"], ["has", "modul"], ["has", "x"]])

    assert [answer["answer"] for answer in answers] == [True, False, False]


def test_an_empty_vocabulary_answers_with_nothing() -> None:
    answers = ask(
        [], [["matching", "a*", None], ["near", "a", 1, None], ["suggest", "a", 3], ["lookAlikes", "abcdef", 3]]
    )

    assert [words_in(answer) for answer in answers[:2]] == [[], []]
    assert [answer["answer"] for answer in answers[2:]] == [[], []]


@pytest.mark.usefixtures("small_chunks")
def test_a_chunk_cut_short_is_an_error_that_names_it() -> None:
    (answer,) = ask(entries_of_size(200, seed=7), [["matching", "*a*", None]], damage=True)

    assert re.fullmatch(r"v/[a-z0-9]+\.txt is damaged or incomplete", answer["error"])


@pytest.mark.usefixtures("small_chunks")
def test_a_word_with_one_letter_wrong_reads_few_chunks_of_many() -> None:
    entries = entries_of_size(2000, seed=8)

    answers = ask(
        entries, [["near", "harbinship", 1, None], ["near", "rusiaship", 1, None], ["near", "harbinhsip", 1, None]]
    )

    store = Store()
    write_vocabulary(store, entries)
    chunks = sum(name.endswith(".txt") for name in store.files)
    for answer in answers:
        assert len([name for name in answer["read"] if name.endswith(".txt")]) < chunks / 10


def test_equal_entries_give_equal_files_whatever_their_order() -> None:
    entries = entries_of_size(300, seed=9)
    first, second = Store(), Store()

    sections = [write_vocabulary(first, entries), write_vocabulary(second, entries[::-1])]

    assert sections[0] == sections[1]
    assert first.files == second.files


@pytest.mark.usefixtures("small_chunks")
def test_a_new_word_changes_few_chunks() -> None:
    entries = entries_of_size(900, seed=10)
    before, after = Store(), Store()
    write_vocabulary(before, entries)

    write_vocabulary(after, [*entries, Entry("harbinger", 1, 1)])

    chunks = {name for name in after.files if name.endswith(".txt")}
    assert len(chunks - set(before.files)) < len(chunks) / 3
