"""Phrases, NEAR, PRE and words as printed, found from positions, are those a plain scan of the texts finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plugins.archive_search.normalise import readings, runs
from plugins.archive_search.records import Record
from plugins.archive_search.terms import COMMON, term_of

from .node import run
from .places import CONTENT, JOINING, OPEN, Operand, Scan, made_up, write

FIND = (
    OPEN
    + """
const answers = await Promise.all(input.queries.map(async ({ operand, field }) => {
  const spans = await spansOf(operand, field, tools);
  return { articles: [...(await articlesWith(operand, field, tools))], same: [...articlesOf(spans)] };
}));
console.log(JSON.stringify(answers));
"""
)


ASKED = [None, None, None, "body", "body", "title", "source", "author"]  # None: any field


def alternatives(word: str, chance: random.Random) -> list[dict[str, str]]:
    """A slot for a word of a text: any of its readings' terms, or the word as printed."""
    found = [reading for piece in runs(word) for reading in readings(piece)]
    reading = chance.choice(found)
    exact = {"form": reading.form} if chance.random() < 0.25 else {}
    if reading.word in COMMON:
        return [{"common": reading.word} | exact]
    slot = [{"term": term_of(reading.word)} | exact]
    if chance.random() < 0.1:
        slot.append({"term": term_of(chance.choice(found).word)})
    return slot


def operand(records: Sequence[Record], chance: random.Random, depth: int = 0) -> Operand:
    """An operand that may well stand somewhere: most phrases are cut from a text."""
    kind = chance.choice(
        ["phrase", "phrase", "slot"] if depth > 2 else ["phrase", "phrase", "near", "near", "any", "slot"]
    )
    if kind == "slot":
        return {"slot": alternatives(chance.choice(CONTENT + JOINING), chance)}
    if kind == "any":
        return {"any": [operand(records, chance, depth + 1) for _ in range(chance.randint(1, 3))]}
    if kind == "near":
        pair = [operand(records, chance, depth + 1) for _ in range(2)]
        return {"near": pair, "distance": chance.choice([1, 2, 3, 5, 10, 40]), "ordered": chance.random() < 0.4}
    words = chance.choice(records).body.replace("—", "").split() or ["day"]
    first = chance.randrange(len(words))
    chosen = words[first : first + chance.choice([1, 2, 2, 2, 3, 3, 4, 6])]
    parts = [
        (reading.word, reading.form)
        for word in chosen
        for piece in runs(word)
        for number, reading in enumerate(readings(piece))
        if number <= max(other.place for other in readings(piece))
    ]
    exact = chance.random() < 0.2
    return {
        "phrase": [
            [({"common": word} if word in COMMON else {"term": term_of(word)}) | ({"form": form} if exact else {})]
            for word, form in parts
        ]
    }


def found(
    records: Sequence[Record], folder: Path, queries: list[dict[str, Any]], texts: bool = False
) -> list[list[int]]:
    """What JavaScript finds, both ways of asking being one."""
    contents = [{"title": record.title, "body": record.body} for record in records]
    given = {"folder": str(folder), "queries": queries, "texts": contents if texts else None}
    answers = run(FIND, given)
    assert all(answer["articles"] == answer["same"] for answer in answers)
    return [answer["articles"] for answer in answers]


def test_a_thousand_made_up_operands_are_found_as_a_scan_finds_them(tmp_path: Path) -> None:
    records = made_up(300, seed=5)
    write(records, tmp_path)
    chance = random.Random(7)
    queries = [{"operand": operand(records, chance), "field": chance.choice(ASKED)} for _ in range(1_000)]
    scan = Scan(records)
    expected = [scan.articles(query["operand"], query["field"]) for query in queries]

    from_lists = found(records, tmp_path, queries)
    from_few_texts = found(records, tmp_path, queries, texts=True)

    assert [
        query for query, answer, wanted in zip(queries, from_lists, expected, strict=True) if answer != wanted
    ] == []
    assert from_few_texts == expected
    assert sum(map(bool, expected)) > 500
