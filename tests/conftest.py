"""What several areas' tests share: the project's folder and the shipped site, built once."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.languages.sites import build_in
from tests.pages.odd_archive import FEW, build_archive, crowd, odd_stories

ROOT = Path(__file__).resolve().parent.parent
REPO_URL = "https://reader.github.io/repo"  # a project site, as GitHub Pages serves it: below a folder


@dataclass(frozen=True)
class BuiltSite:
    """A site as the build task left it, and the folder of the address it was built for."""

    folder: Path
    prefix: str = ""  # "/repo" for a project site

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    def address_of(self, page: Path) -> str:
        """The page's address below the prefix: "/article/…/", "/404.html"."""
        return "/" + page.relative_to(self.folder).as_posix().removesuffix("index.html")


def run_task(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A task, run as a maintainer runs it."""
    command = [sys.executable, str(ROOT / "tasks.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment})


def build_site(folder: Path, *options: str) -> Path:
    """The folder, with the shipped site in it."""
    built = run_task("build", "--output", str(folder), *options)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The shipped site, built for a domain of its own."""
    return BuiltSite(build_site(tmp_path_factory.mktemp("domain") / "site"))


@pytest.fixture(scope="session")
def repo_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The shipped site, built for publishing below /repo/."""
    return BuiltSite(build_site(tmp_path_factory.mktemp("project") / "repo", "--site-url", REPO_URL), "/repo")


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """An archive of odd stories, and of many about one region."""
    return BuiltSite(build_archive(tmp_path_factory.mktemp("odd"), [*odd_stories(), *crowd()]))


@pytest.fixture(scope="session")
def few_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, BuiltSite]:
    """Archives that hold next to nothing, by their number of stories."""
    return {
        stories: BuiltSite(build_archive(tmp_path_factory.mktemp(f"few-{stories}"), odd_stories()[:stories]))
        for stories in FEW
    }


@pytest.fixture(scope="session")
def translated_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltSite]:
    """Archives whose pages are in Russian and in Chinese."""
    return {language: BuiltSite(build_in(language, tmp_path_factory.mktemp(language))) for language in ("ru", "zh")}
