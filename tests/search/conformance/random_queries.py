"""Queries of all operators, made by chance of what stands in the texts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from plugins.archive_search.terms import COMMON

from .oracle import Oracle
from .texts import Article, chains

WORD = re.compile(r"\w[\w.'’&,-]*\w|\w")
TEXT_FIELDS = ("title", "body")
LONGEST = 4  # words of a phrase


def random_query(chance: random.Random, oracle: Oracle) -> str:
    """A query that keeps the rules."""
    return _Maker(chance, oracle).query()


class _Maker:
    def __init__(self, chance: random.Random, oracle: Oracle) -> None:
        self.chance = chance
        self.oracle = oracle

    def query(self) -> str:
        if self.chance.random() < 0.3:
            return self.boolean(2)
        items = [self.chance.choice(["", "", "", "", "+", "-", "NOT "]) + self.item(2) for _ in range(self.some(1, 4))]
        return " ".join(items)

    def boolean(self, depth: int) -> str:
        """Operands with AND, OR or nothing between them."""
        operands = [self.chance.choice(["", "", "", "-", "NOT "]) + self.item(depth) for _ in range(self.some(2, 3))]
        return "".join(
            operand + joint for operand, joint in zip(operands, [*self.joints(len(operands) - 1), ""], strict=True)
        )

    def joints(self, count: int) -> list[str]:
        return [self.chance.choice([" AND ", " OR ", " "]) for _ in range(count)]

    def item(self, depth: int) -> str:
        """What a sign can stand before."""
        makers: list[Callable[[], str]] = [self.word] * 5 + [self.leaf] * 4 + [self.field] * 2 + [self.tag, self.date]
        if depth:
            makers += [lambda: f"({self.boolean(depth - 1)})", lambda: f"({self.near(depth - 1)})"] * 2
            makers += [lambda: f"{self.chance.choice(TEXT_FIELDS)}:({self.near(depth - 1)})"]
        return self.chance.choice(makers)()

    def near(self, depth: int) -> str:
        name = self.chance.choice(["NEAR", "PRE"]) + self.chance.choice(["", "/1", "/3", "/8", "/40"])
        if self.chance.random() < 0.6:  # two words that do stand near each other
            words = self.stretch(12)
            return f"{words[0]} {name} {words[-1]}"
        return f"{self.beside_near(depth)} {name} {self.beside_near(depth)}"

    def beside_near(self, depth: int) -> str:
        makers: list[Callable[[], str]] = [self.word, self.word, self.leaf]
        if depth:
            makers += [lambda: f"({self.word()} OR {self.leaf()})", lambda: f"({self.near(depth - 1)})"]
        return self.chance.choice(makers)()

    def leaf(self) -> str:
        makers = (self.phrase, self.phrase, self.exact, self.pattern, self.misspelling)
        return self.chance.choice(makers)() + self.chance.choice(["", "", "", "^2"])

    def field(self) -> str:
        name = self.chance.choice(TEXT_FIELDS)
        word = self.word()
        alone = all(chain.whole and chain.whole.word in COMMON for chain in chains(word))
        return f"{name}:{self.leaf() if alone or self.chance.random() < 0.4 else word}"

    def tag(self) -> str:
        kind = self.chance.choice(["region", "topic", "source", "author"])
        id, label = self.chance.choice(sorted(self.oracle.trees[kind].labels.items()))
        word = self.chance.choice(self.words(label))
        patterns = [f"{word[:3]}*"] if re.fullmatch(r"[^\W\d_]{3,}", word) else []
        return f"{kind}:" + self.chance.choice([word, word, *patterns, f'"{label}"', f'="{id}"'])

    def date(self) -> str:
        dates = sorted({article.date for article in self.oracle.articles} - {""})
        first, last = sorted(self.chance.choices(dates, k=2))
        cut = self.chance.choice([4, 7, 10])
        return "date:" + self.chance.choice([first, first[:cut], f"{first}..{last}", f"..{last}", f"{first[:cut]}.."])

    def word(self) -> str:
        word = self.chance.choice(self.stretch(1))
        return self.chance.choice([word, word.lower(), word.upper()]) if len(word) > 4 else word.lower()

    def phrase(self) -> str:
        words = self.stretch(LONGEST)
        if self.chance.random() < 0.2:
            self.chance.shuffle(words)
        return f'"{" ".join(words)}"'

    def exact(self) -> str:
        words = self.stretch(self.some(1, 3))
        return f'="{" ".join(words)}"' if len(words) > 1 else f"={words[0]}"

    def pattern(self) -> str:
        word = self.plain_word()
        at = self.some(1, len(word) - 1)
        shapes = [f"{word[:3]}*", f"*{word[-3:]}", f"{word[:at]}?{word[at + 1 :]}", f"{word[:2]}*{word[-1]}"]
        shape = self.chance.choice(shapes)
        return f"{word[:3]}*" if shape.endswith("?") else shape

    def misspelling(self) -> str:
        word = self.plain_word()
        at = self.some(1, len(word) - 2)
        head, tail = word[:at], word[at:]
        wrong = self.chance.choice([head + tail[1:], head + "x" + tail, head + tail[1] + tail[0] + tail[2:]])
        return f"{wrong}~{self.chance.choice([1, 1, 2])}"

    def plain_word(self) -> str:
        """A word of letters that is not common."""
        while True:
            word = self.chance.choice(self.stretch(1))
            if re.fullmatch(r"[^\W\d_]{4,}", word) and word.lower() not in COMMON:
                return word

    def stretch(self, most: int) -> list[str]:
        """Words that follow each other in a text, at most so many."""
        words = self.words(self.text(self.chance.choice(self.oracle.articles)))
        length = self.some(1, min(most, len(words)))
        at = self.some(0, len(words) - length)
        return words[at : at + length]

    def text(self, article: Article) -> str:
        return str(article.data[self.chance.choice(TEXT_FIELDS)])

    def words(self, text: str) -> list[str]:
        return [word for word in WORD.findall(text) if word not in ("AND", "OR", "NOT")]

    def some(self, least: int, most: int) -> int:
        return self.chance.randint(least, max(least, most))
