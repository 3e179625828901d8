"""A part of an index, as an index of its own: some terms, some articles, titles or common words alone."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .blocks import ranges, sums_before
from .fields import FIELDS, in_utf16_order
from .pieces import BETWEEN, Flags
from .postings import OF_OCCURRENCES, Index, Lists, Longs, Postings

LOOKED_FOR = 10  # articles: fewer are found sooner one by one
_Lists = TypeVar("_Lists", bound=Lists)
NO_LISTS = Lists(*(np.zeros(0, dtype=np.int32) for _ in fields(Lists)))  # type: ignore[arg-type]
NO_POSTINGS = Postings(*(np.zeros(0, dtype=np.int32) for _ in fields(Postings)))  # type: ignore[arg-type]


def of_terms(index: Index, numbers: Longs, *, occurrences: bool = True) -> Index:
    """The index of some terms alone, ascending, perhaps without their occurrences; its forms are sorted."""
    lists, fields = index.postings.list, len(FIELDS)
    chosen = ranges(*(np.searchsorted(lists, (numbers + more) * fields) for more in (0, 1)))
    word, field = np.divmod(lists[chosen], fields)
    part = _of_lists(index.postings, chosen, np.searchsorted(numbers, word) * fields + field, occurrences)
    terms = [index.terms[number] for number in numbers.tolist()]
    return with_sorted_forms(replace(index, terms=terms, postings=part, common=NO_LISTS))


def of_lists(lists: _Lists, chosen: Longs) -> _Lists:
    """Some lists, without their occurrences."""
    return _of_lists(lists, chosen, lists.list[chosen], False)


def of_titles(index: Index) -> Index:
    """The index of titles alone."""
    postings = index.postings
    chosen = np.flatnonzero(postings.list % len(FIELDS) == FIELDS.index("title"))
    part = _of_lists(postings, chosen, postings.list[chosen], True)
    return _without_idle_terms(with_sorted_forms(replace(index, postings=part, common=NO_LISTS)))


def of_common_words(index: Index, lists: Container[int] | None = None) -> Index:
    """The index of common words alone, in all lists or in some."""
    common = index.common
    if lists is not None:
        chosen = np.array([n for n, number in enumerate(common.list.tolist()) if number in lists], dtype=np.int64)
        common = _of_lists(common, chosen, common.list[chosen], True)
    return with_sorted_forms(replace(index, terms=[], postings=NO_POSTINGS, common=common))


def of_common_holders(index: Index) -> Index:
    """The index of which articles hold common words."""
    return replace(without_places(index), terms=[], postings=NO_POSTINGS)


def of_articles(index: Index, numbers: Longs) -> Index:
    """The index of some articles alone, ascending, numbered anew; terms and words are those they hold."""
    number = np.full(index.articles, -1, dtype=np.int64)
    number[numbers] = np.arange(numbers.size)
    postings, common = _of_articles(index.postings, number), _of_articles(index.common, number)
    some = with_sorted_forms(replace(index, articles=numbers.size, postings=postings, common=common))
    hidden = np.flatnonzero(number[index.hidden_in] >= 0)
    return replace(_without_idle_terms(some), **_hidden(some, index, hidden, number))


def without_places(index: Index) -> Index:
    """The index with postings alone, not where in the articles they stand."""
    return replace(
        index,
        postings=_without_occurrences(index.postings),
        common=_without_occurrences(index.common),
        forms=[],
        words=[],
        form_word=NO_LISTS.form,
        hidden=NO_LISTS.form,
        hidden_in=NO_LISTS.form,
    )


def _without_occurrences(lists: _Lists) -> _Lists:
    names = [name for name in lists.columns() if name in OF_OCCURRENCES]
    return replace(lists, standing=np.zeros_like(lists.standing), **{name: getattr(lists, name)[:0] for name in names})


def _without_idle_terms(index: Index) -> Index:
    word, field = np.divmod(index.postings.list, len(FIELDS))
    held = np.flatnonzero(np.bincount(word, minlength=len(index.terms)))
    place = np.zeros(len(index.terms), dtype=np.int64)
    place[held] = np.arange(held.size)
    terms = [index.terms[term] for term in held.tolist()]
    return replace(index, terms=terms, postings=replace(index.postings, list=place[word] * len(FIELDS) + field))


def _hidden(some: Index, index: Index, which: Longs, number: Longs) -> dict[str, Any]:
    """Words that hide in the articles, added to the forms and words of a part."""
    forms, words, form_word = list(some.forms), list(some.words), some.form_word.tolist()
    word_number = {word: place for place, word in enumerate(words)}
    hidden = []
    for form in index.hidden[which].tolist():
        word = index.words[index.form_word[form]]
        hidden.append(len(forms))
        forms.append(index.forms[form])
        if word not in word_number:
            word_number[word] = len(words)
            words.append(word)
        form_word.append(word_number[word])
    return {
        "forms": forms,
        "words": words,
        "form_word": np.array(form_word, dtype=np.int32),
        "hidden": np.array(hidden, dtype=np.int32),
        "hidden_in": number[index.hidden_in[which]].astype(np.int32),
    }


def _of_lists(lists: _Lists, chosen: Longs, numbers: Longs, occurrences: bool) -> _Lists:
    """Some lists, with other numbers."""
    ends = np.cumsum(lists.count, dtype=np.int64)
    rows = ranges(*_joined(ends[chosen] - lists.count[chosen], ends[chosen]))
    return _cut(lists, rows, numbers, lists.count[chosen], occurrences)


def _of_articles(lists: _Lists, number: Longs) -> _Lists:
    """The postings of articles that have a number."""
    kept: Flags = number >= 0
    some = np.flatnonzero(kept).tolist()
    if len(some) < LOOKED_FOR:
        found = np.zeros(lists.article.size, dtype=np.bool_)
        for one in some:
            found |= lists.article == one
    else:
        found = kept[lists.article]
    rows = np.flatnonzero(found)
    of = np.searchsorted(np.cumsum(lists.count, dtype=np.int64), rows, side="right")
    first = np.flatnonzero(np.diff(of, prepend=-1))
    part = _cut(lists, rows, lists.list[of[first]], np.diff(first, append=of.size), True)
    return replace(part, article=number[part.article].astype(np.int32))


def _cut(lists: _Lists, rows: Longs, numbers: Longs, count: NDArray[Any], occurrences: bool) -> _Lists:
    there = rows[:0]
    if occurrences:
        stretches = _joined(rows, rows + 1)
        there = ranges(*(sums_before(lists.standing, edges) for edges in stretches))
    columns = {name: column[there if name in OF_OCCURRENCES else rows] for name, column in lists.columns().items()}
    columns = {
        name: column if column.dtype == np.bool_ else column.astype(np.int32) for name, column in columns.items()
    }
    if not occurrences:
        columns["standing"] = np.zeros(rows.size, dtype=np.int32)
    return type(lists)(list=numbers, count=count.astype(np.int32), **columns)


def with_sorted_forms(index: Index) -> Index:
    """The index with no forms and words but those of its lists, in order; nothing hides in it."""
    size = len(index.forms)
    used = np.bincount(index.postings.form, minlength=size) + np.bincount(index.common.form, minlength=size)
    numbers = np.flatnonzero(used).tolist()
    texts = [index.words[word] for word in index.form_word[numbers].tolist()]
    keys = {f"{index.forms[form]}{BETWEEN}{text}": form for form, text in zip(numbers, texts, strict=True)}
    ordered = [keys[key] for key in in_utf16_order(keys)]
    rank = np.zeros(size, dtype=np.int32)
    rank[ordered] = np.arange(len(ordered))
    words = in_utf16_order(set(texts))
    place = {word: number for number, word in enumerate(words)}
    return replace(
        index,
        postings=replace(index.postings, form=rank[index.postings.form]),
        common=replace(index.common, form=rank[index.common.form]),
        forms=[index.forms[form] for form in ordered],
        words=words,
        form_word=np.array([place[index.words[word]] for word in index.form_word[ordered].tolist()], dtype=np.int32),
        hidden=NO_LISTS.form,
        hidden_in=NO_LISTS.form,
    )


def _joined(begins: Longs, ends: Longs) -> tuple[Longs, Longs]:
    """The ranges, those that follow each other made one."""
    if not begins.size:
        return begins, ends
    new = np.flatnonzero(np.append(True, begins[1:] != ends[:-1]))
    return begins[new], ends[np.append(new[1:], begins.size) - 1]
