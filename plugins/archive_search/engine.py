"""The JavaScript of a search, as it is published: our modules without their comments, and lunr.js as a module."""

from __future__ import annotations

import re
from pathlib import Path

from .shrink import shrink

HERE = Path(__file__).parent
LUNR = Path("node_modules/lunr/lunr.min.js")  # where `npm ci` puts it, below the project's folder
LUNR_VERSION = "2.3.9"
ARTICLE = ("page/article.mjs", "page/highlight.mjs")  # what pages of articles load
NOT_PUBLISHED = frozenset(("cli.mjs",))  # for node
_VERSION = re.compile(rf'\.version ?= ?"{re.escape(LUNR_VERSION)}"')
_IMPORT = re.compile(r'\b(?:from|import) ?"(\.{1,2}/[^"]+)"')  # not import(): that is loaded when used


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
    files = {name: _published(path) for name, path in modules.items() if name not in NOT_PUBLISHED.union(ARTICLE)}
    styles = {path.relative_to(ours).as_posix(): path.read_bytes() for path in sorted(ours.rglob("*.css"))}
    return files | styles | {"lunr.mjs": as_module(lunr)}


def article_files() -> dict[str, bytes]:
    """File name → content of what an article's page loads: apart, so that the rest can change without all of them."""
    return {Path(name).name: _published(HERE / "js" / name) for name in ARTICLE}


def loaded_with(module: str, files: dict[str, bytes]) -> tuple[str, ...]:
    """The modules a browser must fetch before `module` runs, itself first."""
    found: dict[str, None] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += [_joined(name, other) for other in _IMPORT.findall(files[name].decode())]
    return tuple(found)


def as_module(lunr: Path) -> bytes:
    """lunr.js, which knows CommonJS only, as an ES module that needs no global."""
    text = lunr.read_text(encoding="utf-8", errors="replace")  # a file that is no text is not lunr.js either
    if "lunr" not in text or not _VERSION.search(text):
        raise LunrMissing(f'{lunr}: not lunr.js {LUNR_VERSION}; run "npm ci" to install the version package.json names')
    head = "const module = {exports: {}}, exports = module.exports;\n"
    return (head + text + "\nexport default module.exports;\n").encode()


def _published(path: Path) -> bytes:
    return shrink(path.read_text(encoding="utf-8")).encode()


def _joined(module: str, other: str) -> str:
    """ "page/page.mjs" and "../files.mjs" → "files.mjs"."""
    parts = module.split("/")[:-1]
    for part in other.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
