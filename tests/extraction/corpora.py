"""Where parts of tools.evaluation used to be; kept until nothing imports them from here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plugins.seed_posts.model import Capture, Story
from plugins.seed_posts.segments import segment
from plugins.seed_posts.sources import Sources
from plugins.seed_posts.stories import extract
from tools.evaluation.chain import Reading
from tools.evaluation.metrics import body_score, words_key
from tools.evaluation.threads import Thread, ThreadScore, score

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"

__all__ = ["CORPORA", "ThreadScore", "body_score", "load_gold", "score_threads", "stories_of", "words_key"]


def load_gold(folder: Path) -> list[dict[str, Any]]:
    gold: list[dict[str, Any]] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def stories_of(path: Path, sources: Sources) -> tuple[Capture, tuple[Story, ...]]:
    data = path.read_bytes()
    lines = tuple(data.decode("utf-8").split("\n"))
    capture = Capture(path.name, lines, hashlib.sha256(data).hexdigest())
    return capture, extract(capture, segment(capture), sources)


def score_threads(folder: Path, gold: Sequence[dict[str, Any]], sources: Sources) -> ThreadScore:
    """A start is right when the story's first line holds the article's title or its first body line."""
    readings = []
    for entry in gold:
        capture, stories = stories_of(folder / entry["file"], sources)
        readings.append(Reading(capture.name, capture.lines, stories))
    return score([Thread(entry["file"], tuple(entry["articles"])) for entry in gold], readings)
