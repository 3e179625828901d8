"""A broken vocabulary file stops the run with one line that names it, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.pipeline import load_vocabulary

FILES = ("sources.yaml", "regions.yaml", "topics.yaml")
VOCABULARIES = ("regions.yaml", "topics.yaml")  # the two that share a form


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


@pytest.mark.parametrize("name", VOCABULARIES)
@pytest.mark.parametrize(
    "text",
    ["x:a:\n  label: A\n  [a, b]: c\n", "x:b:\n  label: B\n\n{[a, b]: c}: d\n", "#\n#\n? {a: b}\n: {label: c}\n"],
)
def test_a_key_that_is_a_list_or_a_mapping_is_named_in_words(tmp_path: Path, name: str, text: str) -> None:
    line = line_for(tmp_path, name, text.encode())

    assert f"/{name}:" in line
    assert "Node" not in line
    assert "\n" not in line


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_field_whose_name_is_a_list_is_named_by_its_line(tmp_path: Path, name: str) -> None:
    line = line_for(tmp_path, name, b"x:a:\n  label: A\n  [a, b]: c\n")

    assert f"/{name}:3: a field's name is not one value; use one of " in line


@pytest.mark.parametrize("name", VOCABULARIES)
@pytest.mark.parametrize(
    "label", ['" "', '"\\t"', '"One\\nTwo"', '"One\\n"', "|\n    One\n    Two\n  note: x", '"--"', "…"]
)
def test_a_label_that_cannot_be_printed_as_a_name_is_refused(tmp_path: Path, name: str, label: str) -> None:
    line = line_for(tmp_path, name, f"x:a:\n  label: {label}\n".encode())

    assert f"/{name}:2: label " in line
    assert line.endswith("is not a name; write words, on one line")
    assert "\n" not in line


def test_a_label_of_a_shipped_region_cannot_be_emptied(tmp_path: Path) -> None:
    line = line_for(tmp_path, "regions.yaml", b'RU:\n  label: ""\n')

    assert "/regions.yaml:2: label '' is not a name" in line


@pytest.mark.parametrize("label", ["Ж", "远东", "Côte d'Ivoire", "G20", "'24'"])
def test_a_label_may_be_in_any_script(tmp_path: Path, label: str) -> None:
    (tmp_path / "regions.yaml").write_text(f"x:a: {{label: {label}}}\n", "utf-8")

    assert load_vocabulary(tmp_path).regions.label("x:a") == label.strip("'")


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_field_written_twice_is_named_by_both_lines(tmp_path: Path, name: str) -> None:
    line = line_for(tmp_path, name, b"x:a:\n  label: A\n  note: first\n  label: B\n")

    assert f"/{name}:4: label: is already on line 2; join the two" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "text", "chain"),
    [
        ("regions.yaml", "m49:150:\n  parent: RU\n", "m49:150 in RU in "),
        ("regions.yaml", "RU:\n  parent: RU\n", "RU in RU"),
        ("topics.yaml", "medtop:11000000:\n  parent: medtop:20001174\n", "medtop:11000000 in medtop:20001174 in "),
    ],
)
def test_parents_that_go_in_a_circle_are_named(tmp_path: Path, name: str, text: str, chain: str) -> None:
    line = line_for(tmp_path, name, text.encode())

    assert f"/{name}:2: " in line
    assert f"lies within itself ({chain}" in line
    assert "\n" not in line


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_chain_of_parents_without_end_is_refused_once(tmp_path: Path, name: str) -> None:
    chain = "".join(f"x:n{n}: {{label: N{n}, parent: 'x:n{n - 1}'}}\n" for n in range(1, 3_000))

    line = line_for(tmp_path, name, ("x:n0: {label: N0}\n" + chain).encode())

    assert f"/{name}:22: x:n21 has more than 20 parents above it; write a parent higher up" in line
    assert "\n" not in line
