"""An archive that changes at random, as archives do in years, and what its site must be after each change.

Everything is drawn from one `Random`, so that a seed names a sequence of edits.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from pelican import Pelican
from pelican.settings import read_settings

from plugins.seed_posts import run_record
from plugins.seed_posts.model import (
    Applied,
    Block,
    Capture,
    Evidence,
    Finding,
    RegionTag,
    Reprint,
    Role,
    Story,
    TopicTag,
)
from plugins.seed_posts.posts import render_post
from tests.pages.cases import ROOT, dated, make_story, undated

PLACES = {"CN": "China", "CN-HL": "Heilongjiang", "RU": "Russia", "RU-PRI": "Primorsky Krai", "MN": "Mongolia",
          "geonames:2037013": "Harbin", "m49:142": "Asia", "x:amur-basin": "Amur basin",
          "x:nowhere": "Nowhere"}  # fmt: skip
TOPICS = {"medtop:20000373": "international trade", "medtop:20000639": "diplomacy", "medtop:04000000": "economy",
          "medtop:20000565": "weather", "medtop:unknown": "unknown"}  # fmt: skip
SOURCES = ("The Amur Gazette", "Heihe Daily", "Xinhua", "", "Gazette & Sons")
DATES = ("2018-03-19", "2018-03-20", "2018-03-21", "2018-04-02", "2018-03", "2018", "2012-12-31", "2019-01-01", "")
WORDS = ("bridge", "ferry", "winter", "trade", "river", "<b>", "“quoted”", "大桥", "port", "grain", "rail", "border")
SEEDS = ("thread.txt", "other.txt")
LINES = tuple(f"line {number}" for number in range(1, 400))


class ChangingArchive:
    """A content folder, a theme and settings, which `edit` changes one at a time."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder = folder
        self.random = random
        self.content, self.theme, self.seeds = folder / "content", folder / "theme", folder / "seeds"
        for made in (self.content / "articles", self.content / "pages", self.seeds):
            made.mkdir(parents=True)
        shutil.copytree(ROOT / "theme", self.theme)
        self.settings: dict[str, object] = {"ARCHIVE_PAGE_SIZE": random.choice([1, 2, 3]), "SITEURL": ""}
        self.stories: dict[str, Story] = {}
        self.handmade: dict[Path, str] = {}  # files that stand in place of what the stories give, or beside it
        self.removed: set[Path] = set()  # files of stories that somebody removed
        self.number = 0
        for _ in range(random.randint(0, 12)):
            self.add()
        self.write()

    # -- edits ------------------------------------------------------------------------------

    def edit(self) -> str:
        """Changes something; what it was."""
        edits: list[Callable[[], object]] = [
            self.add, self.add, self.delete, self.reword, self.retitle, self.rename, self.retag, self.retag,
            self.redate, self.resource, self.correct, self.reprint, self.unprint, self.rewrite_evidence,
            self.remove_evidence, self.change_template, self.change_style, self.change_setting,
            self.change_vocabulary, self.change_page, self.touch, self.record_run, self.cross_languages,
        ]  # fmt: skip
        edit = self.random.choice(edits)
        edit()
        self.write()
        return edit.__name__

    def add(self) -> None:
        self.number += 1
        title = f"{self.words(3).capitalize()} {self.number}"
        first = self.number * 10
        story = make_story(
            title,
            seed=self.random.choice(SEEDS),
            ordinal=self.number,
            first=first,
            last=first + 9,
            body=self.body(first),
            regions=self.regions(),
            topics=self.topics(),
            date=self.date(),
            source=self.source(),
        )
        self.stories[story.slug] = story

    def delete(self) -> None:
        if slug := self.some():
            del self.stories[slug]

    def reword(self) -> None:
        self.change(lambda story: replace(story, body=self.body(story.first)))

    def retitle(self) -> None:
        self.change(lambda story: replace(story, headline=Finding(self.words(4), (), 0.9)))

    def rename(self) -> None:
        if slug := self.some():
            story = self.stories.pop(slug)
            self.stories[f"{slug}-x"] = replace(story, slug=f"{slug}-x")

    def retag(self) -> None:
        self.change(lambda story: replace(story, regions=self.regions(), topics=self.topics()))

    def redate(self) -> None:
        self.change(lambda story: replace(story, date=self.date()))

    def resource(self) -> None:
        agency = Finding(self.random.choice(("", "Xinhua", "Reuters")), (), 0.9)
        self.change(lambda story: replace(story, source=self.source(), agency=agency))

    def correct(self) -> None:
        """A region and a topic are set right, which the correction says by their names."""
        field, was, now = self.random.choice(
            [("regions", "CN primary", "RU primary"), ("topics", "medtop:20000373", ""), ("deck", "", self.words(2))]
        )
        made = Applied(field, was, now, self.words(3))
        self.change(lambda story: replace(story, corrections=(*story.corrections, made)))

    def reprint(self) -> None:
        original = self.some()
        if original and (slug := self.some()) and slug != original:
            why = Reprint(0.9, 0.5, (Evidence("near-copy", self.words(3), 5),))
            self.stories[slug] = replace(self.stories[slug], reprint_of=original, reprint=why)

    def unprint(self) -> None:
        self.change(lambda story: replace(story, reprint_of="", reprint=None))

    def rewrite_evidence(self) -> None:
        if slug := self.some():
            path = self.evidence_path(slug)
            data = json.loads(self.files()[path])
            data["story"]["body_confidence"] = self.random.random()
            self.handmade[path] = json.dumps(data)

    def remove_evidence(self) -> None:
        if slug := self.some():
            self.removed.add(self.evidence_path(slug))

    def change_template(self) -> None:
        name = self.random.choice(["base", "_parts", "_frame", "listing", "article", "region", "how", "home", "day"])
        path = self.theme / "templates" / f"{name}.html"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<nav", f'<nav data-n="{self.random.random()}"', 1), encoding="utf-8")

    def change_style(self) -> None:
        with (self.theme / "static" / "css" / "base.css").open("a", encoding="utf-8") as file:
            file.write(f"\n.x{self.random.randint(1, 10**6)} {{ color: red; }}\n")

    def change_setting(self) -> None:
        settings: list[tuple[str, list[object]]] = [
            ("ARCHIVE_PAGE_SIZE", [1, 2, 3, 20]),
            ("SITENAME", ["Neighbours", "Other & neighbours"]),
            ("SITEURL", ["", "https://archive.example", "https://archive.example/repo"]),
            ("ARCHIVE_OPEN_RIGHTS", [("digest",), ()]),
            ("ARCHIVE_DESCRIPTION", ["Ties", "Ties <and> more"]),
        ]
        name, values = self.random.choice(settings)
        self.settings[name] = self.random.choice(values)

    def change_vocabulary(self) -> None:
        label = self.random.choice(["Nowhere", "Somewhere", "Elsewhere"])
        text = f'x:nowhere:\n  label: {label}\n  level: macro\n  parent: ""\n  members: [CN-HL, RU-PRI]\n'
        (self.seeds / "regions.yaml").write_text(text, encoding="utf-8")

    def change_page(self) -> None:
        slug = self.random.choice(["about", "policy"])
        path = self.content / "pages" / f"{slug}.md"
        if path.exists() and self.random.random() < 0.3:
            path.unlink()
        else:
            path.write_text(f"Title: {self.words(2)}\nSlug: {slug}\n\n{self.words(5)}\n", encoding="utf-8")

    def touch(self) -> None:
        """Files get another time, not another content."""
        for path in self.content.rglob("*.md"):
            os.utime(path, ns=(10**18 + self.random.randint(0, 10**12),) * 2)

    def record_run(self) -> None:
        slugs = self.random.sample(sorted(self.stories), min(2, len(self.stories)))
        corrections = [
            {"slug": slug, "field": "deck", "was": "", "value": self.words(2), "reason": self.words(2)}
            for slug in slugs
        ]
        failed = [{"capture": self.random.choice((*SEEDS, "new.txt")), "source": "", "why": self.words(3)}]
        record = {"failed": failed[: self.random.randint(0, 1)], "corrections": corrections}
        (self.content / "articles" / run_record.NAME).write_text(json.dumps(record), encoding="utf-8")

    def cross_languages(self) -> None:
        self.change(lambda story: replace(story, language=self.random.choice(("en", "ar", "zh", "de"))))

    # -- what it is made of -----------------------------------------------------------------

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    def body(self, first: int) -> tuple[Block, ...]:
        return tuple(
            Block(f"{self.words(8)}.", line, line) for line in range(first + 2, first + 2 + self.random.randint(1, 3))
        )

    def regions(self) -> tuple[RegionTag, ...]:
        ids = self.random.sample(sorted(PLACES), self.random.randint(0, 4))
        roles = (Role.PRIMARY, Role.PRIMARY, Role.SECONDARY, Role.MENTION)
        return tuple(
            RegionTag(id, PLACES[id], self.random.choice(roles), 0.5, (Evidence("name", PLACES[id], 4),)) for id in ids
        )

    def topics(self) -> tuple[TopicTag, ...]:
        codes = self.random.sample(sorted(TOPICS), self.random.randint(0, 3))
        return tuple(TopicTag(code, TOPICS[code], 0.5, (Evidence("lexicon", "trade", 5),)) for code in codes)

    def date(self) -> Finding:  # type: ignore[type-arg]
        value = self.random.choice(DATES)
        return dated(value) if value else undated()

    def source(self) -> Finding[str]:
        return Finding(self.random.choice(SOURCES) or None, (), 0.8)

    def some(self) -> str | None:
        return self.random.choice(sorted(self.stories)) if self.stories else None

    def change(self, how: Callable[[Story], Story]) -> None:
        if slug := self.some():
            self.stories[slug] = how(self.stories[slug])

    def evidence_path(self, slug: str) -> Path:
        return next(path for path in self.files() if path.name == f"{slug}.evidence.json")

    # -- on disk ----------------------------------------------------------------------------

    def files(self) -> dict[Path, str]:
        """The posts and their evidence, as the stories give them."""
        found: dict[Path, str] = {}
        for story in self.stories.values():
            capture = Capture(story.seed, LINES, "ab" * 32, rights=self.rights(story))
            post = render_post(story, capture, self.labels(story))
            found[self.content / "articles" / post.path] = post.markdown
            found[self.content / "articles" / post.evidence_path] = post.evidence
        return found

    def labels(self, story: Story) -> list[str]:
        return [*(tag.label for tag in story.topics), *(tag.label for tag in story.regions)]

    def rights(self, story: Story) -> str:
        return "digest" if story.ordinal % 3 else "© somebody"

    def write(self) -> None:
        """Writes what changed, and removes what is no more: as a conversion does."""
        wanted = self.files()
        wanted |= {path: text for path, text in self.handmade.items() if path in wanted}
        wanted = {path: text for path, text in wanted.items() if path not in self.removed}
        for kind in ("*.md", "*.evidence.json"):
            for path in (self.content / "articles").rglob(kind):
                if path not in wanted:
                    path.unlink()
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")

    # -- sites ------------------------------------------------------------------------------

    def build(self, output: str, *, fast: bool) -> None:
        """Builds the archive as it is now, in this process."""
        plugins = ["plugins.archive_pages"]
        override = self.settings | {
            "PATH": str(self.content),
            "OUTPUT_PATH": str(self.folder / output),
            "THEME": str(self.theme),
            "ARCHIVE_SEEDS": str(self.seeds),
            "FAST_BUILD": fast,
            "FAST_BUILD_STATE": str(self.folder / "state"),
            "PLUGINS": ["plugins.fast_build", *plugins] if fast else plugins,
        }
        Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()

    def difference(self, one: str, other: str) -> list[str]:
        """The files that only one of two sites has, or that differ."""
        first, second = (tree_of(self.folder / site) for site in (one, other))
        return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def tree_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_wrong(folder: Path, seed: int, steps: int, every: int = 1) -> str:
    """Edits an archive and builds it again and again; what the first site that is not a clean one differs in.

    Every build is compared with a clean one, or one of so many and the last.
    """
    archive = ChangingArchive(folder, Random(seed))
    archive.build("site", fast=True)
    edits: list[str] = []
    for step in range(1, steps + 1):
        edits.append(archive.edit())
        archive.build("site", fast=True)
        if step % every and step != steps:
            continue
        shutil.rmtree(folder / "clean", ignore_errors=True)
        archive.build("clean", fast=False)
        if wrong := archive.difference("site", "clean"):
            return f"seed {seed}, after {', '.join(edits)}: {', '.join(wrong[:5])}"
    return ""
