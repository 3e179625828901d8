"""Stretches of a long array: every place once, in order, none much larger than a block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.archive_search import blocks as module
from plugins.archive_search.blocks import blocks, sums_before


@given(st.lists(st.integers(0, 40), max_size=60))
def test_each_place_is_in_one_stretch_and_a_stretch_stops_at_a_block(counts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", 30)
        found = list(blocks(np.array(counts, dtype=np.int32)))

    assert [place for part in found for place in range(part.start, part.stop)] == list(range(len(counts)))
    assert all(sum(counts[part]) <= 30 or part.stop - part.start == 1 for part in found)


@given(st.lists(st.integers(0, 200), max_size=90), st.data())
def test_sums_of_few_places_are_those_of_all(values: list[int], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(values)), max_size=12))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ROW", data.draw(st.sampled_from((1, 4, 16, 1000))))
        found = sums_before(np.array(values, dtype=np.uint8), np.array(places, dtype=np.int64))

    assert found.tolist() == [sum(values[:place]) for place in places]
