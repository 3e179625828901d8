"""The whole archive as pages show it: every story, and every way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .entries import Entry, newest_first
from .groups import Source, Year, by_source, by_year, undated
from .related import Related
from .trees import Tree, Vocabulary, build_tree, regions_of, topics_of


@dataclass(frozen=True, slots=True)
class Archive:
    """Published stories and reprints, and the trees and groups made of the published ones."""

    entries: tuple[Entry, ...]  # newest first, reprints left out
    reprints: tuple[Entry, ...]
    by_slug: dict[str, Entry]  # reprints too
    regions: Tree
    topics: Tree
    years: tuple[Year, ...]  # newest first
    undated: tuple[Entry, ...]
    sources: dict[str, Source]  # by name, the one called "" (not known) last
    captures: int
    printed_again: dict[str, tuple[Entry, ...]]  # slug of the canonical story: its reprints
    in_capture: dict[str, tuple[Entry, ...]]  # capture name: its stories and reprints, in line order
    related: Related

    @property
    def span(self) -> str:
        """ "2012–2023", "2018" or ""."""
        years = sorted(year.number for year in self.years)
        return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The stories before and after this one in its capture: only a change there changes them."""
        stories = [other for other in self.in_capture.get(entry.seed, ()) if not other.is_reprint or other == entry]
        if entry not in stories:
            return None, None
        place = stories.index(entry)
        before = stories[place - 1] if place else None
        after = stories[place + 1] if place + 1 < len(stories) else None
        return before, after


def build_archive(entries: Iterable[Entry], regions: Vocabulary, topics: Vocabulary) -> Archive:
    """The archive of these stories, hidden ones among them; the order they come in does not matter."""
    everything = newest_first(entries)
    shown = tuple(entry for entry in everything if not entry.hidden)
    reprints = tuple(entry for entry in everything if entry.hidden)
    printed_again: dict[str, list[Entry]] = defaultdict(list)
    in_capture: dict[str, list[Entry]] = defaultdict(list)
    for entry in everything:
        if entry.reprint_of:
            printed_again[entry.reprint_of].append(entry)
        if entry.seed and entry.seed_lines:
            in_capture[entry.seed].append(entry)
    region_tree = build_tree(shown, regions_of, regions, lambda entry: entry.mentions)
    return Archive(
        entries=shown,
        reprints=reprints,
        by_slug={entry.slug: entry for entry in everything},
        regions=region_tree,
        topics=build_tree(shown, topics_of, topics),
        years=by_year(shown),
        undated=undated(shown),
        sources={source.name: source for source in by_source(shown)},
        captures=len({entry.seed for entry in everything if entry.seed}),
        printed_again={slug: tuple(found) for slug, found in printed_again.items()},
        in_capture={
            seed: tuple(sorted(found, key=lambda entry: (entry.seed_lines or (0, 0), entry.slug)))
            for seed, found in in_capture.items()
        },
        related=Related(shown, region_tree),
    )
