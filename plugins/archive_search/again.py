"""The files of terms and positions, made again where the index changed, kept where it did not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np

from .bits import k_of_gaps
from .carried import Some, carry_standing, carry_terms
from .collection import Collection
from .directory import Stretch, behind_another, still_known
from .entries import Entries, Entry
from .last import TermFiles
from .last import Words as Last
from .pieces import Flags
from .positions import WRITTEN, all_standing, files_named
from .postings import Index, Longs
from .step import Step
from .store import Store
from .tally import Tally
from .term_shards import FOLDER, SUFFIX, Plan, bits_of_lists, entry_sizes_at, plan_of, planned, target_of, term_files
from .terms import RUSSIAN


class Files(NamedTuple):
    """A plan, and the names of its files."""

    plan: Plan
    names: list[str]
    standing: list[str]
    standing_sizes: Longs  # as in positions.Encoded

    def told(self) -> TermFiles:
        """What the next build needs to know of them."""
        plan = self.plan
        rows = np.array(plan.stretches, dtype=np.int64).reshape(-1, 3)
        return TermFiles(
            plan.target, plan.ks, plan.list_bits, plan.entry_sizes, self.standing_sizes, rows, self.names, self.standing
        )


def all_files(store: Store, index: Index) -> Files:
    """Makes all files."""
    plan = plan_of(index)
    names = [store.add(FOLDER, data, SUFFIX) for data in term_files(index, plan.ks, plan.places)]
    return Files(plan, names, *all_standing(store, index, plan.places))


def changed_files(store: Store, last: Last, step: Step) -> Files:
    """Makes the files of stretches that changed, and keeps the others."""
    files, change = last.files, step.change
    ks = change.tally.ks()
    recoded = _recoded(last.tally, step, same_ks=ks == files.ks)
    numbers = np.flatnonzero(recoded)
    lists, prior = (_lists(of, change.tally, numbers, recoded) for of in (step.now, last.collection))
    plan = _plan_again(files, step, ks, numbers, lists)
    kept = _kept(files.stretches, plan.stretches, change.old)
    names = _names(kept, files.names, plan, recoded)
    standing = _names(kept, files.standing, plan, step.standing)
    for name in filter(None, names):
        store.keep(name)
    for three in filter(None, standing):
        for name in files_named(three):
            store.keep(name)
    for number, data in carry_terms(store, files, step, plan, Some(numbers, lists), prior, list(names)):
        names[number] = store.add(FOLDER, data, SUFFIX)
    sizes = np.vstack((files.standing_sizes, np.zeros_like(files.standing_sizes, shape=(1, WRITTEN + 1))))[change.old]
    numbers = np.flatnonzero(step.standing)
    some = Some(numbers, step.now.of_terms(_texts(change.tally, numbers)))
    for number, three in carry_standing(store, files, step, plan, some, sizes, list(standing)):
        standing[number] = three
    return Files(plan, names, standing, sizes)


def _lists(collection: Collection, tally: Tally, numbers: Longs, recoded: Flags) -> Index:
    """The lists of these terms as they are in a collection, which may lack some."""
    return collection.postings() if recoded.all() else collection.of_terms(_texts(tally, numbers), occurrences=False)


def _texts(tally: Tally, numbers: Longs) -> list[str]:
    return [tally.terms[number] for number in numbers.tolist()]


def entries_again(last: Last, step: Step) -> dict[str, Entry | None]:
    """The entries that may be others than in the last build, None for texts that have none any more."""
    change = step.change
    went, came = step.tallies
    russian = RUSSIAN in change.tally.languages
    held = np.append(last.tally.holders.terms, -1)[change.old] != change.tally.holders.terms
    if russian:
        held |= step.touched  # what finds one of two terms may be others though there are as many
    terms = {*_texts(change.tally, np.flatnonzero(held)), *change.gone}
    hidden = {some.words[word] for some in (step.went, step.came) for word in some.form_word[some.hidden].tolist()}
    beside = compress(last.lexicon.texts, map(terms.__contains__, last.lexicon.stems))
    entries = Entries(
        change.number, change.word_number, change.tally.holders, step.now.hidden(), russian,
        lambda term: step.now.of_terms([term]).postings.article,
    )  # fmt: skip
    return entries.changed(sorted({*terms, *went.words, *came.words, *beside, *hidden}))


def _recoded(last: Tally, step: Step, same_ks: bool) -> Flags:
    """Of each term whether its lists are other bits: the codes of gaps depend on the number of all articles, and those
    of an article in between on the numbers of all behind it."""
    tally = step.change.tally
    if step.moves.renumbered or not same_ks:
        return np.ones(len(tally.terms), dtype=np.bool_)
    found = step.counted
    if last.articles != tally.articles:
        other = k_of_gaps(last.articles, tally.counts) != k_of_gaps(tally.articles, tally.counts)
        found = found | (other & (tally.counts > 0)).any(axis=1)
    return found


def _plan_again(last: TermFiles, step: Step, ks: list[int], numbers: Longs, lists: Index) -> Plan:
    """`lists` is the index of the terms of which these are the numbers: their lists are other bits."""
    old, tally = step.change.old, step.change.tally
    of_lists = np.append(last.list_bits, 0)[old]
    of_lists[numbers] = bits_of_lists(lists, ks)
    of_entries = np.append(last.entry_sizes, 0)[old]
    places = np.flatnonzero(step.counted | behind_another(old))
    of_entries[places] = entry_sizes_at(tally.terms, tally.counts, places)
    known: dict[int, Stretch] = {}
    if last.target == target_of(tally.articles):
        same = of_lists // 8 + of_entries == np.append(last.list_bits // 8 + last.entry_sizes, -1)[old]
        known = still_known(last.stretches, old, same)
    return planned(tally.articles, tally.terms, ks, of_lists, of_entries, known)


def _kept(last: Longs, stretches: list[Stretch], old: Longs) -> list[int]:
    """For each stretch the number of the last one with the same terms, or -1."""
    number = {(int(row[0]), int(row[1])): place for place, row in enumerate(last)}
    parted = np.concatenate(([0], np.cumsum(behind_another(old))))
    found = []
    for stretch in stretches:
        together = parted[stretch.end] == parted[stretch.begin + 1]
        first = int(old[stretch.begin])
        found.append(number.get((first, first + stretch.end - stretch.begin), -1) if together and first >= 0 else -1)
    return found


def _names(kept: list[int], names: Sequence[str], plan: Plan, changed: Flags) -> list[str]:
    """The names of files that stay as they are; "" for others."""
    before = np.concatenate(([0], np.cumsum(changed)))
    return [
        names[number] if number >= 0 and before[stretch.begin] == before[stretch.end] else ""
        for number, stretch in zip(kept, plan.stretches, strict=True)
    ]
