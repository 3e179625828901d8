"""A folder of files named by their content: what a build leaves, changes and removes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.archive_search import store as storing
from plugins.archive_search.store import Store, Written


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_name_is_made_of_the_content_alone(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "one"), Store(tmp_path / "two")
    two.add("t/", b"before", ".bin")

    name = one.add("t/", b"ferry", ".bin")

    assert re.fullmatch(r"t/[a-z2-7]{8}\.bin", name)
    assert two.add("t/", b"ferry", ".bin") == name
    assert one.add("t/", b"Ferry", ".bin") != name


def test_files_are_written_as_they_come(tmp_path: Path) -> None:
    name = Store(tmp_path).add("t/", b"ferry", ".bin")

    assert contents(tmp_path) == {name: b"ferry"}


def test_what_no_manifest_names_any_more_is_removed(tmp_path: Path) -> None:
    before = Store(tmp_path)
    before.add("t/", b"ferry", ".bin")
    before.add("v/", b"old", ".txt")
    before.add_folder("d/", {"0.json": b"{}"})
    before.add_folder("js-", {"page/page.mjs": b"1", "worker.mjs": b"2"})
    before.put("lunr.json", b"{}")
    before.finish({})
    (tmp_path / "t" / ".abc.bin.part").write_bytes(b"cut off")

    after = Store(tmp_path)
    name = after.add("t/", b"ferry", ".bin")

    assert after.finish({"n": 1}) == Written(files=2, bytes=12, changed=1, removed=6)
    assert contents(tmp_path) == {name: b"ferry", "root.json": b'{"n":1}'}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root.json", "t"]


def test_files_of_others_stay(tmp_path: Path) -> None:
    others = [
        "index.html",
        "notebook.txt",
        "d/notes.json",
        "my-notebook.txt",
        "pictures/abcdefgh.json",
        "js-mine/a.mjs",
        "pictures/.a.part",
    ]
    for name in others:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")

    Store(tmp_path).finish({})

    assert sorted(contents(tmp_path)) == sorted([*others, "root.json"])


def test_a_file_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    name = Store(tmp_path).add("t/", b"ferry", ".bin")
    (tmp_path / name).write_bytes(b"fe")

    again = Store(tmp_path)
    again.add("t/", b"ferry", ".bin")

    assert again.finish({}).changed == 2
    assert (tmp_path / name).read_bytes() == b"ferry"


def test_one_change_renames_a_folder_of_files_that_call_each_other(tmp_path: Path) -> None:
    store = Store(tmp_path)

    first = store.add_folder("js-", {"a.mjs": b"1", "b.mjs": b"2"})

    assert store.add_folder("js-", {"b.mjs": b"2", "a.mjs": b"1"}) == first
    assert store.add_folder("js-", {"a.mjs": b"1", "b.mjs": b"3"}) != first


def test_two_contents_of_one_name_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "HASH_CHARACTERS", 1)
    store = Store(tmp_path)

    with pytest.raises(ValueError, match=r"t/.\: two files share this name; raise HASH_CHARACTERS in store\.py"):
        for number in range(33):
            store.add("t/", str(number).encode(), ".bin")


def test_a_prefix_that_would_not_be_cleared_up_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='take a letter and a slash, as "t/"'):
        Store(tmp_path).add("words.", b"ferry", ".txt")
