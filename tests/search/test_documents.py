"""Rows and texts of articles: what a browser reads of them, and what a change to the archive changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.corpus import corpus_of
from plugins.archive_search.documents import ARTICLES, MANY, MANY_ARTICLES, folders, row_of, write_documents
from plugins.archive_search.records import Record
from plugins.archive_search.store import Store
from plugins.archive_search.tags import Tag, named

from .node import run

READ = """
const { Documents } = await import(JS + "/documents.mjs");
const { Files } = await import(JS + "/files.mjs");
const read = [];
const files = new Files(async (name) => { read.push(name); return readFileSync(`${input.folder}/${name}`); });
const documents = new Documents(input.section, files);
const found = await (async () => { PROGRAM })().catch((error) => ({ error: error.message }));
console.log(JSON.stringify({ found, read }));
"""


def read(folder: Path, section: dict[str, Any], program: str, **more: Any) -> Any:
    """What a program finds with `documents`, and the names of the files it read."""
    return run(READ.replace("PROGRAM", program), {"folder": str(folder), "section": section, **more})


def made(number: int) -> list[Record]:
    return [
        Record(
            id=f"a{n:04}",
            title=f"Ferry {n}",
            body=f"Text {n}\nof a ferry",
            url=f"article/a{n:04}/",
            date="2012",
            lang="en",
        )
        for n in range(number)
    ]


def names_after(records: list[Record]) -> set[str]:
    store = Store()
    write_documents(store, corpus_of(records))
    return {name.split("/")[1] for name in store.files if name.count("/") == 2}


def test_a_browser_reads_one_file_for_an_article(tmp_path: Path) -> None:
    section = write_documents(Store(tmp_path), corpus_of(made(300)))

    answer = read(tmp_path, section, "return documents.rowAndText(217)")

    row = {"id": "a0217", "url": "article/a0217/", "title": "Ferry 217", "date": "2012", "lang": "en", "rights": ""}
    assert answer["found"] == row | {"text": "Text 217\nof a ferry"}
    assert len(answer["read"]) == 2
    assert answer["read"][0] == section["list"]


@pytest.mark.parametrize("size", [1, 64, 300, 5_000])
def test_every_article_is_found_by_its_number(size: int, tmp_path: Path) -> None:
    records = made(size)
    section = write_documents(Store(tmp_path), corpus_of(records))

    program = "const ids = []; for await (const row of documents.rows(input.numbers)) ids.push(row.id); return ids"
    numbers = [*range(size - 1, -1, -1), 0]

    assert read(tmp_path, section, program, numbers=numbers)["found"] == [f"a{number:04}" for number in numbers]


def test_many_rows_of_a_folder_are_read_from_one_file_and_few_apart(tmp_path: Path) -> None:
    section = write_documents(Store(tmp_path), corpus_of(made(1_000)))

    program = "for await (const row of documents.rows(input.numbers)); return true"
    answer = read(tmp_path, section, program, numbers=[*range(20), 990, 999])

    assert [name.split("/")[-1] for name in answer["read"][1:]].count("rows.json") == 1
    assert len(answer["read"]) == 4


def test_a_row_holds_what_a_result_shows() -> None:
    record = Record(
        id="ferry",
        title="Night ferry",
        assigned=True,
        date="2011-05-02",
        url="article/ferry/",
        source=named("Alder Gazette"),
        agency="Coast Wire",
        authors=named("Mary O'Meara"),
        regions=(Tag("X-1", "Port Alder"),),
        topics=(Tag("t1", "transport"),),
        original_url="https://gazette.example/1",
        lang="en",
        rights="digest",
    )

    row = {
        "id": "ferry",
        "title": "Night ferry",
        "assigned": True,
        "date": "2011-05-02",
        "source": "Alder Gazette",
        "agency": "Coast Wire",
        "authors": ["Mary O'Meara"],
        "regions": [["X-1", "Port Alder"]],
        "topics": [["t1", "transport"]],
        "original_url": "https://gazette.example/1",
    }
    assert row_of(record, "article/{id}/", {"lang": "en", "rights": "digest"}) == row
    unusual = {"url": "article/ferry/", "lang": "en", "rights": "digest"}
    assert row_of(record, "{id}.html", {"lang": "ru", "rights": ""}) == row | unusual
    assert row_of(Record(id="a"), "", {"lang": "", "rights": ""}) == {"id": "a"}


def test_what_most_articles_have_is_told_once_and_read_with_each(tmp_path: Path) -> None:
    records = [*made(5), Record(id="b", date="2013", url="elsewhere.html", lang="ru", rights="mine")]
    section = write_documents(Store(tmp_path), corpus_of(records))

    found = read(tmp_path, section, "return Promise.all([0, 5].map((n) => documents.row(n)))")["found"]

    assert (section["url"], section["usual"]) == ("article/{id}/", {"lang": "en", "rights": ""})
    assert [(row["url"], row["lang"], row["rights"]) for row in found] == [
        ("article/a0000/", "en", ""),
        ("elsewhere.html", "ru", "mine"),
    ]


def test_an_id_with_signs_of_a_pattern_is_put_in_as_it_is(tmp_path: Path) -> None:
    odd = Record(id="$&{id}", date="2013", url="article/$&{id}/")
    section = write_documents(Store(tmp_path), corpus_of([*made(3), odd]))

    assert read(tmp_path, section, "return documents.row(3)")["found"]["url"] == "article/$&{id}/"


@pytest.mark.parametrize(("size", "mean"), [(5_000, ARTICLES), (MANY + 5_000, MANY_ARTICLES)])
def test_folders_have_about_the_size_that_was_meant(size: int, mean: int) -> None:
    records = [Record(id=f"a{number}") for number in range(size)]

    sizes = [len(folder) for folder in folders([record.id for record in records])]

    assert sum(sizes) == size
    assert all(mean // 2 <= size <= 2 * mean for size in sizes[:-1])
    assert 0.75 * mean < size / len(sizes) < 1.25 * mean


@pytest.mark.parametrize("place", [0, 1_000, 1_999])
def test_an_article_that_comes_in_between_changes_the_folder_it_comes_into(place: int) -> None:
    records = made(2_000)
    before = names_after(records)

    new = Record(id=f"a{place:04}-", date="2012", url=f"article/a{place:04}-/", lang="en")
    after = names_after([*records, new])

    assert len(before - after) <= 2
    assert len(after - before) <= 3


def test_an_edited_article_changes_its_folder_alone() -> None:
    records = made(2_000)
    edited = [replace(record, body="Other") if record.id == "a0700" else record for record in records]

    assert len(names_after(records) ^ names_after(edited)) == 2


def test_a_file_that_is_cut_short_is_named(tmp_path: Path) -> None:
    section = write_documents(Store(tmp_path), corpus_of(made(10)))
    [article] = tmp_path.glob("d/*/3.json")
    article.write_bytes(article.read_bytes()[:20])

    answer = read(tmp_path, section, "return documents.row(3)")

    assert answer["found"] == {"error": f"{article.relative_to(tmp_path).as_posix()} is damaged or incomplete"}


def test_an_archive_without_articles_has_no_folders(tmp_path: Path) -> None:
    section = write_documents(Store(tmp_path), corpus_of([]))

    assert json.loads((tmp_path / section["list"]).read_bytes()) == {"counts": [], "names": ""}
