"""An archive whose stories change at random, as archives do in years."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

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
from tests.pages.cases import dated, make_story, undated

from .changing_site import ChangingSite
from .warm import Warm

PLACES = {"CN": "China", "CN-HL": "Heilongjiang", "RU": "Russia", "RU-PRI": "Primorsky Krai", "MN": "Mongolia",
          "geonames:2037013": "Harbin", "m49:142": "Asia", "x:amur-basin": "Amur basin",
          "x:nowhere": "Nowhere"}  # fmt: skip
TOPICS = {"medtop:20000373": "international trade", "medtop:20000639": "diplomacy", "medtop:04000000": "economy",
          "medtop:20000565": "weather", "medtop:unknown": "unknown", "x:twin-towns": "twin towns"}  # fmt: skip
SOURCES = ("The Amur Gazette", "Heihe Daily", "Xinhua", "", "Gazette & Sons")
DATES = ("2018-03-19", "2018-03-20", "2018-03-21", "2018-04-02", "2018-03", "2018", "2012-12-31", "2019-01-01", "")
MOST_AT_FIRST = 11  # stories; every tree has listings of several pages with fewer
SEEDS = ("thread.txt", "other.txt")
LINES = tuple(f"line {number}" for number in range(1, 400))


class ChangingArchive(ChangingSite):
    """A site made of stories; the files that a conversion would write of them are written here."""

    def __init__(self, folder: Path, random: Random, warm: Warm | None = None) -> None:
        super().__init__(folder, random, warm)
        self.stories: dict[str, Story] = {}
        self.loose: dict[Path, bytes] = {}  # posts that no story gives
        self.handmade: dict[Path, str] = {}  # files that stand in place of what the stories give
        self.removed: set[Path] = set()  # files of stories that somebody removed
        self.number = 0
        for _ in range(random.choice([0, *range(4, MOST_AT_FIRST)])):
            self.add()
        self.write()

    # -- edits ------------------------------------------------------------------------------

    def edits(self) -> list[Callable[[], object]]:
        return [
            *super().edits(), self.add, self.add, self.delete, self.reword, self.retitle, self.rename, self.retag,
            self.retag, self.redate, self.resource, self.correct, self.reprint, self.reprint, self.unprint,
            self.rewrite_evidence, self.damage_evidence, self.remove_evidence, self.link, self.link, self.move,
            self.record_run, self.speak, self.restore,
        ]  # fmt: skip

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

    def damage_evidence(self) -> None:
        if slug := self.some():
            self.handmade[self.evidence_path(slug)] = self.random.choice(["", "{", '{"story": []}', "null"])

    def link(self) -> None:
        """A post, edited by hand, names another by its file."""
        if (slug := self.some()) and (other := self.some()):
            target = self.post_path(other).relative_to(self.content).as_posix()
            path = self.post_path(slug)
            self.handmade[path] = f"{self.text_of(path)}\n[Another]({{filename}}/{target}) and {self.words(2)}\n"

    def move(self) -> None:
        """A post, edited by hand, gets another address while its file stays."""
        if slug := self.some():
            path = self.post_path(slug)
            self.handmade[path] = re.sub(
                "(?m)^Slug: .*", f"Slug: {slug}-{self.random.randint(1, 9)}", self.text_of(path)
            )

    def restore(self) -> None:
        """All that was done by hand is undone."""
        self.handmade.clear()
        self.removed.clear()

    def remove_evidence(self) -> None:
        if slug := self.some():
            self.removed.add(self.evidence_path(slug))

    def record_run(self) -> None:
        slugs = self.random.sample(sorted(self.stories), min(2, len(self.stories)))
        corrections = [
            {"slug": slug, "field": "deck", "was": "", "value": self.words(2), "reason": self.words(2)}
            for slug in slugs
        ]
        failed = [{"capture": self.random.choice((*SEEDS, "new.txt")), "source": "", "why": self.words(3)}]
        record = {"failed": failed[: self.random.randint(0, 1)], "corrections": corrections}
        (self.content / "articles" / run_record.NAME).write_text(json.dumps(record), encoding="utf-8")

    def speak(self) -> None:
        self.change(lambda story: replace(story, language=self.random.choice(("en", "ar", "zh", "de"))))

    # -- what it is made of -----------------------------------------------------------------

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

    def post_path(self, slug: str) -> Path:
        return next(path for path in self.files() if path.name == f"{slug}.md")

    def text_of(self, path: Path) -> str:
        return self.handmade.get(path) or self.files()[path]

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
        texts = {path: text.encode() for path, text in wanted.items() if path not in self.removed}
        texts |= self.loose
        for kind in ("*.md", "*.html", "*.evidence.json"):
            for path in (self.content / "articles").rglob(kind):
                if path not in texts:
                    path.unlink()
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != text:
                path.write_bytes(text)
