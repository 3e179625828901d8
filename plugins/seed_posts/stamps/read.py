"""Dates as printed: every stamp on a line, with what it leaves open.

A reader finds the month's name (or a numeric form) and looks at a bounded stretch to both
sides, so that reading a line takes time in proportion to its length whatever is on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .datewords import (
    CHINESE_WEEKDAYS,
    FIRST_YEAR,
    FOREIGN_WORDS,
    LAST_YEAR,
    MONTH_WORD,
    WEEKDAY_WORD,
    month_number,
    weekday_number,
)

MONTH_MAX = 12  # characters of the longest month's name, with its full stop
LEAP_YEAR = 2000  # a year that has every day of the calendar, for a day printed without one
REACH = 34  # characters looked at to each side of a month: "Wednesday, the twenty-", "th day of", "10:14:16 p.m."

_DAY = r"(?P<day>[0-3OolI|ZS]?\s?[0-9OolISZ])"  # with the letters scanners put for digits
_YEAR = (
    r"(?P<year>[12lI|][089OoSBg][\dOolI|SZ]{2}|[12] ?[089] ?\d ?\d)(?-i:(?![\da-zа-я_]))"  # "1972AUSTRALIA" is glued
)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|го|er|º|ª|°))?"
_DAY_BEFORE = re.compile(
    rf"(?<![\w$£€%])(?<!\d[.:/]){_DAY}{_ORDINAL}(?:\s+day)?(?:\s+(?:of|de))?[\s,.;^*_\-/‐–]{{0,4}}$", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(rf"(?<![\w$£€]){_YEAR}[\s,.\-/]{{1,3}}$")
_DAY_YEAR_AFTER = re.compile(rf"[\s,.\-/]{{0,3}}{_DAY}{_ORDINAL}(?:\s*[,.\-/‐–']\s*|\s+){_YEAR}", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"[\s.\-/]{{0,3}}{_DAY}{_ORDINAL}(?![\w:%]|[.,]\d)", re.IGNORECASE)
_YEAR_AFTER = re.compile(rf"[\s,.;^*_\-/‐–]{{0,4}}(?:(?:of|del?)\s)?{_YEAR}")
_SHORT_YEAR_AFTER = re.compile(r"(?:\s?['’‘]|[\-/]|\s(?=\d\d(?:\s{2}|\s?$|\s?[|·])))(?P<year>\d\d)(?![\w:.,]\w|\w)")
_FIGURES = re.compile(r"\d+")
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
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])(?P<colon>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
_TIME_AFTER = re.compile(
    rf"(?:[\s,|·•@–—\-]|T(?=\d)|at(?=\s)|kl\.?|um|à|в(?=\s)){{0,6}}{_CLOCK}(?!\d)(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?P<zone>\s?\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|IST|CET|CEST|AEST|AEDT|MSK|ET|PT|Z)\b\)?(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}\s?(?:(?P<half>[ap])\.?m\.?)?(?P<zone>\s?(?:GMT|UTC|EST|EDT|CST|PST|BST|IST|MSK|ET|PT))?[\s,|·•\-–—]{{1,4}}(?:on\s)?$",
    re.IGNORECASE,
)
_SCANNED = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "Z": "2", "S": "5", "B": "8", "g": "9"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date on a line. None stands for what is not printed."""

    start: int  # characters from the start of the line
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    time: str = ""  # "10:14:16"
    short: int | None = None  # a year of two digits, its century not printed
    swapped: bool = False  # True: day and month could be the other way round
    repaired: bool = False  # True: a scanner's letters were read as digits

    @property
    def full(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.swapped

    @property
    def iso(self) -> str:
        """The date cut to what is printed: "2018-03-19", "2018-03", ""."""
        if self.year is None or self.month is None:
            return ""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def sound(self) -> bool:
        """False when the printed weekday is not that day's."""
        if self.weekday is None or not self.full:
            return True
        return weekday_of(self.year or 1, self.month or 1, self.day or 1) == self.weekday


def weekday_of(year: int, month: int, day: int) -> int | None:
    """0 (Monday) to 6; None for a day that does not exist."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def read_stamps(line: str) -> tuple[Stamp, ...]:
    """Every date on the line from left to right, weekday and time of day joined to it."""
    stretches = _stretches(line)
    if not stretches:
        return ()
    found = [*_numeric(line), *_short_numeric(line), *_worded(line, stretches)]
    found.sort(key=lambda stamp: (stamp.start, -stamp.end))
    kept: list[Stamp] = []
    for stamp in found:
        if kept and stamp.start < kept[-1].end:
            continue
        kept.append(_widen(line, stamp))
    return tuple(kept)


def _stretches(line: str) -> list[tuple[int, int]]:
    """Where on the line a month's name could stand: near a figure. Most lines have none and are done."""
    found: list[tuple[int, int]] = []
    for match in _FIGURES.finditer(line):
        start, end = max(0, match.start() - REACH - MONTH_MAX), match.end() + REACH
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _worded(line: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Stamp]:
    for start, end in stretches:
        for match in MONTH_WORD.finditer(line, start, end):
            month = month_number(match[0])
            if month is not None:
                stamp = _around(line, match.start(), match.end(), month)
            else:
                stamp = _between(line, match.start(), match.end(), FOREIGN_WORDS.get(match[0].rstrip(".")))
            if stamp:
                yield stamp


def _between(line: str, start: int, end: int, month: int | None) -> Stamp | None:
    """The date of a word that is a month's name only between a day and a year: "3 mai 2011"."""
    stamp = _around(line, start, end, month) if month is not None else None
    return stamp if stamp and stamp.full and stamp.start < start and not stamp.repaired else None


def _around(line: str, start: int, end: int, month: int) -> Stamp | None:
    before = line[max(0, start - REACH) : start]
    after = line[end : end + REACH]
    offset = start - len(before)
    day_left = _DAY_BEFORE.search(before)
    year_right = _YEAR_AFTER.match(after)
    if day_left and (year_right or not _DAY_YEAR_AFTER.match(after)):
        short = None if year_right else _SHORT_YEAR_AFTER.match(after)
        stop = end + (year_right.end() if year_right else 0)
        made = _make(offset + day_left.start(), stop, year_right["year"] if year_right else "", month, day_left["day"])
        if made and short:
            made = replace(made, end=end + short.end(), short=int(short["year"]))
        if made:
            return made
    day_year = _DAY_YEAR_AFTER.match(after)
    if day_year:
        made = _make(start, end + day_year.end(), day_year["year"], month, day_year["day"])
        if made:
            return made
    year_left = _YEAR_BEFORE.search(before)
    day_right = _DAY_AFTER.match(after)
    if year_left and day_right:
        made = _make(offset + year_left.start(), end + day_right.end(), year_left["year"], month, day_right["day"])
        if made:
            return made
    if year_right:
        return _make(start, end + year_right.end(), year_right["year"], month, "")
    if day_right:
        return _make(start, end + day_right.end(), "", month, day_right["day"])
    return None


def _make(start: int, end: int, year: str, month: int, day: str) -> Stamp | None:
    """A stamp of printed digits, or None when they are no date."""
    plain_year, plain_day = re.sub(r"\s", "", year), re.sub(r"\s", "", day)
    repaired = not (plain_year + plain_day).isdecimal() or (plain_year, plain_day) != (year, day)
    year_number = int(plain_year.translate(_SCANNED)) if plain_year else None
    try:
        day_number = int(plain_day.translate(_SCANNED)) if plain_day else None
    except ValueError:
        return None
    if plain_day and not any(character.isdecimal() for character in plain_day):
        return None  # "I May" and "so March" are words
    if year_number is not None and not FIRST_YEAR <= year_number <= LAST_YEAR:
        return None
    if day_number is not None and weekday_of(year_number or 2000, month, day_number) is None:
        return None  # 2000 is a leap year: 29 February passes
    return Stamp(start, end, year_number, month, day_number, repaired=repaired)


def _numeric(line: str) -> Iterator[Stamp]:
    for match in _ISO.finditer(line):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if weekday_of(year, month, day) is not None:
            yield Stamp(match.start(), match.end(), year, month, day)
    for match in _CHINESE.finditer(line):
        year, month, day = int(match["year"] or LEAP_YEAR), int(match["month"]), int(match["day"] or 1)
        if weekday_of(year, month, day) is not None and (match["year"] or match["day"]):
            weekday = CHINESE_WEEKDAYS.get(match["weekday"] or "")
            printed = year if match["year"] else None
            yield Stamp(match.start(), match.end(), printed, month, day if match["day"] else None, weekday)
    for match in _NUMERIC.finditer(line):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        day_first = weekday_of(year, second, first) is not None
        month_first = weekday_of(year, first, second) is not None
        if day_first or month_first:
            both = day_first and month_first and first != second and match["sep"] != "."
            month, day = (second, first) if day_first else (first, second)
            yield Stamp(match.start(), match.end(), year, month, day, swapped=both)


def _short_numeric(line: str) -> Iterator[Stamp]:
    """12/18/23: only where the order is plain; the century stays open."""
    for match in _SHORT_NUMERIC.finditer(line):
        first, second = int(match["first"]), int(match["second"])
        if (first > 12) == (second > 12) and first != second:
            continue
        month, day = (second, first) if first > 12 else (first, second)
        if weekday_of(2000, month, day) is not None:
            yield Stamp(match.start(), match.end(), None, month, day, short=int(match["year"]))


def turned(stamp: Stamp) -> Stamp:
    """The stamp with day and month the other way round, its order taken as settled."""
    return replace(stamp, month=stamp.day, day=stamp.month, swapped=False)


def _widen(line: str, stamp: Stamp) -> Stamp:
    """The stamp with the weekday and the time of day printed beside it."""
    start, end, weekday, time = stamp.start, stamp.end, stamp.weekday, stamp.time
    tail = line[end : end + REACH]
    clock = _TIME_AFTER.match(tail)
    if clock and (clock["colon"] == ":" or clock["half"]):
        time, end = _time(clock), end + clock.end()
    head = line[max(0, start - REACH) : start]
    if not time:
        clock = _TIME_BEFORE.search(head)
        if clock and (clock["colon"] == ":" or clock["half"]):
            time, start = _time(clock), start - (len(head) - clock.start())
            head = line[max(0, start - REACH) : start]
    if weekday is None:
        for match in WEEKDAY_WORD.finditer(head):
            gap = head[match.end() :]
            if (
                re.fullmatch(r"[\s,.(|\-–—]{0,6}(?:(?:the|den|el|il|le)\s)?", gap)
                and weekday_number(match[0]) is not None
            ):
                weekday, start = weekday_number(match[0]), start - (len(head) - match.start())
                break
    if weekday is None:
        after = WEEKDAY_WORD.search(line[end : end + REACH])
        if after and re.fullmatch(r"[\s,.(|\-–—]{1,4}", line[end : end + after.start()]):
            weekday, end = weekday_number(after[0]), end + after.end()
    return replace(stamp, start=start, end=end, weekday=weekday, time=time)


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"]) % 24
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{match['minute']}" + (f":{match['second']}" if match["second"] else "")
