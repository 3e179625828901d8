"""Rows of the state that lie packed in one value, and those that changed since."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.fast_build.packed import LOOSE
from plugins.fast_build.state import Row, State

MANY = {f"{number}.html": (f"{number}.html", b"i", b"c", number, 2, 3) for number in range(LOOSE + 1)}


def saved(folder: Path, rows: Mapping[str, Row], *more: tuple[Mapping[str, Row], set[str]]) -> State:
    """The state, opened again, after one build with these rows and others with what each of them put and took away."""
    state = State(folder / "state", str(folder / "output"))
    state.save_outputs(rows, rows, ())
    for put, gone in more:
        state.outputs()
        state.save_outputs({**rows, **put}, put, gone)
    state.close()
    return State(folder / "state", str(folder / "output"))


def test_many_rows_lie_packed_and_are_read_as_they_were(tmp_path: Path) -> None:
    state = saved(tmp_path, MANY)

    assert state.outputs() == MANY
    assert state.rows("select count(*) from outputs") == [(0,)]


def test_rows_that_change_lie_by_themselves_and_go_before(tmp_path: Path) -> None:
    changed = {"1.html": ("1.html", None, b"d", 1, 5, 6), "new.html": ("new.html", b"n", b"n", 1, 1, 1)}

    state = saved(tmp_path, MANY, (changed, {"2.html"}))

    assert state.outputs() == {path: row for path, row in (MANY | changed).items() if path != "2.html"}
    assert state.rows("select count(*) from outputs") == [(3,)]


def test_names_that_are_no_text_are_kept_among_many(tmp_path: Path) -> None:
    odd = {"a\udcff.html": ("a\udcff.html", b"i", b"c", 1, 2, 3)}

    assert saved(tmp_path, MANY | odd).outputs() == MANY | odd


def test_results_that_are_forgotten_leave_the_files_known(tmp_path: Path) -> None:
    state = saved(tmp_path, MANY)

    state.forget_results({})

    assert state.outputs() == {path: (path, None, *row[2:]) for path, row in MANY.items()}


@pytest.mark.parametrize("damage", [b"", b"no", bytes(100)], ids=["nothing", "short", "zeros"])
def test_a_packed_value_that_is_damaged_leaves_what_is_ours_known(tmp_path: Path, damage: bytes) -> None:
    state = saved(tmp_path, MANY)
    state.end_writing(MANY, MANY, (), anew=True)

    state.save([], {"packed outputs": damage})

    assert state.outputs() == dict.fromkeys(MANY)


def test_source_files_are_known_again_among_many(tmp_path: Path) -> None:
    rows = {f"/content/{number}.md": (b"stamp", b"content") for number in range(LOOSE + 1)}
    state = State(tmp_path / "state", str(tmp_path / "output"))

    state.save(*state.changed_files(rows, rows, ()))

    assert state.files() == rows
