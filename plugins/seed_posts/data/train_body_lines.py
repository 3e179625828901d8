"""Trains body-lines.scorecard: which lines of a page's capture are the body of its story.

Needs scikit-learn, which a build does not. CORPUS is a folder with `gold.json` (a list of pages with `file`, `url`
and `body`) and a folder of captures, `<file>.txt`, for each of the forms crawl, full and broken.

    python -m plugins.seed_posts.data.train_body_lines CORPUS            prints how pages of unseen sites come out
    python -m plugins.seed_posts.data.train_body_lines CORPUS --write    trains on all pages and writes the scorecard
    python -m plugins.seed_posts.data.train_body_lines CORPUS --folds .build/models    writes each fold's own

A row is a passage. Its label is whether its words stand in the gold body (body_labels.py). Some gold bodies are cut
short: a page on which a model trained on other sites finds a quite different body is scored, but not learned from.
Each page is learned from a second time with a story of a few paragraphs and other spacing, as captures may have it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

import numpy as np

from ..learned.scorecard import SUFFIX, Numbers, Scorecard
from ..model import Capture
from ..segments import segment
from ..segments.body_lines import CARD, judge, rows_of, take
from ..segments.chunks import Chunk, chunks_of
from ..segments.line_features import Columns
from ..sources import Sources
from ..stories import extract
from .body_labels import in_gold, shingle_shares
from .train_scorecards import FOLDS, fit_scorecard, fold_of

FORMS = ("crawl", "full", "broken")
GOLD_DOUBTED = 0.6  # shingle F1 of a page's body, found by a model of other sites, below which its gold is not learned
BODY_WEIGHT = 0.5  # share of a page's weight that its body lines have together
EASY_WORDS = 5  # lines with fewer words are mostly buttons, so
DRAWN = 0.3  # share of the features each tree may choose from
EASY_KEPT = 0.15  # only this share of those that are not body is learned from, each for several

VARIED_WORTH = 0.4
CROPPED = 0.5  # share of varied captures that lose the page's lines far from the story
CROP = (0, 12)  # lines kept above and below it at least, and one more than at most
SHORT_STORY = (1, 8)  # paragraphs a shortened story keeps at least, and one more than at most

HERE = Path(__file__).parent
ABOUT = """Which passages of a page's capture are the body of its story. Written by train_body_lines.py
from pages of one story each as text in three forms; not one word of the pages is in here.
A feature gives the points of the step its value falls on; [limits] part the steps."""


@dataclass(frozen=True)
class Rows:
    """The rows of one capture."""

    form: str
    fold: int
    capture: Capture
    gold: str
    passages: Sequence[Chunk]
    columns: Columns
    labels: Numbers
    worth: float = 1.0  # of the page beside others

    @property
    def weights(self) -> Numbers:
        """Words of each row, so that body and the rest weigh alike, and one page no more than another."""
        words = np.array([chunk.words for chunk in self.passages], np.float64)
        body = self.labels >= 0.5
        total = (1 - BODY_WEIGHT) * words.sum() + BODY_WEIGHT * max(1.0, words[body].sum())
        return np.asarray(self.worth * words / total)

    def text(self, taken: Sequence[bool]) -> str:
        return "\n".join(chunk.text for chunk, chosen in zip(self.passages, taken, strict=True) if chosen)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--folds", type=Path, help="write the models of the folds here, for evaluation")
    chosen = options.parse_args()
    rows = read_rows(chosen.corpus)
    first = out_of_fold(rows, rows)
    trusted = [row for row, card in zip(rows, first, strict=True) if _is_trusted(row, card)]
    trusted += varied(trusted)
    if chosen.write:
        (HERE / f"{CARD}{SUFFIX}").write_text(str(_fit(trusted)), encoding="utf-8")
        return
    cards = out_of_fold(rows, trusted)
    if chosen.folds:
        _write_folds(chosen.folds, rows, cards)
        return
    print(f"{'shingle F1, unseen sites':36}" + "".join(f"{form:>9}" for form in FORMS))
    _print("best whole passages", rows, lambda n: rows[n].text(list(rows[n].labels >= 0.5)))
    _print("lines over the threshold, one by one", rows, lambda n: _alone(rows[n], first[n]))
    _print("  learned from trusted gold only", rows, lambda n: _alone(rows[n], cards[n]))
    _print("  and taken as a stretch", rows, lambda n: _stretch(rows[n], cards[n]))
    _print("the whole chain", rows, lambda n: _chain(rows[n], cards[n]))


def _write_folds(folder: Path, rows: Sequence[Rows], cards: Sequence[Scorecard]) -> None:
    for fold, card in sorted({row.fold: card for row, card in zip(rows, cards, strict=True)}.items()):
        place = folder / f"fold-{fold}" / f"{CARD}{SUFFIX}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(str(card), encoding="utf-8")


def read_rows(corpus: Path) -> list[Rows]:
    rows: list[Rows] = []
    for page in json.loads((corpus / "gold.json").read_text(encoding="utf-8")):
        for form in FORMS:
            lines = (corpus / form / f"{page['file']}.txt").read_text(encoding="utf-8").split("\n")
            fold = fold_of(urlsplit(page["url"]).hostname or "")
            rows.append(_rows(form, fold, page["file"], lines, page["body"]))
    return rows


def out_of_fold(rows: Sequence[Rows], learned_from: Sequence[Rows]) -> list[Scorecard]:
    """For each capture, the scorecard of the sites that are not in its fold."""
    cards = [_fit([row for row in learned_from if row.fold != fold]) for fold in range(FOLDS)]
    return [cards[row.fold] for row in rows]


def varied(rows: Sequence[Rows]) -> list[Rows]:
    """The captures again, each with the first paragraphs of its story only, cropped, and with other blank lines."""
    chance = np.random.default_rng(1)
    found: list[Rows] = []
    for row in rows:
        body = [passage for passage, label in zip(row.passages, row.labels, strict=True) if label >= 0.5]
        gone = {n for passage in body[chance.integers(*SHORT_STORY) :] for n in range(passage.first, passage.last + 1)}
        around = chance.integers(*CROP, 2) if body and chance.random() < CROPPED else (len(row.capture.lines),) * 2
        top, end = (body[0].first - around[0], body[-1].last + around[1]) if body else (0, 0)
        lines = [line for n, line in enumerate(row.capture.lines, 1) if n not in gone and top <= n <= end]
        spacing = chance.integers(3)
        if spacing and row.form != "broken":
            lines = [line for line in lines if line.strip()]
            lines = [spaced for line in lines for spaced in (line, "")] if spacing == 2 else lines
        found.append(replace(_rows(row.form, row.fold, row.capture.name, lines, row.gold), worth=VARIED_WORTH))
    return found


def _rows(form: str, fold: int, name: str, lines: Sequence[str], gold: str) -> Rows:
    capture = Capture(name, tuple(lines), name)
    chunks = chunks_of(capture)
    passages, columns = rows_of(chunks) if chunks else ([], {})
    labels = np.array(in_gold([passage.text for passage in passages], gold), np.float64)
    return Rows(form, fold, capture, gold, passages, columns, labels)


def _fit(rows: Sequence[Rows]) -> Scorecard:
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
    return fit_scorecard(ABOUT, columns, labels, np.concatenate(weights), drawn=DRAWN)


def _is_trusted(row: Rows, card: Scorecard) -> bool:
    if not row.passages:
        return False
    hit, extra, missing = shingle_shares(row.gold, row.text(list(card.scores(row.columns) >= 0.5)))
    return 2 * hit >= GOLD_DOUBTED * (2 * hit + extra + missing)


def _alone(row: Rows, card: Scorecard) -> str:
    return row.text(list(card.scores(row.columns) >= 0.5)) if row.passages else ""


def _stretch(row: Rows, card: Scorecard) -> str:
    if not row.passages:
        return ""
    return row.text(list(take(card.scores(row.columns), row.passages)))


def _chain(row: Rows, card: Scorecard) -> str:
    """The body of all stories that the whole chain finds, with this scorecard in the place of the shipped one."""
    capture = Capture(row.capture.name, row.capture.lines, row.capture.sha256)
    capture.readings["body"] = judge(chunks_of(capture), card)
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
