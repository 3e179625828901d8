"""Publishing puts exactly the built files on a branch, and nothing else changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.publishing import PublishError, pages_address, publish


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with one commit on main, of a bare repository beside it."""
    git(tmp_path, "init", "--quiet", "--bare", "hub.git")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", "clone")
    clone = tmp_path / "clone"
    git(clone, "config", "user.name", "Maintainer")
    git(clone, "config", "user.email", "maintainer@example.org")
    git(clone, "remote", "add", "origin", str(tmp_path / "hub.git"))
    (clone / ".gitignore").write_text("*.html\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "Start")
    return clone


@pytest.fixture
def built(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / ".well-known").mkdir(parents=True)
    (site / ".well-known" / "security.txt").write_text("Contact: …\n")
    (site / ".nojekyll").touch()
    (site / "index.html").write_bytes(b"<p>one\r\ntwo</p>\n")
    return site


def test_the_branch_holds_exactly_the_files_of_the_site(clone: Path, built: Path) -> None:
    publish(built, "origin", "gh-pages", clone)

    names = git(clone.parent / "hub.git", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert names == [".nojekyll", ".well-known/security.txt", "index.html"]


def test_bytes_are_published_as_they_are(clone: Path, built: Path) -> None:
    git(clone, "config", "core.autocrlf", "input")

    publish(built, "origin", "gh-pages", clone)

    blob = subprocess.run(["git", "show", "gh-pages:index.html"], cwd=clone.parent / "hub.git", capture_output=True)
    assert blob.stdout == b"<p>one\r\ntwo</p>\n"


def test_a_second_publication_follows_the_first(clone: Path, built: Path) -> None:
    first = publish(built, "origin", "gh-pages", clone)
    (built / "index.html").unlink()
    (built / "new.html").write_text("new")

    second = publish(built, "origin", "gh-pages", clone)

    hub = clone.parent / "hub.git"
    assert git(hub, "rev-parse", "gh-pages") == second
    assert git(hub, "rev-parse", "gh-pages^") == first
    assert "index.html" not in git(hub, "ls-tree", "-r", "--name-only", "gh-pages")


def test_the_same_site_is_not_pushed_twice(clone: Path, built: Path) -> None:
    publish(built, "origin", "gh-pages", clone)

    assert publish(built, "origin", "gh-pages", clone) == ""


def test_work_tree_and_index_stay_as_they_were(clone: Path, built: Path) -> None:
    (clone / "draft.md").write_text("half done")
    git(clone, "add", "draft.md")
    before = git(clone, "status", "--porcelain")

    publish(built, "origin", "gh-pages", clone)

    assert git(clone, "status", "--porcelain") == before


def test_what_git_refuses_is_said_in_one_line(clone: Path, built: Path) -> None:
    git(clone, "remote", "set-url", "origin", str(clone.parent / "gone.git"))

    with pytest.raises(PublishError) as refused:
        publish(built, "origin", "gh-pages", clone)

    assert str(refused.value).startswith("git ls-remote: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:Reader/archive.git", "https://reader.github.io/archive"),
        ("https://github.com/reader/archive", "https://reader.github.io/archive"),
        ("https://github.com/reader/reader.github.io.git", "https://reader.github.io"),
        ("https://git.example.org/reader/archive.git", ""),
    ],
)
def test_the_address_is_read_off_a_github_remote(clone: Path, remote: str, address: str) -> None:
    git(clone, "remote", "set-url", "origin", remote)

    assert pages_address(clone) == address
