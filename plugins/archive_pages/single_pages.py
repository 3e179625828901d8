"""The pages there is one of: home, the log of corrections, and those that only say how to search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .charts import year_bars
from .corrections_log import Correction, corrections_log
from .listings import sheets
from .matrix import matrix_of
from .site import Site
from .speech import _
from .trees import Node

LATEST = 6  # stories the home page shows
WAYS_IN = 10  # regions, topics and sources the home page shows of each
CORRECTIONS_ON_PAGE = 100  # rows of the correction log


def write_home(site: Site) -> None:
    archive = site.archive
    latest = archive.entries[:LATEST]

    def more() -> Mapping[str, Any]:
        regions = [node for node in archive.regions.walk() if node.level in ("country", "admin1", "macro", "")]
        topics = [node for node in archive.topics.walk() if node.here]
        return {
            "latest": latest,
            "map": site.atlas.of_archive(),
            "matrix": matrix_of(archive.regions, archive.topics),
            "years": year_bars(archive.years),
            "regions": sorted(regions, key=lambda node: (-node.total, node.label))[:WAYS_IN],
            "topics": sorted(topics, key=lambda node: (-node.total, node.label))[:WAYS_IN],
            "sources": sorted(archive.sources.values(), key=lambda s: (not s.name, -len(s.entries), s.name))[:WAYS_IN],
        }

    value = site.build.digest(
        latest.digests,
        *(fact for tree in (archive.regions, archive.topics) for node in tree.nodes.values() for fact in _facts(node)),
        *(fact for year in archive.years for fact in (year.number, len(year.entries))),
        *(fact for source in archive.sources.values() for fact in (source.name, source.path, len(source.entries))),
        _shared_stories(site),
    )
    site.pages.page("", "home", value, more)


def _facts(node: Node) -> Iterator[Any]:
    yield from (node.id, node.label, node.path, node.level, node.here, len(node.about), len(node.also))


def _shared_stories(site: Site) -> bytes:
    """What the table of regions and topics is made of: which stories each of them has."""
    archive = site.archive
    nodes = [*archive.regions.nodes.values(), *archive.topics.nodes.values()]
    return site.build.digest(*(places.tobytes() for node in nodes for places in (node.about.places, node.also.places)))


def write_corrections(site: Site) -> None:
    index = (_("Corrections"), "corrections/")
    made = corrections_log(site.record.corrections, site.archive, site.regions, site.topics)
    for sheet in sheets(index[1], made, CORRECTIONS_ON_PAGE):
        value = site.build.digest(
            sheet.number, sheet.first, sheet.total, sheet.sheets, *(fact for row in sheet.rows for fact in _said(row))
        )
        site.pages.page(sheet.url, "corrections", value, lambda sheet=sheet: {"sheet": sheet}, crumbs=[index])  # type: ignore[misc]


def _said(row: Correction) -> tuple[Any, ...]:
    return (row.entry, row.field, row.was, row.now, row.reason)


def write_search(site: Site) -> None:
    """The page of the search, and the one for addresses that lead nowhere."""
    site.pages.page("search/", "search", b"")
    site.pages.page("404.html", "404", b"", save_as="404.html", listed=False)
