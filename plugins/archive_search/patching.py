"""The index of the last build → the index of this one: some articles go, others come, the rest may be renumbered.

What stays is copied in stretches, so that the time is that of copying, whatever the articles hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .blocks import ranges
from .fields import FIELDS, in_utf16_order
from .pieces import BETWEEN, Flags, Ints
from .postings import COMMON_WORDS, OF_OCCURRENCES, Index, Lists, Longs, Postings

_Lists = TypeVar("_Lists", bound=Lists)
_NONE = Lists(*(np.zeros(0, dtype=np.int64) for _ in fields(Lists)))  # type: ignore[arg-type]
_Pieces = list[tuple[int, int, int, int]]  # begin and end in what stays, then begin and end in what comes behind it


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of the articles of the last build."""

    articles: int  # now
    gone: Flags  # of each article of the last build
    number: Ints  # of each its number now; of one that is gone that of the next one that is not
    came: Ints  # the numbers of the new ones, ascending
    renumbered: bool  # whether an article that stays has another number


@dataclass(frozen=True, slots=True)
class Change:
    """What holds words that came or went: pairs of a word and an article, each once."""

    terms: Longs  # numbers in the new index
    words: Ints  # numbers of folded words
    sign: int


@dataclass(frozen=True, slots=True)
class Patched:
    """An index, and what is different in it."""

    index: Index
    old: Longs  # of each term its number in the last index, or -1
    touched: Flags  # of each term, whether an article came or went that holds it
    gone_terms: list[str]  # that are nowhere any more
    changes: tuple[Change, Change]
    word_number: dict[str, int]  # of all folded words
    hidden: set[str]  # words that hide in articles which came or went
    common: set[int] | None  # lists of common words that are not what they were; None where any may be


def patched(last: Index, moves: Moves, new: Index, languages: tuple[str, ...] = ()) -> Patched:
    """The last index with what `moves` says: the articles of `new`, in their order, are those that came.
    `languages` are those of all articles."""
    terms, old_place, new_place = _merged(last.terms, new.terms)
    forms, words, form_word, form_of, word_number = _with_forms(last, new)
    postings, gone_rows, gone_lists = _patch(
        last.postings, moves, _renamed(new.postings, new_place, moves, form_of, last.parts.size), old_place
    )
    same = np.arange(len(COMMON_WORDS))
    common, _, common_gone = _patch(last.common, moves, _renamed(new.common, same, moves, form_of, 0), same)
    common_touched = None if moves.renumbered else {*common_gone.tolist(), *new.common.list.tolist()}
    came_lists = np.repeat(new_place[new.postings.list // len(FIELDS)], new.postings.count)
    went, came = gone_lists // len(FIELDS), came_lists
    gone = _rows_of(last.postings, gone_rows)
    changes = (
        _change(went, last.postings.article[gone_rows], last, gone, -1),
        _change(came, new.postings.article, new, slice(None), 1, form_of, form_word),
    )
    here = np.zeros(len(terms), dtype=np.bool_)
    here[postings.list // len(FIELDS)] = True
    touched = np.zeros(len(terms), dtype=np.bool_)
    touched[went] = touched[came] = True
    old = np.full(len(terms), -1, dtype=np.int64)
    old[old_place] = np.arange(old_place.size)
    gone_terms = [terms[number] for number in np.flatnonzero(~here).tolist()]
    if gone_terms:
        terms = [terms[number] for number in np.flatnonzero(here).tolist()]
        number = np.cumsum(here) - 1
        postings = _with_lists(
            postings, number[postings.list // len(FIELDS)] * len(FIELDS) + postings.list % len(FIELDS)
        )
        changes = tuple(  # type: ignore[assignment]
            Change(number[change.terms[here[change.terms]]], change.words, change.sign) for change in changes
        )
        old, touched = old[here], touched[here]
    left = ~moves.gone[last.hidden_in]
    index = Index(
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
    hidden = {last.words[word] for word in last.form_word[last.hidden[~left]].tolist()}
    hidden |= {new.words[word] for word in new.form_word[new.hidden].tolist()}
    return Patched(index, old, touched, gone_terms, changes, word_number, hidden, common_touched)


def of_terms(index: Index, numbers: Longs, *, occurrences: bool = True) -> Index:
    """The index of some terms alone, ascending, perhaps without their occurrences; its forms are sorted."""
    postings = index.postings
    word, field = np.divmod(postings.list, len(FIELDS))
    place = np.full(len(index.terms), -1, dtype=np.int64)
    place[numbers] = np.arange(numbers.size)
    chosen = np.flatnonzero(place[word] >= 0)
    ends = np.cumsum(postings.count, dtype=np.int64)
    rows = ranges(ends[chosen] - postings.count[chosen], ends[chosen])
    begins = np.concatenate(([0], np.cumsum(postings.standing, dtype=np.int64)))
    there = ranges(*_joined(begins[rows], begins[rows + 1])) if occurrences else rows[:0]
    columns = {name: column[there if name in OF_OCCURRENCES else rows] for name, column in postings.columns().items()}
    columns = {
        name: column if column.dtype == np.bool_ else column.astype(np.int32) for name, column in columns.items()
    }
    used = np.flatnonzero(np.bincount(columns["form"], minlength=len(index.forms)))
    keys = {f"{index.forms[form]}{BETWEEN}{index.words[index.form_word[form]]}": form for form in used.tolist()}
    ordered = [keys[key] for key in in_utf16_order(keys)]
    rank = np.zeros(len(index.forms), dtype=np.int32)
    rank[ordered] = np.arange(len(ordered))
    columns["form"] = rank[columns["form"]]
    return Index(
        articles=index.articles,
        terms=[index.terms[number] for number in numbers.tolist()],
        postings=Postings(
            list=place[word[chosen]] * len(FIELDS) + field[chosen],
            count=postings.count[chosen].astype(np.int32),
            **columns,
        ),
        common=_NONE,
        forms=[index.forms[form] for form in ordered],
        words=index.words,
        form_word=index.form_word[ordered],
        parts=index.parts,
        run=index.run,
        hidden=_NONE.form,
        hidden_in=_NONE.form,
        languages=index.languages,
    )


def _merged(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], Longs, Longs]:
    """Both lists in one order, and the places of each one's texts in it."""
    known = {text: number for number, text in enumerate(old)}
    more = in_utf16_order(text for text in new if text not in known)
    ordered = list(old)
    if more:
        ordered = in_utf16_order([*old, *more])
        known = {text: number for number, text in enumerate(ordered)}
        old_place = np.fromiter(map(known.__getitem__, old), np.int64, len(old))
    else:
        old_place = np.arange(len(old))
    return ordered, old_place, np.fromiter(map(known.__getitem__, new), np.int64, len(new))


def _with_forms(last: Index, new: Index) -> tuple[list[str], list[str], Ints, Ints, dict[str, int]]:
    """All forms, all words, the word of each form, the numbers of the new index's forms, and those of all words."""
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
    return forms, words, np.array(form_word, dtype=np.int32), np.array(numbers, dtype=np.int32), word_number


def _renamed(new: _Lists, place: Longs, moves: Moves, form_of: Ints, parts: int) -> _Lists:
    """The lists with words, articles, forms and parts numbered as in the index they will be part of."""
    word, field = np.divmod(new.list, len(FIELDS))
    changed: dict[str, Any] = {field.name: getattr(new, field.name) for field in fields(new)}
    changed["list"] = place[word] * len(FIELDS) + field
    changed["article"] = moves.came[new.article]
    changed["form"] = form_of[new.form]
    if "led" in changed:
        changed["led"] = np.where(changed["led"] < 0, -1, changed["led"] + parts)
    return type(new)(**changed)


def _with_lists(lists: _Lists, numbers: Longs) -> _Lists:
    return type(lists)(**{f.name: getattr(lists, f.name) for f in fields(lists)} | {"list": numbers})


def _patch(old: _Lists, moves: Moves, new: _Lists, place: Longs) -> tuple[_Lists, Longs, Longs]:
    """The old lists without the articles that are gone and with the new; the postings that went, and their lists."""
    word, field = np.divmod(old.list, len(FIELDS))
    numbers = place[word] * len(FIELDS) + field
    begins = np.concatenate(([0], np.cumsum(old.count, dtype=np.int64)))
    gone = np.flatnonzero(moves.gone[old.article]) if moves.gone.any() else np.zeros(0, dtype=np.int64)
    gone_list = np.searchsorted(begins, gone, side="right") - 1
    pieces = _pieces(old.article.size, gone, _places(old, moves, new, numbers, begins))
    old_begins = np.concatenate(([0], np.cumsum(old.standing, dtype=np.int64))).tolist()
    new_begins = np.concatenate(([0], np.cumsum(new.standing, dtype=np.int64))).tolist()
    occurrences = [(old_begins[a], old_begins[b], new_begins[c], new_begins[d]) for a, b, c, d in pieces]
    fresh = new.columns()
    columns = old.columns()
    if moves.renumbered:
        columns["article"] = moves.number.astype(_least(moves.articles))[columns["article"]]
    columns = {
        name: _spliced(column, fresh[name], occurrences if name in OF_OCCURRENCES else pieces)
        for name, column in columns.items()
    }
    lists = np.union1d(numbers, new.list)
    count = np.zeros(lists.size, dtype=np.int32)
    count[np.searchsorted(lists, numbers)] = old.count - np.bincount(gone_list, minlength=numbers.size)
    count[np.searchsorted(lists, new.list)] += new.count
    left = count > 0
    return type(old)(list=lists[left], count=count[left], **columns), gone, numbers[gone_list]


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
            pieces.append((at, end, came, came))
            at = end + 1
        else:
            pieces.append((at, end, came, came + 1))
            at, came = end, came + 1
    pieces.append((at, size, came, came))
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


def _rows_of(lists: Lists, rows: Longs) -> Longs:
    """The occurrences of some postings."""
    begins = np.concatenate(([0], np.cumsum(lists.standing, dtype=np.int64)))
    return ranges(begins[rows], begins[rows + 1])


def _change(
    term: Longs, article: Ints, index: Index, occurrences: Longs | slice, sign: int,
    form_of: Ints | None = None, form_word: Ints | None = None,
) -> Change:  # fmt: skip
    """The pairs of term or word and article in some postings and their occurrences."""
    articles = np.int64(max(int(article.max()) + 1 if article.size else 1, 1))
    terms = np.unique(term.astype(np.int64) * articles + article) // articles
    form = index.postings.form[occurrences]
    word = index.form_word[form] if form_of is None or form_word is None else form_word[form_of[form]]
    if isinstance(occurrences, slice):
        holder = np.repeat(article, index.postings.standing)
    else:
        begins = np.concatenate(([0], np.cumsum(index.postings.standing, dtype=np.int64)))
        holder = index.postings.article[np.searchsorted(begins, occurrences, side="right") - 1]
    words = np.unique(word.astype(np.int64) * articles + holder) // articles
    return Change(terms, words.astype(np.int32), sign)


def _joined(begins: Longs, ends: Longs) -> tuple[Longs, Longs]:
    """The ranges, those that follow each other made one."""
    if not begins.size:
        return begins, ends
    new = np.flatnonzero(np.append(True, begins[1:] != ends[:-1]))
    return begins[new], ends[np.append(new[1:], begins.size) - 1]
