"""The JavaScript of a search, as it is published: our modules made few and small, and lunr.js as a module."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .bundle import VERSION, bundled, find_esbuild
from .store import digest, folder_name
from .words import MARKS

Memo = Callable[[str, bytes, Callable[[], Any]], Any]  # kind, key, what makes plain data
HERE = Path(__file__).parent
LUNR = Path("node_modules/lunr/lunr.min.js")  # where `npm ci` puts it, below the project's folder
LUNR_VERSION = "2.3.9"
LUNR_MODULE = "lunr.mjs"
WORKER, PAGE, ARTICLE = "worker.mjs", "page/page.mjs", "page/article.mjs"  # what a browser begins with
FOR_PLAIN_LUNR = "terms.mjs"  # what a program needs that opens lunr.json by itself
NOT_PUBLISHED = frozenset(("cli.mjs",))  # for node
OF_ARTICLES = (ARTICLE, "page/highlight.mjs", "page/marks.mjs")
_VERSION = re.compile(rf'\.version ?= ?"{re.escape(LUNR_VERSION)}"')
NOTE = (
    f"esbuild {VERSION} is not in node_modules: the search's JavaScript is published as it is written, twice as large;"
    f' "npm install esbuild@{VERSION}" makes it small'
)


class Program(NamedTuple):
    """The JavaScript and styles of a search: file name → content. Made once, to be written and to be named."""

    search: Mapping[str, bytes]
    article: Mapping[str, bytes]  # what articles' pages load: apart, so that the rest can change without all of them
    note: str = ""  # what whoever builds should know


def names_of(program: Program) -> tuple[str, str]:
    """The names of the folders of a program."""
    return folder_name("js-", program.search), folder_name("js-", program.article)


class LunrMissing(FileNotFoundError):
    """lunr.js is not there, or not the version the index is written for."""


def find_lunr(setting: str | Path | None = None) -> Path:
    """Where lunr.js lies: the path given, or `node_modules` of this project or of the current folder."""
    places = [Path(setting)] if setting else [HERE.parent.parent / LUNR, Path.cwd() / LUNR]
    for place in places:
        if place.is_file():
            return place
    raise LunrMissing(f'{places[0]}: no lunr.js there; run "npm ci", or set ARCHIVE_SEARCH_LUNR (--lunr) to the file')


def find_program(lunr: str | Path | None = None, marks: bytes = b"", memo: Memo | None = None) -> Program:
    """The program with the lunr.js given or found, made small if esbuild is found. `memo` gives back what it made
    before under the same digest, if there is one."""
    return program_of(find_lunr(lunr), find_esbuild((HERE.parent.parent, Path.cwd())), marks, memo)


def program_of(lunr: Path, esbuild: Path | None = None, marks: bytes = b"", memo: Memo | None = None) -> Program:
    """The program with this lunr.js. Without esbuild it is its modules as they are written, which do the same.

    `marks` is the module with the words of articles' pages, where these are not English.
    """
    ours = HERE / "js"
    sources = {
        path.relative_to(ours).as_posix(): path for pattern in ("*.mjs", "*.css") for path in ours.rglob(pattern)
    }
    files = {name: path.read_bytes() for name, path in sorted(sources.items()) if name not in NOT_PUBLISHED}
    files[MARKS] = marks or files[MARKS]
    lunr_module = {LUNR_MODULE: as_module(lunr)}
    if esbuild:
        alone = (FOR_PLAIN_LUNR, *(name for name in files if name.endswith(".css")))
        modules, program = files | lunr_module, esbuild

        def made() -> dict[str, str]:
            small = bundled(program, modules, (WORKER, PAGE, ARTICLE), alone)
            return {name: data.decode("latin-1") for name, data in small.items()}  # any bytes as text, for JSON

        texts = memo("archive_search program", _digest_of(modules), made) if memo else made()
        files = {name: text.encode("latin-1") for name, text in texts.items()}
    article = {Path(name).name: files[name] for name in OF_ARTICLES if name in files}
    search = {name: data for name, data in files.items() if name not in OF_ARTICLES}
    return Program(search | lunr_module, article, "" if esbuild else NOTE)


def _digest_of(modules: Mapping[str, bytes]) -> bytes:
    """A digest of the modules, and of what makes them small."""
    listed = [VERSION, *(f"{name} {digest(data).hex()}" for name, data in sorted(modules.items()))]
    return digest("\n".join(listed).encode())


def as_module(lunr: Path) -> bytes:
    """lunr.js, which knows CommonJS only, as an ES module that needs no global."""
    text = lunr.read_text(encoding="utf-8", errors="replace")  # a file that is no text is not lunr.js either
    if "lunr" not in text or not _VERSION.search(text):
        raise LunrMissing(f'{lunr}: not lunr.js {LUNR_VERSION}; run "npm ci" to install the version package.json names')
    head = "const module = {exports: {}}, exports = module.exports;\n"
    return (head + text + "\nexport default module.exports;\n").encode()
