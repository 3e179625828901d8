"""The builders that are compared: how each is prepared for an archive, and the command that builds its site."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.search.processes import ROOT
from benchmarks.search.sites import WHOLE

from . import eleventy_content, hugo_content, programs
from .hugo_content import read_posts
from .tags import Pool

ADDRESS = "https://example.org"
SEARCH = "plugins.archive_search"
OURS = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
PLUGIN_PATHS = [{str(ROOT)!r}]
SITEURL = "{ADDRESS}"
ARCHIVE_REFRESH = False
PATH, THEME = "content", "theme"
FAST_BUILD, FAST_BUILD_STATE = os.environ["FAST"] == "yes", os.environ["STATE"]
FAST_BUILD_TIMINGS = FAST_BUILD
PLUGINS = [name for name in PLUGINS if not name.endswith("fast_build")]
PLUGINS = (["plugins.fast_build"] if FAST_BUILD else []) + PLUGINS
if os.environ["WORKERS"]:
    FAST_BUILD_WORKERS = int(os.environ["WORKERS"])
if os.environ["SEARCH"] == "no":
    PLUGINS.remove("{SEARCH}")
"""
SIMPLE = f"""
PATH, THEME, SITENAME, SITEURL, TIMEZONE = "content", "simple", "Neighbours", "{ADDRESS}", "UTC"
ARTICLE_PATHS, PAGE_PATHS, DEFAULT_PAGINATION = ["articles"], ["pages"], 20
FEED_ALL_ATOM = "feed.atom"
ARTICLE_TRANSLATION_ID = False
"""
LIMITS = {  # articles; beyond, minutes or gigabytes that tell nothing new
    "Hugo": 10_000,  # with 3 GB
    "Pagefind": 10_000,  # with 3 GB
    "Eleventy": 10_000,
    "Pelican, our theme": 2_000,
    "Pelican, simple": 10_000,
    "lunr.py": 10_000,
}
WORKERS = {0: "all cores", 1: "one core"}  # what builders are called by their number of processes
MADE_OF = "made-of"  # file that says which templates a Hugo site was made of
APART = ("search",)  # folder of our output that holds the index


@dataclass(frozen=True)
class Peer:
    """A builder with an archive to build."""

    name: str
    command: Sequence[str]
    folder: Path
    output: Path
    environment: dict[str, str] = field(default_factory=dict)
    state: Path | None = None  # what it keeps from build to build

    def forget(self) -> None:
        """Takes away what earlier builds left, so that the next one is cold."""
        for path in (self.output, self.state):
            if path:
                shutil.rmtree(path, ignore_errors=True)


def ours(scratch: Path, *, search: bool, fast: bool = True, workers: int | None = None) -> Peer:
    """Our own site; `fast` False is plain Pelican with the same theme and plugins.

    `workers` is a number of processes other than the settings': 0 for one on each core.
    """
    name = ("ours" if search else "ours, no search") if fast else "Pelican, our theme"
    if workers is not None:
        name = f"{name}, {WORKERS[workers]}"
    (scratch / "ours.py").write_text(OURS, encoding="utf-8")
    output = scratch / f"out-{'fast' if fast else 'plain'}-{'search' if search else 'pages'}"
    state = scratch / f"state-{output.name}"
    command = [sys.executable, "-m", "pelican", "-s", "ours.py", "-o", str(output), "--fatal", "errors"]
    given = {"FAST": "yes" if fast else "no", "SEARCH": "yes" if search else "no", "STATE": str(state)}
    given["WORKERS"] = "" if workers is None else str(workers)
    return Peer(name, command, scratch, output, given, state)


def pelican_simple(scratch: Path) -> Peer:
    (scratch / "simple.py").write_text(SIMPLE, encoding="utf-8")
    output = scratch / "out-simple"
    return Peer(
        "Pelican, simple", [sys.executable, "-m", "pelican", "-s", "simple.py", "-o", str(output)], scratch, output
    )


def hugo_stands(scratch: Path) -> bool:
    """Whether Hugo's site is there, made of the templates as they are."""
    made_of = scratch / "hugo" / MADE_OF
    return made_of.is_file() and made_of.read_text() == hugo_content.version()


def hugo(scratch: Path, tools: Path, built: Path) -> Peer:
    """The equivalent site; takes the maps' shapes from our `built` one."""
    folder = scratch / "hugo"
    if not hugo_stands(scratch):
        hugo_content.write_site(scratch / "content", built, folder)
        (folder / MADE_OF).write_text(hugo_content.version())
    return Peer("Hugo", [programs.hugo(tools), "--logLevel", "error", "--noBuildLock"], folder, folder / "public")


def pagefind(scratch: Path, tools: Path, site: Path) -> Peer:
    """Pagefind's index of the articles of a Hugo site."""
    output = scratch / "out-pagefind"
    command = [programs.pagefind(tools), "--site", str(site), "--glob", "article/*/index.html"]
    return Peer("Pagefind", [*command, "--output-path", str(output), "--quiet"], scratch, output)


def eleventy(scratch: Path, tools: Path) -> Peer:
    folder = scratch / "eleventy"
    if not folder.exists():
        eleventy_content.write_site(scratch / "content", folder)
    command = [*programs.eleventy(tools), "--config=eleventy.config.cjs", "--quiet"]
    return Peer("Eleventy", command, folder, folder / "public")


def lunr(scratch: Path) -> Peer:
    """One whole index, as lunr.py makes it."""
    records = scratch / "records.jsonl"
    if not records.exists():
        pool = Pool()
        with records.open("w", encoding="utf-8") as lines:
            for post in read_posts(scratch / "content"):
                record = {
                    "title": post.head["Title"],
                    "body": post.body,
                    "source": [post.head.get("Source", "")],
                    "authors": post.listed("Authors"),
                    "regions": [{"label": pool.regions.label(id)} for id, _ in post.regions],
                    "topics": [{"label": pool.topics.label(code)} for code in post.listed("Topics")],
                }
                lines.write(json.dumps(record) + "\n")
    output = scratch / "out-lunr"
    return Peer("lunr.py", [sys.executable, "-c", WHOLE, str(records), str(output / "lunr.json")], scratch, output)
