"""The same saved pages as trafilatura reads them, for the row beside ours. It sees the same bytes and no address."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from plugins.seed_posts.model import Basis, Block, Finding, Precision, PublishedDate, Story

from .chain import AT_ONCE, Reading

NAME = "trafilatura"


def read_all(paths: Sequence[Path], jobs: int) -> list[Reading]:
    """The pages' readings, in the order of the paths."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        return list(pool.map(read, paths, chunksize=AT_ONCE))


def read(path: Path) -> Reading:
    """One page as one story; without a story where trafilatura finds no text."""
    import trafilatura  # here: it takes longer to load than all the rest

    page = trafilatura.bare_extraction(gzip.decompress(path.read_bytes()), with_metadata=True)
    if page is None or isinstance(page, dict) or not page.text:
        return Reading(path.stem)
    day = PublishedDate(page.date, Precision.DAY, Basis.METADATA) if page.date else None
    names = tuple(re.split(r";\s*", page.author)) if page.author else None
    lines = tuple(page.text.split("\n"))
    story = Story(
        path.stem,
        1,
        1,
        len(lines),
        tuple(Block(line, number, number) for number, line in enumerate(lines, 1) if line.strip()),
        headline=Finding(page.title or None),
        date=Finding(day),
        authors=Finding(names),
    )
    return Reading(path.stem, lines, (story,), "saved page")
