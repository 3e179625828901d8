"""A receipt says that nothing changed only where nothing did."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.archive_search.receipt import NAME, holds, leave
from plugins.archive_search.store import Stamp, digest, packed

FILES = {"root.json": (3, 20, 21), "t/abcdefgh.bin": (9, 30, 31)}
HELD = {"root.json": b"{}\n"}


def test_the_same_inputs_and_files_give_the_digests_of_what_keeps_its_name(tmp_path: Path) -> None:
    leave(tmp_path, "posts", packed(FILES), HELD)

    assert holds(tmp_path, "posts", packed(dict(reversed(FILES.items())))) == {"root.json": digest(b"{}\n")}


@pytest.mark.parametrize(
    ("inputs", "files"),
    [
        ("other posts", FILES),
        ("posts", FILES | {"t/abcdefgh.bin": (9, 31, 31)}),
        ("posts", FILES | {"t/abcdefgh.bin": (9, 30, 32)}),
        ("posts", FILES | {"t/abcdefgi.bin": (9, 30, 31)}),
        ("posts", {"root.json": (3, 20, 21)}),
        ("", FILES),
    ],
    ids=["inputs", "a time", "a time of change", "a file more", "a file less", "nothing known"],
)
def test_anything_else_is_a_miss(tmp_path: Path, inputs: str, files: dict[str, Stamp]) -> None:
    leave(tmp_path, "posts", packed(FILES), HELD)

    assert holds(tmp_path, inputs, packed(files)) is None


def test_no_inputs_leave_no_receipt(tmp_path: Path) -> None:
    leave(tmp_path, "", packed(FILES), HELD)

    assert not (tmp_path / NAME).exists()
    assert holds(tmp_path, "", packed(FILES)) is None


@pytest.mark.parametrize("damaged", [b"", b"[]", b"null", b"{}", b"\xff", b'{"inputs": "posts", "files": 1}'])
def test_a_damaged_receipt_is_a_miss(tmp_path: Path, damaged: bytes) -> None:
    leave(tmp_path, "posts", packed(FILES), HELD)
    (tmp_path / NAME).write_bytes(damaged)

    assert holds(tmp_path, "posts", packed(FILES)) is None


def test_digests_that_are_none_are_a_miss(tmp_path: Path) -> None:
    leave(tmp_path, "posts", packed(FILES), HELD)
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes().replace(digest(b"{}\n").hex().encode(), b"zz"))

    assert holds(tmp_path, "posts", packed(FILES)) is None
