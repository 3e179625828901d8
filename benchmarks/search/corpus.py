"""A corpus of any size, made without data from outside: the same articles for the same number, as JSON Lines.

    python -m benchmarks.search.corpus 10000 --out articles.jsonl [--corpus ../shared/corpora]

An article has 350 words on average, a headline partly from its text, a date of the last twenty years as exactly as
archives know it, three regions of a tree of 300, two of 150 topics, one of 40 sources, at most two of 200 authors.
Words recur within an article and some pairs stand together, as in real texts. With --corpus the sentences are real,
of the newswire there, in another order. The lines are what `python -m plugins.archive_search --records` reads.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from .words import Lexicon, Numbers, invented, lexicon

SIZES = (1_000, 10_000, 100_000)  # articles
WORDS, SPREAD, SHORTEST, LONGEST = 350, 0.5, 40, 3_000  # words an article: mean, sigma of their logarithm, limits
COMMON_SHARE = 0.42  # of the words of a text; of a headline's a third of that
REPEATS = 0.24  # share of content words that recur from earlier in the article
PAIRED = 0.10  # share of content words that are the usual follower of the one before
ARTICLE_FOLLOWS = 0.25  # how often "the" follows one of these
BEFORE_ARTICLE = ("of", "in", "to", "on", "for", "by", "at", "from", "with")
SENTENCE, COMMA, PARAGRAPH = (
    1 / 21,
    1 / 17,
    0.35,
)  # chances: a sentence ends after a word, a comma, a paragraph after one
BATCH = 500  # articles made at once
TITLE_WORDS = 8
DAYS = 7_305  # twenty years, from 1 January 1999
PRECISIONS = ("day", "month", "year", "unknown")
PRECISION_SHARES = (0.85, 0.07, 0.05, 0.03)
REGIONS, CONTINENTS, COUNTRIES, TOPICS, SUBJECTS, SOURCES, AUTHORS = 300, 6, 60, 150, 17, 40, 200

Body = Callable[[np.random.Generator, int], list[str]]


@dataclass(frozen=True)
class Tags:
    """Labels, ids and parents of the tags an article may have, the commonest first."""

    regions: list[dict[str, Any]]
    topics: list[dict[str, Any]]
    sources: list[str]
    authors: list[str]


def tags() -> Tags:
    chance = np.random.default_rng(2)
    labels = iter(dict.fromkeys(word.capitalize() for word in invented(chance, 4_000) if len(word) > 4))
    regions = [
        {"id": f"r{n}", "label": next(labels), "parents": _above(n, CONTINENTS, COUNTRIES, "r")} for n in range(REGIONS)
    ]
    topics = [
        {"id": f"t{n}", "label": next(labels).lower(), "parents": _above(n, SUBJECTS, SUBJECTS, "t")}
        for n in range(TOPICS)
    ]
    papers = ("Times", "Herald", "Post", "News", "Courier", "Gazette", "Daily", "Observer")
    sources = [f"The {next(labels)} {papers[n % len(papers)]}" for n in range(SOURCES)]
    authors = [f"{next(labels)} {next(labels)}" for _ in range(AUTHORS)]
    return Tags(regions, topics, sources, authors)


def _above(number: int, first: int, second: int, letter: str) -> list[str]:
    """The parent in a tree of two or three levels: the first few are the roots."""
    if number < first:
        return []
    return [f"{letter}{number % first if number < second or first == second else first + number % (second - first)}"]


def articles(number: int, corpus: Path | None = None) -> Iterator[dict[str, Any]]:
    """So many records, from one random sequence: a larger corpus begins with the articles of a smaller."""
    known = tags()
    words = lexicon()
    sentences = real_sentences(corpus) if corpus else None
    for first in range(0, number, BATCH):
        chance = np.random.default_rng([3, first])
        lengths = (
            np.exp(chance.normal(np.log(WORDS) - SPREAD**2 / 2, SPREAD, BATCH)).clip(SHORTEST, LONGEST).astype(int)
        )
        texts = real_texts(sentences, lengths, chance) if sentences else made_up(words, lengths, chance)
        for place, (title, body) in enumerate(texts[: number - first]):
            yield record(first + place, title, body, known, chance)


def record(number: int, title: str, body: str, known: Tags, chance: np.random.Generator) -> dict[str, Any]:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    id = f"{slug}-{number:06x}"
    found: dict[str, Any] = {"id": id, "title": title, "url": f"article/{id}/", "date": date_of(chance)}
    found["source"] = [known.sources[_by_zipf(chance, SOURCES)]]
    found["authors"] = [
        known.authors[_by_zipf(chance, AUTHORS)] for _ in range(int(chance.choice(3, p=(0.3, 0.6, 0.1))))
    ]
    for name, choice, wanted in (("regions", known.regions, 3), ("topics", known.topics, 2)):
        places = sorted({_by_zipf(chance, len(choice)) for _ in range(wanted)})
        found[name] = [choice[place] for place in places]
    return found | {"body": body}


def _by_zipf(chance: np.random.Generator, number: int) -> int:
    """A place below the number, each with a chance of one by its rank; newswire's places are steeper."""
    chances = np.cumsum(1 / np.arange(1, number + 1))
    return int(np.searchsorted(chances, chance.random() * chances[-1]))


def date_of(chance: np.random.Generator) -> str:
    """ISO 8601 as far as known; "" when not at all."""
    day = str(np.datetime64("1999-01-01") + int(chance.integers(DAYS)))
    precision = PRECISIONS[int(chance.choice(len(PRECISIONS), p=PRECISION_SHARES))]
    return day[: {"day": 10, "month": 7, "year": 4, "unknown": 0}[precision]]


def made_up(words: Lexicon, lengths: Numbers, chance: np.random.Generator) -> list[tuple[str, str]]:
    """Title and body of articles of these lengths."""
    starts = np.concatenate([[0], np.cumsum(lengths)])
    ids = draw(words, starts, chance)
    ends = chance.random(len(ids)) < SENTENCE
    ends[starts[1:] - 1] = True
    begins = np.concatenate([[True], ends[:-1]])
    marks = np.full(len(ids), " ", object)
    marks[chance.random(len(ids)) < COMMA] = ", "
    marks[ends] = np.where(chance.random(int(ends.sum())) < PARAGRAPH, ".\n", ". ")
    marks[starts[1:] - 1] = "."
    pieces = np.empty(2 * len(ids), object)
    pieces[0::2] = np.where(begins, words.capital[ids], words.plain[ids])
    pieces[1::2] = marks
    return [
        (headline(words, ids[start:end], chance), "".join(pieces[2 * start : 2 * end].tolist()))
        for start, end in pairwise(starts)
    ]


def draw(words: Lexicon, starts: Numbers, chance: np.random.Generator) -> Numbers:
    """Word ids of texts that begin at these places, in one array."""
    total = int(starts[-1])
    common = chance.random(total) < COMMON_SHARE
    ids = words.common + np.searchsorted(words.content_chances, chance.random(total))
    ids[common] = np.searchsorted(words.common_chances, chance.random(int(common.sum())))

    first = np.repeat(starts[:-1], np.diff(starts))  # where the text of each word begins
    here = np.arange(total)
    earlier = first + (chance.random(total) * (here - first)).astype(int)
    repeats = (chance.random(total) < REPEATS / (1 - COMMON_SHARE)) & ~common & ~common[earlier]
    origin = np.where(repeats, earlier, here)
    while (origin != origin[origin]).any():  # what is repeated may be a repetition itself
        origin = origin[origin]
    ids = ids[origin]

    followers = np.random.default_rng(4).permutation(20_000) % 3_000  # the usual follower of the commonest words
    after = np.roll(ids, 1) - words.common
    pairs = (chance.random(total) < PAIRED) & ~common & (after >= 0) & (after < len(followers)) & (here != first)
    ids[pairs] = words.common + followers[after[pairs]]
    the = int(np.flatnonzero(words.plain == "the")[0])
    before = np.isin(words.plain[: words.common], BEFORE_ARTICLE)
    ids[1:][
        (after[1:] < 0) & before[ids[:-1].clip(max=words.common - 1)] & (chance.random(total - 1) < ARTICLE_FOLLOWS)
    ] = the
    return ids


def headline(words: Lexicon, body: Numbers, chance: np.random.Generator) -> str:
    """About eight words, two thirds of them the article's own, hardly any of them common."""
    own = body[body >= words.common][:80]
    number = max(3, int(chance.normal(TITLE_WORDS, 2)))
    fresh = words.common + np.searchsorted(words.content_chances, chance.random(number))
    common = np.searchsorted(words.common_chances, chance.random(number))
    kinds = chance.random(number)
    from_text = own[chance.integers(0, len(own), number)] if len(own) else fresh
    ids = np.where(kinds < 0.62, from_text, np.where(kinds < 0.86, fresh, common))
    return " ".join([words.capital[ids[0]], *words.plain[ids[1:]]])


def real_sentences(corpus: Path) -> list[str]:
    found: list[str] = []
    for name in ("newswire.jsonl", "bbc-topics.jsonl"):
        with (corpus / name).open(encoding="utf-8") as lines:
            for line in lines:
                found += re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(json.loads(line)["body"].split()))
    return found


def real_texts(sentences: Sequence[str], lengths: Numbers, chance: np.random.Generator) -> list[tuple[str, str]]:
    """Runs of six real sentences each from anywhere, until the article is long enough."""
    texts = []
    for length in lengths:
        chosen: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in chosen) < length:
            first = int(chance.integers(len(sentences)))
            chosen += sentences[first : first + 6]
        title = " ".join(chosen[0].rstrip(".").split()[:TITLE_WORDS])
        texts.append((title, "\n".join(chosen)))
    return texts


def write(number: int, path: Path, corpus: Path | None = None) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for article in articles(number, corpus):
            lines.write(json.dumps(article, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.corpus")
    parser.add_argument("articles", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, help="folder of newswire.jsonl and bbc-topics.jsonl, for real sentences")
    options = parser.parse_args(arguments)
    write(options.articles, options.out, options.corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
