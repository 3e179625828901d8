"""Sets of tags in their arithmetic code, written by Python and read by JavaScript."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search.sets import encode_sets

from .node import run

READ = """
const { decodeSets } = await import(JS + "/sets.mjs");
const found = input.map(({ code, sizes, counts }) => {
  try {
    const { starts, numbers } = decodeSets(Buffer.from(code, "base64"), sizes, counts);
    return Array.from(starts).slice(1).map((end, i) => [...numbers.subarray(starts[i], end)]);
  } catch (error) {
    return error.name;
  }
});
console.log(JSON.stringify(found));
"""
Sets = list[list[int]]


def written(sets: Sets, numbers: int) -> dict[str, object]:
    code, sizes, counts = encode_sets(sets, numbers)
    return {"code": base64.b64encode(code).decode(), "sizes": sizes, "counts": counts}


def drawn(articles: int, numbers: int, most: int) -> Sets:
    """Sets as archives have them: the first numbers oftener than the last."""
    chance = random.Random(1)
    return [
        sorted({int(numbers * chance.random() ** 4) for _ in range(chance.randint(0, most))}) for _ in range(articles)
    ]


def test_a_browser_reads_the_sets_that_were_written() -> None:
    many: list[tuple[Sets, int]] = [
        ([], 0),
        ([[]], 0),
        ([[], [], []], 5),
        ([[0]], 1),
        ([[0, 1, 2], [2], [], [1, 2]], 3),
        ([list(range(40))], 40),  # more than are looked ahead for
        ([list(range(0, 40, 2)), list(range(1, 40, 2)), [39]] * 30, 40),
        (drawn(3_000, 300, 5), 300),
        (drawn(2_000, 20_000, 3), 20_000),
        ([[0]] * 5_000 + [[1]] + [[0]] * 5_000, 2),  # a symbol of almost no bits
        ([[4_999]] + [[number] for number in range(4_999)], 5_000),
    ]

    found = run(READ, [written(sets, numbers) for sets, numbers in many])

    assert found == [sets for sets, _ in many]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sets(st.integers(0, 30), max_size=12), max_size=20), min_size=20, max_size=20))
def test_any_sets_are_read_as_they_were_written(many: list[list[set[int]]]) -> None:
    lists = [[sorted(numbers) for numbers in sets] for sets in many]

    assert run(READ, [written(sets, 31) for sets in lists]) == lists


def test_a_code_takes_hardly_more_than_its_information() -> None:
    """Ten thousand draws of one of 256 that are all alike hold 80,000 bits."""
    chance = random.Random(2)

    code, _, _ = encode_sets([[chance.randrange(256)] for _ in range(10_000)], 256)

    assert 9_800 < len(code) < 10_050


@pytest.mark.parametrize("damage", ["cut", "longer", "empty"])
def test_a_code_that_is_cut_or_longer_is_refused(damage: str) -> None:
    whole = written(drawn(500, 50, 4), 50)
    code = base64.b64decode(str(whole["code"]))
    data = {"cut": code[:-1], "longer": code + b"\0", "empty": b""}[damage]

    assert run(READ, [whole | {"code": base64.b64encode(data).decode()}]) == ["RangeError"]


def test_any_bytes_end_in_sets_or_a_refusal() -> None:
    chance = random.Random(3)
    whole = written(drawn(200, 50, 4), 50)
    damaged = [whole | {"code": base64.b64encode(chance.randbytes(chance.randint(0, 400))).decode()} for _ in range(50)]

    assert set(map(str, run(READ, damaged))) == {"RangeError"}
