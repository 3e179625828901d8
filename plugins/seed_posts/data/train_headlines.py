"""Trains the choice of headlines: data/headlines.scorecard.

    python -m plugins.seed_posts.data.train_headlines ../shared/corpora/pages [--folds .build/models]

Needs scikit-learn, as train_scorecards.py does; a build does not.
Steps of single features are added one by one, each the step that most raises the
probability of the right line among all lines of its page, and of "none" where the title stands in none of them
(`headlines.probabilities`). Prints the share of titles found on sites that were left out, fold by fold; with
`--folds` it also writes the models of the folds, for evaluation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..learned.forest import Forest
from ..learned.scorecard import SUFFIX, Numbers, Scorecard, Steps
from ..publishers import host_of
from ..segments import body_lines
from ..segments.chunks import read_chunks
from ..segments.headline_features import candidates
from ..segments.headline_lines import headline_text, line_key
from ..segments.headlines import MODEL, is_given, probabilities
from .made_captures import made_captures
from .train_scorecards import FOLDS, fold_of

FORMS = {"crawl": 1.5, "full": 1.0, "broken": 1.0}  # with their weights: most captures are a crawl's text
ROUNDS = 350
RATE = 0.15  # of each step that is taken
DRAWS = 4  # scorecards that are averaged, each with its own draws of features: one alone is a matter of luck
RIDGE = 1.0  # pulls the points of rare values towards nought
HESSIAN_MIN = 0.1  # evidence a step stands on at least, in pages
STEP_MAX = 2.0  # points one step may give before the rate
SAMPLED = 0.5  # share of features looked at for each step
BINS = 32  # limits a feature may have
MADE_WEIGHT = 0.15  # of a made capture, beside 1 of a real one
TRIFLE = 0.01  # points; a feature that never gives more is left out

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one capture that may be its headline, as columns, and which of them are."""

    form: str
    fold: int
    columns: dict[str, Numbers]
    right: Numbers
    weight: float = 1.0


def read_pages(folder: Path, bodies: Path | None) -> list[Page]:
    """Every capture with a story and lines to choose from, and clean ones made of each story: pages have no scans.

    Bodies are read by the models of `bodies` that did not see the page's site, as those of a new page are.
    """
    forests = [_body_forest(bodies / f"fold-{fold}" if bodies else None) for fold in range(FOLDS)]
    pages: list[Page] = []
    for number, page in enumerate(json.loads((folder / "gold.json").read_text(encoding="utf-8"))):
        title, fold = page["title"], fold_of(host_of(page["url"]))
        for form, weight in FORMS.items():
            text = (folder / form / f"{page['file']}.txt").read_text(encoding="utf-8")
            pages += _page(form, fold, re.split(r"\r\n?|\n", text), title, forests[fold], weight)
        for heading, text in made_captures(title, page["body"], number):
            pages += _page("made", fold, text.split("\n"), heading, forests[fold], MADE_WEIGHT)
    return pages


def _body_forest(folder: Path | None) -> Forest:
    path = folder / f"{body_lines.MODEL}.forest" if folder else None
    return Forest.read(path.read_text("utf-8"), path.name) if path and path.exists() else Forest.load(body_lines.MODEL)


def _page(
    form: str, fold: int, lines: Sequence[str], title: str, forest: Forest, weight: float = 1.0
) -> Iterator[Page]:
    chunks = read_chunks(lines)
    body = body_lines.judge(chunks, forest).stretch
    found = candidates(chunks, *body) if body else None
    if found and found.indexes:
        texts = [headline_text(chunks[index].text) for index in found.indexes]
        right = np.array([line_key(text) == line_key(title) for text in texts], np.float64)
        yield Page(form, fold, found.columns, right, weight)


def fit(pages: Sequence[Page], about: str) -> Scorecard:
    """The scorecard under which the right lines of these pages are likeliest."""
    names = sorted(pages[0].columns)
    rows = np.column_stack([np.concatenate([page.columns[name] for page in pages]) for name in names])
    right = np.concatenate([page.right for page in pages])
    sizes = [len(page.right) for page in pages]
    group = np.repeat(np.arange(len(pages)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    limits = [_limits(rows[:, n]) for n in range(len(names))]
    bins = np.column_stack([np.searchsorted(limits[n], rows[:, n], "left") for n in range(len(names))])
    tables = [np.zeros(len(limit) + 1) for limit in limits]
    start = 0.0
    weight = np.array([page.weight for page in pages])[group]
    none_right = np.add.reduceat(right, starts) == 0
    for draw in range(DRAWS):
        random, points = np.random.default_rng(draw), np.zeros(len(right))
        for _ in range(ROUNDS):
            gradient, hessian = _slope(points, right, none_right, group, starts)
            gradient, hessian = gradient * weight, hessian * weight
            shift = RATE * gradient.sum() / (hessian.sum() + RIDGE)
            start, points = start + shift / DRAWS, points + shift
            chosen = random.permutation(len(names))[: int(SAMPLED * len(names))]
            step = _best_step(bins, limits, gradient, hessian, chosen)
            if step is None:
                break
            feature, place, below, above = step
            change = RATE * np.where(np.arange(len(tables[feature])) <= place, below, above)
            tables[feature] += change / DRAWS
            points += change[bins[:, feature]]
    features = {}
    for name, limit, table in zip(names, limits, tables, strict=True):
        middle = float(table[np.argmin(np.abs(table - np.median(table)))])
        if np.abs(table - middle).max() >= TRIFLE:
            start += middle
            features[name] = _steps(limit, table - middle)
    return Scorecard(about, start, features)


def _limits(values: Numbers) -> Numbers:
    found = np.unique(values)
    if len(found) > BINS:
        found = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)))
    return np.array([float(f"{limit:.4g}") for limit in (found[:-1] + found[1:]) / 2])


def _slope(
    points: Numbers, right: Numbers, none_right: NDArray[np.bool_], group: Ints, starts: Ints
) -> tuple[Numbers, Numbers]:
    """How the log-likelihood rises with the points of each line, and how that slackens."""
    top = np.maximum(np.maximum.reduceat(points, starts), 0.0)
    raised = np.exp(points - top[group])
    share = raised / (np.add.reduceat(raised, starts) + np.exp(-top))[group]
    wanted = share * right
    total = np.add.reduceat(wanted, starts)[group]
    target = np.where(none_right[group], 0.0, wanted / np.maximum(total, 1e-12))
    return target - share, share * (1 - share)


def _best_step(
    bins: Ints, limits: Sequence[Numbers], gradient: Numbers, hessian: Numbers, features: Ints
) -> tuple[int, int, float, float] | None:
    """Feature, place of the step, and the points below and above it."""
    best_gain, best = 0.0, None
    for feature in features:
        size = len(limits[feature]) + 1
        if size < 2:
            continue
        slope = np.cumsum(np.bincount(bins[:, feature], gradient, size))
        bend = np.cumsum(np.bincount(bins[:, feature], hessian, size))
        left, right = slope[:-1], slope[-1] - slope[:-1]
        low, high = bend[:-1], bend[-1] - bend[:-1]
        gain = left**2 / (low + RIDGE) + right**2 / (high + RIDGE) - slope[-1] ** 2 / (bend[-1] + RIDGE)
        gain = np.where((low > HESSIAN_MIN) & (high > HESSIAN_MIN), gain, 0.0)
        place = int(np.argmax(gain))
        if gain[place] > best_gain:
            below = float(np.clip(left[place] / (low[place] + RIDGE), -STEP_MAX, STEP_MAX))
            above = float(np.clip(right[place] / (high[place] + RIDGE), -STEP_MAX, STEP_MAX))
            best_gain, best = float(gain[place]), (int(feature), place, below, above)
    return best


def _steps(limits: Numbers, points: Numbers) -> Steps:
    """Neighbouring steps of the same points (to the three digits of the file) as one."""
    rounded = [round(float(p), 3) for p in points]
    kept = [n for n in range(len(limits)) if rounded[n] != rounded[n + 1]]
    return Steps(tuple(float(limits[n]) for n in kept), (*(rounded[n] for n in kept), rounded[-1]))


def score(card: Scorecard, page: Page) -> tuple[bool, bool, float]:
    """Whether the likeliest line is the headline, whether one was given, and the probability of what was said."""
    shares = probabilities(card.points(page.columns))
    best = int(np.argmax(shares[:-1]))
    return bool(page.right[best]), is_given(page.columns, shares), float(max(shares[best], shares[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=Path, help="read bodies by the models of the folds here, and add one's own")
    options = parser.parse_args()
    pages = read_pages(options.pages, options.folds)
    results: list[tuple[Page, tuple[bool, bool, float]]] = []
    for fold in range(FOLDS):
        card = fit([page for page in pages if page.fold != fold], f"Fitted without the sites of fold {fold}.")
        results += [(page, score(card, page)) for page in pages if page.fold == fold]
        if options.folds:
            place = options.folds / f"fold-{fold}" / f"{MODEL}{SUFFIX}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(str(card), encoding="utf-8")
    lines = [
        "Points of a line for being the headline of a page's story, by what headline_features.py says of it;",
        "a page's lines and 'none of them' (nought points) share one probability. Made by train_headlines.py.",
        "On sites left out:",
    ]
    for form in (*FORMS, "made"):
        chosen = [(page, found) for page, found in results if page.form == form]
        stands = sum(page.right.any() for page, _ in chosen)
        right = sum(hit for _, (hit, _, _) in chosen)
        given = [hit for _, (hit, said, _) in chosen if said]
        lines.append(
            f"{form}: {right} of {stands} titles that stand as a line, {len(chosen)} pages;"
            f" {sum(given)} of {len(given)} given are right"
        )
    print("\n".join(lines))
    card = fit(pages, "\n".join(lines))
    Path(__file__).with_name(f"{MODEL}{SUFFIX}").write_text(str(card), encoding="utf-8")


if __name__ == "__main__":
    main()
