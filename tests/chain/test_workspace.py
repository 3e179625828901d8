"""Captures of any other folder are built below .build/ and leave content/ alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts import __main__ as command_line
from plugins.seed_posts.workspace import prepare, workspace_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "seeds").mkdir(parents=True)
    (root / "content" / "pages").mkdir(parents=True)
    (root / "content" / "pages" / "about.md").write_text("Title: About\n\nAbout.\n")
    (root / "content" / "articles").mkdir()
    (root / "content" / "articles" / "own.md").write_text("Title: Own\n\nOwn.\n")
    return root


def test_the_projects_own_seeds_use_content_and_output(project: Path) -> None:
    assert prepare(project / "seeds", project) == {
        "ARCHIVE_SEEDS": str(project / "seeds"),
        "ARCHIVE_POSTS": "articles",
        "PATH": str(project / "content"),
        "OUTPUT_PATH": str(project / "output"),
    }


def test_another_folder_uses_a_place_of_its_name_below_build(project: Path, seeds: Path) -> None:
    assert prepare(seeds, project) == {
        "ARCHIVE_SEEDS": str(seeds),
        "ARCHIVE_POSTS": "articles",
        "PATH": str(project / ".build" / "seeds" / "content"),
        "OUTPUT_PATH": str(project / ".build" / "seeds" / "output"),
    }


def test_pages_written_by_hand_are_copied_and_posts_are_not(project: Path, seeds: Path) -> None:
    prepare(seeds, project)
    (project / "content" / "pages" / "about.md").write_text("Title: About us\n\nAbout.\n")
    content = Path(prepare(seeds, project)["PATH"])

    assert [path.relative_to(content).as_posix() for path in content.rglob("*.md")] == ["pages/about.md"]
    assert (content / "pages" / "about.md").read_text().startswith("Title: About us")


def test_a_way_around_to_the_own_seeds_is_the_own_seeds(project: Path) -> None:
    assert workspace_of(project / "content" / ".." / "seeds", project).own


def test_converting_another_folder_never_writes_to_content(
    project: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "workspace_of", lambda folder: workspace_of(folder, project))
    before = {path: path.read_bytes() for path in (project / "content").rglob("*.*")}

    code = command_line.main(["--seeds", str(seeds)])

    assert code == 0
    assert {path: path.read_bytes() for path in (project / "content").rglob("*.*")} == before
    assert len(list((project / ".build" / "seeds" / "content" / "articles").rglob("*.md"))) == 2
