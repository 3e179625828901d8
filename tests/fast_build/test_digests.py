"""Equal digests mean equal values, in every process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import Struct

from plugins.fast_build.digests import SIZE, NoValue, digest
from tests.conftest import ROOT


class Colour(Enum):
    RED = "red"


class Taste(Enum):
    RED = "red"


@dataclass(frozen=True)
class Point:
    x: int
    y: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    x: int
    y: tuple[str, ...] = ()


class Spot(Struct, frozen=True):
    x: int
    y: tuple[str, ...] = ()


@dataclass
class Open:
    x: int


class OpenSpot(Struct):
    x: int


ALIKE = [
    1, 1.0, True, "1", b"1", (1,), [1], ("1",), {1: None}, None, "", b"", (), [], {}, "None", 0, False, 0.0,
    "red", Colour.RED, Taste.RED, Point(1), Place(1), Point(1, ("",)), (1, ()), "<b>", Markup("<b>"),
    Spot(1), Spot(1, ("",)),
    {"a": 1, "b": 2}, {"b": 2, "a": 1}, (("a", 1), ("b", 2)), PurePosixPath("a/b"), "a/b",
    ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), [["a"], "b"],
]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=12,
)


def test_values_that_look_alike_have_digests_of_their_own() -> None:
    assert len({digest(value) for value in ALIKE}) == len(ALIKE)


@given(VALUES, VALUES)
def test_equal_digests_mean_equal_values(one: Any, other: Any) -> None:
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))


def test_where_one_value_ends_and_the_next_begins_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("a", "b", "c")
    assert len(digest("ab")) == SIZE


@pytest.mark.parametrize(
    "value", [{1}, frozenset(), object(), Open(1), OpenSpot(1), len, (1, [{2}]), {"a": {1}}, bytearray(b"a")]
)
def test_what_may_change_unseen_or_has_no_order_has_no_digest(value: Any) -> None:
    with pytest.raises(NoValue):
        digest(value)


def test_text_from_elsewhere_has_a_digest_even_where_it_is_no_unicode() -> None:
    assert digest("\ud800") != digest("\ud801")


def test_every_process_gives_the_same_digest() -> None:
    script = (
        "from plugins.fast_build.digests import digest; word = ''.join(['wo', 'rd']);"
        "print(digest(word, 'word', {'a': (word, 1.5)}, [None, True]).hex())"
    )
    there = [
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True)
        for seed in ("1", "2")
    ]

    here = digest("word", "word", {"a": ("word", 1.5)}, [None, True]).hex()
    assert [run.stdout.decode().strip() for run in there] == [here, here]
