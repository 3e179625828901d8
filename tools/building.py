"""Captures → posts → site, built in place. A failed build leaves the last good site as it is."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pelican as pelican_module
from pelican import Pelican, signals
from pelican.log import init as init_logging
from pelican.settings import read_settings
from rich.console import Console

from plugins.fast_build.errors import FastBuildError
from plugins.fast_build.lock import Lock
from plugins.fast_build.session import Built, FastBuild
from plugins.fast_build.state import folder_of
from plugins.fast_build.timings import Timings
from plugins.seed_posts.errors import CaptureError, SettingError, place
from plugins.seed_posts.hooks import checked_settings, means_of, review_below
from plugins.seed_posts.told import failure_lines
from plugins.seed_posts.up_to_date import bring_up_to_date
from plugins.seed_posts.workspace import prepare

from . import ROOT, marker

if TYPE_CHECKING:
    from plugins.seed_posts.pipeline import Vocabulary

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

PUBLISHED = ROOT / ".build" / "publish"
LOCK = ROOT / ".build" / "lock"
STATES = ROOT / ".build" / "fast"  # what builds leave for the next, by output folder
Ready = Callable[[Callable[[], bool]], object]
TASK = "task"  # the lock that a task holds on its output folder, also while captures are converted


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


def build(
    seeds: str = "",
    output: Path | None = None,
    site_url: str = "",
    *,
    timings: bool = False,
    known: Vocabulary | None = None,
    made: Callable[[], object] = lambda: None,
    ready: Ready | None = None,
) -> Site:
    """Convert the captures and build the site, for publishing where an address is given.

    `seeds` names a folder of captures other than the one the settings name; `timings` prints the time of each stage;
    `known` is a vocabulary that need not be loaded again, if it is still that of the captures; `made` is called when
    all pages are made and lie beside their places, where there is something that comes after them; `ready`, if it is
    given, when settings and state are read and content is to be looked at next, captures first: it may wait, and gets
    a function that tells whether what was read is still so.
    The pages of a capture that fails are missing, the rest is built, and the code is 1. When no site could be built the
    folder stays as it was. Builds of one project follow each other, as they share posts; of two that want one folder
    the second says so and ends.
    """
    try:
        settings = settings_for(seeds)
        folder = (output or Path(settings["OUTPUT_PATH"])).resolve()
        lock = Lock(folder_of(STATES, str(folder)), place(folder), TASK)
        lock.acquire()
    except CaptureError as error:
        return Site(Path(), 0, _report([error]), "Nothing was built.")
    except FastBuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return Site(Path(), 0, 1, "Nothing was built.")
    try:
        return _build(seeds, settings, folder, site_url, timings, known, made, ready)
    finally:
        lock.release()


def _build(
    seeds: str,
    settings: Mapping[str, Any],
    folder: Path,
    site_url: str,
    timings: bool,
    known: Vocabulary | None,
    made: Callable[[], object],
    ready: Ready | None,
) -> Site:
    stages = Timings()
    failures: list[CaptureError] = []

    def convert() -> None:
        held.enter_context(_alone())
        failures.extend(_refresh(settings, stages, known))

    def wait_and_convert(fast: FastBuild) -> None:
        assert ready
        fast.wait(ready)
        convert()

    with ExitStack() as held:
        try:
            _check_ours(folder)
            if ready is None:
                convert()
            _mark(folder)
            before_content = wait_and_convert if ready else None
            code, built = _pelican(
                seeds, settings["PLUGINS"], folder, site_url, stages if timings else None, made, before_content
            )
        except CaptureError as error:
            return Site(Path(), 0, _report([error]), "Nothing was built.")
    if built is None:
        _unmark(folder)
        return Site(folder, 0, code or 1, f"No site was built; {place(folder)} is as it was before.")
    if not built.whole:
        return Site(folder, 0, code or 1, f"{place(folder)} is half of the old site and half of the new; build again.")
    code = _report(failures) or code
    advice = f"{place(folder)} is built without what the lines above name." if code else ""
    return Site(folder, built.pages, code, advice)


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


def _refresh(settings: Mapping[str, Any], timings: Timings, known: Vocabulary | None) -> tuple[CaptureError, ...]:
    """Bring the posts up to date, unless the settings say not to; what could not be converted."""
    captures, posts, limits = checked_settings(settings)
    if not settings.get("ARCHIVE_REFRESH", True):
        return ()
    thresholds = review_below(settings)
    refreshed = bring_up_to_date(
        captures,
        posts,
        means_of(settings),
        limits=limits,
        review_below=thresholds,
        stages=timings.stage,
        known=known,
    )
    print(f"{place(captures)}: {refreshed.told.counts(refreshed.unchanged)}.", flush=True)
    return refreshed.failures


def _pelican(
    seeds: str,
    plugins: Iterable[str],
    folder: Path,
    site_url: str,
    timings: Timings | None,
    made: Callable[[], object],
    before_content: Callable[[FastBuild], object] | None,
) -> tuple[int, Built | None]:
    """Exit code of Pelican, which finds the posts up to date, and what it built; None where it built no site.

    Where `timings` of the stages before it are given, those of its own are printed below them. `before_content` is
    called when Pelican is about to look at content. Raises CaptureError where that does.
    """
    overrides = {
        **(prepare(seeds) if seeds else {}),
        "ARCHIVE_REFRESH": False,
        "OUTPUT_PATH": str(folder),
        "PLUGINS": list(dict.fromkeys(["plugins.fast_build", *plugins, "tools.marker"])),
        "FAST_BUILD": True,
        "FAST_BUILD_STATE": str(STATES),
        "FAST_BUILD_ADOPT": True,  # the marker says whose the folder is
        "FAST_BUILD_TIMINGS": timings is not None,
        "DELETE_OUTPUT_DIRECTORY": folder == PUBLISHED,  # what somebody put there is not to be pushed
    }
    init_logging(fatal="errors", name="pelican")
    pelican = None
    try:
        with chdir(ROOT), _address(site_url), calling(before_content):
            conf = ROOT / ("publishconf.py" if site_url else "pelicanconf.py")
            pelican = Pelican(read_settings(str(conf), override=overrides))
            pelican.fast_build_after = timings
            pelican.fast_build_made = made
            pelican.run()
        code = 0
    except SystemExit as stopped:
        if isinstance(stopped.code, str):
            print(stopped.code, file=sys.stderr)
        code = stopped.code if isinstance(stopped.code, int) else 1
    except CaptureError:
        raise
    except Exception as error:  # of any plugin: said as Pelican says it
        logging.getLogger("pelican").critical("%s: %s", type(error).__name__, error, exc_info=True)
        code = 1
    return code, getattr(pelican, "fast_built", None)


@contextmanager
def _address(site_url: str) -> Iterator[None]:
    """The address of a published site where publishconf.py looks for it."""
    before = os.environ.get("ARCHIVE_SITEURL")
    if site_url:
        os.environ["ARCHIVE_SITEURL"] = site_url
    try:
        yield
    finally:
        if site_url:
            os.environ.pop("ARCHIVE_SITEURL")
            if before is not None:
                os.environ["ARCHIVE_SITEURL"] = before


@contextmanager
def calling(before_content: Callable[[FastBuild], object] | None) -> Iterator[None]:
    """Calls the function when Pelican has made its generators, and the first is to read content."""

    def hold(generator: Any) -> None:
        def generate_context() -> None:
            assert before_content
            before_content(generator.settings["fast_build"])
            type(generator).generate_context(generator)

        generator.generate_context = generate_context

    said = pelican_module.console
    if before_content:
        signals.article_generator_init.connect(hold)
        pelican_module.console = Console(quiet=True)  # it would count the wait as seconds of the build
    try:
        yield
    finally:
        signals.article_generator_init.disconnect(hold)
        pelican_module.console = said


@contextmanager
def _alone() -> Iterator[None]:
    """Waits for other builds of this project to end; a build that crashes holds nobody up."""
    if fcntl is None:
        yield
        return
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build of this project is at work; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _check_ours(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SettingError(place(folder), "is no folder", "name another with --output")
    if folder.exists() and not (folder / marker.NAME).exists() and any(folder.iterdir()):
        raise SettingError(place(folder), "holds files that Backfile did not build", "name another with --output")


def _mark(folder: Path) -> None:
    """Makes the folder ours before anything is in it. Raises SettingError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / marker.NAME).exists():
            (folder / marker.NAME).write_bytes(marker.CONTENT)
    except OSError as error:
        raise SettingError(
            place(folder), f"cannot be written: {error.strerror}", "name another with --output"
        ) from None


def _unmark(folder: Path) -> None:
    """Removes a folder in which nothing was built."""
    if [path.name for path in folder.iterdir()] == [marker.NAME]:
        (folder / marker.NAME).unlink()
        folder.rmdir()


def _report(failures: Iterable[CaptureError]) -> int:
    """1 if there are failures, each printed as the one line it is."""
    lines = failure_lines(failures)
    for line in lines:
        print(line, file=sys.stderr)
    return int(bool(lines))
