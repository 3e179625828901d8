"""Random queries over random articles give what a plain scan of the texts gives."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from plugins.archive_search.build import build
from plugins.archive_search.records import Record

from .node import LUNR, run
from .test_queries import MANY

WORDS = "alder bream coal dock eel fog gull harp inlet jib kelp loch moor net oar pier the of and".split()  # noqa: SIM905
COMMON = {"the", "of", "and"}
ARTICLES = 40
QUERIES = 1_000


@dataclass(frozen=True)
class Clause:
    sign: str  # "", "+" or "-"
    words: tuple[str, ...]  # more than one: a phrase
    field: str = ""

    def __str__(self) -> str:
        text = f'"{" ".join(self.words)}"' if len(self.words) > 1 else self.words[0]
        return f"{self.sign}{self.field and self.field + ':'}{text}"

    def holds(self, record: Record) -> bool:
        texts = [record.title] * (self.field != "body") + [record.body] * (self.field != "title")
        return any(f" {' '.join(self.words)} " in f" {text} " for text in texts)


def answer(clauses: list[Clause], records: list[Record]) -> tuple[set[str], set[str]] | None:
    """Articles with all words and those with some, by the rules of the README; None for nothing to search."""
    ignored = [c for c in clauses if not c.sign and len(c.words) == 1 and c.words[0] in COMMON]
    others = [c for c in clauses if c not in ignored]
    if any(c.sign != "-" for c in others):
        clauses = others
    musts = [c for c in clauses if c.sign == "+" or (len(c.words) > 1 and c.sign != "-")]
    nots = [c for c in clauses if c.sign == "-"]
    somes = [c for c in clauses if c not in musts and c not in nots]
    found = [r for r in records if all(c.holds(r) for c in musts) and not any(c.holds(r) for c in nots)]
    if somes and not musts:
        found = [r for r in found if any(c.holds(r) for c in somes)]
    full = {r.id for r in found if all(c.holds(r) for c in somes)}
    return full, {r.id for r in found} - full


def random_clause(chance: random.Random) -> Clause:
    if chance.random() < 0.25:
        return Clause(chance.choice(["", "-"]), tuple(chance.choices(WORDS, k=chance.choice([2, 2, 3]))))
    word = chance.choice(WORDS)
    field = chance.choice(["", "", "", "title", "body"]) if word not in COMMON else ""
    return Clause(chance.choice(["", "", "", "+", "-"]), (word,), field)


def test_a_thousand_random_queries_find_what_a_plain_scan_finds(tmp_path: Path) -> None:
    chance = random.Random(20120314)
    records = [
        Record(
            id=f"a{number}",
            title=" ".join(chance.choices(WORDS, k=3)),
            body=" ".join(chance.choices(WORDS, k=chance.randint(1, 30))),
        )
        for number in range(ARTICLES)
    ]
    queries = [[random_clause(chance) for _ in range(chance.randint(1, 4))] for _ in range(QUERIES)]
    build(records, tmp_path, LUNR)

    answers = run(MANY, {"folder": str(tmp_path), "queries": [" ".join(map(str, query)) for query in queries]})

    found = [(set(a["ids"][: a["all"]]), set(a["ids"][a["all"] :])) for a in answers]
    wrong = [
        " ".join(map(str, query)) for query, sets in zip(queries, found, strict=True) if sets != answer(query, records)
    ]
    assert wrong == []
    assert sum(1 for full, some in found if full or some) > QUERIES / 2  # or the queries test nothing
