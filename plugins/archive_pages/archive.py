"""The whole archive as pages show it: every story, and every way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from .entries import Entry
from .filings import mentions_of, regions_of, topics_of
from .groups import Source, Year, by_source, by_year, undated
from .related import NOBODY, Related
from .table import BySlug, Entries, Groups, Table, entries_of
from .trees import Tree, Vocabulary, build_tree


class Archive:
    """Published stories and reprints, and the trees and groups made of the published ones, each when asked for."""

    def __init__(self, table: Table, regions: Vocabulary, topics: Vocabulary) -> None:
        self.table = table  # of all stories and reprints
        self.by_slug: Mapping[str, Entry] = BySlug(table)  # reprints too
        self._vocabularies = regions, topics

    @cached_property
    def entries(self) -> Entries:
        """Newest first, reprints left out."""
        return self.table.where(not hidden for hidden in self.table.columns.hidden)

    @cached_property
    def reprints(self) -> Entries:
        return self.table.where(self.table.columns.hidden)

    @cached_property
    def regions(self) -> Tree:
        return build_tree(self.entries, regions_of, self._vocabularies[0], mentions_of)

    @cached_property
    def topics(self) -> Tree:
        return build_tree(self.entries, topics_of, self._vocabularies[1])

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """Newest first."""
        return by_year(self.entries)

    @cached_property
    def undated(self) -> Entries:
        return undated(self.entries)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """By name, the one called "" (not known) last."""
        return {source.name: source for source in by_source(self.entries)}

    @cached_property
    def captures(self) -> int:
        return len({seed for seed in self.table.columns.seed if seed})

    @cached_property
    def printed_again(self) -> Mapping[str, Entries]:
        """Slug of the canonical story: its reprints."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, original in enumerate(self.table.columns.reprint_of):
            if original:
                found[original].append(place)
        return Groups(self.table, found)

    @cached_property
    def in_capture(self) -> Mapping[str, Entries]:
        """Capture name: its stories and reprints, in line order."""
        told = self.table.columns
        found: dict[str, list[int]] = defaultdict(list)
        for place, (seed, lines) in enumerate(zip(told.seed, told.seed_lines, strict=True)):
            if seed and lines:
                found[seed].append(place)
        for places in found.values():
            places.sort(key=lambda place: (*(told.seed_lines[place] or ()), told.slug[place]))
        return Groups(self.table, found)

    @cached_property
    def related(self) -> Related:
        return Related(self.entries, self.regions)

    @property
    def span(self) -> str:
        """ "2012–2023", "2018" or ""."""
        years = sorted(filter(None, (date[:4] for date in self.entries.column("date"))))
        return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""

    @property
    def has_undated(self) -> bool:
        return bool(self.undated)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The stories before and after this one in its capture: only a change there changes them."""
        stories = [other for other in self.in_capture.get(entry.seed, ()) if not other.is_reprint or other == entry]
        if entry not in stories:
            return None, None
        place = stories.index(entry)
        before = stories[place - 1] if place else None
        after = stories[place + 1] if place + 1 < len(stories) else None
        return before, after

    def all_neighbours(self) -> tuple[list[int], list[int]]:
        """The places of the stories before and after each story in its capture, by its own place; NOBODY for none."""
        told = self.table.columns
        before, after = [NOBODY] * len(self.table), [NOBODY] * len(self.table)
        for capture in self.in_capture.values():
            places = capture.places.tolist()
            for order, found in ((places, before), (places[::-1], after)):
                last = NOBODY
                for place in order:
                    found[place] = last
                    last = last if told.reprint_of[place] else place
        return before, after


def build_archive(entries: Iterable[Entry], regions: Vocabulary, topics: Vocabulary) -> Archive:
    """The archive of these stories, hidden ones among them; the order they come in does not matter."""
    return archive_of(entries_of(entries).table, regions, topics)


def archive_of(table: Table, regions: Vocabulary, topics: Vocabulary) -> Archive:
    """The archive of a table's stories."""
    return Archive(table, regions, topics)
