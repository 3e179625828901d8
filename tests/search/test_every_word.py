"""Every word of the corpus finds an article that has it, through lunr.js."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.archive_search.articles import text_of
from plugins.archive_search.build import build
from plugins.archive_search.records import Record, read_records
from plugins.seed_posts.captures import read_captures

from .conftest import CORPUS
from .node import PROGRAM, ROOT, run

REAL = ROOT.parent / "shared" / "seeds"
ASK = """
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const ids = [];
const { documents, articles } = engine.archive;
for (let number = 0; number < articles; number += 1) ids.push((await documents.row(number)).id);
const found = [];
for (const word of input.words) {
  const { problem, all } = await engine.lists({ query: word });
  found.push(problem?.message ?? [...all].map((number) => ids[number]));
}
console.log(JSON.stringify(found));
"""


def words_of(text: str) -> set[str]:
    """Words as a reader copies them: between spaces and brackets, without the punctuation around them."""
    words = set()
    for word in re.split(r"[\s()（）]+", text):
        while word and not word[0].isalnum():
            word = word[1:]
        while word and not word[-1].isalnum():
            word = word[:-1]
        words.add(word)
    return words - {""}


def assert_every_word_finds(records: Iterable[Record], folder: Path, at_least: int) -> None:
    records = list(records)
    build(records, folder, PROGRAM)
    holders: dict[str, set[str]] = {}
    for record in records:
        for word in words_of(f"{record.title} {record.body}"):
            holders.setdefault(word, set()).add(record.id)
    words = sorted(holders)

    found = run(ASK, {"folder": str(folder), "words": words})

    missed = [word for word, ids in zip(words, found, strict=True) if not holders[word] <= set(ids)]
    assert len(words) >= at_least
    assert missed == []


def test_every_word_of_the_small_corpus_finds_all_articles_that_have_it(tmp_path: Path) -> None:
    assert_every_word_finds(read_records(CORPUS), tmp_path, at_least=120)


def test_every_word_of_the_shipped_captures_finds_all_that_have_it(tmp_path: Path) -> None:
    assert_every_word_finds(records_of_captures(ROOT / "seeds"), tmp_path, at_least=500)


@pytest.mark.skipif(
    not REAL.is_dir(), reason="../shared/seeds is not here: the words of the real captures stay unchecked"
)
def test_every_word_of_the_real_captures_finds_all_that_have_it(tmp_path: Path) -> None:
    assert_every_word_finds(records_of_captures(REAL), tmp_path, at_least=2_000)


def test_every_word_of_the_shipped_site_finds_all_articles_that_have_it(tmp_path: Path) -> None:
    posts = sorted((ROOT / "content" / "articles").glob("*/*.md"))
    bodies = {post.stem: post.read_text(encoding="utf-8").partition("\n\n")[2] for post in posts}

    assert_every_word_finds([Record(id=id, body=text_of(body)) for id, body in bodies.items()], tmp_path, at_least=500)


def records_of_captures(folder: Path) -> list[Record]:
    """Captures as they are, a record each twenty lines: commentary, addresses and furniture have words too."""
    records = []
    for capture in read_captures(folder):
        lines = getattr(capture, "lines", ())
        for first in range(0, len(lines), 20):
            records.append(Record(id=f"{capture.name}:{first}", body="\n".join(lines[first : first + 20])))  # type: ignore[union-attr]
    assert json.dumps([record.id for record in records])
    return records
