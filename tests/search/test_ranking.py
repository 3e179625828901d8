"""The order of an answer: lunr's for what a wish matches, then the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.search_identity import write
from plugins.archive_search.records import Record

from .node import run

RANK = """
const { Files } = await import(JS + "/files.mjs");
const { rank } = await import(JS + "/ranking.mjs");
const { Terms } = await import(JS + "/shards.mjs");
const files = new Files(async (name) => new Uint8Array(readFileSync(`${input.folder}/${name}`)));
const root = await files.json("root.json");
const terms = new Terms(root.terms, files, root);
const { wishes, list, count } = input;
console.log(JSON.stringify(await rank(lunr, terms, wishes, Uint32Array.from(list), count ?? Infinity)));
"""
MANY = 1_000  # articles; more than lunr is given to rank


def ranked(folder: Path, wishes: list[dict[str, Any]], numbers: list[int], count: int | None = None) -> list[int]:
    """Numbers of the articles in order."""
    hits = run(RANK, {"folder": str(folder), "wishes": wishes, "list": numbers, "count": count})
    return [hit["number"] for hit in hits]


def wish(term: str, field: str | None = None, boost: float = 1) -> dict[str, Any]:
    return {"term": term, "field": field, "boost": boost}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles: 0 is shorter than 1, 3 names the ferry in its title."""
    folder = tmp_path_factory.mktemp("ranking")
    bodies = ["ferry", "ferry beside many other boats", "port", "port", "nothing"]
    titles = ["", "", "", "ferry", ""]
    write([Record(id=str(n), title=t, body=b) for n, (t, b) in enumerate(zip(titles, bodies, strict=True))], folder)
    return folder


def test_what_no_wish_matches_comes_last_and_newest_first(folder: Path) -> None:
    assert ranked(folder, [wish("ferri")], [0, 1, 2, 4]) == [0, 1, 4, 2]
    assert ranked(folder, [], [0, 1, 2, 4]) == [4, 2, 1, 0]
    assert ranked(folder, [wish("zeppelin")], [1, 3]) == [3, 1]


def test_no_more_are_given_than_asked_for(folder: Path) -> None:
    assert ranked(folder, [wish("ferri")], [0, 1, 2, 4], 3) == [0, 1, 4]
    assert ranked(folder, [wish("ferri")], [0, 1, 2, 4], 0) == []
    assert ranked(folder, [wish("ferri")], [], 3) == []


def test_a_wish_may_name_a_field_and_weigh_more(folder: Path) -> None:
    assert ranked(folder, [wish("ferri", "title"), wish("port", "body", 3)], [0, 2, 3]) == [3, 2, 0]
    assert ranked(folder, [wish("port"), wish("ferri", None, 9)], [0, 2])[0] == 0


def test_equal_scores_stay_in_the_order_of_articles(tmp_path: Path) -> None:
    write([Record(id=f"{n:04}", body="port" if n % 2 else "quay") for n in range(MANY)], tmp_path)

    found = ranked(tmp_path, [wish("port")], list(range(MANY)))

    assert found == [*range(1, MANY, 2), *range(MANY - 2, -1, -2)]
