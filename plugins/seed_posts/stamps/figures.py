"""Dates in figures: 2018-03-19, 17.11.2017, 3/4/17, 2018年3月19日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .datewords import CHINESE_WEEKDAYS
from .stamp import Stamp, weekday_of

LEAP_YEAR = 2000  # a year that has every day of the calendar, for a day printed without one

_THREE_NUMBERS = re.compile(r"\d[-./]\d{1,2}[-./]\d")  # what every date in Western figures holds
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>(?:18|19|20)\d\d)(?P<sep>[-./])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d])"
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>[0-3]?\d)(?P<sep>[-./])(?P<second>[0-3]?\d)(?P=sep)(?P<year>(?:18|19|20)\d\d)(?![\w/-])"
)
_SHORT_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>[0-3]?\d)(?P<sep>[./])(?P<second>[0-3]?\d)(?P=sep)(?P<year>\d\d)(?![\w/.-])"
)
_CHINESE = re.compile(
    r"(?<!\d)(?:(?P<year>(?:18|19|20)\d\d)\s?年\s?)?(?P<month>[01]?\d)\s?月(?:\s?(?P<day>[0-3]?\d)\s?[日号])?"
    r"(?:\s?(?:星期|周|週)(?P<weekday>[一二三四五六日天]))?"
)


def in_figures(line: str) -> Iterator[Stamp]:
    """The dates of a line whose month is a number, in no set order."""
    if "月" in line:
        yield from _chinese(line)
    if _THREE_NUMBERS.search(line):
        yield from _year_first(line)
        yield from _year_last(line)
        yield from _short_year(line)


def _year_first(line: str) -> Iterator[Stamp]:
    for match in _ISO.finditer(line):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if weekday_of(year, month, day) is not None:
            yield Stamp(match.start(), match.end(), year, month, day)


def _chinese(line: str) -> Iterator[Stamp]:
    for match in _CHINESE.finditer(line):
        year, month, day = int(match["year"] or LEAP_YEAR), int(match["month"]), int(match["day"] or 1)
        if weekday_of(year, month, day) is not None and (match["year"] or match["day"]):
            weekday = CHINESE_WEEKDAYS.get(match["weekday"] or "")
            printed = year if match["year"] else None
            yield Stamp(match.start(), match.end(), printed, month, day if match["day"] else None, weekday)


def _year_last(line: str) -> Iterator[Stamp]:
    for match in _NUMERIC.finditer(line):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        day_first = weekday_of(year, second, first) is not None
        month_first = weekday_of(year, first, second) is not None
        if day_first or month_first:
            both = day_first and month_first and first != second and match["sep"] != "."
            month, day = (second, first) if day_first else (first, second)
            yield Stamp(match.start(), match.end(), year, month, day, swapped=both)


def _short_year(line: str) -> Iterator[Stamp]:
    """12/18/23: only where the order is plain; the century stays open."""
    for match in _SHORT_NUMERIC.finditer(line):
        first, second = int(match["first"]), int(match["second"])
        if (first > 12) == (second > 12) and first != second:
            continue
        month, day = (second, first) if first > 12 else (first, second)
        if weekday_of(LEAP_YEAR, month, day) is not None:
            yield Stamp(match.start(), match.end(), None, month, day, short=int(match["year"]))
