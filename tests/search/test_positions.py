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
    records = made_up(200, seed=5)
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


BREAK = (
    OPEN
    + """
const report = [];
const wanted = input.queries.map(({ operand }) => operand);
for (const folder of ["p", "r", "f", "q"]) {
  for (const harm of ["cut", "noise"]) {
    const broken = new Files(async (name) => {
      const bytes = new Uint8Array(readFileSync(`${input.folder}/${name}`));
      if (!name.startsWith(`${folder}/`) || !name.endsWith(".bin")) return bytes;
      return harm === "cut" ? bytes.subarray(0, bytes.length >> 1) : bytes.fill(255);
    });
    const damaged = new Positions(root.positions, broken, root, new Terms(root.terms, broken, root));
    for (const operand of wanted) {
      try {
        await articlesWith(operand, null, { positions: damaged });
      } catch (error) {
        report.push([folder, harm, error.name, error.message.replace(/[a-z2-7]{8}/, "…")]);
      }
    }
  }
}
console.log(JSON.stringify(report));
"""
)


def test_a_damaged_file_is_named_in_one_line(tmp_path: Path) -> None:
    write(made_up(60, seed=1), tmp_path)
    phrase = [[{"term": "polish"}], [{"common": "of"}], [{"term": "bank"}]]
    queries = [{"operand": {"phrase": phrase}}, {"operand": {"slot": [{"term": "polish", "form": "Polish"}]}}]
    queries += [{"operand": {"slot": [{"common": "the", "form": "The"}]}}]

    report = run(BREAK, {"folder": str(tmp_path), "queries": queries})

    assert {(folder, harm) for folder, harm, *_ in report} == {(f, h) for f in "prfq" for h in ("cut", "noise")}
    assert {tuple(said) for _, _, *said in report} == {
        ("FileError", f"{folder}/….bin is damaged or incomplete") for folder in "prfq"
    }


def test_only_files_change_whose_terms_stand_in_the_new_article(tmp_path: Path) -> None:
    words = [f"word{number:04}" for number in range(4_000)]
    records = [Record(id=f"a{n}", body=" of the ".join(words[n::7] + words[n::3])) for n in range(20)]

    def files(name: str, written: list[Record]) -> set[str]:
        write(written, tmp_path / name)
        return {path.relative_to(tmp_path / name).as_posix() for path in (tmp_path / name).glob("[prf]/*.bin")}

    before = files("before", records)
    after = files("after", [*records, Record(id="z", body="word0001 of word0002")])

    assert len(before) >= 9
    assert sorted(name[0] for name in before - after) == ["p", "r"]  # one stretch of terms; their forms are the same
    assert files("again", [*records, Record(id="z", body="word0001 of word0002")]) == after


LONG = 10_000  # times a word is repeated


def long_texts(folder: Path) -> None:
    body = " ".join(["buffalo"] * LONG)
    write([Record(id="a", body=body), Record(id="b", body="buffalo of the bank " * LONG)], folder)


STEPS = (
    OPEN
    + """
const answers = [];
for (const { operand } of input.queries) {
  const { start } = await spansOf(operand, null, tools);
  answers.push([[...(await articlesWith(operand, null, tools))], start.length]);
}
console.log(JSON.stringify(answers));
"""
)


def test_long_phrases_and_words_repeated_by_the_thousand_have_bounded_answers(tmp_path: Path) -> None:
    long_texts(tmp_path)
    buffalo = [{"term": "buffalo"}]
    of_the = [{"common": "of"}]
    near = {"near": [{"slot": buffalo}, {"slot": buffalo}], "distance": 200, "ordered": False}
    nested: Operand = near
    for _ in range(5):
        nested = {"near": [nested, {"slot": buffalo}], "distance": 200, "ordered": False}
    many = nested
    for _ in range(100):
        many = {"near": [many, {"slot": buffalo}], "distance": 200, "ordered": True}
    queries: list[Operand] = [
        {"phrase": [buffalo] * 200},
        {"phrase": [buffalo] * 201 + [[{"term": "zebra"}]]},
        near,
        {"near": [{"slot": of_the}, {"slot": [{"common": "the"}]}], "distance": 1, "ordered": True},
        nested,
        many,
        {"phrase": [[{"common": "the"}]] * 500},
    ]

    answers = run(STEPS, {"folder": str(tmp_path), "queries": [{"operand": query} for query in queries]})

    phrase, unknown, pairs, common, deep, deepest, repeated = answers
    assert phrase == [[0], LONG - 199]
    assert unknown == [[], 0]
    assert pairs == [[0, 1], 2 * (LONG - 1)]  # one pair for each word with a neighbour, not every pair
    assert common == [[1], LONG]
    assert deep[0] == [0, 1]
    assert deep[1] < 20 * LONG
    assert deepest[0] == [0, 1]
    assert repeated == [[], 0]
