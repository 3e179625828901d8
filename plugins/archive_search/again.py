"""The files of terms and positions, made again where the index changed, kept where it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bits import k_of_gaps
from .carried import carry_standing, carry_terms
from .directory import Stretch, behind_another, still_known
from .entries import Entries, Entry, Holders, Places
from .fields import FIELDS
from .last import TermFiles, Words
from .patching import Moves, Patched, of_terms
from .pieces import Flags
from .positions import WRITTEN, all_standing, files_named
from .postings import Index, Longs
from .store import Store
from .term_shards import (
    FOLDER,
    SUFFIX,
    Plan,
    bits_of_lists,
    entry_sizes_at,
    ks_of_lengths,
    plan_of,
    planned,
    target_of,
    term_files,
)


@dataclass(frozen=True, slots=True)
class Files:
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


def changed_files(store: Store, last: Words, moves: Moves, change: Patched) -> Files:
    """Makes the files of stretches that changed, and keeps the others."""
    index, files = change.index, last.files
    ks = ks_of_lengths(index.postings)
    recoded = _recoded(last.index.articles, moves, change, same_ks=ks == files.ks)
    plan = _plan_again(files, change, ks, recoded)
    kept = _kept(files.stretches, plan.stretches, change.old)
    names = _names(kept, files.names, plan, recoded)
    standing = _names(kept, files.standing, plan, change.touched)
    for name in filter(None, names):
        store.keep(name)
    for three in filter(None, standing):
        for name in files_named(three):
            store.keep(name)
    for number, data in carry_terms(store, files, change, plan, recoded, list(names)):
        names[number] = store.add(FOLDER, data, SUFFIX)
    sizes = np.vstack((files.standing_sizes, np.zeros_like(files.standing_sizes, shape=(1, WRITTEN + 1))))[change.old]
    for number, three in carry_standing(store, files, change, plan, sizes, list(standing)):
        standing[number] = three
    return Files(plan, names, standing, sizes)


def holders_again(last: Words, change: Patched) -> Holders:
    """How many articles hold each term and word now."""
    terms = np.append(last.holders.terms, 0)[change.old].astype(np.int64)
    words = np.zeros(len(change.index.words), dtype=np.int64)
    words[: last.holders.words.size] = last.holders.words
    for some in change.changes:
        np.add.at(terms, some.terms, some.sign)
        np.add.at(words, some.words, some.sign)
    return Holders(terms.astype(np.int32), words.astype(np.int32))


def entries_again(last: Words, change: Patched, holders: Holders) -> dict[str, Entry | None]:
    """The entries that may be others than in the last build, None for texts that have none any more."""
    index, old = change.index, change.old
    counted = np.flatnonzero(change.touched)
    counted = counted[np.append(last.holders.terms, -1)[old[counted]] != holders.terms[counted]]
    terms = {index.terms[number] for number in counted.tolist()} | set(change.gone_terms)
    words = {index.words[number] for some in change.changes for number in some.words.tolist()}
    beside = {text for text, stem in zip(last.lexicon.texts, last.lexicon.stems, strict=True) if stem in terms}
    entries = Entries(index, holders, Places(index.terms), change.word_number)
    return entries.changed(sorted(terms | words | beside | change.hidden))


def _recoded(articles: int, moves: Moves, change: Patched, same_ks: bool) -> Flags:
    """Of each term whether its lists are other bits: the codes of gaps depend on the number of all articles, and those
    of an article in between on the numbers of all behind it."""
    if moves.renumbered or not same_ks:
        return np.ones(change.touched.size, dtype=np.bool_)
    found = change.touched.copy()
    lists = change.index.postings
    if articles != moves.articles:
        other = k_of_gaps(articles, lists.count) != k_of_gaps(moves.articles, lists.count)
        found[lists.list[other] // len(FIELDS)] = True
    return found


def _plan_again(last: TermFiles, change: Patched, ks: list[int], recoded: Flags) -> Plan:
    index, old = change.index, change.old
    if recoded.all():
        of_lists = bits_of_lists(index, ks)
    else:
        numbers = np.flatnonzero(recoded)
        of_lists = np.append(last.list_bits, 0)[old]
        of_lists[numbers] = bits_of_lists(of_terms(index, numbers, occurrences=False), ks)
    numbers = np.flatnonzero(change.touched | behind_another(old))
    of_entries = np.append(last.entry_sizes, 0)[old]
    of_entries[numbers] = entry_sizes_at(index, numbers)
    known: dict[int, Stretch] = {}
    if last.target == target_of(index.articles):
        same = of_lists // 8 + of_entries == np.append(last.list_bits // 8 + last.entry_sizes, -1)[old]
        known = still_known(last.stretches, old, same)
    return planned(index, ks, of_lists, of_entries, known)


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
