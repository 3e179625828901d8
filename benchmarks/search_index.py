"""What building a search costs and how large it is, beside the PyPI package lunr left to itself.

    python -m benchmarks.search_index [ARTICLES]

The articles are made up: words drawn by Zipf's law from a vocabulary of syllables, 350 to an
article, the same each time. CPU seconds are of one process; compare within a run.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

from lunr import lunr

from plugins.archive_search.build import build
from plugins.archive_search.engine import find_lunr
from plugins.archive_search.records import Record

ARTICLES = 1_000
WORDS = 350  # an article
VOCABULARY = 40_000
SYLLABLES = [a + b for a, b in product("bdfgklmnprst", "aeiou")]


def made_up(articles: int) -> list[Record]:
    """So many records."""
    chance = random.Random(1)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 2) for rank in range(VOCABULARY)]
    return [
        Record(
            id=f"a{number}",
            title=" ".join(chance.choices(words, weights, k=8)),
            body=" ".join(chance.choices(words, weights, k=WORDS)),
            date=f"{1990 + number % 30}-{1 + number % 12:02}",
            url=f"article/a{number}/",
        )
        for number in range(articles)
    ]


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    before = time.process_time()
    result = work()
    return time.process_time() - before, result


def main(articles: int) -> int:
    records = made_up(articles)
    with tempfile.TemporaryDirectory() as folder:
        seconds, written = cpu(lambda: build(records, Path(folder), find_lunr()))
        manifest = json.loads((Path(folder) / "root.json").read_text())
        index = (Path(folder) / manifest["index"]).read_bytes()
    documents = [{"id": record.id, "title": record.title, "body": record.body} for record in records]
    plain_seconds, plain = cpu(lambda: json.dumps(lunr("id", ["title", "body"], documents).serialize()).encode())

    print(f"{articles:,} articles of {WORDS} words     CPU s   index MB  gzip MB   files   all MB")
    row = f"{seconds:>32.1f}{len(index) / 1e6:>11.2f}{len(gzip.compress(index, 6)) / 1e6:>9.2f}"
    print("ours", row[4:], f"{written.files:>7,}{written.bytes / 1e6:>9.2f}")
    print("lunr", f"{plain_seconds:>32.1f}{len(plain) / 1e6:>11.2f}{len(gzip.compress(plain, 6)) / 1e6:>9.2f}"[4:])
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES))
