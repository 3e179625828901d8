"""Bars of stories by year and by month: plain numbers, which templates set as SVG attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .groups import Year
from .wording import MONTHS

BAR_HEIGHT = 40  # user units of the tallest bar
SHORTEST = 2  # units of a bar for a single story beside thousands: never invisible
GAPS_UP_TO = 30  # years; an archive that spans more shows only the years it has


@dataclass(frozen=True, slots=True)
class Bar:
    label: str  # "2018", "Mar"
    rest: str  # what a listener hears after the label: "ch 2018"
    url: str  # "" where there are no stories
    count: int
    height: int
    y: int


def year_bars(years: Sequence[Year]) -> list[Bar]:
    """A bar a year, oldest first; years without stories too, unless the archive spans very many."""
    by_number = {int(year.number): year for year in years}
    if not by_number:
        return []
    numbers = range(min(by_number), max(by_number) + 1)
    shown = list(numbers) if len(numbers) <= GAPS_UP_TO else sorted(by_number)
    tallest = max(len(year.entries) for year in years)
    bars = []
    for number in shown:
        year = by_number.get(number)
        name = f"{number:04}"
        bars.append(_bar(name, "", year.path if year else "", len(year.entries) if year else 0, tallest))
    return bars


def month_bars(year: Year) -> list[Bar]:
    """Twelve bars, January first."""
    by_number = {month.number: month for month in year.months}
    tallest = max((len(month.entries) for month in year.months), default=0)
    bars = []
    for place, name in enumerate(MONTHS, start=1):
        month = by_number.get(f"{place:02}")
        count = len(month.entries) if month else 0
        bars.append(_bar(name[:3], f"{name[3:]} {year.number}", month.path if month else "", count, tallest))
    return bars


def _bar(label: str, rest: str, url: str, count: int, tallest: int) -> Bar:
    height = max(SHORTEST, round(BAR_HEIGHT * count / tallest)) if count else 0
    return Bar(label, rest, url, count, height, BAR_HEIGHT - height)
