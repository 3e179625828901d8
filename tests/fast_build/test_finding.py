"""Posts are found where Pelican finds them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from pelican.generators import ArticlesGenerator
from pelican.tests.support import get_context, get_settings

from plugins.fast_build.finding import found_files

FILES = [
    "one.md",
    "two.txt",
    "md",
    ".md",
    ".hidden.md",
    "no.ending.",
    "three.MD",
    "year/one.md",
    "year/one.evidence.json",
    "year/.#one.md",
    "drafts/four.md",
    "year/drafts/five.md",
    "__pycache__/six.md",
]


@pytest.mark.parametrize(
    ("paths", "excluded"),
    [([""], []), (["year"], []), (["", "year"], ["drafts"]), ([""], ["year/drafts", "none"]), (["one.md", "gone"], [])],
)
def test_the_same_files_are_found(tmp_path: Path, paths: Sequence[str], excluded: Sequence[str]) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    os.symlink(tmp_path / "year", tmp_path / "linked", target_is_directory=True)
    settings = get_settings(PATH=str(tmp_path), IGNORE_FILES=[".#*", "__pycache__"], CACHE_CONTENT=False)
    context = get_context(settings)
    stock = ArticlesGenerator(context, settings, str(tmp_path), "", str(tmp_path / "out"))

    found = found_files(
        str(tmp_path),
        paths,
        excluded,
        settings["IGNORE_FILES"],
        stock.readers.readers,
        lambda name: name.startswith(".#"),
    )

    assert set(found) == stock.get_files(list(paths), list(excluded))
