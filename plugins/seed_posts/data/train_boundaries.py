"""Trains boundaries.scorecard: which lines of a capture head another story.

`python -m plugins.seed_posts.data.train_boundaries CORPORA [--check | --folds DIR]`, with a folder that holds
`pages`, `threads`, `press`, `newswire.jsonl` and `bbc-topics.jsonl`; none of it is in the project. Needs
scikit-learn, as train_scorecards.py does. Articles are put one below the other in random arrangements: their heads
in several orders, with and without rules, blank lines, a reader's words and a site's buttons between them. Lines of
pages, releases and articles that stand alone are the other side. `--check` fits on four fifths of the sites and
scores the last, five times, and prints the figures without writing; `--folds` writes the five scorecards to judge by.

One capture in six is veiled: its letters stand for those of a script without capitals, in words that no rule knows,
so that the scorecard learns to do without them where a language is not English.
"""

from __future__ import annotations

import calendar
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from ..learned import Scorecard
from ..segments.boundaries import CARD, candidates
from ..segments.boundary_features import features_at
from ..segments.chunks import read_chunks
from ..segments.cohesion import Surroundings
from .train_scorecards import FOLDS, fit_scorecard, fold_of

CAPTURES = 300  # compositions of each fold
WIRE_MAX = 1_000  # agency reports of each collection; more would outweigh the pages
ARTICLE_MIN = 400  # characters of an article that is used
TREES = 500
UNSIGNED_WEIGHT = 3.0  # of a head without byline or date: there are few, and signs find the others anyway
ABOUT = """The probability that a line heads another story than the one above it.
Trained by plugins/seed_posts/data/train_boundaries.py on articles put together at random and on lone pages."""
UNMARKED = 12  # arrangements of all without a mark between articles
MARKS = (*[""] * UNMARKED, "\u00a0 ", "-----", "* * *", "=====", "#{n}", "{n}", "{n}.", "Article {n}", "Text {n} of 9")
HEADS = ("t", "t", "tbd", "tdb", "td", "tb", "td", "btd", "dt", "dtb", "utd", "ut", "st", "std", "tsd")
FEET = ("", "", "", "u", "s", "c")
BUTTONS = ("Related articles", "Advertisement", "Next article", "Share", "More stories", "Read more", "Tags: news")
TALK = (
    "Thanks for posting this one.",
    "They say so every year, and every year we wait.",
    "I doubt it. My cousin drives that road twice a week and saw nobody.",
    "lol",
    "Anyone got the rest of it?",
    "What did you expect from that lot?",
    "More on this below.",
    "From the same source:",
    "The sums are wrong: a third of eighteen is six, not nine. I wish reporters would check such things before print.",
    "Well, that went quickly.",
    "We had this in our town in the nineties. It took them ten years to finish and two to pull it down again.",
    "One more:",
    "Good news at last!",
    "You clearly did not read it to the end.",
)
CUT_TO = (2, 3, 4, *[None] * 9)  # paragraphs printed of an article: a few are short ones
PAPERS = ("The Northern Echo", "Reuters", "Evening Standard", "China Daily", "The Moscow Times", "BBC News")
DAY = "2004-06-01"  # of an article whose day the corpus does not say
MONTHS = tuple(calendar.month_name[1:])
VEILED_EACH = 6  # one capture in so many
VEIL = str.maketrans({ord("a") + n: 0x10D0 + n for n in range(26)} | {ord("A") + n: 0x10D0 + n for n in range(26)})


@dataclass(frozen=True)
class Article:
    title: str
    day: str  # "2019-03-20"
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    address: str
    fold: int


@dataclass(frozen=True)
class Row:
    fold: int
    page: str  # name of the page with one story it is from; "" for a composition
    heads: bool
    features: dict[str, float]


def main(arguments: Sequence[str]) -> None:
    corpora = Path(arguments[0])
    rows = [*compositions(articles(corpora)), *lone_pages(corpora)]
    if "--folds" in arguments:
        for fold in range(FOLDS):
            path = Path(arguments[arguments.index("--folds") + 1]) / f"fold-{fold}" / f"{CARD}.scorecard"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(_fitted([row for row in rows if row.fold != fold])), encoding="utf-8")
        return
    if "--check" in arguments:
        print(checked(rows))
        return
    card = _fitted(rows)
    Path(__file__).with_name(f"{CARD}.scorecard").write_text(str(card), encoding="utf-8")


def articles(corpora: Path) -> list[Article]:
    """Whole articles, each title once, with the fold of their site; wire copy and BBC stories go by their titles."""
    found: dict[str, Article] = {}
    threads = json.loads((corpora / "threads" / "gold.json").read_text(encoding="utf-8"))
    pages = json.loads((corpora / "pages" / "gold.json").read_text(encoding="utf-8"))
    for item in [*(article for thread in threads for article in thread["articles"]), *pages]:
        wiki = "wikinews" in item["url"]
        fold = fold_of(item["title"] if wiki else urlsplit(item["url"]).netloc)
        body = tuple(_folded(item["body"].split("\n")))
        day, authors = item["date"] or DAY, tuple(item["authors"] or ())
        found[item["title"]] = Article(item["title"], day, authors, body, item["url"], fold)
    for name, paragraph in (("newswire", r"\n {4}"), ("bbc-topics", r"\n")):
        with (corpora / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for _, line in zip(range(WIRE_MAX), lines, strict=False):
                item = json.loads(line)
                body = tuple(_folded(re.split(paragraph, item["body"])))
                title = item["title"]
                found[title] = Article(title, DAY, (), body, "http://www.example.com/news", fold_of(title))
    return [a for a in found.values() if len(a.paragraphs) > 1 and sum(map(len, a.paragraphs)) >= ARTICLE_MIN]


def _folded(lines: Iterable[str]) -> Iterator[str]:
    return (" ".join(line.split()) for line in lines if line.strip())


def compositions(stock: Sequence[Article]) -> Iterator[Row]:
    """The rows of random captures of several articles, each of articles of one fold."""
    for fold in range(FOLDS):
        own = [article for article in stock if article.fold == fold]
        for number in range(CAPTURES):
            chance = random.Random(f"{fold} {number}")
            chosen = chance.sample(own, chance.choice((2, 2, 3, 3, 4, 5)))
            if number % VEILED_EACH == 0:
                chosen = [_veiled(article) for article in chosen]
            titles = {" ".join(article.title.split()) for article in chosen}
            yield from _rows("\n".join(_composed(chosen, chance)), fold, "", titles)


def _veiled(article: Article) -> Article:
    """The article in letters without capitals."""
    paragraphs = tuple(paragraph.translate(VEIL) for paragraph in article.paragraphs)
    return replace(article, title=article.title.translate(VEIL), paragraphs=paragraphs)


def _composed(chosen: Sequence[Article], chance: random.Random) -> Iterator[str]:
    """The lines of a capture in one random arrangement."""
    gap = chance.choice((0, 1, 1, 1, 2))
    mark, head, foot, form = chance.choice(MARKS), chance.choice(HEADS), chance.choice(FEET), chance.randrange(4)
    talk, button, mixed = chance.random() < 0.4, chance.random() < 0.15, chance.random() < 0.2
    for number, article in enumerate(chosen, 1):
        lines = [mark.format(n=number)] if mark else []
        lines += _headed(article, chance.choice(HEADS) if mixed else head, form, chance)
        lines += article.paragraphs[: chance.choice(CUT_TO)]
        lines += _headed(article, foot, form, chance)
        if talk:
            lines += chance.sample(TALK, chance.choice((0, 1, 1, 2)))
        if button:
            lines.append(chance.choice(BUTTONS))
        for line in lines:
            yield from (line, *[""] * gap)
        yield from [""] * chance.choice((0, 0, 1, 2))


def _headed(article: Article, order: str, form: int, chance: random.Random) -> Iterator[str]:
    for sign in order:
        if sign == "t":
            yield " ".join(article.title.split())
        elif sign == "b" and article.authors:
            yield "By " + " and ".join(article.authors[:2])
        elif sign == "d":
            yield _dated(article.day, form)
        elif sign == "u":
            yield article.address
        elif sign in ("s", "c"):
            yield ("Source: " if sign == "c" else "") + chance.choice(PAPERS)


def _dated(day: str, form: int) -> str:
    year, month, number = (int(part) for part in day[:10].split("-"))
    name = MONTHS[month - 1]
    return (f"{name} {number}, {year}", f"{number} {name} {year}", f"{number:02}/{month:02}/{year}", day)[form]


def lone_pages(corpora: Path) -> Iterator[Row]:
    """The rows of captures with one story: pages in three forms, releases, and articles with nothing around them."""
    for page in json.loads((corpora / "pages" / "gold.json").read_text(encoding="utf-8")):
        fold = fold_of(urlsplit(page["url"]).netloc)
        for form in ("full", "broken", "crawl"):
            text = (corpora / "pages" / form / f"{page['file']}.txt").read_text(encoding="utf-8")
            yield from _rows(text, fold, f"{form} {page['file']}", {page["title"]})
    for release in sorted((corpora / "press").glob("*.txt")):
        yield from _rows(release.read_text(encoding="utf-8"), int(release.stem) % FOLDS, f"press {release.stem}", set())
    for number, plain in enumerate(articles(corpora)):
        article = plain if number % VEILED_EACH else _veiled(plain)
        text = "\n\n".join((article.title, *article.paragraphs))
        yield from _rows(text, article.fold, f"article {article.title}", {article.title})


def _rows(text: str, fold: int, page: str, titles: set[str]) -> Iterator[Row]:
    around = Surroundings(read_chunks(text.split("\n")))
    keys = {_key(title) for title in titles}
    for index in candidates(around):
        own = _key(around.chunks[index].text) in keys
        if not page or not own:  # the title of a lone page may stand below other paragraphs: no row
            yield Row(fold, page, own, features_at(around, index))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _columns(rows: Sequence[Row]) -> dict[str, np.ndarray]:
    return {name: np.array([row.features[name] for row in rows], np.float64) for name in rows[0].features}


def _labels(rows: Sequence[Row]) -> np.ndarray:
    return np.array([row.heads for row in rows], np.float64)


def _fitted(rows: Sequence[Row]) -> Scorecard:
    weights = [UNSIGNED_WEIGHT if row.heads and not row.features["signs-below"] else 1.0 for row in rows]
    return fit_scorecard(ABOUT, _columns(rows), _labels(rows), np.array(weights), trees=TREES)


def checked(rows: Sequence[Row]) -> str:
    """Figures on sites the scorecard was not fitted to."""
    scores = np.zeros(len(rows))
    folds = np.array([row.fold for row in rows])
    for fold in range(FOLDS):
        fitted = [row for row in rows if row.fold != fold]
        card = _fitted(fitted)
        scores[folds == fold] = card.scores(_columns([row for row in rows if row.fold == fold]))
    lines = []
    for limit in (0.5, 0.7, 0.9):
        found = [row.heads for row, score in zip(rows, scores, strict=True) if score >= limit and not row.page]
        split = sorted({row.page for row, score in zip(rows, scores, strict=True) if score >= limit and row.page})
        kinds = dict(Counter(page.split()[0] for page in split))
        lines.append(
            f"at {limit}: {sum(found) / sum(row.heads for row in rows):.3f} of the heads found,"
            f" {sum(found) / max(1, len(found)):.3f} of those found are heads; lone pages split: {kinds}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
