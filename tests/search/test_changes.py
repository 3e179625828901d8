"""What a change to the archive changes in the folder of its search: the rest keeps its names, and stays cached."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.records import Record
from plugins.archive_search.tags import named

from .node import PROGRAM, search

ARTICLES = 1_600  # more than are also published as one whole index
WORDS = [
    a + b + c
    for a in "bdgklmnprst"
    for b in ("an", "el", "ir", "os", "ut", "ai")
    for c in ("da", "ke", "mo", "ruf", "nis")
]


def made() -> list[Record]:
    """Articles of short texts, the oldest first; the most frequent words in most of them."""
    chance = random.Random(7)
    return [
        Record(
            id=f"a{number:04}",
            title=" ".join(chance.choices(WORDS, k=4)),
            body=" ".join(WORDS[int(len(WORDS) * chance.random() ** 3)] for _ in range(40)),
            date=f"{2000 + number // 100}-{1 + number % 100 // 10:02}",
            url=f"article/a{number:04}/",
            regions=named(f"Region {number % 9}"),
            topics=named(f"Topic {number % 7}"),
        )
        for number in range(ARTICLES)
    ]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def by_folder(names: set[str]) -> Counter[str]:
    """How many files each folder has; an article's folder counts as one."""
    return Counter(name.split("/")[0] for name in {"/".join(name.split("/")[:2]) for name in names})


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as it was."""
    folder = tmp_path_factory.mktemp("before")
    build(made(), folder, PROGRAM)
    return folder


def test_the_newest_article_leaves_the_texts_of_others_and_most_terms(before: Path, tmp_path: Path) -> None:
    new = Record(id="new", title="Quay", body="banda banke", date="2024", url="article/new/", regions=named("Region 1"))

    written = build([*made(), new], tmp_path, PROGRAM)

    came, all_ = by_folder(files(tmp_path) - files(before)), by_folder(files(tmp_path))
    assert came["d"] <= 3  # its folder, perhaps one more that it begins, and the list of them
    assert came["t"] <= 4 < all_["t"]
    assert came["p"] <= 4 < all_["p"]
    assert came["js-"] == 0
    assert written.files == len(files(tmp_path))
    assert search(tmp_path, "quay")["ids"] == ["new"]


def test_an_article_in_between_leaves_the_texts_of_others(before: Path, tmp_path: Path) -> None:
    build([*made(), Record(id="late", body="quay", date="2008-05-05", url="article/late/")], tmp_path, PROGRAM)

    came = by_folder(files(tmp_path) - files(before))
    assert came["d"] <= 4
    assert search(tmp_path, "quay")["ids"] == ["late"]


def test_an_edited_text_changes_its_own_files(before: Path, tmp_path: Path) -> None:
    edited = [replace(record, body=f"{record.body} quay") if record.id == "a0700" else record for record in made()]

    build(edited, tmp_path, PROGRAM)

    came = by_folder(files(tmp_path) - files(before))
    assert came["d"] == 2  # its folder, and the list of folders
    assert came["g"] == 0  # what articles are filed under
    assert came["t"] < by_folder(files(tmp_path))["t"]
    assert search(tmp_path, "quay")["ids"] == ["a0700"]


def test_a_build_over_the_last_one_leaves_what_a_build_into_a_new_folder_does(before: Path, tmp_path: Path) -> None:
    records = [record for record in made() if record.id != "a0300"]
    build(made(), tmp_path / "old", PROGRAM)

    over = build(records, tmp_path / "old", PROGRAM)
    build(records, tmp_path / "new", PROGRAM)

    assert files(tmp_path / "old") == files(tmp_path / "new")
    assert 0 < over.changed < over.files
    assert all(
        (tmp_path / "old" / name).read_bytes() == (tmp_path / "new" / name).read_bytes()
        for name in files(tmp_path / "new")
    )
