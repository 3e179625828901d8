"""No figure falls below its floor: on the project's own captures, and on a seventh of the corpora where they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_task
from tools.evaluation.collections import Options, collections_in
from tools.evaluation.figures import against, table
from tools.evaluation.floors import load_floors, size_of

CORPORA = ROOT.parent / "shared" / "corpora"
OWN = ("seeds-shipped", "captures")
ELSEWHERE = (
    "seeds-real",
    "pages-crawl",
    "pages-full",
    "pages-broken",
    "pages-html",
    "threads",
    "press",
    "wire",
    "reprints",
)
EVERY = 7  # captures; odd, so that open and closed files of threads and press are both among them


def figures_hold(name: str, options: Options, announce: Callable[[str], None]) -> None:
    figures = collections_in(options.corpora)[name](options).figures
    rows = against(figures, load_floors(size_of(options.every)))
    announce(table(rows))
    floored = [row for row in rows if row.floor is not None]

    assert floored, f"{name} has no floors"
    assert [f"{row.figure.name}: {row.figure.value:.3f} < {row.floor}" for row in floored if row.fell] == []


@pytest.mark.parametrize("name", OWN)
def test_the_projects_own_captures_score_no_lower_than_before(name: str, announce: Callable[[str], None]) -> None:
    figures_hold(name, Options(CORPORA if CORPORA.is_dir() else Path()), announce)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_seventh_of_the_corpora_scores_no_lower_than_before(name: str, announce: Callable[[str], None]) -> None:
    if not (CORPORA / "pages" / "gold.json").exists():
        pytest.skip(f"the corpora are not here ({CORPORA}); the project's own captures were scored")

    figures_hold(name, Options(CORPORA, EVERY), announce)


def test_every_floor_is_one_that_is_tested_or_printed() -> None:
    known = {*OWN, *ELSEWHERE, "captures-html", "tr-news", "newswire", "bbc"}

    floors = {name for size in ("whole", size_of(EVERY)) for name in load_floors(size)}

    assert {name for name in floors if not name.startswith("confidence")} <= known


def test_the_task_prints_a_table_and_writes_the_same_figures_for_programs(tmp_path: Path) -> None:
    written = tmp_path / "figures.json"

    done = run_task("evaluate", "--only", "seeds-shipped", "--json", str(written))

    assert done.returncode == 0, done.stderr
    assert "body_lines" in done.stdout
    [body] = [row for row in json.loads(written.read_text()) if row["name"] == "body_lines"]
    assert (body["value"], body["n"], body["fell"]) == (1.0, 16, False)


def test_a_collection_that_is_not_there_is_one_line() -> None:
    refused = run_task("evaluate", "--only", "moon-landings")

    assert refused.returncode == 2
    assert refused.stderr.startswith("error: moon-landings: no such collection here; one of seeds-shipped, ")
