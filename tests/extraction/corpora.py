"""Collections of captures outside the project, and the figures they are scored by.

Shingles: a text becomes the multiset of its runs of four words. What both texts have, what only
the output has and what only the gold has are counted and scaled to sum to one for each text;
precision, recall and their harmonic mean are taken over the means.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from plugins.seed_posts.model import Capture, Story
from plugins.seed_posts.segments import segment
from plugins.seed_posts.sources import Sources
from plugins.seed_posts.stories import extract

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
BASELINE = Path(__file__).with_name("baseline.json")
SHINGLE = 4  # words


def floors(name: str) -> dict[str, float]:
    """The scores this collection may not fall below."""
    floor: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8"))[name]
    return floor


def load_gold(folder: Path) -> list[dict[str, Any]]:
    gold: list[dict[str, Any]] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def stories_of(path: Path, sources: Sources) -> tuple[Capture, tuple[Story, ...]]:
    data = path.read_bytes()
    lines = tuple(data.decode("utf-8").split("\n"))
    capture = Capture(path.name, lines, hashlib.sha256(data).hexdigest())
    return capture, extract(capture, segment(capture), sources)


def words_key(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def body_score(golds: Sequence[str], outputs: Sequence[str]) -> float:
    """Shingle F1 of the outputs against the gold bodies."""
    shares = [_shares(gold, output) for gold, output in zip(golds, outputs, strict=True)]
    precision = fmean([hit / (hit + extra) for hit, extra, _ in shares if hit + extra] or [0.0])
    recall = fmean([hit / (hit + missing) for hit, _, missing in shares if hit + missing] or [0.0])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shares(gold: str, output: str) -> tuple[float, float, float]:
    wanted, got = _shingles(gold), _shingles(output)
    hit = sum((wanted & got).values())
    extra, missing = sum(got.values()) - hit, sum(wanted.values()) - hit
    total = hit + extra + missing
    return (hit / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


@dataclass(frozen=True)
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


def score_threads(folder: Path, gold: Sequence[dict[str, Any]], sources: Sources) -> ThreadScore:
    """A start is right when the story's first line holds the article's title or its first body line."""
    counts: list[bool] = []
    found = made = headlines = 0
    golds: list[str] = []
    outputs: list[str] = []
    for entry in gold:
        capture, stories = stories_of(folder / entry["file"], sources)
        counts.append(len(stories) == len(entry["articles"]))
        made += len(stories)
        free = list(stories)
        for article in entry["articles"]:
            firsts = {
                _fold(article["title"]),
                _fold(next(line for line in article["body"].split("\n") if line.strip())),
            }
            story = next((s for s in free if _fold(capture.lines[s.first - 1]) in firsts), None)
            if story is not None:
                free.remove(story)
                found += 1
                headlines += words_key(story.headline.value) == words_key(article["title"])
            golds.append(article["body"])
            outputs.append(story.text if story else "")
    precision, recall = found / max(1, made), found / len(golds)
    starts = 2 * precision * recall / (precision + recall) if found else 0.0
    return ThreadScore(fmean(counts), starts, headlines / len(golds), body_score(golds, outputs))


def _fold(text: str) -> str:
    return " ".join(text.split())
