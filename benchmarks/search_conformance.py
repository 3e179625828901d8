"""Whether the search finds what a plain scan of the texts finds: the suite's own queries, and random ones without end.

    python -m benchmarks.search_conformance [--random N] [--seed N] [--write]

Corpus, queries and the scan (written apart from the engine) are those of tests/search/conformance; the random queries
are others than the tests'. Sets of articles are compared: with all words, and with some of them.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.report import how, put, table
from plugins.archive_search.build import build
from plugins.archive_search.engine import find_program
from plugins.archive_search.records import record_of
from tests.search import test_conformance as suite
from tests.search.conformance.oracle import Oracle
from tests.search.conformance.random_queries import random_query
from tests.search.node import run

RANDOM = 2_000
SEED = 5


def compared(queries: Sequence[str], oracle: Oracle, folder: Path) -> tuple[int, int, list[str]]:
    """How many queries find something, how many cannot be asked, and those whose articles differ."""
    found, refused, wrong = 0, 0, []
    for query, answer in zip(queries, run(suite.ASK, {"folder": str(folder), "queries": list(queries)}), strict=True):
        if answer["problem"]:
            refused += 1
            continue
        expected = oracle.answer(query)
        found += any(expected)
        if (set(answer["all"]), set(answer["some"])) != tuple(map(set, expected)):
            wrong.append(query)
    return found, refused, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_conformance")
    parser.add_argument("--random", type=int, default=RANDOM)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true", help="put the table into docs/search-benchmarks.md")
    options = parser.parse_args(arguments)
    oracle = Oracle()
    chance = random.Random(options.seed)
    asked = {
        "written by hand": suite.QUERIES,
        f"random, seed {options.seed}": [random_query(chance, oracle) for _ in range(options.random)],
    }
    rows, differing = [], []
    with tempfile.TemporaryDirectory() as folder:
        records = [record_of(suite.as_record(article, oracle.trees)) for article in oracle.articles]
        build(records, Path(folder), find_program())
        for name, queries in asked.items():
            found, refused, wrong = compared(queries, oracle, Path(folder))
            equal = len(queries) - refused - len(wrong)
            rows.append([name, f"{len(queries):,}", f"{equal:,}", f"{len(wrong):,}", f"{refused:,}", f"{found:,}"])
            differing += wrong
    head = ["queries", "asked", "equal", "differing", "refused with a sentence", "that find something"]
    put("conformance", f"{table(head, rows)}\n\n{how('python -m benchmarks.search_conformance')}", options.write)
    print(*differing, sep="\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
