"""A broken vocabulary file stops the run with one line that names it, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.pipeline import load_vocabulary

FILES = ("sources.yaml", "regions.yaml", "topics.yaml")


def line_for(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    with pytest.raises(SettingError) as caught:
        load_vocabulary(folder)
    return str(caught.value)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        "x: é\n".encode("latin-1"),
        "x: {label: y}\n".encode("utf-16"),
        b"x: {label: a\0b}\n",
        b"- a\n- b\n",
        b"hello\n",
        b"x: [\n",
        b"x: {label: y}\n---\ny: {}\n",
        b"? [a, b]\n: c\n",
        b"x: &a\n  label: x\n  names: [*a]\n",
    ],
    ids=["picture", "latin-1", "utf-16", "nul", "list", "word", "unclosed", "two documents", "list key", "in itself"],
)
def test_a_file_that_cannot_be_used_is_named_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    line = line_for(tmp_path, name, data)

    assert f"/{name}" in line
    assert "\n" not in line


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"[" * 50_000, b"- " * 50_000, b"{a: " * 5_000], ids=["flow", "block", "mapping"])
def test_endless_nesting_is_refused_before_it_exhausts_the_stack(tmp_path: Path, name: str, data: bytes) -> None:
    assert f"/{name}" in line_for(tmp_path, name, data)


@pytest.mark.parametrize("name", FILES)
def test_a_tag_of_another_program_runs_nothing(tmp_path: Path, name: str) -> None:
    made = tmp_path / "made"

    line_for(tmp_path, name, f'x: !!python/object/apply:os.mkdir ["{made}"]\n'.encode())

    assert not made.exists()


def test_a_folder_in_the_place_of_the_list_of_sources_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").mkdir()

    with pytest.raises(SettingError, match=r"sources\.yaml: cannot be read: Is a directory; check the file"):
        load_vocabulary(tmp_path)
