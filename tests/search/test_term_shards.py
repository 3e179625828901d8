"""The files of terms hold what the texts hold, as JavaScript reads them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.directory import ENTRIES, cuts, separators, write_directory
from plugins.archive_search.fields import BOOSTS, FIELDS, values_of
from plugins.archive_search.postings import Index, index_of
from plugins.archive_search.records import Record, read_records
from plugins.archive_search.store import Store
from plugins.archive_search.tags import named
from plugins.archive_search.term_shards import NAMED_AT_ONCE, SMALL, Plan, plan_of, write_terms
from plugins.archive_search.terms import terms
from plugins.archive_search.tokens import tokens_of

from .conftest import CORPUS
from .node import run

OPEN = """
const { Files } = await import(JS + "/files.mjs");
const { Terms } = await import(JS + "/shards.mjs");
const files = new Files(async (name) => new Uint8Array(readFileSync(`${input.folder}/${name}`)));
const root = await files.json("root.json");
const terms = new Terms(root.terms, files, root);
"""
READ_ALL = (
    OPEN
    + """
const all = await terms.all();
const read = await Promise.all(all.map(async (term) => {
  const { df, fields } = await terms.postings(term);
  const plain = ([name, { articles, tf, length }]) => [name, [...articles], [...tf], [...length]];
  const lists = Object.entries(fields).map(plain);
  return [term, df, lists, [...(await terms.articles(term))]];
}));
console.log(JSON.stringify({ read, average: Object.values(terms.averageOf) }));
"""
)


def planned(records: Sequence[Record]) -> tuple[Index, Plan]:
    index = index_of(tokens_of(records))
    return index, plan_of(index)


def write(records: Sequence[Record], folder: Path) -> dict[str, Any]:
    """A folder with the files of terms alone; returns their section of the manifest."""
    store = Store(folder)
    section = write_terms(store, *planned(records))
    store.finish({"articles": len(records), "fields": FIELDS, "boosts": BOOSTS, "terms": section})
    return section


def expected(records: Sequence[Record]) -> list[Any]:
    """What READ_ALL prints under `read`, by a plain count."""
    counts = {
        field: [Counter(t for value in values_of(record, field) for t in terms(value)) for record in records]
        for field in FIELDS
    }
    every = {term for of_field in counts.values() for count in of_field for term in count}
    table = []
    for term in sorted(every, key=lambda text: text.encode("utf-16-be")):
        lists = []
        for field in FIELDS:
            holders = [number for number, count in enumerate(counts[field]) if term in count]
            if holders:
                tf = [counts[field][number][term] for number in holders]
                lists.append([field, holders, tf, [counts[field][number].total() for number in holders]])
        anywhere = sorted({number for _, holders, _, _ in lists for number in holders})
        table.append([term, sum(len(holders) for _, holders, _, _ in lists), lists, anywhere])
    return table


def made_up(articles: int, words: int) -> list[Record]:
    """Articles of common and rare words of three scripts, one of them very long."""
    chance = random.Random(articles)
    letters = "abcdefghijklmnop"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(1, 30))) for _ in range(words)]
    vocabulary += ["порт", "порты", "𐐨𐐨", "𐐨𐐩", "ﬁn", "中俄"]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]

    def text(length: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=length))

    return [
        Record(
            id=f"a{n}",
            title=text(3),
            body=text(4_000 if n == 7 else 40),
            topics=named(*(text(1) for _ in range(n % 3))),
        )
        for n in range(articles)
    ]


@pytest.mark.parametrize("records", [read_records(CORPUS), made_up(300, 5_000)], ids=["corpus", "made up"])
def test_javascript_reads_all_postings_of_all_terms(records: list[Record], tmp_path: Path) -> None:
    section = write(records, tmp_path)

    answer = run(READ_ALL, {"folder": str(tmp_path)})

    assert answer["read"] == expected(records)
    assert answer["average"] == [total / len(records) for total in section["total"]]


def test_a_term_that_is_nowhere_has_no_postings(folder_of_terms: Path) -> None:
    program = OPEN + (
        'const asked = ["", "zzz", "ferri", "ferr", "\\uffff", "constructor"];'
        "const found = await Promise.all(asked.map(async (term) => (await terms.postings(term))?.df ?? null));"
        'const list = [...(await terms.articles("zzz")), ...(await terms.articles("ferri", "author"))];'
        "console.log(JSON.stringify({ found, list }));"
    )

    answer = run(program, {"folder": str(folder_of_terms)})

    assert answer["found"] == [None, None, 4, None, None, None]
    assert answer["list"] == []


def test_terms_are_listed_by_what_they_begin_with(folder_of_terms: Path) -> None:
    program = OPEN + (
        'const asked = [["po", 9], ["p", 3], ["zz", 9], ["", 2]];'
        "const lists = await Promise.all(asked.map(([prefix, max]) => terms.startingWith(prefix, max)));"
        "console.log(JSON.stringify(lists));"
    )

    answer = run(program, {"folder": str(folder_of_terms)})

    assert answer == [["port"], ["passeng", "phare", "pipe"], [], ["19", "3812"]]


def test_a_file_that_breaks_off_is_named_and_read_anew(tmp_path: Path) -> None:
    write(read_records(CORPUS), tmp_path)
    (name,) = tmp_path.glob("t/*.bin")
    program = OPEN + (
        "const { writeFileSync } = await import('node:fs'); const path = `${input.folder}/${input.name}`;"
        "const whole = readFileSync(path); const problems = new Set();"
        "for (const end of [0, 1, 5, 90, whole.length >> 1, whole.length - 1]) {"
        "  writeFileSync(path, whole.subarray(0, end));"
        "  await terms.postings('ferri').catch((error) => problems.add(error.message));"
        "}"
        "writeFileSync(path, whole);"
        "console.log(JSON.stringify({ problems: [...problems], df: (await terms.postings('ferri')).df }));"
    )

    answer = run(program, {"folder": str(tmp_path), "name": f"t/{name.name}"})

    assert answer == {"problems": [f"t/{name.name} is damaged or incomplete"], "df": 4}


def test_no_record_gives_no_term(tmp_path: Path) -> None:
    write([], tmp_path)
    program = OPEN + 'console.log(JSON.stringify([await terms.postings("a"), await terms.all()]));'

    assert run(program, {"folder": str(tmp_path)}) == [None, []]


def test_files_are_of_about_the_target_size() -> None:
    store = Store()

    write_terms(store, *planned(made_up(300, 5_000)))

    sizes = [len(data) for data in store.files.values()]
    assert len(sizes) > 5
    assert max(sizes) < 2 * SMALL
    assert sum(sizes) / len(sizes) > SMALL / 3


def test_a_new_article_leaves_most_files_of_rare_terms_alone() -> None:
    records = made_up(300, 5_000)
    before, after = Store(), Store()

    write_terms(before, *planned(records))
    write_terms(after, *planned([*records, Record(id="new", body="abacus")]))

    assert len(before.files.keys() - after.files.keys()) <= 2


def test_equal_records_give_equal_files() -> None:
    first, second = Store(), Store()

    for store in (first, second):
        write_terms(store, *planned(made_up(100, 900)))

    assert first.files == second.files


def test_what_is_larger_than_the_target_has_a_file_alone() -> None:
    texts = [f"{n:03}" for n in range(300)]
    sizes = [5_000 if n in (0, 120, 121, 299) else 10 for n in range(300)]

    places = cuts(texts, sizes, 1_000)

    assert {0, 1, 120, 121, 122, 299} <= set(places)
    assert places == sorted(set(places))
    assert all(end - begin <= 1_375 // 10 for begin, end in pairwise(places))


def test_a_separator_is_the_shortest_that_sorts_between() -> None:
    texts = ["alder", "alderman", "bay", "𐐨", "𐐩", "ﬁn"]

    assert separators(texts, [0, 1, 2, 3, 4, 5]) == ["", "alderm", "b", "𐐨", "𐐩", "ﬁ"]
    assert cuts([], [], 10) == []


@pytest.mark.parametrize("files", [1, ENTRIES, 5 * ENTRIES])
def test_a_directory_of_one_or_two_levels_finds_the_file_of_every_text(files: int, tmp_path: Path) -> None:
    chance = random.Random(files)
    texts = sorted({"".join(chance.choices("abcdefgh", k=6)) for _ in range(files * 4)})
    places = list(range(0, len(texts), len(texts) // files))[:files]
    store = Store(tmp_path)
    names = [store.add("t/", str(place).encode(), ".bin") for place in places]
    section = write_directory(store, "t/", separators(texts, places), names, ".bin")
    store.finish({"directory": section})
    program = """
    const { Files } = await import(JS + "/files.mjs");
    const { Directory } = await import(JS + "/directory.mjs");
    const files = new Files(async (name) => new Uint8Array(readFileSync(`${input.folder}/${name}`)));
    const directory = new Directory((await files.json("root.json")).directory, files);
    const found = await Promise.all(input.texts.map((text) => directory.find(text)));
    const some = await directory.between("c", "c\\uffff");
    console.log(JSON.stringify({ found, some, all: await directory.all() }));
    """

    answer = run(program, {"folder": str(tmp_path), "texts": texts})

    holders = [names[max(i for i, place in enumerate(places) if place <= at)] for at in range(len(texts))]
    assert answer["found"] == holders
    assert answer["all"] == names
    needed = {name for name, text in zip(holders, texts, strict=True) if text.startswith("c")}
    assert needed <= set(answer["some"])
    assert len(answer["some"]) <= len(needed) + 1
    assert ("lists" in section) == (files > ENTRIES)


def test_a_directory_names_as_many_files_at_once_as_it_is_told() -> None:
    keys = [f"{number:04}" for number in range(NAMED_AT_ONCE + 1)]
    names = [f"t/{key}.bin" for key in keys]

    assert "lists" not in write_directory(Store(), "t/", keys[1:], names[1:], ".bin", NAMED_AT_ONCE)
    assert "lists" in write_directory(Store(), "t/", keys, names, ".bin", NAMED_AT_ONCE)


@pytest.fixture
def folder_of_terms(tmp_path: Path) -> Path:
    """The terms of corpus.jsonl as files."""
    write(read_records(CORPUS), tmp_path)
    return tmp_path
