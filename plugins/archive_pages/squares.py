"""Years as rows of twelve squares: how many stories each month has, darker the more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from .entries import Entry
from .groups import Source, Year
from .table import entries_of
from .tones import tone_of
from .ways import search_of
from .wording import month_label


class Square(Struct, frozen=True):
    label: str  # "Mar"
    rest: str  # what a listener hears after the label: "ch 2018"
    url: str  # "" where there are no stories
    stories: int
    tone: int  # 0 for none, else 1 to TONES


class Row(Struct, frozen=True):
    """A year; `whole` of its stories are dated to the year only, and in no square."""

    label: str
    url: str
    stories: int
    whole: int
    squares: tuple[Square, ...]  # January first


def archive_rows(years: Sequence[Year]) -> list[Row]:
    """The years that have stories, newest first; squares lead to the pages of months."""
    counts = Counter(date[:7] for year in years for date in year.entries.column("date"))
    return _rows(counts, lambda period: f"date/{period.replace('-', '/')}/")


def source_rows(source: Source) -> list[Row]:
    """The years of a source, newest first; years and squares lead to the search for its stories."""
    counts = Counter(date[:7] for date in source.entries.column("date") if date)
    return _rows(counts, lambda period: _search(source.name, period))


def span_of(entries: Iterable[Entry]) -> tuple[str, str]:
    """The first and the last date of the stories, "" where none is dated."""
    dates = [date for date in entries_of(entries).column("date") if date]
    return (min(dates), max(dates)) if dates else ("", "")


def _search(source: str, period: str) -> str:
    """ "" for the stories without a source, which no search finds by it."""
    if not source:
        return ""
    within = {"from": period, "to": period} if len(period) > len("2018") else {"year": period}
    return search_of({"source": source, **within})


def _rows(counts: Mapping[str, int], address: Callable[[str], str]) -> list[Row]:
    most = max((count for period, count in counts.items() if len(period) > len("2018")), default=0)
    rows = []
    for year in sorted({period[:4] for period in counts}, reverse=True):
        squares = tuple(_square(year, place, counts, most, address) for place in range(1, 13))
        whole = counts.get(year, 0)
        rows.append(Row(year, address(year), whole + sum(square.stories for square in squares), whole, squares))
    return rows


def _square(year: str, place: int, counts: Mapping[str, int], most: int, address: Callable[[str], str]) -> Square:
    period = f"{year}-{place:02}"
    stories = counts.get(period, 0)
    tone = tone_of(stories, most)
    return Square(*month_label(period), address(period) if stories else "", stories, tone)
