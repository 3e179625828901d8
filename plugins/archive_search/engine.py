"""The JavaScript of a search, as it is published: our modules without their comments, and lunr.js as a module."""

from __future__ import annotations

import re
from pathlib import Path

from .link import linked
from .shrink import shrink

HERE = Path(__file__).parent
LUNR = Path("node_modules/lunr/lunr.min.js")  # where `npm ci` puts it, below the project's folder
LUNR_VERSION = "2.3.9"
ARTICLE = ("page/article.mjs", "page/highlight.mjs")  # what pages of articles load
NOT_PUBLISHED = frozenset(("cli.mjs",))  # for node
LUNR_MODULE = "lunr.mjs"
ENTRIES = ("page/page.mjs", "worker.mjs")  # what a page or a worker begins with; each is joined with what it imports
_VERSION = re.compile(rf'\.version ?= ?"{re.escape(LUNR_VERSION)}"')


class LunrMissing(FileNotFoundError):
    """lunr.js is not there, or not the version the index is written for."""


def find_lunr(setting: str | Path | None = None) -> Path:
    """Where lunr.js lies: the path given, or `node_modules` of this project or of the current folder."""
    places = [Path(setting)] if setting else [HERE.parent.parent / LUNR, Path.cwd() / LUNR]
    for place in places:
        if place.is_file():
            return place
    raise LunrMissing(f'{places[0]}: no lunr.js there; run "npm ci", or set ARCHIVE_SEARCH_LUNR (--lunr) to the file')


def engine_files(lunr: Path) -> dict[str, bytes]:
    """File name → content of everything a browser loads to search."""
    ours = HERE / "js"
    modules = {path.relative_to(ours).as_posix(): path for path in sorted(ours.rglob("*.mjs"))}
    own = {name: _published(path) for name, path in modules.items() if name not in NOT_PUBLISHED.union(ARTICLE)}
    texts = {name: data.decode() for name, data in own.items()} | {LUNR_MODULE: as_module(lunr).decode()}
    joined = {name: text.encode() for entry in ENTRIES for name, text in linked(texts, entry).items()}
    styles = {path.relative_to(ours).as_posix(): path.read_bytes() for path in sorted(ours.rglob("*.css"))}
    return own | joined | styles | {LUNR_MODULE: as_module(lunr)}


def article_files() -> dict[str, bytes]:
    """File name → content of what an article's page loads: apart, so that the rest can change without all of them."""
    return {Path(name).name: _published(HERE / "js" / name) for name in ARTICLE}


def as_module(lunr: Path) -> bytes:
    """lunr.js, which knows CommonJS only, as an ES module that needs no global."""
    text = lunr.read_text(encoding="utf-8", errors="replace")  # a file that is no text is not lunr.js either
    if "lunr" not in text or not _VERSION.search(text):
        raise LunrMissing(f'{lunr}: not lunr.js {LUNR_VERSION}; run "npm ci" to install the version package.json names')
    head = "const module = {exports: {}}, exports = module.exports;\n"
    return (head + text + "\nexport default module.exports;\n").encode()


def _published(path: Path) -> bytes:
    return shrink(path.read_text(encoding="utf-8")).encode()
