"""The edge to Pelican: settings, the template context, and the generator that writes `search/`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator

from . import receipt
from .articles import Trees, named_in, sources_of_articles, told_of_article, trees_of
from .bundle import BundleError
from .engine import PAGE, LunrMissing, Memo, Program, as_module, find_lunr, find_program, names_of
from .records import Source, date_of
from .store import digest, folder_name, listing, packed
from .words import CatalogueError, Words, marked, words_in

ERA = 8  # bytes of what names the settings and the code that a state is of
FOLDER = "search"  # below the output folder; the templates' addresses rely on it
TEMPLATES = Path(__file__).parent / "templates"
BROWSE = ((marked("All articles"), ""),)  # what the page offers without JavaScript: (label, address below the root)


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What the templates know as `archive_search`."""

    root: str  # path of the site, "" or "/repo" (".." with RELATIVE_URLS)
    script: str
    style: str
    article: str  # the script of articles' pages: it marks there what a search found
    browse: tuple[tuple[str, str], ...]
    said: Mapping[str, str]  # what the templates say in English: what it is in the language of the site
    words: str  # the same for scripts, as JSON; "" in English

    def say(self, text: str) -> str:
        return self.said.get(text, text)


def connect() -> None:
    signals.initialized.connect(prepare_settings)
    signals.get_generators.connect(search_generator)


def prepare_settings(pelican: Any) -> None:
    """Lets every theme include `archive_search/search.html`. Stops at once if lunr.js is missing."""
    overrides = pelican.settings["THEME_TEMPLATES_OVERRIDES"]
    if str(TEMPLATES) not in overrides:
        pelican.settings["THEME_TEMPLATES_OVERRIDES"] = [*overrides, str(TEMPLATES)]
    check_lunr(pelican.settings)
    released_of(pelican.settings)


def search_generator(_: Any) -> type[Generator]:
    return SearchGenerator


def check_lunr(settings: dict[str, Any]) -> None:
    """Ends the build with one line when there is no lunr.js it could use."""
    try:
        as_module(find_lunr(settings.get("ARCHIVE_SEARCH_LUNR")))
    except LunrMissing as error:
        raise SystemExit(str(error)) from error


def words_for(settings: dict[str, Any]) -> Words:
    """The words of the site's language. Ends the build with one line for a catalogue that is broken."""
    try:
        words = words_in(settings["DEFAULT_LANG"])
    except CatalogueError as error:
        raise SystemExit(f"error: {error}") from error
    if words.note:
        print(words.note, file=sys.stderr)
    return words


def program_for(settings: dict[str, Any], marks: bytes = b"", memo: Memo | None = None) -> Program:
    """The program a build publishes. Says so when esbuild is missing; ends the build with one line when it fails."""
    try:
        program = find_program(settings.get("ARCHIVE_SEARCH_LUNR"), marks, memo)
    except (LunrMissing, BundleError) as error:
        raise SystemExit(str(error)) from error
    if program.note:
        print(program.note, file=sys.stderr)
    return program


def released_of(settings: dict[str, Any]) -> str:
    """The date of this state of the archive, "" for none. Ends the build with one line when it is no date."""
    released = settings.get("ARCHIVE_SEARCH_RELEASED", "")
    if not isinstance(released, str) or date_of(released) != released:
        raise SystemExit(f'error: ARCHIVE_SEARCH_RELEASED: {released!r} is no date; write one as 2026-11-22, or ""')
    return released


class SearchGenerator(Generator):  # type: ignore[misc]  # Pelican has no type hints here
    """Indexes the published articles; drafts and hidden ones (an archive's reprints) stay out."""

    def generate_context(self) -> None:
        root = ".." if self.settings["RELATIVE_URLS"] else urlsplit(self.settings["SITEURL"]).path.rstrip("/")
        words = words_for(self.settings)
        fast = self.context.get("fast_build")
        # Once, for the addresses in pages and for what is written:
        self.program = program_for(self.settings, words.marks, fast.memo if fast else None)
        engine = f"{root}/{FOLDER}/{folder_name('js-', self.program.search)}"
        browse = self.settings.get("ARCHIVE_SEARCH_BROWSE", BROWSE)
        self.context["archive_search"] = SearchContext(
            root=root,
            script=f"{engine}/{PAGE}",
            style=f"{engine}/page/search.css",
            article=f"{root}/{FOLDER}/{folder_name('js-', self.program.article)}/article.mjs",
            browse=tuple((words.templates.get(label, label), f"{root}/{address}") for label, address in browse),
            said=words.templates,
            words=words.scripts,
        )

    def generate_output(self, writer: Any) -> None:
        folder, fast = Path(self.output_path) / FOLDER, self.context.get("fast_build")
        named = (folder / folder_name("js-", files) for files in (self.program.search, self.program.article))
        if fast and all(program.is_dir() for program in named):  # pages show its scripts: those are there already
            fast.later(lambda: self._write(folder, fast))
        else:
            self._write(folder, fast)
        if not self._theme_has_page():
            template = self.get_template("archive_search/page")
            writer.write_file(
                f"{FOLDER}/index.html", template, self.context, self.settings["RELATIVE_URLS"],
                url=f"{FOLDER}/", page_name=FOLDER, output_file=f"{FOLDER}/index.html",
            )  # fmt: skip

    def _write(self, folder: Path, fast: Any) -> None:
        """The search of the articles, below the folder."""
        if not fast:
            from .build import build_sources

            trees = trees_of(self.context.get("archive"))
            articles = list(self._articles())
            sources = self._sources("", trees, articles, [b""] * len(articles))
            build_sources(sources, folder, self.program, released_of(self.settings))
            return
        with fast.stage("search"):
            self._write_again(folder, fast)

    def _write_again(self, folder: Path, fast: Any) -> None:
        """As `_write`, from what the last build left; what readers see is put in place with the pages."""
        state, there = Path(fast.folder("archive_search")), listing(folder)
        stamps = packed(there)
        era = fast.memo("archive_search era", b"", lambda: os.urandom(ERA).hex())
        articles = list(self._articles())
        told = list(map(told_of_article, articles))
        inputs = self._inputs(era, fast, told)
        held = receipt.holds(state, inputs, stamps) or {}
        kept = {name: of for name, of in held.items() if fast.keep(f"{FOLDER}/{name}", of)}
        if held and kept == held:
            fast.claim_all(f"{FOLDER}/{name}" for name in there if name not in held)
            return
        from .build import files_of_sources  # late: it takes numpy

        trees = trees_of(self.context.get("archive"))
        named = named_in(trees, articles)
        released = released_of(self.settings)
        sources = self._sources(era, trees, articles, told)
        made = files_of_sources(sources, folder, self.program, released, state, named=named, listed=(there, stamps))
        for name, data in made.held.items():
            if kept.get(name) != digest(data):
                fast.put(f"{FOLDER}/{name}", digest(data), lambda data=data: data)
        fast.claim_all(f"{FOLDER}/{name}" for name in made.names() if name not in made.held)

        def finish() -> None:
            with fast.stage("search"):
                _, stamps = made.finish()
                receipt.leave(state, inputs, stamps, made.held)

        fast.afterwards(finish)

    def _inputs(self, era: str, fast: Any, posts: list[bytes]) -> str:
        """A digest of all that a search is made of; "" where nobody can tell without looking at all articles. `posts`
        tell of these."""
        archive = fast.told("archive") if "archive" in self.context else b""
        if archive is None:
            return ""
        told = [era, released_of(self.settings), self._is_escaped(), archive, sorted(names_of(self.program))]
        return digest(repr((told, posts)).encode("utf-8", "surrogatepass")).hex() if all(posts) else ""

    def _articles(self) -> Iterator[Any]:
        """The published articles."""
        for first in self.context["articles"]:
            yield first
            yield from first.translations

    def _is_escaped(self) -> bool:
        return bool(self.settings["JINJA_ENVIRONMENT"].get("autoescape"))

    def _sources(self, era: str, trees: Trees, articles: list[Any], told: list[bytes]) -> list[Source]:
        """The articles, each with what its record is made of: what is `told` of it, and settings and code, which change
        the era of a fast build; what the trees say is told apart."""
        escaped = self._is_escaped()
        frame = digest(repr((era, escaped)).encode())[:ERA]
        return sources_of_articles(articles, told, trees, escaped, frame)

    def _theme_has_page(self) -> bool:
        """A theme with a search.html writes its page itself, by a plugin or DIRECT_TEMPLATES."""
        return (Path(self.theme) / "templates" / "search.html").is_file()
