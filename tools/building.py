"""Captures → posts → site. A failed build leaves the last good site where it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.seed_posts.errors import CaptureError, SettingError, place
from plugins.seed_posts.refresh import Refresh, refresh_posts
from plugins.seed_posts.workspace import prepare

from . import ROOT

PUBLISHED = ROOT / ".build" / "publish"
MARKER = ".backfile"  # in every folder we built: only such a folder, or an empty one, is ever replaced
LEFT_BEHIND = (
    ".build",
    "output",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
)


@dataclass(frozen=True, slots=True)
class Site:
    """What became of a build: `code` is 0 when every capture became stories and every page was written."""

    folder: Path
    pages: int
    code: int
    advice: str = ""


def convert(seeds: Path, check: bool = False) -> int:
    """0 when every capture is converted and its posts are written; with `check`, when they already are."""
    try:
        refreshed = _refresh(seeds, prepare(seeds), check)
    except CaptureError as error:
        return _report([error])
    changes = refreshed.plan.changes if check else ()
    for line in changes:
        print(line)
    return _report(refreshed.failures) or int(bool(changes))


def build(seeds: Path, output: Path | None = None, site_url: str = "") -> Site:
    """Convert the captures and build the site, for publishing where an address is given.

    The pages of a capture that fails are missing, the rest is built, and the code is 1. When no site could be built
    the folder stays as it was.
    """
    try:
        settings = prepare(seeds)
        folder = (output or ROOT / settings["OUTPUT_PATH"]).resolve()
        _check_replaceable(folder)
        refreshed = _refresh(seeds, settings)
    except CaptureError as error:
        return Site(Path(), 0, _report([error]), "Nothing was built; correct what the line above names.")
    staging = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(staging, ignore_errors=True)
    if code := _pelican({**settings, "ARCHIVE_REFRESH": False}, staging, site_url):
        shutil.rmtree(staging, ignore_errors=True)
        return Site(folder, 0, code, f"No site was built; {place(folder)} is as it was before.")
    (staging / MARKER).write_text("Built by Backfile, which replaces this folder whole.\n")
    (staging / ".nojekyll").touch()  # GitHub Pages would leave out names with an underscore
    _put_in_place(staging, folder)
    pages = sum(1 for _ in folder.rglob("*.html"))
    return Site(folder, pages, _report(refreshed.failures), f"{place(folder)} is built without what the lines above name.")


def posts_folder(seeds: Path) -> Path:
    """Where the posts of these captures are written."""
    settings = prepare(seeds)
    return ROOT / settings["PATH"] / settings["ARCHIVE_POSTS"]


def clean() -> list[str]:
    """Remove what builds and checks left behind; the names of what there was."""
    present = [name for name in LEFT_BEHIND if (ROOT / name).exists()]
    for name in present:
        shutil.rmtree(ROOT / name)
    return present


def _refresh(seeds: Path, settings: dict[str, Any], check: bool = False) -> Refresh:
    refreshed = refresh_posts(seeds, ROOT / settings["PATH"] / settings["ARCHIVE_POSTS"], check=check)
    run, reprints = refreshed.run, sum(bool(story.reprint_of) for story in refreshed.run.stories)
    print(f"{len(run.conversions)} captures: {len(run.stories) - reprints} stories, {reprints} reprints", flush=True)
    return refreshed


def _pelican(settings: dict[str, Any], output: Path, site_url: str) -> int:
    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "--output", str(output)]
    command += ["--settings", str(ROOT / ("publishconf.py" if site_url else "pelicanconf.py"))]
    command += ["--extra-settings", *(f"{name}={json.dumps(value)}" for name, value in sorted(settings.items()))]
    environment = {**os.environ, "ARCHIVE_SITEURL": site_url} if site_url else None
    return subprocess.call(command, cwd=ROOT, env=environment)


def _check_replaceable(folder: Path) -> None:
    if folder.exists() and not (folder / MARKER).exists() and any(folder.iterdir()):
        raise SettingError(place(folder), "holds files that Backfile did not build", "name another folder with --output")


def _put_in_place(staging: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    staging.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _report(failures: Any) -> int:
    """1 if there are failures, each printed as the one line it is."""
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))
