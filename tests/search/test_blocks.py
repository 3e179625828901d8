"""Stretches of a long array: every place once, in order, none much larger than a block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.archive_search import blocks as module
from plugins.archive_search.blocks import blocks


@given(st.lists(st.integers(0, 40), max_size=60))
def test_each_place_is_in_one_stretch_and_a_stretch_stops_at_a_block(counts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", 30)
        found = list(blocks(np.array(counts, dtype=np.int32)))

    assert [place for part in found for place in range(part.start, part.stop)] == list(range(len(counts)))
    assert all(sum(counts[part]) <= 30 or part.stop - part.start == 1 for part in found)
