"""The files of terms answer as the whole lunr index does: same articles, order and scores.

The full check, of 1,000 and 10,000 articles, is `python -m benchmarks.search_identity`.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.search.corpus import articles
from benchmarks.search_identity import compared
from plugins.archive_search.records import read_records, record_of

from .conftest import CORPUS

QUERIES = 200


def test_made_up_queries_of_a_hundred_articles_give_what_the_whole_index_gives(tmp_path: Path) -> None:
    answer = compared([record_of(article) for article in articles(100)], QUERIES, tmp_path)

    assert answer["differing"] == []
    assert answer["equal"] == answer["asked"] == 2 * QUERIES
    assert answer["hits"] > 10 * QUERIES  # or the queries test nothing


def test_words_of_every_script_give_what_the_whole_index_gives(tmp_path: Path) -> None:
    answer = compared(read_records(CORPUS), QUERIES, tmp_path)

    assert answer["differing"] == []
    assert answer["hits"] > QUERIES
