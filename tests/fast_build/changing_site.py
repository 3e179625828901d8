"""A site that changes at random in all but its stories: theme, settings, vocabulary, pages, and its own output.

Everything is drawn from one `Random`, so that a seed names a sequence of edits.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from tests.conftest import ROOT

from .forks import Ended, in_a_fork
from .warm import Warm

WORDS = ("bridge", "ferry", "winter", "trade", "river", "<b>", "“quoted”", "大桥", "port", "grain", "rail", "border")
READ_BY_ANY = (  # what a template may be made to show, beside what it shows already
    "archive.regions.nodes.values()|map(attribute='label')|join", "archive.topics.nodes|join", "archive.sources|join",
    "archive.entries|length", "archive.undated|length", "archive.reprints|length", "archive.span", "archive.captures",
    "archive.has_undated", "archive.years|length", "archive.sources|length", "archive.regions.nodes|length",
    "(archive.entries|first).title", "pages|length", "pages|map(attribute='title')|join", "articles|length", "motto",
    "articles|map(attribute='title')|sort|first", "ARCHIVE_PAGE_SIZE", "DEFAULT_LANG", "examples", "page_url",
    "weekdays", "articles|map(attribute='metadata')|list|length", "articles|map(attribute='url')|sort|join",
    "asset('css/site.css')",
)  # fmt: skip  # articles are sorted: Pelican alone, which makes the clean site, orders those of one date by a set
READ_BY_ARTICLES = (
    "article.content|length", "article.relative_source_path|length", "article.tags|join", "article.url",
    "article.metadata.date", "story_view(article).related|length", "article.translations|length", "article.category",
    "article.summary",
)  # fmt: skip


class ChangingSite:
    """Folders of content, theme and captures, and settings, which `edit` changes one at a time."""

    plugins: tuple[str, ...] = ("plugins.archive_pages",)

    def __init__(self, folder: Path, random: Random, warm: Warm | None = None) -> None:
        self.folder = folder
        self.random = random
        self.warm = warm
        self.content, self.theme, self.seeds = folder / "content", folder / "theme", folder / "seeds"
        for made in (self.content / "articles", self.content / "pages", self.content / "extra", self.seeds):
            made.mkdir(parents=True)
        shutil.copytree(ROOT / "theme", self.theme)
        sizes = {name: random.choice([1, 2, 3]) for name in ("ARCHIVE_PAGE_SIZE", "ARCHIVE_PAGE_ROWS")}
        self.settings: dict[str, object] = {**sizes, "SITEURL": ""}
        self.not_ours: set[str] = set()  # files of the site that no fast build wrote
        self.off = False  # whether the next build is one without fast_build

    # -- edits ------------------------------------------------------------------------------

    def edits(self) -> list[Callable[[], object]]:
        return [
            self.change_template, self.let_template_read, self.change_style, self.change_setting, self.change_setting,
            self.change_language, self.change_regions, self.change_topics, self.change_sources, self.change_page,
            self.touch, self.damage_output, self.remove_output, self.switch_off, self.change_static,
        ]  # fmt: skip

    def edit(self) -> str:
        """Changes something; what it was."""
        edit = self.random.choice(self.edits())
        edit()
        self.write()
        return edit.__name__

    def write(self) -> None:
        """Writes what the edits changed, where they did not."""

    def change_template(self) -> None:
        name = self.random.choice(["base", "_parts", "_frame", "listing", "article", "region", "how", "home", "day"])
        self._replace_in(name, "<nav", f'<nav data-n="{self.random.random()}"')

    def let_template_read(self) -> None:
        """A template shows one thing more of what all templates find."""
        name = self.random.choice(["base", "base", "article", "article", "home", "region", "listing", "day", "page"])
        read = self.random.choice(READ_BY_ARTICLES if name == "article" else READ_BY_ANY)
        end = "</body>" if name == "base" else "<h1"
        self._replace_in(name, end, f"<!-- {{{{ {read} }}}} -->{end}")

    def _replace_in(self, name: str, old: str, new: str) -> None:
        path = self.theme / "templates" / f"{name}.html"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def change_style(self) -> None:
        with (self.theme / "static" / "css" / "base.css").open("a", encoding="utf-8") as file:
            file.write(f"\n.x{self.random.randint(1, 10**6)} {{ color: red; }}\n")

    def change_setting(self) -> None:
        """None that has Pelican write a list of posts: it orders those of one date by a set."""
        settings: list[tuple[str, list[object]]] = [
            ("ARCHIVE_PAGE_SIZE", [1, 2, 3, 20]),
            ("ARCHIVE_PAGE_ROWS", [1, 2, 3, 100]),
            ("ARCHIVE_SHORT_LISTS", [[], ["country", "field"]]),
            ("SITENAME", ["Neighbours", "Other & neighbours"]),
            ("SITEURL", ["", "https://archive.example", "https://archive.example/repo"]),
            ("ARCHIVE_OPEN_RIGHTS", [("digest",), ()]),
            ("ARCHIVE_DESCRIPTION", ["Ties", "Ties <and> more"]),
            ("ARCHIVE_HOME", [["intro", "latest"], ["search", "matrix", "map"], ["years", "ways"]]),
            ("ARCHIVE_LOGO_TEXT", ["", "The river"]),
            ("JINJA_GLOBALS", [{}, {"motto": "Both banks"}, {"motto": "One river"}]),
        ]
        name, values = self.random.choice(settings)
        self.settings[name] = self.random.choice(values)

    def change_language(self) -> None:
        self.settings["DEFAULT_LANG"] = self.random.choice(["en", "ru", "zh-CN"])

    def change_regions(self) -> None:
        """The vocabulary gets a place, or calls one otherwise; or all that was added is gone."""
        path = self.seeds / "regions.yaml"
        if path.exists() and self.random.random() < 0.2:
            path.unlink()
            return
        label, other = self.random.choice(["Nowhere", "Somewhere"]), self.random.choice(["CN-HL", "RU-PRI"])
        text = f'x:nowhere:\n  label: {label}\n  level: macro\n  parent: ""\n  members: [CN-HL, {other}]\n'
        if self.random.random() < 0.5:
            text += 'x:banks:\n  label: Both banks\n  level: macro\n  parent: ""\n  members: [CN, RU]\n'
        path.write_text(text, encoding="utf-8")

    def change_topics(self) -> None:
        label, parent = self.random.choice(["twin towns", "sisters"]), self.random.choice(["20000638", "04000000"])
        text = f"x:twin-towns:\n  label: {label}\n  parent: medtop:{parent}\n  strong: [twin city]\n"
        (self.seeds / "topics.yaml").write_text(text, encoding="utf-8")

    def change_sources(self) -> None:
        home = self.random.choice(["https://gazette.example/", "https://amur.example/"])
        text = f"publishers:\n  - name: The Amur Gazette\n    home: {home}\n    country: RU\n"
        (self.seeds / "sources.yaml").write_text(text, encoding="utf-8")

    def change_page(self) -> None:
        slug = self.random.choice(["about", "policy"])
        path = self.content / "pages" / f"{slug}.md"
        if path.exists() and self.random.random() < 0.3:
            path.unlink()
        else:
            said = self.random.choice(["", "[About]({filename}about.md)", "![Boat]({static}/extra/boat.svg)"])
            path.write_text(f"Title: {self.words(2)}\nSlug: {slug}\n\n{self.words(5)} {said}\n", encoding="utf-8")

    def change_static(self) -> None:
        path = self.content / "extra" / self.random.choice(["boat.svg", "robots.txt"])
        path.write_text(f"<svg>{self.random.random()}</svg>", encoding="utf-8")

    def touch(self) -> None:
        """Files get another time, not another content."""
        for path in self.content.rglob("*.md"):
            os.utime(path, ns=(10**18 + self.random.randint(0, 10**12),) * 2)

    def damage_output(self) -> None:
        """Somebody writes into a file of the site, keeping its time, or puts a link in its place."""
        if path := self._some_output():
            how = self.random.randrange(4)
            found = path.stat()
            if how == 0:
                path.write_bytes(path.read_bytes()[: found.st_size // 2])
            elif how == 1:
                path.write_bytes(b"x" * found.st_size)
            elif how == 2:
                path.unlink()
                path.symlink_to(self.theme / "templates" / "base.html")
                return
            else:
                path.write_bytes(b"longer " + path.read_bytes())
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    def remove_output(self) -> None:
        if path := self._some_output():
            if self.random.random() < 0.3 and path.parent != self.folder / "site":
                shutil.rmtree(path.parent)
            else:
                path.unlink()

    def _some_output(self) -> Path | None:
        found = sorted(path for path in (self.folder / "site").rglob("*") if path.is_file())
        return self.random.choice(found) if found else None

    def switch_off(self) -> None:
        """One build without fast_build, which leaves what fast builds did not write."""
        self.off = True

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    # -- sites ------------------------------------------------------------------------------

    def bring_up_to_date(self) -> Ended:
        """Builds the site as a maintainer does who goes on from the last build."""
        if self.off:
            self.off = False
            before = tree_of(self.folder / "site").keys()
            self.build("site", fast=False)
            self.not_ours |= tree_of(self.folder / "site").keys() - before
        return self.build("site", fast=True)

    def build_anew(self) -> Ended:
        """Builds the same without fast_build and from nothing."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self.build("clean", fast=False)

    def build(self, output: str, *, fast: bool) -> Ended:
        """Builds the site as it is now, in a process of its own."""
        if self.warm is not None:
            self.warm.read(self.seeds)
        ended = in_a_fork(lambda: self._run(output, fast))
        if self.warm is not None and ended.result:
            self.warm.learn(ended.result)
        return ended

    def _run(self, output: str, fast: bool) -> dict[Any, Any]:
        logging.disable(logging.INFO)
        override = self.settings | self.places(output) | self.settings_of(output, fast=fast)
        settings = read_settings(str(ROOT / "pelicanconf.py"), override=override)
        with self.warm.at_hand(settings) if self.warm else nullcontext():
            Pelican(settings).run()
        return self.warm.learnt if self.warm else {}

    def settings_of(self, output: str, *, fast: bool) -> dict[str, object]:
        """Settings that no edit changes."""
        return {
            "OUTPUT_PATH": str(self.folder / output),
            "THEME": str(self.theme),
            "ARCHIVE_SEEDS": str(self.seeds),
            "FAST_BUILD": fast,
            "FAST_BUILD_STATE": str(self.folder / "state"),
            "PLUGINS": ["plugins.fast_build", *self.plugins] if fast else list(self.plugins),
        }

    def places(self, output: str) -> dict[str, object]:
        """Settings of where the content of a site is."""
        return {"PATH": str(self.content)}

    def difference(self) -> list[str]:
        """The files that only one of two sites has, or that differ; those that no fast build wrote may stay."""
        site, clean = (tree_of(self.folder / name) for name in ("site", "clean"))
        wrong = {name for name in site.keys() | clean.keys() if site.get(name) != clean.get(name)}
        return sorted(name for name in wrong if name in clean or name not in self.not_ours)


def tree_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): b"link" if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
