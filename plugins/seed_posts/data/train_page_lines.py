"""Trains the forest that says which lines of a saved page are its story.

Needs scikit-learn, which a build does not: `pip install scikit-learn`. From the project's root:

    python -m plugins.seed_posts.data.train_page_lines CORPUS [--folds DIR]

CORPUS holds `gold.json` (a list of objects with `file`, `url` and `body`) and `html/<file>.html.gz`. Writes
`page-lines.forest` beside this script. `--folds DIR` writes the forests to judge by instead: DIR/fold-N/, each
trained without the sites of fold N.

A line is body when half of its runs of four words stand in the gold. Each page is
learned twice, as it is and without class names and modern elements, since an archive holds older pages than these.
Gold that ends in mid-story (a page cut at a
paywall, a slip of whoever made it) says nothing of the prose behind its end, so that is left out of training.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-not-found,import-untyped,unused-ignore]

from ..captures import read_capture
from ..html.page import Page, open_page
from ..html.page_body import MODEL, known_of
from ..html.page_features import features_of
from ..html.page_metadata import read_metadata
from ..learned.forest import SUFFIX
from ..model import Capture
from .train_forests import forest_text
from .train_scorecards import FOLDS, fold_of

RUN = 4  # words
LEAF_DIGITS = 4  # of a leaf's points: the rate is small, and so are they
SAME = 0.5  # share of a line's runs that stand in the gold
PROSE = 12  # words of a line that reads as prose
UNTOLD = 0.4  # prose behind the gold's end, as a share of the gold, from which the gold was cut
OLD_WORTH = 0.25  # weight of a page's second, old-fashioned form beside the first
SHORT_BODY = 150  # words; the lines of a shorter story are not weighed more
SETTINGS = {
    "max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 12, "min_samples_leaf": 25, "l2_regularization": 2.0,
    "max_features": 0.4, "early_stopping": False, "random_state": 0,
}  # fmt: skip

_NAMING = re.compile(
    r"\s(?:class|id|itemprop|role|data-component|data-testid)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
_MODERN = re.compile(r"<(/?)(?:article|main|section|aside|nav|header|footer|figure|figcaption)\b[^<>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def labels_of(texts: Sequence[str], gold: str) -> list[bool]:
    """Whether each line stands in the gold, every run of the gold being used once, by the longest line first."""
    told = _WORD.findall(gold)
    used = [False] * len(told)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, RUN + 1):
        for at in range(len(told) - size + 1):
            places[tuple(told[at : at + size])].append(at)
    found = [-1] * len(texts)
    for number in sorted(range(len(texts)), key=lambda number: -len(texts[number].split())):
        said = _WORD.findall(texts[number])
        size = min(RUN, len(said))
        if not size:
            continue
        hits = []
        for at in range(len(said) - size + 1):
            hit = next((p for p in places.get(tuple(said[at : at + size]), ()) if not any(used[p : p + size])), None)
            hits += [] if hit is None else [hit]
            if size < RUN and hit is None:
                break
        if len(hits) >= SAME * (len(said) - size + 1):
            found[number] = hits[0] if hits else -1
            for hit in hits:
                used[hit : hit + size] = [True] * size
    return [place >= 0 and _fits(number, found, texts) for number, place in enumerate(found)]


def _fits(number: int, found: Sequence[int], texts: Sequence[str]) -> bool:
    """False for a short line whose words stand in the gold in quite another place than its neighbours'."""
    if len(_WORD.findall(texts[number])) >= RUN:
        return True
    near = [
        place
        for other, place in enumerate(found[max(0, number - 5) : number + 6], max(0, number - 5))
        if place >= 0 and other != number and len(_WORD.findall(texts[other])) >= RUN
    ]
    return bool(near) and min(abs(found[number] - place) for place in near) < 400


def weights_of(page: Page, labels: Sequence[bool], gold: str) -> Any:
    """Longer lines count more; prose behind the end of gold that was cut counts nothing."""
    counts = np.array([max(1, len(line.text.split())) for line in page.lines], float)
    weights = np.sqrt(counts / max(SHORT_BODY, len(gold.split())))
    told = [number for number, label in enumerate(labels) if label and counts[number] >= PROSE]
    if not told:
        return weights * 0
    kinds = {(page.lines[number].place.tag, page.lines[number].place.called) for number in told}
    untold = sum(
        counts[number]
        for number in range(told[-1] + 1, len(labels))
        if counts[number] >= PROSE and (page.lines[number].place.tag, page.lines[number].place.called) in kinds
    )
    if untold > UNTOLD * sum(counts[number] for number in told):
        weights[told[-1] + 1 :] = 0
    return weights


def read_pages(corpus: Path) -> list[tuple[int, dict[str, Any], Any, Any]]:
    """Fold, features, labels and weights of each page."""
    rows = []
    for entry in json.loads((corpus / "gold.json").read_text(encoding="utf-8")):
        packed = corpus / "html" / f"{entry['file']}.html.gz"
        capture = _capture(packed)
        for worth, page in ((1.0, open_page(capture)), (OLD_WORTH, open_page(_unnamed(capture)))):
            known = known_of(page, read_metadata(page))
            labels = labels_of([line.text for line in page.lines], entry["body"])
            weights = weights_of(page, labels, entry["body"]) * worth
            rows.append((fold_of(urlsplit(entry["url"]).netloc), features_of(page.lines, known), labels, weights))
    return rows


def _unnamed(capture: Capture) -> Capture:
    """The page as it might have been written in 1999: no class names, tables for layout, breaks for paragraphs."""
    markup = _NAMING.sub(" ", capture.html)
    markup = _MODERN.sub(lambda tag: "</td></tr></table>" if tag[1] else "<table><tr><td>", markup)
    return replace(capture, html=_PARAGRAPH.sub("<br>", markup))


def _capture(packed: Path) -> Capture:
    with TemporaryDirectory() as folder:
        path = Path(folder) / packed.name.removesuffix(".gz")
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        return read_capture(path)


def fit_forest(about: str, rows: Sequence[tuple[int, dict[str, Any], Any, Any]]) -> str:
    """The file of the forest for these pages."""
    names = sorted(rows[0][1])
    columns = np.concatenate([np.column_stack([features[name] for name in names]) for _, features, _, _ in rows])
    labels = np.concatenate([labels for _, _, labels, _ in rows])
    weights = np.concatenate([weights for _, _, _, weights in rows])
    model = HistGradientBoostingClassifier(**SETTINGS)
    model.fit(columns[weights > 0], labels[weights > 0], weights[weights > 0])
    return forest_text(about, model, names, LEAF_DIGITS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=Path)
    options = parser.parse_args()
    rows = read_pages(options.corpus)
    about = f"Which lines of a saved page are its story. Made by data/train_page_lines.py from {len(rows)} news pages."
    if options.folds is None:
        Path(__file__).with_name(f"{MODEL}{SUFFIX}").write_text(fit_forest(about, rows), encoding="utf-8")
        return
    for fold in range(FOLDS):
        folder = options.folds / f"fold-{fold}"
        folder.mkdir(parents=True, exist_ok=True)
        text = fit_forest(f"{about}\nWithout fold {fold}.", [row for row in rows if row[0] != fold])
        (folder / f"{MODEL}{SUFFIX}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
