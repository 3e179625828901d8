"""Pages of years, months and days: each step of the ladder with what it leads down to."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from .charts import month_bars
from .groups import Month, Year
from .speech import _
from .table import Entries
from .tones import tone_of
from .wording import capitalised, month_name


def dates_crumb() -> tuple[str, str]:
    """Name and address of the page of all dates."""
    return _("Dates"), "date/"


class Day(Struct, frozen=True):
    number: int
    url: str  # "" where there are no stories
    stories: int
    tone: int  # 0 for none, else 1 to TONES


class Period(Struct, frozen=True):
    """A year or month as the pages of its stories know it."""

    year: str
    number: str  # of a month: "03"; of a year the year itself
    path: str


class CountedYear(Struct, frozen=True):
    """A year as its page of the newest stories knows it; `whole` of them are dated to the year only."""

    number: str
    path: str
    whole: int
    months: tuple[str, ...]


class DatePage(Struct, frozen=True):
    """A listing of one period: what its pages need beside the stories, and the facts each of the two is made of."""

    template: str
    entries: Entries
    crumbs: tuple[tuple[str, str], ...]
    more: Mapping[str, Any]
    facts: tuple[str, ...]
    more_of_newest: Callable[[], Mapping[str, Any]] = dict
    facts_of_newest: tuple[str | int, ...] = ()

    @property
    def url(self) -> str:
        return self.crumbs[-1][1]


def date_pages(year: Year, later: Year | None, earlier: Year | None) -> Iterator[DatePage]:
    """The pages of a year, of its months and of their days that have stories. They name the neighbours."""
    trail = (dates_crumb(), (year.number, year.path))
    yield _year_page(year, later, earlier, trail)
    for month in year.months:
        below = (*trail, (capitalised(month_name(month.number)), month.path))
        days = days_of(month)
        yield _month_page(year, month, {number: len(told) for number, told in days.items()}, below)
        own = {"month": Period(month.year, month.number, month.path)}
        for number, entries in days.items():
            crumbs = (*below, (str(number), _address(month, number)))
            yield DatePage("day", entries, crumbs, own, (month.path,))


def _year_page(year: Year, later: Year | None, earlier: Year | None, crumbs: tuple[tuple[str, str], ...]) -> DatePage:
    shown = CountedYear(year.number, year.path, year.whole, tuple(month.number for month in year.months))
    more = {
        "year": _period(year),
        "later": _period(later) if later else None,
        "earlier": _period(earlier) if earlier else None,
    }
    return DatePage(
        "year",
        year.entries,
        crumbs,
        more,
        (year.number, later.number if later else "", earlier.number if earlier else ""),
        lambda: {"year": shown, "months": month_bars(year)},
        (year.whole, *_months(year)),
    )


def _month_page(year: Year, month: Month, days: Mapping[int, int], crumbs: tuple[tuple[str, str], ...]) -> DatePage:
    return DatePage(
        "month",
        month.entries,
        crumbs,
        {"year": _period(year), "month": Period(month.year, month.number, month.path)},
        (month.path,),
        lambda: {"months": month_bars(year), "weeks": weeks_of(month)},
        (len(year.months), *_months(year), *(fact for item in days.items() for fact in item)),
    )


def _period(year: Year) -> Period:
    return Period(year.number, year.number, year.path)


def _months(year: Year) -> Iterator[str | int]:
    """How many stories each month has."""
    for month in year.months:
        yield month.number
        yield len(month.entries)


def days_of(month: Month) -> dict[int, Entries]:
    """The stories of each day that has some; those dated to the month only belong to none."""
    days = month.entries.grouped("date", lambda date: date[8:] or None)
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


def with_neighbours(years: Sequence[Year]) -> Iterator[tuple[Year, Year | None, Year | None]]:
    """Each year with the later and the earlier one that has stories."""
    yield from zip(years, (None, *years), (*years[1:], None), strict=False)
