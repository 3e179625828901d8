"""Files that are made together are kept together, and only while each of them is what it was made of."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from plugins.fast_build.memo import Memo
from plugins.fast_build.outputs import Outputs
from plugins.fast_build.runs import Runs
from plugins.fast_build.state import State

ONE, TWO = b"1" * 16, b"2" * 16


class Site:
    """A site of two files, made together."""

    def __init__(self, home: Path) -> None:
        self.folder, self.states = home / "site", home / "state"

    def build(self, value: bytes | None, text: str = "text", *, inputs: bytes | None = ONE, holds: bool = True) -> bool:
        """Whether the run was spared."""
        state = State(self.states, str(self.folder))
        outputs = Outputs(str(self.folder), state)
        runs = Runs(state, outputs, Memo(state))

        def write() -> Any:
            for path in ("a/index.html", "b.txt"):
                outputs.put(path, inputs, text.encode)
            return ["said", text]

        said, spared = runs.run("pages", value, write, lambda said: holds)
        assert said == ["said", text]
        outputs.finish()
        state.save([], runs.changes())
        state.close()
        return spared

    def texts(self) -> list[str]:
        return [path.read_text() for path in sorted(self.folder.rglob("*")) if path.is_file()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_run_is_spared_when_it_is_made_of_the_same(site: Site) -> None:
    assert [site.build(ONE) for _ in range(3)] == [False, True, True]
    assert site.texts() == ["text", "text"]


def test_a_run_of_another_value_is_written(site: Site) -> None:
    site.build(ONE)

    assert not site.build(TWO, "other", inputs=TWO)
    assert site.texts() == ["other", "other"]


def test_a_run_whose_words_do_not_hold_is_written(site: Site) -> None:
    site.build(ONE)

    assert not site.build(ONE, holds=False)


def test_a_run_without_a_value_or_with_a_file_without_inputs_is_always_written(site: Site) -> None:
    assert [site.build(None), site.build(None)] == [False, False]
    assert [site.build(ONE, inputs=None), site.build(ONE, inputs=None)] == [False, False]


@pytest.mark.parametrize("path", ["a/index.html", "b.txt"])
def test_a_file_that_somebody_changed_or_removed_is_made_again(path: str, site: Site) -> None:
    site.build(ONE)
    (site.folder / path).write_text("changed")
    assert not site.build(ONE)
    assert site.texts() == ["text", "text"]

    (site.folder / path).unlink()
    assert not site.build(ONE)
    assert site.texts() == ["text", "text"]


def test_a_file_that_was_made_of_something_else_since_is_made_again(site: Site) -> None:
    """As a build leaves it that is stopped between its files and its state."""
    site.build(ONE)
    with sqlite3.connect(site.states / "state.sqlite") as connection:
        connection.execute("update outputs set inputs = ? where path = 'b.txt'", (TWO,))

    assert not site.build(ONE)
    assert site.build(ONE)


def test_what_is_remembered_goes_with_all_other_results(site: Site) -> None:
    site.build(ONE)
    state = State(site.states, str(site.folder))
    state.forget_results({})
    state.close()

    assert not site.build(ONE)


@pytest.mark.parametrize("damage", [b"", b"0" * 200])
def test_a_damaged_memory_is_a_miss(damage: bytes, site: Site) -> None:
    site.build(ONE)
    with sqlite3.connect(site.states / "state.sqlite") as connection:
        connection.execute("update meta set value = ? where name = 'latest run pages'", (damage,))

    assert not site.build(ONE)
    assert site.texts() == ["text", "text"]


def test_of_other_values_the_last_is_remembered(tmp_path: Path) -> None:
    state = State(tmp_path / "state", str(tmp_path / "site"))
    runs = Runs(state, Outputs(str(tmp_path / "site"), state), Memo(state))
    made: list[bytes] = []

    def latest(key: bytes, value: bytes) -> bytes:
        def make() -> bytes:
            made.append(value)
            return value

        return runs.latest("name", key, make)

    assert [latest(ONE, b"a"), latest(ONE, b"b"), latest(TWO, b"c"), latest(ONE, b"d")] == [b"a", b"a", b"c", b"d"]
    assert made == [b"a", b"c", b"d"]
    state.close()


def test_a_run_within_a_run_is_spared_by_itself(tmp_path: Path) -> None:
    written: list[str] = []

    def build(whole: bytes, parts: dict[str, bytes]) -> None:
        state = State(tmp_path / "state", str(tmp_path / "site"))
        outputs = Outputs(str(tmp_path / "site"), state)
        memo = Memo(state)
        runs = Runs(state, outputs, memo)

        def part(name: str) -> None:
            written.append(name)
            outputs.put(name, parts[name], lambda: memo.get_bytes("kind", parts[name], name.encode))

        def write() -> None:
            for name, value in parts.items():
                runs.run(name, value, lambda name=name: part(name), lambda said: True)  # type: ignore[misc]

        runs.run("whole", whole, write, lambda said: True)
        outputs.finish()
        state.save(memo.changes(whole=True), runs.changes())
        state.close()

    build(ONE, {"a": ONE, "b": ONE})
    build(TWO, {"a": ONE, "b": TWO})
    assert written == ["a", "b", "b"]
    build(TWO, {"a": ONE, "b": TWO})
    assert written == ["a", "b", "b"]
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["a", "b"]


def test_what_was_left_stays_until_something_else_is_left(tmp_path: Path) -> None:
    state = State(tmp_path / "state", str(tmp_path / "site"))
    runs = Runs(state, Outputs(str(tmp_path / "site"), state), Memo(state))
    assert runs.left("name", ONE) is None

    runs.leave("name", ONE, b"a")
    state.save([], runs.changes())

    again = Runs(state, Outputs(str(tmp_path / "site"), state), Memo(state))
    assert [again.left("name", ONE), again.left("name", TWO), again.left("other", ONE)] == [b"a", None, None]
    state.close()
