"""Made-up English: words with real shares at the top, invented ones below, a vocabulary that keeps growing.

A rank has one word, whatever the size of the corpus. The shares were measured on news texts; the words beyond the
commonest come from a model of syllables, a third of them in a second form (plural, past, possessive, …) of another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .lists import COMMON_SHARES, NEWS_WORDS

Numbers = NDArray[np.int64]

RANKS = 500_000  # words there are; 100,000 articles use about half of them
BLOCK = 20_000  # words made by one random generator, so that a word depends on its rank alone
BENDS = (  # rank and share of a content word among content words: Zipf's law, flatter at the top, steeper in the tail
    (1, 1.2e-2), (3, 5e-3), (10, 2.2e-3), (30, 1.1e-3), (100, 6e-4), (300, 3.1e-4), (1_000, 1.15e-4), (3_000, 3.4e-5),
    (8_000, 4.6e-6), (30_000, 5e-7), (500_000, 6e-9),
)  # fmt: skip
NUMBERS = 0.06  # share of ranks below the commonest that are figures: years, sums, dates
LONGEST_STEM = 9  # letters; longer words keep the one form
INFLECTED = 0.35  # share of ranks that are another form of a commoner word
COMPOUNDS = 0.02  # share of ranks joined from two words by a hyphen
NAMES = 0.25  # share of invented words that are written with a capital
ENDINGS = ("s", "s", "s", "ed", "ed", "ing", "ing", "er", "ly", "'s", "'s", "ment", "ation")
ONSETS = (
    "b b c c c d d d f f g g h h l l l m m m n n n p p p r r r s s s t t t t v v w br ch cl cr dr fl gr pl pr qu sc sh"
    " sl sp st str th tr"
)
NUCLEI = "a a a a e e e e e i i i i o o o o u u ai ea ee io ou"
CODAS = "- - - - d k l m n n n r r s t t x y ck ld ll nd ng nk nt rd rn rt ss st"  # "-": none
SYLLABLES = (0.18, 0.44, 0.27, 0.11)  # chance of one, two, three or four


@dataclass(frozen=True)
class Lexicon:
    """The words by id: common ones first, then content words by rank; `capital` is the form that begins a sentence."""

    plain: NDArray[np.object_]
    capital: NDArray[np.object_]
    common: int  # how many of the words are common ones
    common_chances: NDArray[np.float64]  # cumulative, to 1
    content_chances: NDArray[np.float64]


def lexicon() -> Lexicon:
    """All words with their chances; takes some seconds."""
    common = list(COMMON_SHARES)
    names = content_words()
    words = common + names
    capital = [word[0].upper() + word[1:] for word in words]
    shares = np.array(list(COMMON_SHARES.values()), np.float64)
    return Lexicon(
        plain=np.array(words, object),
        capital=np.array(capital, object),
        common=len(common),
        common_chances=np.cumsum(shares) / shares.sum(),
        content_chances=content_chances(),
    )


def content_chances() -> NDArray[np.float64]:
    ranks, shares = (np.log(np.array(column)) for column in zip(*BENDS, strict=True))
    chances = np.cumsum(np.exp(np.interp(np.log(np.arange(1, RANKS + 1)), ranks, shares)))
    scaled: NDArray[np.float64] = chances / chances[-1]
    return scaled


def content_words() -> list[str]:
    """One distinct word a rank, the commonest first."""
    words = list(dict.fromkeys(NEWS_WORDS.split()))
    seen = set(words) | set(COMMON_SHARES)
    for block in range(0, RANKS, BLOCK):
        chance = np.random.default_rng([1, block])
        fresh = iter(invented(chance, 3 * BLOCK))
        kinds = chance.random(BLOCK)
        elder = chance.random(BLOCK)
        endings = chance.integers(0, len(ENDINGS), BLOCK)
        figures = iter(figures_of(chance, BLOCK))
        while len(words) < block + BLOCK:
            place = len(words) - block
            kind = kinds[place]
            other = words[int(len(words) * (0.05 + 0.9 * elder[place]))]
            word = next(fresh)
            if kind < NUMBERS:
                word = next(figures)
            elif kind < NUMBERS + INFLECTED and other.isalpha() and len(other) < LONGEST_STEM:
                word = other + ENDINGS[endings[place]]
            elif kind > 1 - COMPOUNDS and other.isalpha():
                word = f"{other.lower()}-{word.lower()}"
            if word in seen:
                word = next(word for word in fresh if word not in seen)
            seen.add(word)
            words.append(word)
    return words


def invented(chance: np.random.Generator, number: int) -> list[str]:
    """Words of one to four syllables, some with a capital; not all distinct."""
    syllables = chance.choice(len(SYLLABLES), number, p=SYLLABLES) + 1
    kinds = [letters.replace("-", "").split(" ") for letters in (ONSETS, NUCLEI, CODAS)]
    onsets, nuclei, codas = (
        np.array(kind, object)[chance.integers(0, len(kind), (len(SYLLABLES), number))] for kind in kinds
    )
    names = chance.random(number) < NAMES
    words = []
    for i in range(number):
        word = "".join(
            onsets[s, i] + nuclei[s, i] + (codas[s, i] if s == syllables[i] - 1 else "") for s in range(syllables[i])
        )
        words.append(word.capitalize() if names[i] else word)
    return words


def figures_of(chance: np.random.Generator, number: int) -> list[str]:
    """Years, small and large whole numbers, decimals, sums."""
    kinds, large = chance.random(number), chance.pareto(0.6, number)
    return [
        str(1900 + int(kind * 600)) if kind < 0.2
        else str(int(size * 10)) if kind < 0.6
        else f"{int(size * 1_000):,}" if kind < 0.75
        else f"{size:.1f}" if kind < 0.9
        else f"${int(size * 100)}"
        for kind, size in zip(kinds, large, strict=True)
    ]  # fmt: skip
