"""The pages of coverage: the table of all, and one for each year of an archive that spans many months."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from msgspec.structs import astuple, replace

from .coverage import Coverage, Row, Table, coverage_of
from .listings import Sheet, sheets
from .site import Site
from .speech import _

SOURCES_ON_PAGE = 100  # rows of a table
ALL = ""  # in place of a year: the table of the whole archive


def write_coverage(site: Site) -> None:
    """Writes them. What each is made of is remembered: nothing is counted while nothing changed."""
    pages = _Pages(site)
    index = (_("Coverage"), "coverage/")
    plan = site.build.memo_bytes("coverage", pages.value, lambda: json.dumps(list(pages.plan())).encode())
    for year, number, url, value in json.loads(plan):
        crumbs = [index, (year, f"{index[1]}{year}/")] if year else [index]
        more = partial(pages.more, year, number)
        site.pages.page(url, "coverage", bytes.fromhex(value), more, crumbs=crumbs)


class _Pages:
    def __init__(self, site: Site) -> None:
        self._site = site

    @property
    def value(self) -> bytes:
        """The digest of all that is counted."""
        told, record = self._site.archive.table.columns, self._site.record
        failed = [astuple(failed) for failed in record.failed]
        paths = [(source.name, source.path, source.published) for source in self._site.archive.sources.values()]
        words = [told.words(name).values for name in ("date", "source", "agency", "seed")]
        marks = [told.hidden, told.review, told.numbers("lines")[:, 0] >= 0]
        marks += [told.tags(name).counts > 0 for name in ("regions", "topics")]
        return self._site.build.digest(words, [mark.tobytes() for mark in marks], failed, paths)

    @cached_property
    def found(self) -> Coverage:
        return coverage_of(self._site.archive, self._site.record)

    @cached_property
    def _sheets(self) -> dict[str, list[Sheet[Row]]]:
        tables = {ALL: self.found.table, **self.found.years}
        return {
            year: sheets(f"coverage/{year}/" if year else "coverage/", table.rows, SOURCES_ON_PAGE)
            for year, table in sorted(tables.items())
        }

    def plan(self) -> Iterator[tuple[str, int, str, str]]:
        """Of each page its year, its number, its address, and the digest of what it shows."""
        for year, found in self._sheets.items():
            for sheet in found:
                value = self._site.build.digest(*self._shown(year, sheet))
                yield year, sheet.number, sheet.url, value.hex()

    def more(self, year: str, number: int) -> Mapping[str, Any]:
        """What a page shows."""
        sheet = self._sheets[year][number - 1]
        own: dict[str, Any] = {"table": replace(self._table(year), rows=sheet.rows), "sheet": sheet}
        if year:
            return {**own, "year": year, "around": self._around(year)}
        return {**own, "coverage": self.found, "record": self._site.record, "kept": self._kept()}

    def _shown(self, year: str, sheet: Sheet[Row]) -> Iterator[Any]:
        table = self._table(year)
        yield from (sheet.number, sheet.first, sheet.total, sheet.sheets)
        yield [astuple(column) for column in (*table.sums, *table.columns)]
        yield len(table.sums)
        yield [_facts(row) for row in (table.total, *sheet.rows)]
        if year:
            yield self._around(year)
            return
        missing = self.found.missing
        yield from (missing.undated, missing.untagged, missing.review, [astuple(gap) for gap in missing.months])
        named = [*missing.undated_sources, *([missing.unnamed] if missing.unnamed else ())]
        yield [(source.name, source.path, source.published, len(source.entries)) for source in named]
        yield missing.unnamed is None
        yield self.found.by_years
        yield [astuple(failed) for failed in self._site.record.failed]
        yield self._kept()

    def _table(self, year: str) -> Table:
        return self.found.years[year] if year else self.found.table

    def _around(self, year: str) -> tuple[list[str], list[str]]:
        years = sorted(self.found.years)
        place = years.index(year)
        return years[max(0, place - 1) : place], years[place + 1 : place + 2]

    def _kept(self) -> dict[str, int]:
        """How many stories of an earlier conversion there are of each capture that failed."""
        captures = self._site.archive.in_capture
        return {failed.capture: len(captures.get(failed.capture, ())) for failed in self._site.record.failed}


def _facts(row: Row) -> list[Any]:
    cells = (number for cell in (*row.sums, *row.cells) for number in (cell.stories, cell.reprints, cell.captures))
    return [row.name, row.url, row.review, row.failed, *cells]
