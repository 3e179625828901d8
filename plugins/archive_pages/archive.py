"""The whole archive as pages show it: every story, and every way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .columns import Flags, Places, packed_arrays, unpacked_arrays
from .entries import Entry
from .table import NOBODY, BySlug, Entries, Groups, Table, entries_of

if TYPE_CHECKING:
    from .groups import Source, Year
    from .related import Related
    from .trees import Tree, Vocabulary


Kept: TypeAlias = Callable[[str, Callable[[], bytes], Iterable[str]], bytes]


def anew(name: str, make: Callable[[], bytes], words: Iterable[str]) -> bytes:
    return make()


class Archive:
    """Published stories and reprints, and the trees and groups made of the published ones, each when asked for."""

    def __init__(self, table: Table, regions: Vocabulary, topics: Vocabulary, kept: Kept = anew) -> None:
        """`kept` gives what an earlier build made of the same stories, and of the same words where it counts them."""
        self.table = table  # of all stories and reprints
        self.by_slug: Mapping[str, Entry] = BySlug(table)  # reprints too
        self._vocabularies = regions, topics
        self._kept = kept

    @cached_property
    def entries(self) -> Entries:
        """Newest first, reprints left out."""
        return self.table.where(~self.table.columns.hidden)

    @cached_property
    def reprints(self) -> Entries:
        return self.table.where(self.table.columns.hidden)

    @cached_property
    def regions(self) -> Tree:
        def make() -> Tree:
            from .filings import mentions_of, regions_of  # here, as below: where no tag has changed, none is made
            from .trees import build_tree

            return build_tree(self.entries, regions_of, self._vocabularies[0], mentions_of)

        return self._tree("regions", make)

    @cached_property
    def topics(self) -> Tree:
        def make() -> Tree:
            from .filings import topics_of
            from .trees import build_tree

            return build_tree(self.entries, topics_of, self._vocabularies[1])

        return self._tree("topics", make)

    def _arrays(
        self, name: str, make: Callable[[], Iterable[NDArray[Any]]], words: Iterable[str] = ()
    ) -> list[NDArray[Any]]:
        return unpacked_arrays(self._kept(name, lambda: packed_arrays(make()), words))

    def _tree(self, name: str, make: Callable[[], Tree]) -> Tree:
        from .kept_trees import packed, unpacked

        found: list[Tree] = []  # what is made is at hand

        def made() -> bytes:
            found.append(make())
            return packed(found[0])

        data = self._kept(f"tree of {name}", made, ())
        return found[0] if found else unpacked(data, self.table)

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """Newest first."""
        from .groups import by_year

        return by_year(self.entries)

    @cached_property
    def undated(self) -> Entries:
        return self.entries.where("date", lambda date: not date)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """By name, the one called "" (not known) last."""
        from .groups import by_source

        return {source.name: source for source in by_source(self.entries)}

    @property
    def stories(self) -> int:
        """How many there are, reprints left out."""
        return len(self.entries)

    @property
    def reprinted(self) -> int:
        """How many reprints there are."""
        return len(self.reprints)

    @cached_property
    def captures(self) -> int:
        return sum(map(bool, self.table.columns.words("seed").names))

    @cached_property
    def printed_again(self) -> Mapping[str, Entries]:
        """Slug of the canonical story: its reprints."""
        reprints = self.table.where(self.table.columns.words("reprint_of").marked(bool))
        return reprints.grouped("reprint_of", lambda slug: slug)

    @cached_property
    def in_capture(self) -> Mapping[str, Entries]:
        """Capture name: its stories and reprints, in line order."""
        seeds, order = self.table.columns.words("seed"), self._in_line_order
        codes = seeds.codes[order]
        names = [seeds.names[code] for code in dict.fromkeys(codes.tolist())]
        ends = np.flatnonzero(np.diff(codes)) + 1
        return Groups(self.table, dict(zip(names, np.split(order, ends), strict=bool(names))))

    @cached_property
    def _in_line_order(self) -> Places:
        """The stories that say where they stand in a capture, one capture after the other."""
        told = self.table.columns
        seeds, (first, last) = told.words("seed"), told.numbers("lines").T
        places = np.flatnonzero(seeds.marked(bool) & (first >= 0))
        order = places[np.lexsort((last[places], first[places], seeds.codes[places]))]
        keys = np.stack([seeds.codes[order], first[order], last[order]])
        if (keys[:, 1:] == keys[:, :-1]).all(axis=0).any():  # two of one place stand by their slugs
            slugs = told.slug
            order = np.array(sorted(order.tolist(), key=lambda place: (
                int(seeds.codes[place]), int(first[place]), int(last[place]), slugs[place])))  # fmt: skip
        return order.astype(np.int32)

    @cached_property
    def related(self) -> Related:
        from .related import Related, related_pairs

        words = [*self.table.columns.tags("regions").names, "", *self.table.columns.tags("topics").names]
        return Related(self.table, self._arrays("related", lambda: related_pairs(self.entries, self.regions), words))

    @property
    def span(self) -> str:
        """ "2012–2023", "2018" or ""."""
        dates = self.table.columns.words("date").chosen(self.entries.places).names
        years = sorted(filter(None, (date[:4] for date in dates)))
        return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""

    @property
    def has_undated(self) -> bool:
        return bool(self.undated)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The stories before and after this one in its capture: only a change there changes them."""
        place = self.table.place_of.get(entry.slug)
        if place is None:
            return None, None
        before, after = (near[place] for near in self._beside)
        return (self.table.entry(before) if before >= 0 else None, self.table.entry(after) if after >= 0 else None)

    @cached_property
    def _beside(self) -> tuple[list[int], list[int]]:
        before, after = self.all_neighbours()
        return before.tolist(), after.tolist()

    def all_neighbours(self) -> tuple[Places, Places]:
        """The places of the stories before and after each story in its capture, by its own place; NOBODY for none."""
        before, after = self._arrays("neighbours", self._neighbours)
        return before, after

    def _neighbours(self) -> tuple[Places, Places]:
        order, told = self._in_line_order, self.table.columns
        seeds, reprints = told.words("seed").codes[order], told.words("reprint_of").marked(bool)[order]
        return self._last_before(order, seeds, reprints), self._last_before(order[::-1], seeds[::-1], reprints[::-1])

    def _last_before(self, order: Places, seeds: Places, reprints: Flags) -> Places:
        """Of each story the last one before it in this order that is of its capture and no reprint."""
        found = np.full(len(self.table), NOBODY, np.int32)
        places = np.arange(len(order))
        last = np.maximum.accumulate(np.where(reprints, NOBODY, places))[:-1]
        near = (last >= 0) & (seeds[last] == seeds[1:])
        found[order[1:][near]] = order[last[near]]
        return found


def build_archive(entries: Iterable[Entry], regions: Vocabulary, topics: Vocabulary) -> Archive:
    """The archive of these stories, hidden ones among them; the order they come in does not matter."""
    return Archive(entries_of(entries).table, regions, topics)
