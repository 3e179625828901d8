"""The pages of sources and of dates: an index of each, and a listing for every source, year, month and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from .charts import year_bars
from .days import date_pages, dates_crumb, with_neighbours
from .groups import Source, Year
from .site import Site
from .speech import _
from .squares import archive_rows, source_rows, span_of


class Publisher(Struct, frozen=True):
    """A source as its own page and the list of sources know it."""

    name: str
    path: str
    published: int
    carried: int


def write_sources(site: Site) -> None:
    index = (_("Sources"), "source/")
    sources = [_publisher(source) for source in site.archive.sources.values()]
    value = site.build.digest(*(fact for source in sources for fact in _facts(source)))
    site.pages.page(index[1], "source_index", value, lambda: {"sources": sources}, crumbs=[index])
    for source in site.archive.sources.values():
        _write_source(site, source, index)


def _write_source(site: Site, source: Source, index: tuple[str, str]) -> None:
    record = site.publishers.get(source.name) if source.name else None
    months = Counter(date[:7] for date in source.entries.column("date"))
    span = span_of(source.entries)
    about = _publisher(source)

    def more() -> Mapping[str, Any]:
        return {"source": about, "rows": source_rows(source), "span": span, "publisher": record}

    said = astuple(record) if record else ()
    newest = site.build.digest(*_facts(about), *span, *(part for item in months.items() for part in item), said)
    crumbs = [index, (source.name or _("Source not stated"), source.path)]
    own = {"followed": True}
    site.pages.listing(
        source.path, source.entries, "source", crumbs=crumbs, more=own, newest=newest, more_of_newest=more
    )


def write_dates(site: Site) -> None:
    years = site.archive.years
    months = ((month.year, month.number, len(month.entries)) for year in years for month in year.months)
    value = site.build.digest(
        *(fact for year in years for fact in (year.number, len(year.entries), year.whole)),
        *(fact for month in months for fact in month),
    )
    site.pages.page(
        "date/",
        "date_index",
        value,
        lambda: {"years": year_bars(years), "rows": archive_rows(years)},
        crumbs=[dates_crumb()],
    )
    undated = [dates_crumb(), (_("Undated"), "undated/")]
    site.pages.listing("undated/", site.archive.undated, "undated", crumbs=undated, more={})
    for year, later, earlier in with_neighbours(years):
        around = [found.number if found else "" for found in (later, earlier)]
        value = site.build.digest(year.number, *around, year.entries.digests)
        site.pages.run(f"dates {year.number}", value, partial(_write_year, site, year, later, earlier))


def _write_year(site: Site, year: Year, later: Year | None, earlier: Year | None) -> None:
    for page in date_pages(year, later, earlier):
        site.pages.listing(
            page.url,
            page.entries,
            page.template,
            crumbs=page.crumbs,
            value=site.build.digest(*page.facts),
            more=page.more,
            newest=site.build.digest(*page.facts_of_newest),
            more_of_newest=page.more_of_newest,
        )


def _publisher(source: Source) -> Publisher:
    return Publisher(source.name, source.path, source.published, source.carried)


def _facts(source: Publisher) -> tuple[str, str, int, int]:
    return source.name, source.path, source.published, source.carried
