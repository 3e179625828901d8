"""Bars of stories by year and by month: plain numbers, which templates set as SVG attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from .groups import Year
from .wording import month_label

BAR_HEIGHT = 40  # user units of the tallest bar
SHORTEST = 2  # units of a bar for a single story beside thousands: never invisible
GAPS_UP_TO = 30  # years; an archive that spans more shows only the years it has


class Bar(Struct, frozen=True):
    label: str  # "2018", "Mar"
    rest: str  # what a listener hears after the label: "ch 2018"
    url: str  # "" where there are no stories
    count: int
    height: int
    y: int


def year_bars(years: Sequence[Year]) -> list[Bar]:
    """The years of the archive, whose bars lead to their pages."""
    return bars_by_year({year.number: len(year.entries) for year in years}, lambda year: f"date/{year}/")


def bars_by_year(counts: Mapping[str, int], address: Callable[[str], str]) -> list[Bar]:
    """A bar a year, oldest first; years without stories too, unless there are very many between first and last."""
    if not counts:
        return []
    numbers = range(int(min(counts)), int(max(counts)) + 1)
    shown = [f"{number:04}" for number in numbers] if len(numbers) <= GAPS_UP_TO else sorted(counts)
    tallest = max(counts.values())
    return [_bar(year, "", address(year) if year in counts else "", counts.get(year, 0), tallest) for year in shown]


def month_bars(year: Year) -> list[Bar]:
    """Twelve bars, January first."""
    by_number = {month.number: month for month in year.months}
    tallest = max((len(month.entries) for month in year.months), default=0)
    bars = []
    for number in (f"{place:02}" for place in range(1, 13)):
        month = by_number.get(number)
        count = len(month.entries) if month else 0
        bars.append(_bar(*month_label(f"{year.number}-{number}"), month.path if month else "", count, tallest))
    return bars


def _bar(label: str, rest: str, url: str, count: int, tallest: int) -> Bar:
    height = max(SHORTEST, round(BAR_HEIGHT * count / tallest)) if count else 0
    return Bar(label, rest, url, count, height, BAR_HEIGHT - height)
