"""The whole archive as pages show it: every story, and every way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .entries import Entry
from .filings import mentions_of, regions_of, topics_of
from .groups import Source, Year, by_source, by_year, undated
from .related import NOBODY, Related
from .table import BySlug, Entries, Groups, Table, entries_of
from .trees import Tree, Vocabulary, build_tree


@dataclass(frozen=True, slots=True)
class Archive:
    """Published stories and reprints, and the trees and groups made of the published ones."""

    table: Table  # of all stories and reprints
    entries: Entries  # newest first, reprints left out
    reprints: Entries
    by_slug: Mapping[str, Entry]  # reprints too
    regions: Tree
    topics: Tree
    years: tuple[Year, ...]  # newest first
    undated: Entries
    sources: dict[str, Source]  # by name, the one called "" (not known) last
    captures: int
    printed_again: Mapping[str, Entries]  # slug of the canonical story: its reprints
    in_capture: Mapping[str, Entries]  # capture name: its stories and reprints, in line order
    related: Related

    @property
    def span(self) -> str:
        """ "2012–2023", "2018" or ""."""
        years = sorted(year.number for year in self.years)
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
    told = table.columns
    shown, reprints = table.where(not hidden for hidden in told.hidden), table.where(told.hidden)
    printed_again: dict[str, list[int]] = defaultdict(list)
    in_capture: dict[str, list[int]] = defaultdict(list)
    for place, (original, seed, lines) in enumerate(zip(told.reprint_of, told.seed, told.seed_lines, strict=True)):
        if original:
            printed_again[original].append(place)
        if seed and lines:
            in_capture[seed].append(place)
    for found in in_capture.values():
        found.sort(key=lambda place: (*(told.seed_lines[place] or ()), told.slug[place]))
    region_tree = build_tree(shown, regions_of, regions, mentions_of)
    return Archive(
        table=table,
        entries=shown,
        reprints=reprints,
        by_slug=BySlug(table),
        regions=region_tree,
        topics=build_tree(shown, topics_of, topics),
        years=by_year(shown),
        undated=undated(shown),
        sources={source.name: source for source in by_source(shown)},
        captures=len({seed for seed in told.seed if seed}),
        printed_again=Groups(table, printed_again),
        in_capture=Groups(table, in_capture),
        related=Related(shown, region_tree),
    )
