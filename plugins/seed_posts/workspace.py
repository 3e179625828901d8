"""Where posts and output go: content/ and output/ for the archive's own seeds, .build/ for any other folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = "seeds"
BUILD = ".build"
CACHE = f"{BUILD}/cache"  # conversions of earlier runs
POSTS = "articles"  # below the content folder, as ARCHIVE_POSTS
HANDWRITTEN = ("pages", "extra")  # parts of content/ that another folder's site needs too


class Workspace(Struct, frozen=True):
    """The folders of one site."""

    seeds: Path
    content: Path
    output: Path
    own: bool  # True for the project's own seeds

    @property
    def posts(self) -> Path:
        return self.content / POSTS


def workspace_of(seeds: Path | str = SEEDS, project: Path = PROJECT) -> Workspace:
    """The folders that belong to this folder of captures; nothing is made yet.

    Two folders of one name share a place below .build: what lies there can be made again.
    """
    own_seeds = (project / SEEDS).resolve()
    resolved = Path(seeds).resolve()
    if resolved == own_seeds:
        return Workspace(Path(seeds), project / "content", project / "output", own=True)
    build = project / BUILD / (resolved.name or "captures")
    return Workspace(Path(seeds), build / "content", build / "output", own=False)


def prepare(seeds: Path | str = SEEDS, project: Path = PROJECT) -> dict[str, str]:
    """Pelican settings that build this folder of captures: ARCHIVE_SEEDS, ARCHIVE_POSTS, PATH, OUTPUT_PATH.

    For a folder other than the project's own, makes the content folder, which Pelican asks
    for, and copies the pages written by hand into it.
    """
    workspace = workspace_of(seeds, project)
    if not workspace.own:
        _copy_handwritten(project / "content", workspace.content)
    return {
        "ARCHIVE_SEEDS": str(workspace.seeds.resolve()),
        "ARCHIVE_POSTS": POSTS,
        "PATH": str(workspace.content),
        "OUTPUT_PATH": str(workspace.output),
    }


def _copy_handwritten(content: Path, copy: Path) -> None:
    copy.mkdir(parents=True, exist_ok=True)
    for name in HANDWRITTEN:
        if (copy / name).exists():
            shutil.rmtree(copy / name)
        if (content / name).is_dir():
            shutil.copytree(content / name, copy / name)
