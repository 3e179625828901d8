"""An archive treated roughly: posts by hand, files moved and linked, state and site damaged, builds cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from plugins.seed_posts import run_record
from tests.conftest import ROOT
from tests.pages.cases import dated

from .changing_site import tree_of
from .edits import ChangingArchive
from .forks import CRASHED, Ended
from .mishaps import random_mishap, wherever
from .warm import Warm

NAMES = ("one.md", "two.md", "sub/three.md", "four.html", "5-2018-03-19.md")
HEADS = (
    "Status: draft", "Status: hidden", "Status: skip", "Lang: ru", "Category: Letters", "Category: letters",
    "Author: Ann Lee", "Authors: Ann Lee, Bo Kim", "Tags: one, Two; three", "Date: 2999-01-01", "Date: yesterday",
    "Date: 2018-03-19 10:00", "Slug: by-hand", "Slug: about", "Save_as: far/away.html\nURL: far/away.html",
    "Template: page", "Summary: [link]({filename}/pages/about.md) & more", "Modified: 2020-02-02", "Region: CN",
    "Source: The Amur Gazette", "Reprint_of: by-hand-1", "Translation: true",
)  # fmt: skip
BODIES = (
    b"", b"Plain.\n", b"caf\xe9\n", b"a\0b\n", b"\xef\xbb\xbfMarked.\n", b"One.\r\n\r\nTwo.\r\n",
    b"<script>x</script>\n", b"[up]({filename}../../../secret.md) [tag]({tag}one) [index]({index})\n",
    b"![b]({attach}boat.svg)\n",
    "Ещё одно предложение о реке.\n".encode(), b"word " * 20_000 + b"\n", b"{{ SITENAME }} {% raw %}\n",
)  # fmt: skip
TEMPLATES = ("base", "_parts", "_frame", "listing", "article", "region", "how", "home", "day", "page", "404")
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}
SETTINGS: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("ARCHIVE_COLOURS", ({}, {"accent": ("#0b5d3b", "#7fcfa6")}, {"accent": ("#7b1d3b", "#f0afc6")})),
    ("ARCHIVE_FONTS", ({"text": "system"}, {"text": "@fontsource/source-serif-4"})),
    ("ARCHIVE_REPOSITORY", ("", "https://github.com/a/b")),
    ("ARCHIVE_HOME", (["page:about", "latest"], ["latest"])),
    ("ARCHIVE_SECURITY_CONTACT", ("", "mailto:a@b.example")),
    ("ARCHIVE_SEARCH_RELEASED", ("", "2026-11-22")),
    ("TIMEZONE", ("UTC", "Asia/Harbin", "Europe/Moscow")),
    ("STATIC_PATHS", (["extra"], [], ["extra", "pages"], ["extra/boat.svg"])),
    ("EXTRA_PATH_METADATA", ({}, {"extra/robots.txt": {"path": "robots.txt"}}, {"articles/one.md": {"colour": "red"}})),
    ("ARTICLE_EXCLUDES", ([], ["articles/moved"], ["articles/sub"])),
    ("IGNORE_FILES", ([".*"], ["one*", ".*"])),
    ("ARTICLE_SAVE_AS", ("article/{slug}/index.html", "a/{slug}/index.html")),
    ("ARTICLE_URL", ("article/{slug}/", "a/{slug}/")),
    ("PAGE_SAVE_AS", ("{slug}/index.html", "p/{slug}.html")),
    ("SUMMARY_MAX_LENGTH", (None, 5)),
    ("USE_FOLDER_AS_CATEGORY", (False, True)),
    ("WITH_FUTURE_DATES", (True, False)),
    ("SLUGIFY_SOURCE", ("title", "basename")),
    ("DEFAULT_DATE", (None, "2018-01-01")),
    ("DEFAULT_METADATA", ({}, {"status": "draft"}, {"colour": "red"})),
    ("FAST_BUILD_WORKERS", (1, 2)),
    ("MARKDOWN", (MARKDOWN, MARKDOWN | {"extensions": ["markdown.extensions.meta", "markdown.extensions.tables"]})),
    ("ARTICLE_ORDER_BY", ("reversed-date", "basename")),
)  # fmt: skip


class RoughArchive(ChangingArchive):
    """The edits of an archive, and more of those that nobody means well by."""

    def __init__(self, folder: Path, random: Random, warm: Warm | None = None) -> None:
        self.spoilt: dict[Path, bytes | None] = {}  # files that were broken, and what they were
        self.homes: dict[str, str] = {}  # folders that stories' files were moved to, by slug
        self.cleared: dict[str, object] = {}  # stories that all went at once
        self.mishap: Callable[[], object] | None = None  # what befalls the next build
        (folder / "content").mkdir(parents=True)
        super().__init__(folder, random, warm)

    def edits(self) -> list[Callable[[], object]]:
        rough = [
            self.write_by_hand, self.write_by_hand, self.drop_by_hand, self.edit_unseen, self.edit_unseen,
            self.link_post, self.move_file, self.redate_all, self.clear, self.date_ahead, self.arrange_statics,
            self.arrange_statics, self.override_template, self.change_more, self.change_more, self.lose_state,
            self.damage_state, self.damage_state, self.bring_back_state, self.bring_back_site, self.put_foreign,
            self.put_folder, self.lose_site, self.move_site, self.cut_off, self.cut_off, self.edit_meanwhile,
            self.edit_meanwhile, self.spoil, self.spoil, self.mend,
        ]  # fmt: skip
        return rough if self.random.random() < 0.7 else super().edits()

    # -- content ----------------------------------------------------------------------------

    def write_by_hand(self) -> None:
        """A post that no story gives: of another status or language, in another's place, in no encoding."""
        name = self.random.choice(NAMES)
        heads = self.random.sample(HEADS, self.random.randint(0, 3))
        if self.random.random() < 0.9 and not any(head.startswith("Date") for head in heads):
            heads.append("Date: 2018-03-20")
        if self.random.random() < 0.95:
            heads.insert(0, f"Title: {self.words(2)} {len(self.loose)}")
        if self.stories and self.random.random() < 0.08:
            heads.append(f"Slug: {self.some()}")
        text = "\n".join(heads).encode() + b"\n\n" + self.random.choice(BODIES)
        if name.endswith(".html"):
            head = f"<title>{self.words(2)}</title><meta name='date' content='2018-03-19'>"
            text = f"<html><head>{head}</head><body><p>{self.words(4)}</p></body></html>".encode()
        self.loose[self.content / "articles" / name] = text

    def drop_by_hand(self) -> None:
        self.loose = {path: text for path, text in self.loose.items() if self.random.random() < 0.5}

    def edit_unseen(self) -> None:
        """A letter in the second half of a file becomes another, and the file's time is set back."""
        found = sorted(path for path in self.content.rglob("*") if path.is_file())
        path = self.random.choice(found) if found else None
        data = path.read_bytes() if path else b""
        letters = [place for place, byte in enumerate(data) if 97 <= byte <= 122]
        if path is None or not letters:
            return
        place, times = self.random.choice(letters[len(letters) // 2 :]), path.stat()
        data = data[:place] + (b"q" if data[place : place + 1] != b"q" else b"z") + data[place + 1 :]
        if path in self.loose:
            self.loose[path] = data
        elif path in self.files():
            self.handmade[path] = data.decode()
        path.write_bytes(data)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def link_post(self) -> None:
        """A post becomes a link to a file elsewhere, or is one no more."""
        slug = self.some()
        path = self.post_path(slug) if slug else None
        if path and path.is_symlink():
            path.unlink()
        elif path and path.exists():
            other = self.folder / f"{slug}.elsewhere"
            path.replace(other)
            path.symlink_to(other) if self.random.random() < 0.5 else os.link(other, path)

    def move_file(self) -> None:
        if slug := self.some():
            self.homes[slug] = self.random.choice(["", "moved", "moved/deep", "Éa b"])

    def files(self) -> dict[Path, str]:
        homes = {f"{slug}{end}": home for slug, home in self.homes.items() for end in (".md", ".evidence.json")}
        posts = self.content / "articles"
        given = super().files()
        return {posts / home / path.name if (home := homes.get(path.name)) else path: given[path] for path in given}

    def redate_all(self) -> None:
        date = dated(self.random.choice(["1999", "2018", "2012-12-31", "2019-01"]))
        self.stories = {slug: replace(story, date=date) for slug, story in self.stories.items()}

    def clear(self) -> None:
        """All stories go, or come back."""
        if self.random.random() < 0.5:
            self.cleared, self.stories = dict(self.stories), {}
        else:
            self.stories |= self.cleared  # type: ignore[arg-type]

    def date_ahead(self) -> None:
        for path in sorted(self.content.rglob("*")):
            if path.is_file() and self.random.random() < 0.3:
                os.utime(path, ns=(4 * 10**18,) * 2)

    def arrange_statics(self) -> None:
        """Files beside the posts come, go, change between capitals and small letters, become folders and links."""
        extra, how = self.content / "extra", self.random.randrange(5)
        found = sorted(path for path in extra.rglob("*") if path.is_file())
        deep, linked, target = extra / "deep", extra / "linked.txt", self.folder / "target.txt"
        if how == 0:
            (extra / "map.svg").write_text(self.words(2))
        elif how == 1 and found:
            self.random.choice(found).unlink()
        elif how == 2 and found:
            path = self.random.choice(found)
            path.rename(path.with_name(path.name.swapcase()))
        elif how == 3:
            target.write_text(self.words(2))
            linked.unlink(missing_ok=True)
            linked.symlink_to(target)
        elif deep.is_dir():
            shutil.rmtree(deep)
            deep.write_text("now a file")
        else:
            deep.unlink(missing_ok=True)
            (deep / "er").mkdir(parents=True)
            (deep / "er" / "x.txt").write_text(self.words(1))

    # -- theme and settings -----------------------------------------------------------------

    def _replace_in(self, name: str, old: str, new: str) -> None:
        self.mend()
        super()._replace_in(name, old, new)

    def override_template(self) -> None:
        """A template in a folder that comes before the theme, or one less."""
        child = self.folder / "child"
        child.mkdir(exist_ok=True)
        path = child / f"{self.random.choice(TEMPLATES)}.html"
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
        else:
            text = (ROOT / "theme" / "templates" / path.name).read_text(encoding="utf-8")
            path.write_text(text.replace("<h1", f'<h1 data-n="{self.random.random()}"'), encoding="utf-8")
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [str(child)] if self.random.random() < 0.8 else []

    def change_more(self) -> None:
        name, values = self.random.choice(SETTINGS)
        self.settings[name] = self.random.choice(values)

    def spoil(self) -> None:
        """A file of the theme, the vocabularies or the run's record is broken, or not there, until it is mended."""
        templates = [self.theme / "templates" / f"{name}.html" for name in TEMPLATES]
        texts = [self.seeds / name for name in ("regions.yaml", "topics.yaml", "sources.yaml")]
        path = self.random.choice([*templates, *texts, self.content / "articles" / run_record.NAME])
        self.spoilt.setdefault(path, path.read_bytes() if path.exists() else None)
        broken = self.random.choice([b"{% if %}", b"x: [", b"x:y: {label: 3}\n", b"\xff\xfe", b"", None])
        path.unlink(missing_ok=True)
        if broken is not None:
            path.write_bytes((self.spoilt[path] or b"") + broken if path in templates else broken)

    def mend(self) -> None:
        for path, sound in self.spoilt.items():
            path.unlink(missing_ok=True)
            if sound is not None:
                path.write_bytes(sound)
        self.spoilt.clear()

    # -- state and site ---------------------------------------------------------------------

    def lose_state(self) -> None:
        files = self._state_files()
        if files and self.random.random() < 0.5:
            self.random.choice(files).unlink()
        else:
            shutil.rmtree(self.folder / "state", ignore_errors=True)
        self._site_is_nobodys()

    def damage_state(self) -> None:
        """A file of the state ends early, or bits of it are others; its time is set back."""
        files = [path for path in self._state_files() if path.stat().st_size]
        if not files:
            return
        path = self.random.choice(files)
        data, times = bytearray(path.read_bytes()), path.stat()
        if self.random.random() < 0.4:
            del data[self.random.randrange(len(data)) :]
        else:
            for _ in range(self.random.choice([1, 1, 5, 200])):
                data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
        path.write_bytes(data)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self._site_is_nobodys()

    def _state_files(self) -> list[Path]:
        found = sorted(path for path in (self.folder / "state").rglob("*") if path.is_file())
        return [path for path in found if path.name != "lock"]

    def bring_back_state(self) -> None:
        self._keep_or_bring_back("state")

    def bring_back_site(self) -> None:
        self._keep_or_bring_back("site")

    def _keep_or_bring_back(self, name: str) -> None:
        """A copy is made of a folder, or put in its place: of state and site, one is older than the other."""
        folder, kept = self.folder / name, self.folder / f"{name}-kept"
        if kept.exists() and self.random.random() < 0.7:
            folder.unlink() if folder.is_symlink() else shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder, symlinks=True)
        elif folder.exists():
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept, symlinks=True)
        self._site_is_nobodys()

    def put_foreign(self) -> None:
        folder = self.folder / "site" / self.random.choice(["", "search", "nobodys"])
        if folder.is_dir() or not folder.exists():
            folder.mkdir(exist_ok=True, parents=True)
            path = folder / self.random.choice(["note.txt", ".hidden", "a b.html"])
            path.write_text("mine")
            self.not_ours.add(path.relative_to(self.folder / "site").as_posix())

    def put_folder(self) -> None:
        """An empty folder stands where a page was."""
        path = self._some_output()
        if path and path.suffix == ".html":
            path.unlink()
            path.mkdir()

    def lose_site(self) -> None:
        site = self.folder / "site"
        for path in sorted(site.iterdir()) if site.exists() else ():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        if self.random.random() < 0.5:
            site.unlink() if site.is_symlink() else site.rmdir()

    def move_site(self) -> None:
        """The site's folder becomes a link to where it lies now, or comes back."""
        site, other = self.folder / "site", self.folder / "served"
        if site.is_symlink():
            site.unlink()
            with suppress(FileNotFoundError):
                other.rename(site)
        else:
            shutil.rmtree(other, ignore_errors=True)
            site.rename(other)
            site.symlink_to(other)
        self._site_is_nobodys()

    def _site_is_nobodys(self) -> None:
        """The state may not know any more what earlier builds wrote: that stays."""
        if (self.folder / "site").exists():
            self.not_ours |= tree_of(self.folder / "site").keys()

    # -- while a build runs -----------------------------------------------------------------

    def cut_off(self) -> None:
        """The build of an edit does not come to its end."""
        self.random.choice([self.add, self.delete, self.reword, self.retag, self.change_more])()
        super().write()
        self.mishap = random_mishap(self.random)

    def edit_meanwhile(self) -> None:
        """Something is edited, and written when a build has begun."""
        edits = [self.add, self.delete, self.reword, self.retag, self.redate, self.rename, self.write_by_hand,
                 self.remove_evidence, self.damage_evidence, self.restore]  # fmt: skip
        self.random.choice(edits)()
        self.mishap = wherever(self.random, super().write)

    def write(self) -> None:
        if self.mishap is None:
            super().write()

    def bring_up_to_date(self) -> Ended:
        if self.mishap:
            self.build("site", fast=True)
            self.mishap = None
            self.write()
        return super().bring_up_to_date()

    def build(self, output: str, *, fast: bool) -> Ended:
        """Also of what crashes stock Pelican: a draft that has no category, say."""
        try:
            return super().build(output, fast=fast)
        except RuntimeError as error:
            return Ended(CRASHED, str(error), None)

    def _run(self, output: str, fast: bool) -> dict[object, object]:
        if fast and self.mishap:
            self.mishap()
        return super()._run(output, fast)
