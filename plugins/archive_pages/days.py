"""Pages of years, months and days: each step of the ladder with what it leads down to."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .archive import Archive
from .charts import month_bars
from .groups import Month, Year, grouped
from .speech import _
from .table import Entries
from .tones import tone_of
from .wording import capitalised, month_name


def dates_crumb() -> tuple[str, str]:
    """Name and address of the page of all dates."""
    return _("Dates"), "date/"


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    url: str  # "" where there are no stories
    stories: int
    tone: int  # 0 for none, else 1 to TONES


@dataclass(frozen=True, slots=True)
class DatePage:
    """A listing of one period: what `template` needs beside the stories is in `more`."""

    template: str
    entries: Entries
    crumbs: tuple[tuple[str, str], ...]
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.crumbs[-1][1]


def date_pages(archive: Archive) -> Iterator[DatePage]:
    """Every year, month and day that has stories, newest year first."""
    for year, later, earlier in _with_neighbours(archive.years):
        trail = (dates_crumb(), (year.number, year.path))
        bars = month_bars(year)
        yield DatePage("year", year.entries, trail, {"year": year, "months": bars, "later": later, "earlier": earlier})
        for month in year.months:
            below = (*trail, (capitalised(month_name(month.number)), month.path))
            weeks = weeks_of(month)
            yield DatePage(
                "month", month.entries, below, {"year": year, "month": month, "months": bars, "weeks": weeks}
            )
            days = days_of(month)
            for number, entries in days.items():
                yield DatePage("day", entries, (*below, (str(number), _address(month, number))), {"month": month})


def days_of(month: Month) -> dict[int, Entries]:
    """The stories of each day that has some; those dated to the month only belong to none."""
    days = grouped(month.entries, (date[8:] for date in month.entries.column("date")))
    return {int(number): days[number] for number in sorted(days)}


def weeks_of(month: Month) -> list[list[Day | None]]:
    """The month as a calendar shows it, weeks from Monday on; None outside the month. Empty if no story has a day."""
    counts = {number: len(entries) for number, entries in days_of(month).items()}
    if not counts:
        return []
    most = max(counts.values())
    weeks = calendar.Calendar().monthdayscalendar(int(month.year), int(month.number))
    return [[_day(month, number, counts.get(number, 0), most) if number else None for number in week] for week in weeks]


def _day(month: Month, number: int, stories: int, most: int) -> Day:
    tone = tone_of(stories, most)
    return Day(number, _address(month, number) if stories else "", stories, tone)


def _address(month: Month, number: int) -> str:
    return f"{month.path}{number:02}/"


def _with_neighbours(years: Sequence[Year]) -> Iterator[tuple[Year, Year | None, Year | None]]:
    """Each year with the later and the earlier one that has stories."""
    yield from zip(years, (None, *years), (*years[1:], None), strict=False)
