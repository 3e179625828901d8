"""Dates in figures: 2018-03-19, 17.11.2017, 3/4/17, 19.III.2018."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .stamp import Stamp, weekday_of

LEAP_YEAR = 2000  # a year that has every day of the calendar, for a day printed without one

_THREE_NUMBERS = re.compile(r"\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d")  # what every date in Western figures holds
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>(?:18|19|20)\d\d)(?P<sep>[-./])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d])"
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>[0-3]?\d)(?P<sep>\s?[-./]\s?)(?P<second>[0-3]?\d)(?P=sep)(?P<year>(?:18|19|20)\d\d)"
    r"(?![0-9A-Za-z_/-]|[а-вд-яё])"  # "2018г." is a year
)
_SHORT_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>[0-3]?\d)(?P<sep>[./])(?P<second>[0-3]?\d)(?P=sep)(?P<year>\d\d)(?![\w/.-])"
)
_ROMAN_MONTH = re.compile(
    r"(?<![\w./-])(?P<day>[0-3]?\d)(?P<sep>\s?[./-]\s?|\s)(?P<month>X(?:I{1,2})?|IX|IV|VI{0,3}|I{1,3})(?P=sep)"
    r"(?P<year>(?:18|19|20)\d\d)(?![\w/-])"
)
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = {word: number for number, word in enumerate(_NUMERALS, 1)}


def in_figures(line: str) -> Iterator[Stamp]:
    """The dates of a line whose month is a number, in no set order."""
    if _THREE_NUMBERS.search(line):
        yield from _year_first(line)
        yield from _year_last(line)
        yield from _short_year(line)
    if "I" in line or "V" in line or "X" in line:
        yield from _roman_month(line)


def _year_first(line: str) -> Iterator[Stamp]:
    for match in _ISO.finditer(line):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if weekday_of(year, month, day) is not None:
            yield Stamp(match.start(), match.end(), year, month, day)


def _year_last(line: str) -> Iterator[Stamp]:
    for match in _NUMERIC.finditer(line):
        stamp = _either_order(match, int(match["year"]))
        if stamp:
            yield stamp


def _short_year(line: str) -> Iterator[Stamp]:
    """12/18/23: the century stays open, and often the order."""
    for match in _SHORT_NUMERIC.finditer(line):
        stamp = _either_order(match, None)
        if stamp:
            yield stamp


def _either_order(match: re.Match[str], year: int | None) -> Stamp | None:
    """The stamp of three numbers; full stops between them put the day first wherever they are used."""
    first, second = int(match["first"]), int(match["second"])
    day_first = weekday_of(year or LEAP_YEAR, second, first) is not None
    month_first = weekday_of(year or LEAP_YEAR, first, second) is not None
    if not (day_first or month_first):
        return None
    both = day_first and month_first and first != second and match["sep"].strip() != "."
    month, day = (second, first) if day_first else (first, second)
    short = None if year else int(match["year"])
    return Stamp(match.start(), match.end(), year, month, day, short=short, swapped=both)


def _roman_month(line: str) -> Iterator[Stamp]:
    """19.III.2018, as Poles, Hungarians and old Russian papers write it."""
    for match in _ROMAN_MONTH.finditer(line):
        year, month, day = int(match["year"]), _ROMAN[match["month"]], int(match["day"])
        if weekday_of(year, month, day) is not None:
            yield Stamp(match.start(), match.end(), year, month, day)
