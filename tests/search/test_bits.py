"""What bits.py writes, bits.mjs reads."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search.bits import ESCAPE, best_k, k_of_gaps, lists, pack, rice, varint

from .node import run

READ = """
const { BitReader, kOfGaps } = await import(JS + "/bits.mjs");
const answers = input.map(({ data, ks, count, articles }) => {
  const reader = new BitReader(Uint8Array.from(Buffer.from(data, "base64")));
  try {
    if (ks) return ks.map((k) => reader.rice(k));
    const list = new Uint32Array(count);
    reader.list(list, 0, count, articles);
    return [...list];
  } catch (error) {
    return error.message;
  }
});
console.log(JSON.stringify(answers));
"""


def coded(values: list[int], ks: list[int]) -> bytes:
    return pack(rice(np.array(values, dtype=np.int64), np.array(ks, dtype=np.int64)))[0]


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_a_number_is_ones_a_zero_and_its_low_bits() -> None:
    assert coded([9], [2]) == bytes([0b11001_000])
    assert coded([0, 1, 5], [0, 0, 1]) == bytes([0b0_10_1101_0])


def test_javascript_reads_the_numbers_python_writes() -> None:
    cases: list[tuple[list[int], list[int]]] = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2**32 - 1) | st.integers(0, 300), st.integers(0, 31)), max_size=60))
    def collect(numbers: list[tuple[int, int]]) -> None:
        cases.append(([value for value, _ in numbers], [k for _, k in numbers]))

    collect()
    answers = run(READ, [{"data": text(coded(values, ks)), "ks": ks} for values, ks in cases])

    assert answers == [values for values, _ in cases]


@pytest.mark.parametrize("articles", [1, 2, 50, 1_000, 100_000])
def test_javascript_reads_lists_of_every_density(articles: int) -> None:
    chance = np.random.default_rng(articles)
    sizes = sorted({0, 1, articles // 3, articles // 2, articles})
    made = [np.sort(chance.choice(articles, size, replace=False)) for size in sizes]
    codes = lists(np.concatenate(made), np.array(sizes), articles)

    streams = pack(codes, np.cumsum(sizes)[:-1].tolist())
    answers = run(
        READ,
        [{"data": text(d), "count": size, "articles": articles} for d, size in zip(streams, sizes, strict=True)],
    )

    assert answers == [numbers.tolist() for numbers in made]


def test_an_outlier_takes_56_bits_and_no_more() -> None:
    assert rice(np.array([ESCAPE - 1, ESCAPE, 2**32 - 1]), 0).length.tolist() == [ESCAPE, 56, 56]


def test_a_file_that_breaks_off_is_noticed() -> None:
    data = coded([1_000] * 20, [3] * 20)

    answers = run(READ, [{"data": text(data[:end]), "ks": [3] * 20} for end in range(len(data))])

    assert answers == ["a file ends too early"] * len(data)


def test_streams_begin_at_whole_bytes() -> None:
    codes = rice(np.arange(6), 0)

    assert pack(codes, [2, 2, 5]) == [bytes([0b01000000]), b"", bytes([0b11011101, 0b11100000]), bytes([0b11111000])]
    assert pack(rice(np.array([], dtype=np.int64), 0)) == [b""]


def test_the_parameter_of_gaps_is_that_of_the_formula() -> None:
    counts = np.array([1, 10, 345, 500, 690, 1_000])

    expected = [max((1_000 * 69 // (int(count) * 100)).bit_length() - 1, 0) for count in counts]
    assert k_of_gaps(1_000, counts).tolist() == expected


def test_the_best_parameter_is_the_cheapest() -> None:
    values = np.array([200, 220, 240, 260, 700])

    costs = [int(rice(values, k).length.sum()) for k in range(16)]
    assert costs[best_k(values)] == min(costs)
    assert best_k(np.array([], dtype=np.int64)) == 0


def test_a_varint_has_seven_bits_a_byte() -> None:
    assert [varint(number) for number in (0, 127, 128, 300)] == [b"\0", b"\x7f", b"\x80\x01", b"\xac\x02"]
