"""Whatever happened to the folder of posts, a run says so in one line, and deletes nothing by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts.errors import SettingError
from tests.chain.steps import refresh_posts

CAPTURE = """Ferry to Harbin resumes after the ice

By Ada Brook

March 19, 2018

The ferry to Harbin resumed on Monday after the ice on the Songhua had broken up over the weekend.

It carries four hundred passengers a day until the river freezes again in November, its owner said.
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "ferry.txt").write_text(CAPTURE)
    (folder / "ferry.yaml").write_text("capture: {source: Mill Valley Ledger}\n")
    return folder


@pytest.fixture
def post(seeds: Path, tmp_path: Path) -> Path:
    """The one post of the folder `articles`, written."""
    refresh_posts(seeds, tmp_path / "articles")
    (path,) = (tmp_path / "articles").rglob("*.md")
    return path


@pytest.mark.parametrize("ending", [".md", ".evidence.json"])
def test_a_folder_in_the_place_of_a_file_is_named(seeds: Path, post: Path, ending: str) -> None:
    taken = post.with_name(post.stem + ending)
    taken.unlink()
    taken.mkdir()

    with pytest.raises(SettingError, match="cannot be read: Is a directory; move away what is in its place"):
        refresh_posts(seeds, post.parents[1])


def test_a_file_in_the_place_of_a_year_is_named(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "2018").write_text("taken")

    with pytest.raises(SettingError, match="cannot be read: Not a directory; move away what is in its place"):
        refresh_posts(seeds, tmp_path / "articles")


def test_captures_that_are_gone_while_their_sidecars_stay_delete_no_post(seeds: Path, post: Path) -> None:
    (seeds / "ferry.txt").unlink()

    with pytest.raises(SettingError, match="holds no capture, yet posts were made from it"):
        refresh_posts(seeds, post.parents[1])

    assert post.exists()
