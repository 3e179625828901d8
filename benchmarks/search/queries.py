"""Queries as readers might type them, drawn from the articles themselves: the same ones for the same corpus."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from plugins.archive_search.terms import COMMON

COMMONEST = 60  # content words; each stands in an eighth of the articles or more
FREQUENT = (0.01, 0.05)  # share of the articles that have a word a reader would call frequent
RARE = (3, 10)  # articles
TEXTS = 2_000  # articles whose phrases and titles are kept to choose from
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Words:
    """How many articles have a word, and some texts to take phrases and headlines from."""

    articles: int
    holders: Counter[str]
    titles: list[str]
    bodies: list[str]

    def between(self, least: float, most: float) -> list[str]:
        """The words that so many articles have, in alphabetical order."""
        return sorted(word for word, count in self.holders.items() if least <= count <= most)


def read(records: Path) -> Words:
    holders: Counter[str] = Counter()
    titles: list[str] = []
    bodies: list[str] = []
    articles = 0
    with records.open(encoding="utf-8") as lines:
        for line in lines:
            articles += 1
            record = json.loads(line)
            holders.update({w.lower() for w in _WORD.findall(record["title"] + " " + record["body"])} - COMMON)
            if len(bodies) < TEXTS:
                titles.append(record["title"])
                bodies.append(record["body"])
    return Words(articles, holders, titles, bodies)


def drawn(words: Words, count: int) -> dict[str, list[str]]:
    """Kind of query → so many of it."""
    chance = Random(5)
    commonest = [word for word, _ in words.holders.most_common(COMMONEST)]
    frequent = words.between(FREQUENT[0] * words.articles, FREQUENT[1] * words.articles)
    rare = words.between(*RARE)
    several: dict[str, Callable[[], str]] = {
        "one of the 60 commonest words": lambda: chance.choice(commonest),
        "two of the 60 commonest words": lambda: " ".join(chance.sample(commonest, 2)),
        "one word of 1 to 5 % of articles": lambda: chance.choice(frequent),
        "two words of 1 to 5 % of articles": lambda: " ".join(chance.sample(frequent, 2)),
        "a rare word": lambda: chance.choice(rare),
        "a prefix of four letters": lambda: chance.choice(frequent)[:4] + "*",
        "a phrase of two words": lambda: f'"{phrase(words, chance)}"',
        "a misspelled word": lambda: misspelled(chance.choice(frequent), chance) + "~1",
    }
    return {kind: [make() for _ in range(count)] for kind, make in several.items()}


def typed(words: Words, count: int) -> list[str]:
    """Queries of one to three words, of headlines as readers remember them, and prefixes: a quarter each."""
    chance = Random(6)
    return [
        title_words(words, chance, number % 4)
        if number % 4
        else title_words(words, chance, 1)[: chance.randint(3, 5)] + "*"
        for number in range(count)
    ]


def title_words(words: Words, chance: Random, count: int) -> str:
    found: list[str] = []
    while len(found) < count:
        found = [w for w in _WORD.findall(chance.choice(words.titles).lower()) if w not in COMMON]
    return " ".join(chance.sample(found, count))


def phrase(words: Words, chance: Random) -> str:
    """Two words that stand side by side in some article, neither of them common."""
    while True:
        text = chance.choice(words.bodies)
        pairs = [p for p in _pairs(text) if not COMMON & set(p)]
        if pairs:
            return " ".join(chance.choice(pairs))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"[.,\n]", text):
        run = part.lower().split()
        yield from ((a, b) for a, b in pairwise(run) if _WORD.fullmatch(a) and _WORD.fullmatch(b))


def misspelled(word: str, chance: Random) -> str:
    """The word with one letter left out."""
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]
