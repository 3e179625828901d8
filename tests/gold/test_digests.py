"""The shipped seeds are what the gold describes, and play the real captures line for line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
REAL = ROOT.parent / "shared"
SPACE_ONLY = "\N{NO-BREAK SPACE}"  # how two of the real pages part their paragraphs and posts
GOLD = json.loads((ROOT / "tests" / "gold" / "seeds.json").read_text(encoding="utf-8"))
DOCUMENTS = pytest.mark.parametrize("document", GOLD["documents"], ids=lambda document: document["file"])


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def layout(line: str) -> str:
    return "blank" if not line else "space" if line == SPACE_ONLY else "text"


def figures(line: str) -> list[str]:
    """The numbers of a line in order of size, without leading zeros, which file names may gain."""
    return sorted(number.lstrip("0") for number in re.findall(r"\d+", line))


@DOCUMENTS
def test_every_digest_says_that_it_is_one(document: dict[str, Any]) -> None:
    sidecar = (SEEDS / document["file"]).with_suffix(".yaml")

    said = yaml.safe_load(sidecar.read_text(encoding="utf-8"))

    assert said == {"capture": {"rights": "digest"}}  # a source named here would be no test of finding it


@DOCUMENTS
def test_headlines_and_addresses_stand_where_the_gold_says(document: dict[str, Any]) -> None:
    lines = lines_of(SEEDS / document["file"])

    assert len(lines) == document["lines"]
    for story in (s for s in document["segments"] if s["type"] in ("article", "duplicate")):
        if story["title"]:
            assert lines[story["title_line"] - 1].strip() == story["title"]
        if story.get("url"):
            assert lines[story["url_line"] - 1] == story["url"]


def test_the_story_posted_twice_is_the_same_letter_for_letter() -> None:
    thread = next(d for d in GOLD["documents"] if d["kind"] == "forum_thread")
    lines = lines_of(SEEDS / thread["file"])
    spans = {s["id"]: (s["start"] - 1, s["end"]) for s in thread["segments"]}
    copy = next(s for s in thread["segments"] if s["type"] == "duplicate")

    first, second = (lines[slice(*spans[name])] for name in (copy["duplicate_of"], copy["id"]))

    assert first == second
    assert len(first) > 1


@pytest.mark.skipif(not (REAL / "seeds").is_dir(), reason="the real captures are not here (../shared/seeds)")
def test_digests_keep_the_lines_and_figures_of_the_real_captures() -> None:
    real_gold = json.loads((REAL / "gold" / "seeds.json").read_text(encoding="utf-8"))

    for digest, real in zip(GOLD["documents"], real_gold["documents"], strict=True):
        ours, theirs = lines_of(SEEDS / digest["file"]), lines_of(REAL / "seeds" / real["file"])
        assert [layout(line) for line in ours] == [layout(line) for line in theirs]
        assert [figures(line) for line in ours] == [figures(line) for line in theirs]
