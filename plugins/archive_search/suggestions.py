"""What is offered while a reader types, beside words: tags by the words of their labels, articles by those of titles.

Both are lines under each word. A tag's line: its kind, id, number of articles and label, as JSON. A word's line for
titles: the articles whose titles have it, from the newest, as distances in base 36; their rows tell the titles.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .blocks import ranges
from .columns import counted
from .corpus import Corpus
from .fields import FIELDS, in_utf16_order, utf16
from .lines import write_lines
from .normalise import runs, words_of
from .postings import Index, Longs
from .records import KINDS
from .store import Store, digest, to_json
from .terms import COMMON

FOLDER = "s/"
TAGS, TITLES = "tags", "titles"  # in the store
FILE = 4_000  # bytes before compression; a keypress may wish for one of each kind
NEWEST = 500  # articles a word of titles: in more nobody finds one by that word
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write_suggestions(store: Store, corpus: Corpus, index: Index | None) -> dict[str, Any]:
    """Writes the lines; returns the section of the manifest: the names of their directories. Without an index the lines
    of titles are those of the last build."""
    return {
        "tags": store.part_again(TAGS) if corpus.is_filed_as_before() else _write_tags(store, corpus),
        "titles": _write_titles(store, index) if index else store.part_again(TITLES),
    }


def _write_tags(store: Store, corpus: Corpus) -> str:
    told = digest(b"".join(map(corpus.digest, KINDS)))
    name: str = store.part(TAGS, told, lambda: write_lines(store, FOLDER, _tag_lines(corpus), FILE))
    return name


def _tag_lines(corpus: Corpus) -> list[tuple[str, str]]:
    lines = []
    for kind in KINDS:
        some = counted(corpus, kind)
        for id, label, count in zip(some.table.ids, some.table.labels, some.counts, strict=True):
            words = {word for run in runs(label) for word in words_of(run)} - COMMON
            lines += [(word, -count, to_json([kind, id, count, label]).decode()) for word in words]
    lines.sort(key=lambda line: (utf16(line[0]), *line[1:]))  # the tags of most articles first
    return [(word, text) for word, _, text in lines]


def _write_titles(store: Store, index: Index) -> str:
    postings, articles = index.postings, max(index.articles, 1)
    lists = np.flatnonzero(postings.list % len(FIELDS) == FIELDS.index("title"))
    ends = np.cumsum(postings.count, dtype=np.int64)[lists]
    title = ranges(ends - postings.count[lists], ends)
    standing = postings.standing[title].astype(np.int64)
    ends = np.cumsum(postings.standing, dtype=np.int64)[title]
    article = np.repeat(postings.article[title], standing)
    pairs = index.form_word[postings.form[ranges(ends - standing, ends)]].astype(np.int64) * articles + article
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    numbers, holders = np.divmod(pairs, articles)
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    numbers = numbers[firsts]
    words = [index.words[number] for number in numbers.tolist()]
    told = to_json(words) + firsts.tobytes() + holders.tobytes()
    name: str = store.part(TITLES, digest(told), lambda: _write_words(store, words, firsts, holders))
    return name


def _write_words(store: Store, words: list[str], firsts: Longs, holders: Longs) -> str:
    """Writes the lines of words in titles, each with the articles that have it there: the newest as it is, then how far
    each lies below the one before."""
    steps = np.diff(holders, append=0)
    ends = np.append(firsts, holders.size)[1:]
    steps[ends - 1] = holders[ends - 1]
    some, which = np.unique(steps, return_inverse=True)
    digits = list(map(_base36, some.tolist()))
    written = [digits[number] for number in which.tolist()]
    lines = {
        word: " ".join(written[max(first, end - NEWEST) : end][::-1])
        for word, first, end in zip(words, firsts.tolist(), ends.tolist(), strict=True)
    }
    return write_lines(store, FOLDER, [(word, lines[word]) for word in in_utf16_order(lines)], FILE)


def _base36(number: int) -> str:
    written = _DIGITS[number % 36]
    while number := number // 36:
        written = _DIGITS[number % 36] + written
    return written
