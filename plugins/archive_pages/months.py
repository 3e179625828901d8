"""Months as numbers, so that runs of them can be counted: which are missing between the first and the last."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from msgspec import Struct

from .speech import ngettext
from .wording import month_name, spoken_date


class Gap(Struct, frozen=True):
    """Months in a row, as "2012-04"."""

    first: str
    last: str

    @property
    def length(self) -> int:
        return number_of(self.last) - number_of(self.first) + 1

    @property
    def words(self) -> str:
        """ "April 2012", "April to July 2012 (4 months)", "October 2012 to July 2017 (58 months)"."""
        if self.first == self.last:
            return spoken_date(self.first)
        begin = month_name(self.first[5:]) if self.first[:4] == self.last[:4] else spoken_date(self.first)
        return ngettext(
            "%(first)s to %(last)s (%(num)s month)", "%(first)s to %(last)s (%(num)s months)", self.length,
            first=begin, last=spoken_date(self.last),
        )  # fmt: skip


def number_of(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_of(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def span(months: Collection[str]) -> list[str]:
    """Every month from the first of these to the last."""
    if not months:
        return []
    return [month_of(number) for number in range(number_of(min(months)), number_of(max(months)) + 1)]


def gaps(months: Collection[str]) -> Iterator[Gap]:
    """The runs of months that are missing between the first of these and the last, oldest first."""
    known = sorted(number_of(month) for month in set(months))
    for before, after in pairwise(known):
        if after > before + 1:
            yield Gap(month_of(before + 1), month_of(after - 1))
