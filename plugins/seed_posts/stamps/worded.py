"""Dates whose month is a word: "28 September 2012", "Dec. 22, 2023", "the 4th of July".

The reader finds the month's name and looks at a bounded stretch to both sides, so that reading
a line takes time in proportion to its length whatever is on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .datewords import FIRST_YEAR, FOREIGN_WORDS, LAST_YEAR, MONTHS, month_number
from .stamp import Stamp, weekday_of

REACH = 34  # characters looked at to each side of a month: "Wednesday, the twenty-", "th day of", "10:14:16 p.m."

_WORD = re.compile(r"[^\W\d_]+")
_PLACE_BEFORE = re.compile(r"rio[ -]de[ -]$", re.IGNORECASE)  # "Rio de Janeiro" is no month
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
_SCANNED = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "Z": "2", "S": "5", "B": "8", "g": "9"})


def in_words(line: str) -> Iterator[Stamp]:
    """The dates of a line whose month is a word, from left to right."""
    if MONTHS.keys().isdisjoint(_WORD.findall(line.lower())):
        return
    for match in _WORD.finditer(line):
        if match[0].lower() not in MONTHS or _PLACE_BEFORE.search(line, max(0, match.start() - 7), match.start()):
            continue
        start, end = match.start(), match.end() + (line[match.end() : match.end() + 1] == ".")
        month = month_number(match[0])
        stamp = _around(line, start, end, month) if month else _between(line, start, end, match[0])
        if stamp:
            yield stamp


def _between(line: str, start: int, end: int, word: str) -> Stamp | None:
    """The date of a word that is a month's name only between a day and a year: "3 mai 2011"."""
    month = FOREIGN_WORDS.get(word)
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
