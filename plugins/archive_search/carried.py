"""Files of terms and positions made of those of the last build: only terms that changed are encoded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .bits import Codes, lengths_of, pack, varint
from .blocks import blocks, distinct
from .directory import behind_another, shared_heads
from .fields import FIELDS
from .forms import head_sizes
from .last import TermFiles
from .parts import of_terms
from .pieces import Flags, Ints
from .positions import FORM, LEAD, PLACE, PRINTED, WRITTEN, Encoded, encoded, files_named, standing_names
from .postings import Index, Longs
from .recoding import Prior, recoded
from .splicing import Old, joined, spliced
from .standing import standing_of
from .step import Step
from .store import Store
from .tally import Change
from .term_entries import SIZE_K, Entries
from .term_shards import Plan, entry_of

_NO_ENTRIES = Entries(Codes(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)), np.zeros(1, dtype=np.int64))
_NOTHING = Encoded((_NO_ENTRIES,) * 3, [], np.zeros((0, WRITTEN + 1), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Some:
    """The index of some terms alone."""

    numbers: Longs  # of these among all terms, ascending
    index: Index

    def of(self, numbers: Longs, *, occurrences: bool = True) -> Index:
        """The index of some of these."""
        return of_terms(self.index, np.searchsorted(self.numbers, numbers), occurrences=occurrences)

    def weights(self, terms: int, of_each: Longs) -> Longs:
        """Of each of so many terms what is told of these, 0 of others."""
        found = np.zeros(terms, dtype=np.int64)
        found[self.numbers] = of_each
        return found


class _Group:
    """Some new files: their terms, and where these lie in files of the last build."""

    def __init__(self, last: TermFiles, change: Change, plan: Plan, numbers: Sequence[int]) -> None:
        some = [plan.stretches[number] for number in numbers]
        self.numbers = numbers
        self.terms: Longs = np.concatenate([np.arange(each.begin, each.end) for each in some])
        self.edges: Longs = np.cumsum([0, *(each.end - each.begin for each in some)])
        self.old = change.old[self.terms]  # number of each term in the last build, or -1
        self._begins = last.stretches[:, 0]
        self._ends = last.stretches[:, 1]
        self.file: Longs = np.searchsorted(self._begins, self.old, side="right") - 1  # of the last build; or -1

    def files(self, copied: Flags) -> list[int]:
        """The files of the last build that hold the terms that are copied."""
        found: list[int] = distinct(self.file[copied]).tolist()
        return found

    def begins(self, files: Sequence[int], old: Old) -> Longs:
        """Of each term where the file it lies in begins, in bytes; of others anything."""
        begin = np.zeros(self._begins.size + 1, dtype=np.int64)
        begin[list(files)] = old.begins[:-1]
        return begin[self.file]

    def before(self, sizes: Longs) -> Longs:
        """Of each term the sizes of all before it in its file."""
        sums = np.concatenate(([0], np.cumsum(sizes), [0]))
        found: Longs = sums[self.old] - sums[np.append(self._begins, 0)[self.file]]
        return found

    def all_of_file(self, sizes: Longs) -> Longs:
        """Of each term the sizes of all in its file."""
        sums = np.concatenate(([0], np.cumsum(sizes)))
        found: Longs = np.append(sums[self._ends] - sums[self._begins], 0)[self.file]
        return found

    def starts_a_file(self) -> Flags:
        """Of each term whether it is the first of its file, now or in the last build."""
        found: Flags = np.append(self._begins, -1)[self.file] == self.old
        found[self.edges[:-1]] = True
        return found


def _groups(last: TermFiles, change: Change, plan: Plan, names: Sequence[str], weights: Longs) -> Iterator[_Group]:
    """The files that have no name yet, some at a time; `weights` tell of each term how much there is to encode."""
    missing = [number for number, name in enumerate(names) if not name]
    sums = np.concatenate(([0], np.cumsum(weights)))
    of_files = [int(sums[plan.stretches[number].end] - sums[plan.stretches[number].begin]) for number in missing]
    for some in blocks(np.array(of_files, dtype=np.int64)):
        yield _Group(last, change, plan, missing[some])


def carry_terms(
    store: Store, last: TermFiles, step: Step, plan: Plan, some: Some, prior: Index, names: list[str]
) -> Iterator[tuple[int, bytes]]:
    """The files of terms without a name, by number; the lists of `some` terms are made, of which `prior` is the index
    as it was."""
    change = step.change
    terms_of_all, counts = change.tally.terms, change.tally.counts
    moved = behind_another(change.old)
    made_of_all = np.zeros(len(terms_of_all), dtype=np.bool_)
    made_of_all[some.numbers] = True
    was = change.old[some.numbers]
    holds_all = len(prior.terms) == last.list_bits.size
    before = Some(np.arange(len(prior.terms)) if holds_all else was[was >= 0], prior)
    for group in _groups(last, change, plan, names, np.where(made_of_all, counts.sum(axis=1), 0)):
        terms = group.terms
        lists_made = made_of_all[terms]
        entries_made = step.counted[terms] | moved[terms] | group.starts_a_file()
        files = group.files(group.old >= 0)
        contents = [store.content(last.names[number]) for number in files]
        old = Old(contents)
        bits = np.zeros(last.stretches.shape[0] + 1, dtype=np.int64)
        bits[files] = [*map(len, contents)]
        lists = group.begins(files, old) + bits[group.file] - (group.all_of_file(last.list_bits) + 7) // 8
        at = 8 * lists + group.before(last.list_bits)
        made = np.flatnonzero(lists_made)
        was = group.old[made]
        then = before.of(was[was >= 0], occurrences=False)
        place = np.where(was >= 0, np.cumsum(was >= 0) - 1, -1)
        known = Prior(then, place, last.ks, step.moves, old, at[made])
        fresh = recoded(some.of(terms[made], occurrences=False), plan.ks, known)
        codes = spliced(old, at, plan.list_bits[terms], group.edges, made, fresh)
        at = lists - group.all_of_file(last.entry_sizes) + group.before(last.entry_sizes)
        dictionaries = joined(
            old,
            at,
            plan.entry_sizes[terms],
            group.edges,
            _entries(terms_of_all, counts, group, np.flatnonzero(entries_made)),
        )
        cuts = codes.begin[group.edges[1:-1]].tolist()
        for number, size, dictionary, data in zip(
            group.numbers, np.diff(group.edges).tolist(), dictionaries, pack(codes.codes, cuts), strict=True
        ):
            yield number, varint(size) + dictionary + data


def _entries(terms: Sequence[str], counts: Ints, group: _Group, made: Longs) -> dict[int, bytes]:
    """The entries of some terms of a group in the dictionaries, by place."""
    numbers = group.terms[made]
    before = ["", *terms]
    pairs = [text for number in numbers.tolist() for text in before[number : number + 2]]
    heads = shared_heads(pairs)[1::2]
    begins = np.zeros(group.terms.size, dtype=np.bool_)
    begins[group.edges[:-1]] = True
    heads[begins[made]] = 0
    told = zip(made.tolist(), pairs[1::2], heads.tolist(), counts[numbers].tolist(), strict=True)
    return {place: entry_of(term, head, count) for place, term, head, count in told}


def carry_standing(
    store: Store, last: TermFiles, step: Step, plan: Plan, some: Some, sizes: Longs, names: list[str]
) -> Iterator[tuple[int, str]]:
    """Writes the files of positions without a name; their names by number. What `some` terms have there is made;
    `sizes`, as in TermFiles, are made right."""
    change, table = step.change, last.standing_sizes
    postings = some.index.postings
    sums = np.append(0, np.cumsum(postings.standing, dtype=np.int64))
    in_lists = np.diff(sums[np.append(0, np.cumsum(postings.count, dtype=np.int64))])
    occurrences = np.zeros(some.numbers.size, dtype=np.int64)
    np.add.at(occurrences, postings.list // len(FIELDS), in_lists)
    weights = some.weights(len(change.tally.terms), occurrences)
    heads = (
        lengths_of(table[:, PLACE], SIZE_K),
        lengths_of(table[:, LEAD], SIZE_K),
        head_sizes(table[:, PRINTED], table[:, FORM]),
    )
    for group in _groups(last, change, plan, names, weights):
        terms, edges = group.terms, group.edges
        touched = step.standing[terms]
        made = np.flatnonzero(touched)
        again = some.of(terms[made])
        fresh = encoded(next(standing_of(again, [0])), again) if made.size else _NOTHING
        sizes[terms[made]] = fresh.sizes
        files = group.files(~touched)
        entries, dictionaries = [], []
        for kind, head in enumerate(heads):
            old = Old([store.content(files_named(last.standing[number])[kind]) for number in files])
            begin = group.begins(files, old)
            if kind == FORM:
                written = group.all_of_file(table[:, WRITTEN])
                begin = begin + (np.frexp(np.maximum(written, 1).astype(np.float64))[1] + 6) // 7
                at = begin + group.before(table[:, WRITTEN])
                dictionary = dict(zip(made.tolist(), fresh.dictionary, strict=True))
                dictionaries = joined(old, at, sizes[terms, WRITTEN], edges, dictionary)
                begin = begin + written
            at = 8 * begin + group.all_of_file(head) + group.before(table[:, kind])
            entries.append(spliced(old, at, sizes[terms, kind], edges, made, fresh.entries[kind]))
        names_of_group = standing_names(store, edges, entries, sizes[terms], dictionaries)
        yield from zip(group.numbers, names_of_group, strict=True)
