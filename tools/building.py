"""Captures → posts → site. A failed build leaves the last good site where it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pelican.settings import read_settings

from plugins.seed_posts.errors import CaptureError, SettingError, place
from plugins.seed_posts.hooks import checked_settings, means_of, review_below
from plugins.seed_posts.pipeline import load_vocabulary
from plugins.seed_posts.progress import progress
from plugins.seed_posts.refresh import refresh_posts
from plugins.seed_posts.report import counts, failure_lines
from plugins.seed_posts.workspace import prepare

from . import ROOT, marker

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

PUBLISHED = ROOT / ".build" / "publish"
LOCK = ROOT / ".build" / "lock"


class Unusable(Exception):
    """Why nothing can be converted or built, in one line."""


@dataclass(frozen=True, slots=True)
class Site:
    """What became of a build: `code` is 0 when every capture became stories and every page was written."""

    folder: Path
    pages: int
    code: int
    advice: str = ""

    @property
    def shown(self) -> str:
        return place(self.folder)


def build(seeds: str = "", output: Path | None = None, site_url: str = "") -> Site:
    """Convert the captures and build the site, for publishing where an address is given.

    `seeds` names a folder of captures other than the one the settings name.
    The pages of a capture that fails are missing, the rest is built, and the code is 1. When no site could be built the
    folder stays as it was. Builds of one project follow each other, as they share posts and folders.
    """
    with _alone():
        return _build(seeds, output, site_url)


def _build(seeds: str, output: Path | None, site_url: str) -> Site:
    try:
        settings = settings_for(seeds)
        folder = (output or Path(settings["OUTPUT_PATH"])).resolve()
        _check_replaceable(folder)
        failures = _refresh(settings)
        staging = _staging(folder)
    except CaptureError as error:
        return Site(Path(), 0, _report([error]), "Nothing was built.")
    code = _pelican(seeds, settings["PLUGINS"], staging, site_url)
    if not (staging / marker.NAME).exists():
        shutil.rmtree(staging, ignore_errors=True)
        return Site(folder, 0, code or 1, f"No site was built; {place(folder)} is as it was before.")
    _put_in_place(staging, folder)
    pages = sum(1 for _ in folder.rglob("*.html"))
    code = _report(failures) or code
    return Site(folder, pages, code, f"{place(folder)} is built without what the lines above name." if code else "")


def settings_for(seeds: str) -> dict[str, Any]:
    """Pelican's settings for a site of these captures; of the archive's own for ""."""
    settings: dict[str, Any] = read_settings(str(ROOT / "pelicanconf.py"), override=prepare(seeds) if seeds else {})
    return settings


def folders(seeds: str) -> tuple[Path, Path]:
    """Folder of captures, folder of posts. Raises Unusable."""
    try:
        return checked_settings(settings_for(seeds))[:2]
    except CaptureError as error:
        raise Unusable(str(error)) from None


def options(seeds: str) -> list[str]:
    """What the settings say, as options of `python -m plugins.seed_posts`. Raises Unusable."""
    try:
        settings = settings_for(seeds)
        captures, posts, limits = checked_settings(settings)
        means, thresholds = means_of(settings), review_below(settings)
    except CaptureError as error:
        raise Unusable(str(error)) from None
    values = {
        "--seeds": captures,
        "--posts": posts,
        "--max-capture-bytes": limits.max_bytes,
        "--capture-seconds": limits.max_seconds,
        "--capture-megabytes": limits.max_megabytes,
        "--jobs": means.jobs,
    }
    given = [part for name, value in values.items() for part in (name, str(value))]
    given += ["--cache", str(means.cache)] if means.cache else ["--no-cache"]
    return [*given, *(f"--review-below={field}={least}" for field, least in thresholds.items())]


def _refresh(settings: Mapping[str, Any]) -> tuple[CaptureError, ...]:
    """Bring the posts up to date, unless the settings say not to; what could not be converted."""
    captures, posts, limits = checked_settings(settings)
    if not settings.get("ARCHIVE_REFRESH", True):
        return ()
    with progress(captures) as shown:
        vocabulary = load_vocabulary(captures, review_below(settings))
        refreshed = refresh_posts(
            captures, posts, limits=limits, vocabulary=vocabulary, progress=shown, means=means_of(settings)
        )
    print(f"{place(captures)}: {counts(refreshed.run)}.", flush=True)
    return refreshed.failures


def _pelican(seeds: str, plugins: Iterable[str], output: Path, site_url: str) -> int:
    """Exit code of Pelican, which finds the posts up to date."""
    overrides = {
        **(prepare(seeds) if seeds else {}),
        "ARCHIVE_REFRESH": False,
        "OUTPUT_PATH": str(output),
        "PLUGINS": [*plugins, "tools.marker"],
    }
    command = [sys.executable, "-m", "pelican", "--fatal", "errors"]
    command += ["--settings", str(ROOT / ("publishconf.py" if site_url else "pelicanconf.py"))]
    command += ["--extra-settings", *(f"{name}={json.dumps(value)}" for name, value in sorted(overrides.items()))]
    environment = {**os.environ, "ARCHIVE_SITEURL": site_url} if site_url else None
    return subprocess.call(command, cwd=ROOT, env=environment)


@contextmanager
def _alone() -> Iterator[None]:
    """Waits for other builds of this project to end; a build that crashes holds nobody up."""
    if fcntl is None:
        yield
        return
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _check_replaceable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SettingError(place(folder), "is no folder", "name another with --output")
    if folder.exists() and not (folder / marker.NAME).exists() and any(folder.iterdir()):
        raise SettingError(place(folder), "holds files that Backfile did not build", "name another with --output")


def _staging(folder: Path) -> Path:
    """An empty folder beside the site's. Raises SettingError where there can be none."""
    staging = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
    except OSError as error:
        raise SettingError(
            place(folder), f"cannot be written: {error.strerror}", "name another with --output"
        ) from None
    return staging


def _put_in_place(staging: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    staging.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _report(failures: Iterable[CaptureError]) -> int:
    """1 if there are failures, each printed as the one line it is."""
    lines = failure_lines(failures)
    for line in lines:
        print(line, file=sys.stderr)
    return int(bool(lines))
