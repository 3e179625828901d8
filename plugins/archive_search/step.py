"""From the words of the last build to those of this one: what went, what came, and what is different by that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from .collection import Collection
from .fields import FIELDS
from .patching import Moves
from .pieces import Flags
from .positions import k_of_gaps
from .postings import Index, Lists, Longs
from .tally import Change, Tally, changed, tally_of

MOST_COMPARED = 50  # articles that were edited; of more, all their words count as changed
TITLE = FIELDS.index("title")

_Posting = tuple[Any, ...]


class Step(NamedTuple):
    """What is different."""

    now: Collection
    change: Change
    went: Index  # the articles that are gone
    came: Index  # those that are new; an edited one is in both
    tallies: tuple[Tally, Tally]  # of these two
    moves: Moves
    touched: Flags  # of each term, whether an article came or went that holds it
    counted: Flags  # those with other articles, or other frequencies or lengths
    standing: Flags  # those that stand elsewhere, or are printed or led otherwise
    common: set[int] | None  # lists of common words that are others; None where any may be
    common_held: bool  # whether other articles hold common words
    titles: bool  # whether titles have other words, or other articles those


def step_of(last: Collection, tally: Tally, old: Longs, moves: Moves, came: Index, languages: tuple[str, ...]) -> Step:
    """The step when articles have the numbers that `old` tells, and the new ones, which are -1 there, are `came`."""
    gone = np.flatnonzero(moves.gone)
    went = last.of_articles(gone)
    tallies = tally_of(went), tally_of(came)
    change = changed(tally, *tallies, languages)
    terms = {*went.terms, *came.terms}
    counted = standing = terms
    titles = common_held = True
    common: set[int] | None = {*went.common.list.tolist(), *came.common.list.tolist()}
    if not moves.renumbered and gone.size <= MOST_COMPARED and np.array_equal(gone, moves.came):
        before, after = dict(_postings(went)), dict(_postings(came))
        other = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        titles = any(field == TITLE for _, field, _ in other)
        counted = {key[0] for key in other if before.get(key, ())[:2] != after.get(key, ())[:2]}
        standing = {key[0] for key in other if before.get(key, ())[2:] != after.get(key, ())[2:]}
        then, now = dict(_common(went)), dict(_common(came))
        common = {key[0] for key in then.keys() | now.keys() if then.get(key) != now.get(key)}
        common_held = then.keys() != now.keys()
    return Step(
        now=last.moved(old, came, languages),
        change=change,
        went=went,
        came=came,
        tallies=tallies,
        moves=moves,
        touched=_flags(change, terms),
        counted=_flags(change, counted),
        standing=_flags(change, standing),
        common=None if moves.renumbered else common,
        common_held=common_held or moves.renumbered,
        titles=titles,
    )


def _flags(change: Change, terms: set[str]) -> Flags:
    found = np.zeros(len(change.tally.terms), dtype=np.bool_)
    numbers = map(change.number.get, terms)
    found[[number for number in numbers if number is not None]] = True
    return found


def _postings(index: Index) -> Iterator[tuple[tuple[str, int, int], _Posting]]:
    """What is told of each posting: its frequency and length, then all that the files of positions hold of it."""
    postings = index.postings
    k = k_of_gaps(postings.length.astype(np.int64), postings.standing.astype(np.int64))
    led = [_led(index, end) for end in postings.led.tolist()]
    columns = zip(_places(index, postings), postings.tf.tolist(), postings.length.tolist(), k.tolist(), strict=True)
    for (number, article, places, some), tf, length, its_k in columns:
        word, field = divmod(number, len(FIELDS))
        yield (index.terms[word], field, article), (tf, length, tf, its_k, places, led[some])


def _common(index: Index) -> Iterator[tuple[tuple[int, int], _Posting]]:
    """What is told of each posting of a common word."""
    for number, article, places, _ in _places(index, index.common):
        yield (number, article), places


def _places(index: Index, lists: Lists) -> Iterator[tuple[int, int, _Posting, slice]]:
    """Of each posting its list and article, where the word stands and how it is printed, and which occurrences."""
    numbers = np.repeat(lists.list, lists.count).tolist()
    words = [(index.forms[form], index.words[index.form_word[form]]) for form in lists.form.tolist()]
    told = list(zip(lists.position.tolist(), words, lists.counted.tolist(), strict=True))
    edges = pairwise([0, *np.cumsum(lists.standing, dtype=np.int64).tolist()])
    for number, article, (first, end) in zip(numbers, lists.article.tolist(), edges, strict=True):
        yield number, article, tuple(told[first:end]), slice(first, end)


def _led(index: Index, end: int) -> bytes:
    """The common words before an occurrence."""
    return index.parts[end + 1 - int(index.run[end]) : end + 1].tobytes() if end >= 0 else b""
