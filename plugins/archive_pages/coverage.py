"""What the archive holds of each source and month, and what it does not hold.

Every story and reprint counts once in its source's row: in the column of its month, in "Month not known" where the
capture gives a year only, or in "Undated". A capture counts in each cell one of its stories is in, so captures do not
add up along a row; stories and reprints do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct, field

from .archive import Archive
from .columns import Coded
from .groups import Source
from .months import Gap, gaps, span
from .run_record import RunRecord
from .speech import _
from .table import Table as StoryTable
from .wording import month_label

MONTHS_MAX = 36  # months in one table; an archive that spans more has a table of years and one for each year
YEARS_MAX = 25  # years in one table; an archive that spans more shows only the years it has


class Cell(Struct, frozen=True):
    stories: int
    reprints: int
    captures: int

    def __bool__(self) -> bool:
        return bool(self.stories or self.reprints)


NOTHING = Cell(0, 0, 0)


class Column(Struct, frozen=True):
    """A month, a year, or all that has neither."""

    name: str
    url: str = ""  # "" where there is nothing to lead to
    group: str = ""  # "2018" above "Jan"


class Row(Struct, frozen=True):
    name: str  # "" for stories whose source is not known
    url: str
    sums: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    review: int = 0
    failed: int = 0


class Table(Struct, frozen=True):
    sums: tuple[Column, ...]  # all, and what has no place among the other columns
    columns: tuple[Column, ...]  # months or years, oldest first
    total: Row
    rows: tuple[Row, ...]  # sources with something in these columns, by name

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The years above the months, and how many columns each spans; nothing where columns are years."""
        return list(Counter(column.group for column in self.columns if column.group).items())


class Missing(Struct, frozen=True):
    """What the archive lacks, as far as it can know."""

    months: tuple[Gap, ...] = ()  # between the first and the last month with a story
    undated: int = 0
    undated_sources: tuple[Source, ...] = ()  # with stories, none of them dated
    unnamed: Source | None = None  # stories whose source is not known
    untagged: int = 0  # stories without a region or without a topic
    review: int = 0  # stories with a value that a person should look at

    @property
    def months_missing(self) -> int:
        return sum(gap.length for gap in self.months)

    @property
    def nothing(self) -> bool:
        return self == Missing()


class Coverage(Struct, frozen=True):
    by_years: bool  # whether the main table has years, and each year a table of its own
    table: Table
    years: Mapping[str, Table] = field(default_factory=dict)
    missing: Missing = Missing()


def coverage_of(archive: Archive, record: RunRecord) -> Coverage:
    """The tables of an archive whose last conversion left this record."""
    told = archive.table.columns
    counted = _Counted(archive.table, archive.sources, _failures(record, archive))
    dates = told.words("date").names
    months = {date[:7] for date in dates if len(date) > len("2018")}
    years = sorted({date[:4] for date in dates if date})
    by_years = len(span(months)) > MONTHS_MAX
    linked = {f"{month.year}-{month.number}" for year in archive.years for month in year.months}
    columns = _year_columns(years) if by_years else _month_columns(span(months), linked)
    sums: list[Chosen] = [(Column(_("All")), _begins(""))]
    sums.append((Column(_("Undated"), "undated/" if archive.undated else ""), lambda date: not date))
    if not by_years and any(len(date) == len("2018") for date in dates):
        sums.append((Column(_("Month not known")), lambda date: len(date) == len("2018")))
    return Coverage(
        by_years,
        counted.table(sums, list(columns), review=True),
        {year: _table_of_year(year, counted, linked) for year in years} if by_years else {},
        _missing(archive, months),
    )


Chosen = tuple[Column, Callable[[str], bool]]  # a column, and which dates it holds


def _begins(date: str) -> Callable[[str], bool]:
    return lambda known: known.startswith(date)


def _year_columns(years: Sequence[str]) -> Iterator[Chosen]:
    first, last = int(years[0]), int(years[-1])
    shown = years if last - first >= YEARS_MAX else [f"{year:04}" for year in range(first, last + 1)]
    for year in shown:
        yield Column(year, f"coverage/{year}/" if year in years else ""), _begins(year)


def _month_columns(months: Sequence[str], linked: Container[str]) -> Iterator[Chosen]:
    """A column for each month; `linked` are those that have a page."""
    for month in months:
        url = f"date/{month[:4]}/{month[5:]}/" if month in linked else ""
        name = month_label(month)[0]
        yield Column(name, url, month[:4]), _begins(month)


def _table_of_year(year: str, counted: _Counted, linked: Container[str]) -> Table:
    months = _month_columns([f"{year}-{number:02}" for number in range(1, 13)], linked)
    columns = [(Column(column.name, column.url), holds) for column, holds in months]
    return counted.table(
        [(Column(_("All")), _begins(year)), (Column(_("Month not known")), lambda date: date == year)], columns
    )


class _Counted:
    """The stories of each source by date, from which any table is made."""

    def __init__(self, table: StoryTable, sources: Mapping[str, Source], failures: Counter[str]) -> None:
        told = table.columns
        dates, source, seed = (told.words(name) for name in ("date", "source", "seed"))
        months = Coded.of(date[:7] for date in dates.names)
        of_story = months.codes[dates.codes]
        ends = np.cumsum(np.bincount(of_story, minlength=len(months.names)))[:-1]
        places = np.split(np.argsort(of_story, kind="stable"), ends)
        self._places = dict(zip(months.names, places, strict=bool(months.names)))  # of the stories of each month
        self._hidden, self._review = told.hidden, told.review & ~told.hidden
        self._sources = sources
        self._failures = failures
        self._names = [*source.names, *sorted(failures.keys() - set(source.names))]
        self._source = source.codes.astype(np.int64)
        self._seeds = max(1, len(seed.names))
        self._captured = seed.marked(bool)
        self._in_capture = self._source * self._seeds + seed.codes

    def table(self, sums: Sequence[Chosen], columns: Sequence[Chosen], review: bool = False) -> Table:
        """The table of these columns; with `review`, rows say what goes to review and what failed."""
        counted = [self._column(holds) for _, holds in (*sums, *columns)]
        to_review = np.bincount(self._source[self._review], minlength=len(self._names)).tolist()
        width = len(sums)
        rows = []
        for number in sorted(range(len(self._names)), key=lambda number: _by_name(self._names[number])):
            name = self._names[number]
            failed = self._failures[name] if review else 0
            cells = tuple(own.get(number, NOTHING) for own, _ in counted)
            if any(cells[:width]) or failed:
                known = self._sources.get(name)
                reviewed = to_review[number] if review else 0
                rows.append(Row(name, known.path if known else "", cells[:width], cells[width:], reviewed, failed))
        whole = tuple(total for _, total in counted)
        everything = (sum(to_review), self._failures.total()) if review else (0, 0)
        total = Row(_("All sources"), "", whole[:width], whole[width:], *everything)
        return Table(tuple(column for column, _ in sums), tuple(column for column, _ in columns), total, tuple(rows))

    def _column(self, holds: Callable[[str], bool]) -> tuple[dict[int, Cell], Cell]:
        """The cells of the sources, by their numbers, that have stories of these dates; and the cell of all."""
        held_by = [places for month, places in self._places.items() if holds(month)]
        places = np.concatenate([np.zeros(0, np.int64), *held_by])
        hidden = self._hidden[places]
        held = np.unique(self._in_capture[places[self._captured[places]]])
        stories, reprints, captures = (
            np.bincount(sources, minlength=len(self._names))
            for sources in (self._source[places[~hidden]], self._source[places[hidden]], held // self._seeds)
        )
        found = np.flatnonzero(stories + reprints).tolist()
        cells = {number: Cell(int(stories[number]), int(reprints[number]), int(captures[number])) for number in found}
        return cells, _cell(int(stories.sum()), int(reprints.sum()), len(np.unique(held % self._seeds)))


def _cell(stories: int, reprints: int, captures: int) -> Cell:
    return Cell(stories, reprints, captures) if stories or reprints else NOTHING


def _by_name(name: str) -> tuple[bool, str, str]:
    """Sources by name, the stories of none last."""
    return not name, name.casefold(), name


def _failures(record: RunRecord, archive: Archive) -> Counter[str]:
    """Failed captures by source: what a sidecar names, or the one source of the stories an earlier run found."""
    found: Counter[str] = Counter()
    for failed in record.failed:
        stories = archive.in_capture.get(failed.capture)
        earlier = set(stories.column("source")) if stories else set()
        found[failed.source or (earlier.pop() if len(earlier) == 1 else "")] += 1
    return found


def _missing(archive: Archive, months: set[str]) -> Missing:
    unnamed = archive.sources.get("")
    told, places = archive.table.columns, archive.entries.places
    regions, topics = (told.tags(name).counts[places] for name in ("regions", "topics"))
    return Missing(
        months=tuple(gaps(months)),
        undated=len(archive.undated),
        undated_sources=tuple(
            source for source in archive.sources.values() if source.name and source.published and not _dated(source)
        ),
        unnamed=unnamed if unnamed and unnamed.published else None,
        untagged=int(((regions == 0) | (topics == 0)).sum()),
        review=int(told.review[places].sum()),
    )


def _dated(source: Source) -> bool:
    """Whether anything it published itself has a date."""
    said = zip(source.entries.column("source"), source.entries.column("date"), strict=True)
    return any(date and name == source.name for name, date in said)
