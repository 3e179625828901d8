"""Trains body-lines.forest: which lines of a page's capture are the body of its story.

Needs scikit-learn, which a build does not. CORPUS is a folder with `gold.json` (a list of pages with `file`, `url`
and `body`) and a folder of captures, `<file>.txt`, for each of the forms crawl, full and broken.

    python -m plugins.seed_posts.data.train_body_lines CORPUS            prints how pages of unseen sites come out
    python -m plugins.seed_posts.data.train_body_lines CORPUS --write    trains on all pages and writes the forest
    python -m plugins.seed_posts.data.train_body_lines CORPUS --folds .build/models    writes each fold's own

A row is a passage. Its label is whether its words stand in the gold body (body_labels.py). Some gold bodies are cut
short: a page on which a model trained on other sites finds a quite different body is scored, but not learned from.
The sites are few, so each page is learned from again: with a story of a few paragraphs and other spacing, as captures
may have it, and with its story between the head and the tail of other sites' pages (body_captures.py).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

import numpy as np

from ..learned.forest import SUFFIX, Forest
from ..learned.scorecard import Numbers
from ..model import Capture
from ..segments import segment
from ..segments.body_lines import MODEL, judge, take
from ..segments.chunks import chunks_of
from ..sources import Sources
from ..stories import extract
from .body_captures import Rows, mixed, rows_of_lines, varied
from .body_labels import shingle_shares
from .train_forests import fit_forest
from .train_scorecards import FOLDS, fold_of

FORMS = ("crawl", "full", "broken")
GOLD_DOUBTED = 0.6  # shingle F1 of a page's body, found by a model of other sites, below which its gold is not learned
EASY_WORDS = 5  # lines with fewer words are mostly buttons, so
EASY_KEPT = 0.15  # only this share of those that are not body is learned from, each for several
ROTATIONS = 3  # times each story is set into other pages

TREES, LEAVES, DEPTH = 70, 16, 6

HERE = Path(__file__).parent
ABOUT = """Which passages of a page's capture are the body of its story. Written by train_body_lines.py
from pages of one story each as text in three forms; not one word of the pages is in here.
Each tree asks its questions of a line; the points it answers with are added up."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--folds", type=Path, help="write the models of the folds here, for evaluation")
    chosen = options.parse_args()
    rows = read_rows(chosen.corpus)
    first = out_of_fold(rows, rows)
    trusted = [row for row, forest in zip(rows, first, strict=True) if _is_trusted(row, forest)]
    trusted += [*varied(trusted), *mixed(trusted, ROTATIONS)]
    if chosen.write:
        (HERE / f"{MODEL}{SUFFIX}").write_text(_fit(trusted), encoding="utf-8")
    if chosen.folds:
        _write_folds(chosen.folds, trusted)
    if chosen.write or chosen.folds:
        return
    forests = out_of_fold(rows, trusted)
    print(f"{'shingle F1, unseen sites':36}" + "".join(f"{form:>9}" for form in FORMS))
    _print("best whole passages", rows, lambda n: rows[n].text(list(rows[n].labels >= 0.5)))
    _print("lines over the threshold, one by one", rows, lambda n: _alone(rows[n], first[n]))
    _print("  learned from trusted gold, enlarged", rows, lambda n: _alone(rows[n], forests[n]))
    _print("  and taken as a stretch", rows, lambda n: _stretch(rows[n], forests[n]))
    _print("the whole chain", rows, lambda n: _chain(rows[n], forests[n]))


def read_rows(corpus: Path) -> list[Rows]:
    rows: list[Rows] = []
    for page in json.loads((corpus / "gold.json").read_text(encoding="utf-8")):
        for form in FORMS:
            lines = (corpus / form / f"{page['file']}.txt").read_text(encoding="utf-8").split("\n")
            fold = fold_of(urlsplit(page["url"]).hostname or "")
            rows.append(rows_of_lines(form, fold, page["file"], lines, page["body"]))
    return rows


def out_of_fold(rows: Sequence[Rows], learned_from: Sequence[Rows]) -> list[Forest]:
    """For each capture, the forest of the sites that are not in its fold."""
    forests = [Forest.read(_fit_without(fold, learned_from), f"fold {fold}") for fold in range(FOLDS)]
    return [forests[row.fold] for row in rows]


def _write_folds(folder: Path, learned_from: Sequence[Rows]) -> None:
    for fold in range(FOLDS):
        place = folder / f"fold-{fold}" / f"{MODEL}{SUFFIX}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_fit_without(fold, learned_from), encoding="utf-8")


def _fit_without(fold: int, rows: Sequence[Rows]) -> str:
    return _fit([row for row in rows if row.fold != fold])


def _fit(rows: Sequence[Rows]) -> str:
    """The file of the forest that has learned these captures."""
    rows = [row for row in rows if row.passages]
    chance = np.random.default_rng(0)
    kept: list[Numbers] = []
    weights: list[Numbers] = []
    for row in rows:
        hard = (row.labels >= 0.5) | (row.columns["words"] >= np.log1p(EASY_WORDS))
        drawn = chance.random(len(hard)) < EASY_KEPT
        kept.append(hard | drawn)
        weights.append((row.weights / np.where(hard, 1.0, EASY_KEPT))[kept[-1]])
    columns = {
        name: np.concatenate([row.columns[name][chosen] for row, chosen in zip(rows, kept, strict=True)])
        for name in rows[0].columns
    }
    labels = np.concatenate([row.labels[chosen] for row, chosen in zip(rows, kept, strict=True)])
    return fit_forest(ABOUT, columns, labels, np.concatenate(weights), TREES, LEAVES, DEPTH)


def _is_trusted(row: Rows, forest: Forest) -> bool:
    if not row.passages:
        return False
    hit, extra, missing = shingle_shares(row.gold, _alone(row, forest))
    return 2 * hit >= GOLD_DOUBTED * (2 * hit + extra + missing)


def _alone(row: Rows, forest: Forest) -> str:
    return row.text(list(forest.scores(row.columns) >= 0.5)) if row.passages else ""


def _stretch(row: Rows, forest: Forest) -> str:
    return row.text(list(take(forest.scores(row.columns), row.passages))) if row.passages else ""


def _chain(row: Rows, forest: Forest) -> str:
    """The body of all stories that the whole chain finds, with this forest in the place of the shipped one."""
    capture = Capture(row.capture.name, row.capture.lines, row.capture.sha256)
    capture.readings["body"] = judge(chunks_of(capture), forest)
    return "\n\n".join(story.text for story in extract(capture, segment(capture), Sources.load()))


def _print(name: str, rows: Sequence[Rows], body: Callable[[int], str]) -> None:
    cells = ""
    for form in FORMS:
        shares = [shingle_shares(row.gold, body(n)) for n, row in enumerate(rows) if row.form == form]
        precision = fmean(hit / (hit + extra) for hit, extra, _ in shares if hit + extra)
        recall = fmean(hit / (hit + missing) for hit, _, missing in shares if hit + missing)
        cells += f"{2 * precision * recall / (precision + recall):9.3f}"
    print(f"{name:36}{cells}", flush=True)


if __name__ == "__main__":
    main()
