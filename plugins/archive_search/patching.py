"""The index of the last build → the index of this one: some articles go, others come, the rest may be renumbered.

What stays is copied in stretches, so that the time is that of copying, whatever the articles hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .blocks import distinct, ranges
from .fields import FIELDS, in_utf16_order
from .pieces import Flags, Ints
from .postings import COMMON_WORDS, OF_OCCURRENCES, Index, Lists, Longs
from .weaving import Numbers, weave

_Lists = TypeVar("_Lists", bound=Lists)
_Pieces = list[list[int]]  # begin and end in what stays, then begin and end in what comes behind it


class Moves(NamedTuple):
    """What became of the articles of the last build."""

    articles: int  # now
    gone: Flags  # of each article of the last build
    number: Ints  # of each its number now; of one that is gone that of the next one that is not
    came: Ints  # the numbers of the new ones, ascending
    renumbered: bool  # whether an article that stays has another number


def moves_of(old: Longs, before: int) -> Moves:
    """The moves, given of each article the number it had among so many, or -1; those that stay keep their order."""
    came = np.flatnonzero(old < 0)
    stayed = np.flatnonzero(old >= 0)
    gone = np.ones(before, dtype=np.bool_)
    gone[old[stayed]] = False
    behind = np.searchsorted(old[stayed], np.arange(before))  # of each the first that stays and is not before it
    number = np.append(stayed, old.size)[behind].astype(np.int32)
    renumbered = not np.array_equal(old[stayed], stayed)
    return Moves(old.size, gone, number, came.astype(np.int32), renumbered)


def patched(last: Index, moves: Moves, new: Index, languages: tuple[str, ...] = ()) -> Index:
    """The last index with what `moves` says: the articles of `new`, in their order, are those that came.
    `languages` are those of all articles. Terms that nothing holds any more are left out."""
    terms, old_place, new_place = _merged(last.terms, new.terms)
    forms, words, form_word, form_of = _with_forms(last, new)
    postings = _patch(
        last.postings, moves, _renamed(new.postings, new_place, moves, form_of, last.parts.size), old_place
    )
    same = np.arange(len(COMMON_WORDS))
    common = _patch(last.common, moves, _renamed(new.common, same, moves, form_of, 0), same)
    here = np.zeros(len(terms), dtype=np.bool_)
    here[postings.list // len(FIELDS)] = True
    if not here.all():
        terms = [terms[number] for number in np.flatnonzero(here).tolist()]
        number = np.cumsum(here) - 1
        word, field = np.divmod(postings.list, len(FIELDS))
        postings = replace(postings, list=number[word] * len(FIELDS) + field)
    left = ~moves.gone[last.hidden_in]
    return Index(
        articles=moves.articles,
        terms=terms,
        postings=postings,
        common=common,
        forms=forms,
        words=words,
        form_word=form_word,
        parts=np.concatenate((last.parts, new.parts)),
        run=np.concatenate((last.run, new.run.astype(last.run.dtype) if _fits(new.run, last.run) else new.run)),
        hidden=np.concatenate((last.hidden[left], form_of[new.hidden])),
        hidden_in=np.concatenate((moves.number[last.hidden_in[left]], moves.came[new.hidden_in])),
        languages=languages,
    )


def _merged(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], Longs, Longs]:
    """Both lists in one order, and the places of each one's texts in it."""
    known = Numbers(old)
    more = [text for text in new if known.get(text) is None]
    change = weave(old, (), in_utf16_order(more))
    merged = change.texts(list(old), in_utf16_order(more))
    places = Numbers(merged)
    return merged, np.flatnonzero(change.old() >= 0), np.array([places.get(text) for text in new], dtype=np.int64)


def _with_forms(last: Index, new: Index) -> tuple[list[str], list[str], Ints, Ints]:
    """All forms, all words, the word of each form, and the numbers of the new index's forms."""
    word_number = {word: number for number, word in enumerate(last.words)}
    form_number = {form: number for number, form in enumerate(last.forms)}
    words, forms, form_word = last.words.copy(), last.forms.copy(), last.form_word.tolist()
    numbers = []
    for form, word in zip(new.forms, new.form_word.tolist(), strict=True):
        text = new.words[word]
        number = form_number.get(form, -1)
        if number >= 0 and words[form_word[number]] != text:  # printed alike, read otherwise
            alike = (
                other for other, printed in enumerate(forms) if printed == form and words[form_word[other]] == text
            )
            number = next(alike, -1)
        if number < 0:
            if text not in word_number:
                word_number[text] = len(words)
                words.append(text)
            number = len(forms)
            form_number.setdefault(form, number)
            forms.append(form)
            form_word.append(word_number[text])
        numbers.append(number)
    return forms, words, np.array(form_word, dtype=np.int32), np.array(numbers, dtype=np.int32)


def _renamed(new: _Lists, place: Longs, moves: Moves, form_of: Ints, parts: int) -> _Lists:
    """The lists with words, articles, forms and parts numbered as in the index they will be part of."""
    word, field = np.divmod(new.list, len(FIELDS))
    changed: dict[str, Any] = {field.name: getattr(new, field.name) for field in fields(new)}
    changed["list"] = place[word] * len(FIELDS) + field
    changed["article"] = moves.came[new.article]
    changed["form"] = form_of[new.form]
    if "led" in changed:
        changed["led"] = np.where(changed["led"] < 0, -1, changed["led"].astype(np.int64) + parts)
    return type(new)(**changed)


def _patch(old: _Lists, moves: Moves, new: _Lists, place: Longs) -> _Lists:
    """The old lists without the articles that are gone and with the new."""
    word, field = np.divmod(old.list, len(FIELDS))
    numbers = place[word] * len(FIELDS) + field
    firsts = np.concatenate(([0], np.cumsum(old.count, dtype=np.int64)))
    gone = np.flatnonzero(moves.gone[old.article]) if moves.gone.any() else np.zeros(0, dtype=np.int64)
    gone_list = np.searchsorted(firsts, gone, side="right") - 1
    pieces = _pieces(old.article.size, gone, _places(old, moves, new, numbers, firsts))
    rows = np.array(pieces, dtype=np.int64)
    begins = [np.concatenate(([0], np.cumsum(some.standing, dtype=np.int64))) for some in (old, new)]
    occurrences = np.column_stack((begins[0][rows[:, :2]], begins[1][rows[:, 2:]])).tolist()
    fresh = new.columns()
    columns = old.columns()
    if moves.renumbered:
        columns["article"] = moves.number.astype(_least(moves.articles))[columns["article"]]
    columns = {
        name: _spliced(column, fresh[name], occurrences if name in OF_OCCURRENCES else pieces)
        for name, column in columns.items()
    }
    lists = distinct(np.concatenate((numbers, new.list)))
    count = np.zeros(lists.size, dtype=np.int32)
    count[np.searchsorted(lists, numbers)] = old.count - np.bincount(gone_list, minlength=numbers.size)
    count[np.searchsorted(lists, new.list)] += new.count
    left = count > 0
    return type(old)(list=lists[left], count=count[left], **columns)


def _places(old: Lists, moves: Moves, new: Lists, numbers: Longs, begins: Longs) -> Longs:
    """The old posting before which each new one comes."""
    at = np.searchsorted(numbers, new.list)
    known = np.append(numbers, -1)[at] == new.list
    first = begins[at]
    end = np.where(known, begins[np.minimum(at + 1, numbers.size)], first)
    rows = ranges(first, end)
    step = moves.articles + 1
    mine = np.repeat(np.arange(at.size) * step, end - first) + moves.number[old.article[rows]]
    theirs = np.repeat(np.arange(at.size) * step, new.count) + new.article
    local = np.cumsum(end - first) - (end - first)
    places: Longs = np.searchsorted(mine, theirs) + np.repeat(first - local, new.count)
    return places


def _pieces(size: int, gone: Longs, places: Longs) -> _Pieces:
    """What to copy of `size` rows, without those that are gone and with a new one before each of these places."""
    pieces: _Pieces = []
    at = came = 0
    ends = np.concatenate((gone, places))
    kinds = np.concatenate((np.ones(gone.size, dtype=np.int8), np.zeros(places.size, dtype=np.int8)))
    order = np.lexsort((kinds, ends))  # at one place what comes before what goes
    for end, goes in zip(ends[order].tolist(), kinds[order].tolist(), strict=True):
        if goes:
            pieces.append([at, end, came, came])
            at = end + 1
        else:
            pieces.append([at, end, came, came + 1])
            at, came = end, came + 1
    pieces.append([at, size, came, came])
    return pieces


def _spliced(old: NDArray[Any], new: NDArray[Any], pieces: _Pieces) -> NDArray[Any]:
    new = new.astype(old.dtype) if _fits(new, old) else new
    return np.concatenate([*chain.from_iterable((old[a:b], new[c:d]) for a, b, c, d in pieces)])


def _fits(new: NDArray[Any], old: NDArray[Any]) -> bool:
    """Whether numbers of the old type can say all the new ones."""
    if old.dtype == np.bool_ or not new.size:
        return True
    limits = np.iinfo(old.dtype)
    return bool(limits.min <= new.min() and new.max() <= limits.max)


def _least(most: int) -> np.dtype[Any]:
    return np.min_scalar_type(most)
