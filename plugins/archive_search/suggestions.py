"""What is offered while a reader types, beside words: tags by the words of their labels, articles by those of titles.

Both are lines under each word. A tag's line: its kind, id, number of articles and label, as JSON. A word's line for
titles: the articles whose titles have it, from the newest, as distances in base 36; their rows tell the titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus
from .fields import FIELDS, in_utf16_order, utf16
from .lines import write_lines
from .normalise import runs, words_of
from .postings import Index
from .records import KINDS
from .store import Store, digest, to_json
from .tags import Tag, table_of
from .terms import COMMON

FOLDER = "s/"
FILE = 4_000  # bytes before compression; a keypress may wish for one of each kind
NEWEST = 500  # articles a word of titles: in more nobody finds one by that word
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write_suggestions(store: Store, corpus: Corpus, index: Index) -> dict[str, Any]:
    """Writes the lines; returns the section of the manifest: the names of their directories."""
    tags = digest(b"".join(map(corpus.digest, KINDS)))
    return {
        "tags": store.part("tags", tags, lambda: write_lines(store, FOLDER, _tag_lines(corpus), FILE)),
        "titles": _write_titles(store, index),
    }


def _tag_lines(corpus: Corpus) -> list[tuple[str, str]]:
    lines = []
    for kind in KINDS:
        for id, label, count in _counted(corpus.filings(kind)):
            words = {word for run in runs(label) for word in words_of(run)} - COMMON
            lines += [(word, -count, to_json([kind, id, count, label]).decode()) for word in words]
    lines.sort(key=lambda line: (utf16(line[0]), *line[1:]))  # the tags of most articles first
    return [(word, text) for word, _, text in lines]


def _counted(filings: Sequence[Sequence[Tag]]) -> list[tuple[str, str, int]]:
    """(id, label, articles filed under it or inside it) of all tags of a kind."""
    table = table_of(filings)
    counts = [0] * len(table.ids)
    for filing in filings:
        own = {table.number[tag.id] for tag in filing}
        for number in own.union(*(table.above[number] for number in own)):
            counts[number] += 1
    return list(zip(table.ids, table.labels, counts, strict=True))


def _write_titles(store: Store, index: Index) -> str:
    postings, articles = index.postings, max(index.articles, 1)
    title = np.repeat(postings.list % len(FIELDS) == FIELDS.index("title"), postings.count)
    occurrences = np.repeat(title, postings.standing)
    article = np.repeat(postings.article[title], postings.standing[title])
    pairs = np.unique(index.form_word[postings.form[occurrences]].astype(np.int64) * articles + article)
    numbers, firsts = np.unique(pairs // articles, return_index=True)
    holders = pairs % articles
    words = [index.words[number] for number in numbers.tolist()]
    told = to_json(words) + firsts.astype(np.int64).tobytes() + holders.tobytes()
    name: str = store.part("titles", digest(told), lambda: _write_words(store, words, np.split(holders, firsts[1:])))
    return name


def _write_words(store: Store, words: list[str], holders: list[NDArray[np.int64]]) -> str:
    """Writes the lines of words in titles, each with the articles that have it there."""
    lines = {
        word: _distances(numbers[-NEWEST:][::-1].tolist())
        for word, numbers in zip(words, holders, strict=False)  # of no words there is one empty part
    }
    return write_lines(store, FOLDER, [(word, lines[word]) for word in in_utf16_order(lines)], FILE)


def _distances(numbers: Sequence[int]) -> str:
    """Descending numbers: the first as it is, then how far each lies below the one before."""
    steps = [numbers[0], *(before - here for before, here in pairwise(numbers))]
    return " ".join(map(_base36, steps))


def _base36(number: int) -> str:
    written = _DIGITS[number % 36]
    while number := number // 36:
        written = _DIGITS[number % 36] + written
    return written
