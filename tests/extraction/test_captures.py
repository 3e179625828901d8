"""Captures of forty-five forms, written for this test: what comes out right, and how much does not yet.

Forums of many makers, mail, newsletters, columns, releases, scans, pages full of furniture, other
scripts. The floors in baseline.json say what share of each field is right; below one, something is
known to fail, and tests/captures/README.md names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.seed_posts.model import Story
from plugins.seed_posts.pipeline import Run, convert
from tests.extraction.corpora import body_score, floors, words_key
from tests.extraction.gold import Score, load_gold, score_folder

CAPTURES = Path(__file__).resolve().parents[1] / "captures"
PAGE_FIELDS = ("count", "title", "date", "authors", "source", "body")


@pytest.fixture(scope="module")
def run() -> Run:
    return convert(CAPTURES)


@pytest.fixture(scope="module")
def score(run: Run, announce: Callable[[str], None]) -> Score:
    """The score of the plain-text captures, line by line."""
    score = score_folder(run.conversions, load_gold(CAPTURES / "gold.json"))
    announce(f"captures of many forms, right of asked:\n{score.table()}")
    return score


@pytest.mark.parametrize("name", sorted(floors("captures")))
def test_text_captures_score_no_lower_than_before(score: Score, name: str) -> None:
    missed = "\n".join(str(miss) for miss in score.misses if miss.field == name)

    assert score.share(name) >= floors("captures")[name], missed


def test_every_capture_of_the_folder_is_scored(run: Run) -> None:
    texts = {document["file"] for document in load_gold(CAPTURES / "gold.json")["documents"]}
    pages = {page["file"] for page in json.loads((CAPTURES / "pages.json").read_text(encoding="utf-8"))["pages"]}

    assert texts | pages == {c.capture.name for c in run.conversions} | {Path(f.where).name for f in run.failures}


def test_a_cut_reprint_under_another_headline_is_found_across_captures(run: Run) -> None:
    by_capture = {conversion.capture.name: conversion.stories for conversion in run.conversions}
    wanted = {
        (document["file"], segment["reprint_of"])
        for document in load_gold(CAPTURES / "gold.json")["documents"]
        for segment in document["segments"]
        if "reprint_of" in segment
    }
    slugs = {story.slug: name for name, stories in by_capture.items() for story in stories}

    found = {
        (name, slugs[story.reprint_of]) for name, stories in by_capture.items() for story in stories if story.reprint_of
    }

    assert wanted
    assert found == wanted


@pytest.fixture(scope="module")
def page_shares(run: Run, announce: Callable[[str], None]) -> dict[str, float]:
    """Share of right answers by field over the stories of the saved pages; for bodies, the shingle score."""
    pages: list[dict[str, Any]] = json.loads((CAPTURES / "pages.json").read_text(encoding="utf-8"))["pages"]
    by_capture = {conversion.capture.name: conversion.stories for conversion in run.conversions}
    right: dict[str, list[bool]] = {name: [] for name in PAGE_FIELDS if name != "body"}
    golds, outputs = [], []
    for page in pages:
        stories = by_capture.get(page["file"], ())
        right["count"].append(len(stories) == len(page["stories"]))
        for wanted in page["stories"]:
            story = _titled(stories, wanted["title"])
            right["title"].append(story is not None)
            date = story.date.value.value if story and story.date.value else None
            right["date"].append(date == wanted["date"])
            right["authors"].append(bool(story) and list(story.authors.value or ()) == wanted["authors"])
            right["source"].append(bool(story) and story.source.value == wanted["source"])
            golds.append("\n\n".join(wanted["body"]))
            outputs.append(story.text if story else "")
    shares = {name: sum(answers) / len(answers) for name, answers in right.items()}
    shares["body"] = body_score(golds, outputs)
    announce("saved pages: " + "  ".join(f"{name} {shares[name]:.3f}" for name in PAGE_FIELDS))
    return shares


@pytest.mark.parametrize("name", PAGE_FIELDS)
def test_saved_pages_score_no_lower_than_before(page_shares: dict[str, float], name: str) -> None:
    assert page_shares[name] >= floors("captures-html")[name]


def _titled(stories: tuple[Story, ...], title: str) -> Story | None:
    return next((story for story in stories if words_key(story.headline.value) == words_key(title)), None)
