"""The engine finds what a scan of the texts finds: over a corpus and queries of our own, and over random queries."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.records import record_of

from .conformance.oracle import Oracle
from .conformance.random_queries import random_query
from .conformance.texts import HERE, Article, Tags
from .node import PROGRAM, run

RANDOM = 1_000
ASK = """
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const ids = [];
const { documents, articles } = engine.archive;
for (let number = 0; number < articles; number += 1) ids.push((await documents.row(number)).id);
const answers = [];
for (const query of input.queries) {
  const { problem, all, some } = await engine.lists({ query });
  const named = (list) => [...list].map((number) => ids[number]);
  answers.push({ problem: problem?.message ?? null, all: named(all), some: named(some) });
}
console.log(JSON.stringify(answers));
"""

QUERIES = [
    line
    for line in (HERE / "queries.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture(scope="module")
def folder(oracle: Oracle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, made searchable."""
    folder = tmp_path_factory.mktemp("conformance")
    build([record_of(as_record(article, oracle.trees)) for article in oracle.articles], folder, PROGRAM)
    return folder


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, dict[str, Any]]:
    """The engine's answer to each query of the list."""
    return dict(zip(QUERIES, run(ASK, {"folder": str(folder), "queries": QUERIES}), strict=True))


def as_record(article: Article, trees: dict[str, Tags]) -> dict[str, Any]:
    def tag(kind: str, id: str) -> dict[str, Any]:
        tree = trees[kind]
        return {"id": id, "label": tree.labels[id], "parents": [tag(kind, parent) for parent in tree.parents[id]]}

    return article.data | {
        key: [tag(kind, id) for id in article.data[key]] for kind, key in (("region", "regions"), ("topic", "topics"))
    }


def test_there_are_a_hundred_and_fifty_queries_and_most_find_something(oracle: Oracle) -> None:
    found = [query for query in QUERIES if any(oracle.answer(query))]

    assert len(set(QUERIES)) == len(QUERIES) >= 150
    assert len(found) > len(QUERIES) * 3 / 4


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_what_a_scan_of_the_texts_finds(
    query: str, oracle: Oracle, answers: dict[str, dict[str, Any]]
) -> None:
    answer = answers[query]

    if answer["problem"]:
        assert query == "title:the", answer["problem"]
        return
    assert (sorted(answer["all"]), sorted(answer["some"])) == tuple(map(sorted, oracle.answer(query)))


def test_a_thousand_random_queries_find_what_a_scan_of_the_texts_finds(oracle: Oracle, folder: Path) -> None:
    chance = random.Random(20120314)
    queries = [random_query(chance, oracle) for _ in range(RANDOM)]

    answers = run(ASK, {"folder": str(folder), "queries": queries})

    wrong, unread, found = [], [], 0
    for query, answer in zip(queries, answers, strict=True):
        if answer["problem"]:
            unread.append(f"{query}: {answer['problem']}")
            continue
        expected = oracle.answer(query)
        found += any(expected)
        if (set(answer["all"]), set(answer["some"])) != expected:
            wrong.append(query)
    assert (wrong, unread) == ([], [])
    assert found > RANDOM / 2  # or the queries test nothing
