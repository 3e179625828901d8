"""The JavaScript of a search, as it is published: our modules and lunr.js as a module."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
LUNR = Path("node_modules/lunr/lunr.js")  # where `npm ci` puts it, below the project's folder
LUNR_VERSION = "2.3.9"
PUBLISHED = (  # not cli: that is for node
    "match", "normalise", "page", "query", "reader", "results", "search", "snippet", "terms", "worker",
)  # fmt: skip


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
    files = {f"{name}.mjs": (HERE / "js" / f"{name}.mjs").read_bytes() for name in PUBLISHED}
    return files | {"lunr.mjs": as_module(lunr), "search.css": (HERE / "js" / "search.css").read_bytes()}


def as_module(lunr: Path) -> bytes:
    """lunr.js, which knows CommonJS only, as an ES module that needs no global."""
    text = lunr.read_text(encoding="utf-8", errors="replace")  # a file that is no text is not lunr.js either
    if f'lunr.version = "{LUNR_VERSION}"' not in text:
        raise LunrMissing(f'{lunr}: not lunr.js {LUNR_VERSION}; run "npm ci" to install the version package.json names')
    head = "const module = {exports: {}}, exports = module.exports;\n"
    return (head + text + "\nexport default module.exports;\n").encode()
