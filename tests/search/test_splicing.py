"""Bits that are copied out of old files are those that lie there, wherever they begin and end."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plugins.archive_search.bits import Codes, pack
from plugins.archive_search.splicing import Old, joined, spliced
from plugins.archive_search.term_entries import Entries


def codes_of(texts: list[str]) -> Entries:
    """Entries of texts of 0 and 1, a code a bit."""
    bits = np.array([int(bit) for bit in "".join(texts)], dtype=np.uint64)
    return Entries(Codes(bits, np.ones(bits.size, dtype=np.int64)), np.cumsum([0, *map(len, texts)]))


def bits_of(data: bytes) -> str:
    return "".join(f"{byte:08b}" for byte in data)


@given(
    st.lists(st.text("01", min_size=1, max_size=150), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 99), st.text("01", max_size=9), st.booleans(), st.booleans()), min_size=1),
)
def test_what_is_copied_and_what_is_made_stand_in_order(
    known: list[str], wished: list[tuple[int, str, bool, bool]]
) -> None:
    (data,) = pack(codes_of(known).codes)
    begins = np.cumsum([0, *map(len, known)])
    terms = [(number % len(known), text, made) for number, text, made, _ in wished]
    edges = [0, *(place for place, (*_, ends) in enumerate(wished) if ends and place), len(wished)]
    at = np.array([begins[number] for number, _, _ in terms])
    texts = [text if made else known[number] for number, text, made in terms]
    sizes = np.array([len(text) for text in texts])
    made = np.array([place for place, (*_, fresh) in enumerate(terms) if fresh], dtype=np.int64)

    entries = spliced(Old([data]), at, sizes, np.array(edges), made, codes_of([texts[place] for place in made]))

    files = pack(entries.codes, entries.begin[edges[1:-1]].tolist())
    for file, begin, end in zip(files, edges, edges[1:], strict=False):
        whole = "".join(texts[begin:end])
        assert bits_of(file) == whole + "0" * (-len(whole) % 8)


def test_bytes_are_copied_a_file_at_a_time() -> None:
    old = Old([b"abcdef", b"ghij"])
    at, sizes = np.array([0, 2, 6, 0, 8]), np.array([2, 4, 2, 1, 2])

    assert joined(old, at, sizes, np.array([0, 3, 5]), {3: b"!"}) == [b"abcdefgh", b"!ij"]
