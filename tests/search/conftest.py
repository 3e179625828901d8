"""A search folder of the small corpus, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.records import read_records

from .node import PROGRAM

CORPUS = Path(__file__).parent / "corpus.jsonl"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """corpus.jsonl, made searchable."""
    folder = tmp_path_factory.mktemp("search")
    build(read_records(CORPUS), folder, PROGRAM)
    return folder
