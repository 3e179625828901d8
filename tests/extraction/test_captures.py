"""Captures of forty-five forms, written for this test: what comes out right, and how much does not yet.

Forums of many makers, mail, newsletters, columns, releases, scans, pages full of furniture, other
scripts. The floors in tools/evaluation/floors.json say what share of each field is right; below one, something is
known to fail, and tests/captures/README.md names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.pipeline import Run, convert
from tools.evaluation.floors import load_floors
from tools.evaluation.gold import Score, load_gold, score_folder
from tools.evaluation.own import saved_figures

CAPTURES = Path(__file__).resolve().parents[1] / "captures"
FLOORS = load_floors("whole")


@pytest.fixture(scope="module")
def run() -> Run:
    return convert(CAPTURES)


@pytest.fixture(scope="module")
def score(run: Run, announce: Callable[[str], None]) -> Score:
    """The score of the plain-text captures, line by line."""
    score = score_folder(run.conversions, load_gold(CAPTURES / "gold.json"))
    announce(f"captures of many forms, right of asked:\n{score.table()}")
    return score


@pytest.mark.parametrize("name", sorted(FLOORS["captures"]))
def test_text_captures_score_no_lower_than_before(score: Score, name: str) -> None:
    missed = "\n".join(str(miss) for miss in score.misses if miss.field == name)

    assert score.share(name) >= FLOORS["captures"][name], missed


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
def saved(run: Run, announce: Callable[[str], None]) -> dict[str, float]:
    """Share of right answers by field over the stories of the saved pages; for bodies, the shingle score."""
    figures = saved_figures("captures-html", CAPTURES / "pages.json", run.conversions)
    shares = {figure.name: figure.value for figure in figures}
    announce("saved pages: " + "  ".join(f"{name} {share:.3f}" for name, share in shares.items()))
    return shares


@pytest.mark.parametrize("name", sorted(FLOORS["captures-html"]))
def test_saved_pages_score_no_lower_than_before(saved: dict[str, float], name: str) -> None:
    assert saved[name] >= FLOORS["captures-html"][name]
