"""Captures of several whole articles each: how well they were taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from plugins.seed_posts.model import Story

from .answers import Answer, judge
from .chain import Reading, Task
from .fields import authors_of, bare_address, body_figures, date_figures, date_of
from .figures import ALL, Figure, share
from .metrics import body_score, names, page_f1, words_key
from .pages import GOOD_BODY
from .sites import FOLDS

COLLECTION = "threads"

Article = Mapping[str, Any]  # title, date, authors, url, body


@dataclass(frozen=True, slots=True)
class Thread:
    """A capture and the articles in it, in order."""

    file: str
    articles: tuple[Article, ...]

    @property
    def number(self) -> int:
        return int(Path(self.file).stem)

    @property
    def part(self) -> str:
        """ "open" for even files, on which rules were worked out, "closed" for odd ones."""
        return ("open", "closed")[self.number % 2]


@dataclass
class Parted:
    """Threads beside what was made of them."""

    counts: list[bool] = field(default_factory=list)  # whether each thread has the right number of stories
    made: int = 0
    pairs: list[tuple[Article, Story | None]] = field(default_factory=list)

    @property
    def found(self) -> int:
        return sum(story is not None for _, story in self.pairs)

    @property
    def starts(self) -> float:
        """F1 of the lines stories begin on."""
        return 2 * self.found / (self.made + len(self.pairs)) if self.found else 0.0


@dataclass(frozen=True, slots=True)
class ThreadScore:
    """How well captures of several articles were taken apart."""

    count: float  # share of captures with the right number of stories
    starts: float  # F1 of the lines stories begin on
    headline: float  # share of articles whose headline came out
    body: float  # shingle F1

    def row(self, name: str) -> str:
        figures = (
            f"count {self.count:.3f}  starts {self.starts:.3f}  headline {self.headline:.3f}  body {self.body:.3f}"
        )
        return f"{name:14} {figures}"


def load_threads(folder: Path) -> list[Thread]:
    entries = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return [Thread(entry["file"], tuple(entry["articles"])) for entry in entries]


def tasks(folder: Path, threads: Sequence[Thread]) -> list[Task]:
    return [Task(folder / thread.file, thread.number % FOLDS) for thread in threads]


def parted(threads: Sequence[Thread], readings: Sequence[Reading]) -> Parted:
    """Each article with the story that begins where it does, if one does.

    A start is right when the story's first line holds the article's title or its first body line.
    """
    result = Parted()
    for thread, reading in zip(threads, readings, strict=True):
        result.counts.append(len(reading.stories) == len(thread.articles))
        result.made += len(reading.stories)
        free = list(reading.stories)
        for article in thread.articles:
            first = next(line for line in article["body"].split("\n") if line.strip())
            firsts = {_folded(article["title"]), _folded(first)}
            story = next((s for s in free if _folded(reading.lines[s.first - 1]) in firsts), None)
            if story is not None:
                free.remove(story)
            result.pairs.append((article, story))
    return result


def score(threads: Sequence[Thread], readings: Sequence[Reading]) -> ThreadScore:
    result = parted(threads, readings)
    golds = [article["body"] for article, _ in result.pairs]
    outputs = [story.text if story else "" for _, story in result.pairs]
    heads = [_same_headline(article, story) for article, story in result.pairs]
    return ThreadScore(fmean(result.counts), result.starts, fmean(heads), body_score(golds, outputs))


def figures(threads: Sequence[Thread], readings: Sequence[Reading]) -> Iterator[Figure]:
    """All figures, over all threads and over the halves."""
    read = list(zip(threads, readings, strict=True))
    for part in (ALL, "open", "closed"):
        chosen = [pair for pair in read if part in (ALL, pair[0].part)]
        if chosen:
            yield from _figures(part, parted([t for t, _ in chosen], [r for _, r in chosen]))


def _figures(part: str, result: Parted) -> Iterator[Figure]:
    pairs = result.pairs
    yield from share(COLLECTION, part, "right number of stories", sum(result.counts), len(result.counts))
    yield Figure(COLLECTION, part, "starts F1", result.starts, len(pairs))
    golds = [article["body"] for article, _ in pairs]
    yield from body_figures(COLLECTION, part, golds, [story.text if story else "" for _, story in pairs])
    yield from share(COLLECTION, part, "title exact", sum(_same_headline(a, s) for a, s in pairs), len(pairs))
    dated = [(a["date"], date_of(s), "") for a, s in pairs if a["date"]]
    yield from (f for f in date_figures(COLLECTION, part, dated) if f.name == "date precision")
    given = [(names(a["authors"]), names(authors_of(s))) for a, s in pairs if a["authors"] and authors_of(s)]
    right = sum(len(wanted & got) for wanted, got in given)
    yield from share(COLLECTION, part, "authors precision", right, sum(len(got) for _, got in given))


def answers(threads: Sequence[Thread], readings: Sequence[Reading]) -> Iterator[Answer]:
    """What the chain claimed of each article, and whether it is so."""
    for thread, reading in zip(threads, readings, strict=True):
        for article, story in parted([thread], [reading]).pairs:
            if story is not None:
                right = _right(article, story)
                yield from judge(COLLECTION, thread.file, thread.number % FOLDS, story, reading.form, right)


def _right(article: Article, story: Story) -> Mapping[str, bool | None]:
    return {
        "headline": _same_headline(article, story),
        "date": article["date"].startswith(date_of(story)) if article["date"] else None,
        "authors": names(article["authors"]) == names(authors_of(story)) if article["authors"] else None,
        "url": bare_address(story.url.value or "") == bare_address(article["url"]) if article["url"] else None,
        "body": page_f1(article["body"], story.text) >= GOOD_BODY,
    }


def _same_headline(article: Article, story: Story | None) -> bool:
    return story is not None and words_key(story.headline.value) == words_key(article["title"])


def _folded(text: str) -> str:
    return " ".join(text.split())
