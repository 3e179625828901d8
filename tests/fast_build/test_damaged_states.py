"""A state that is damaged, foreign or old is a miss, never a crash."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .output_folder import ONE, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "overwritten": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "overwritten in the middle": lambda path: path.write_bytes(spoilt(path.read_bytes())),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "no database": lambda path: path.write_text("hello"),
    "a pickle": lambda path: path.write_bytes(b"\x80\x04\x95\x00\x00\x00\x00."),
    "a database of another program": lambda path: other_database(path, 'create table outputs(path text)'),
    "of another version": lambda path: changed_database(path, "update meta set value = x'30' where name = 'version'"),
    "of another folder": lambda path: changed_database(path, "update meta set value = x'2f' where name = 'output'"),
    "with values of other kinds": lambda path: changed_database(
        path, "update outputs set inputs = 'a', content = 7, size = 'b'; update files set stamp = 1, content = null;"
        "update memo set value = 'x'; update meta set value = x'ff' where name = 'modules'"
    ),
}  # fmt: skip


def spoilt(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[: middle - 2000] + os.urandom(4000) + data[middle + 2000 :]


def changed_database(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def other_database(path: Path, script: str) -> None:
    path.unlink()
    changed_database(path, script)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_state_that_is_damaged_foreign_or_old_is_a_miss(site: Site, damage: Callable[[Path], object]) -> None:
    files = [(f"{number}/index.html", ONE, f"page {number}") for number in range(200)]
    site.build(*files, ("gone.html", ONE, "gone"))
    damage(site.states / "state.sqlite")

    site.build(*files)

    assert site.files() == {path: text for path, _, text in files}
    assert site.build(*files) == []
