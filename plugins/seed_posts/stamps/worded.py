"""Dates whose month is a word: "28 September 2012", "Dec. 22, 2023", "the 4th of July".

The reader finds the month's name and looks at a bounded stretch to both sides, so that reading
a line takes time in proportion to its length whatever is on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..word_finder import WordFinder
from .datewords import FIRST_YEAR, LAST_YEAR, MONTHS, ORDINALS, month_between, month_number
from .scanned import DIGITS, month_as_scanned, squeezed
from .stamp import Stamp, weekday_of

REACH = 34  # characters looked at to each side of a month: "Wednesday, the twenty-", "th day of", "10:14:16 p.m."

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS_IN = WordFinder((MONTHS,))
_PLACE_BEFORE = re.compile(r"rio[ -]de[ -]$", re.IGNORECASE)  # "Rio de Janeiro" is no month
_GLUED_MONTH = re.compile(  # the letter before it is asked for last: so the search runs from one capital to the next
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?<=[^\W\d_]...)[a-z]{0,6}\.?\s\d{1,2},?\s(?:19|20)\d\d"
)
_GLUED = re.compile(r"(?<=[^\W\d_])[A-Z][a-z]{2,8}$")  # "ReporterDecember", "NEWSDec": the page set them apart
# With the letters scanners put for digits; a bar apart from the figure divides: "The Gazette | 6 March 2017"
_DAY = r"(?P<day>(?:[0-3OolIZS]\s?|\s|\|)?[0-9OolISZ])"
_YEAR = r"(?P<year>[12lI|][089OoSBg][\dOolI|SZ]{2}|[12] ?[089] ?\d ?\d)(?-i:(?![\da-zа-я]))"  # "1972AUSTRALIA" is glued
# "December 22, 20235:00 AM", "22 Dec 202322 Dec 2023", "Oct 17, 20235757 Shares": what was set below or beside it
_FULL_YEAR = (
    rf"(?:{_YEAR}|(?<=[\s,])(?P<glued>(?:19|20)\d\d)"
    r"(?-i:(?=\d{1,2}:\d\d|\d{1,2}\s?[A-Z][a-z]{2}|\d{1,7}\s[A-Z])))"
)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|го|er|º|ª|°))?"
_DAY_BEFORE = re.compile(
    rf"(?:(?<![\w$£€%])|(?:(?<=_)|(?-i:(?<=[a-z][a-z]))|(?<=20\d\d))(?=\d))(?<!\d[.:/])"
    rf"{_DAY}{_ORDINAL}(?:\s+day)?(?:\s+(?:of|de))?[\s,.;^*_\-/‐–]{{0,4}}$",
    re.IGNORECASE,
)
_WORD_DAY_BEFORE = re.compile(r"(?P<day>[a-z]{3,7}(?:[-\s][a-z]{3,7})?)(?:\s+day)?\s+of\s+$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(rf"(?<![\w$£€]){_YEAR}[\s,.\-/]{{1,3}}$")
_DAY_YEAR_AFTER = re.compile(rf"[\s,.\-/]{{0,3}}{_DAY}{_ORDINAL}(?:\s*[,.\-/‐–']\s*|\s+){_FULL_YEAR}", re.IGNORECASE)
# "Fri Dec 22 12:03:44 EST 2023", as Unix prints it
_DAY_TIME_YEAR_AFTER = re.compile(
    r"\s(?P<day>[0-3 ]?\d)\s(?P<time>[0-2]\d:[0-5]\d:[0-5]\d)(?:\s(?:[A-Z]{2,5}|[+-]\d{4}))?"
    r"\s(?P<year>(?:18|19|20)\d\d)(?!\d)"
)
_DAY_AFTER = re.compile(rf"[\s.\-/]{{0,3}}{_DAY}{_ORDINAL}(?![\w:%]|[.,]\d)", re.IGNORECASE)
_YEAR_AFTER = re.compile(rf"[\s,.;^*_\-/‐–]{{0,4}}(?:(?:of|del?)\s)?{_FULL_YEAR}")
_SHORT_YEAR_AFTER = re.compile(r"(?:\s?['’‘]|[\-/]|\s(?=\d\d(?:\s{2}|\s?$|\s?[|·])))(?P<year>\d\d)(?![\w:.,]\w|\w)")


def in_words(line: str) -> Iterator[Stamp]:
    """The dates of a line whose month is a word, from left to right."""
    found = []
    lowered = line.lower()
    if _MONTHS_IN.held(lowered) and (not MONTHS.keys().isdisjoint(_WORD.findall(lowered)) or _GLUED_MONTH.search(line)):
        found = list(_named(line))
    if found:
        yield from found
    elif spaced := squeezed(line):
        text, places = spaced
        for stamp in _named(text):
            yield replace(stamp, start=places[stamp.start], end=places[stamp.end - 1] + 1, repaired=True)
    else:
        yield from _misread(line)


def _named(line: str) -> Iterator[Stamp]:
    for match in _WORD.finditer(line):
        word, start = match[0], match.start()
        end = match.end() + (line[match.end() : match.end() + 1] == ".")
        if word.lower() in MONTHS:
            if _PLACE_BEFORE.search(line, max(0, start - 7), start):
                continue
            month = month_number(word)
            stamp = _around(line, start, end, month) if month else _between(line, start, end, word)
        else:
            stamp = _glued(line, start, end, word)
        if stamp:
            yield stamp


def _between(line: str, start: int, end: int, word: str) -> Stamp | None:
    """The date of a word that is a month's name only between a day and a year: "3 mai 2011"."""
    month = month_between(word)
    stamp = _around(line, start, end, month) if month is not None else None
    return stamp if stamp and stamp.full and stamp.start < start and not stamp.repaired else None


def _glued(line: str, start: int, end: int, word: str) -> Stamp | None:
    """The date behind a word that runs into its month: "Staff ReporterDecember 22, 2023"."""
    if word.isupper() or word[1:].islower():
        return None  # no letter goes before a capital, or every one does
    tail = _GLUED.search(word)
    month = month_number(tail[0]) if tail else None
    if tail is None or month is None:
        return None
    after = _DAY_YEAR_AFTER.match(line[end : end + REACH])
    return _dated(start + tail.start(), end, after, month) if after else None


def _misread(line: str) -> Iterator[Stamp]:
    """The dates of a line on which a scanner read a month's letters wrong; day and year must stand beside it."""
    for start, end, month in month_as_scanned(line):
        stamp = _around(line, start, end, month)
        if stamp and stamp.full:
            yield replace(stamp, repaired=True)


def _around(line: str, start: int, end: int, month: int) -> Stamp | None:
    before = line[max(0, start - REACH) : start]
    after = line[end : end + REACH]
    offset = start - len(before)
    day_left = _DAY_BEFORE.search(before)
    year_right = _YEAR_AFTER.match(after)
    day_year = _DAY_YEAR_AFTER.match(after)
    if day_left and (year_right or not day_year):
        short = None if year_right else _SHORT_YEAR_AFTER.match(after)
        stop = end + (year_right.end() if year_right else 0)
        made = _make(offset + day_left.start(), stop, _year(year_right), month, day_left["day"])
        if made and short:
            made = replace(made, end=end + short.end(), short=int(short["year"]))
        if made:
            return made
    if day_year:
        made = _dated(start, end, day_year, month)
        if made:
            return made
    timed = _DAY_TIME_YEAR_AFTER.match(after)
    if timed:
        made = _dated(start, end, timed, month)
        if made:
            return replace(made, time=timed["time"])
    spoken = _spoken(before, year_right, month, offset, end)
    if spoken:
        return spoken
    year_left = _YEAR_BEFORE.search(before)
    day_right = _DAY_AFTER.match(after)
    if year_left and day_right:
        made = _make(offset + year_left.start(), end + day_right.end(), year_left["year"], month, day_right["day"])
        if made:
            return made
    if year_right:
        return _make(start, end + year_right.end(), _year(year_right), month, "")
    if day_right:
        return _make(start, end + day_right.end(), "", month, day_right["day"])
    return None


def _spoken(before: str, year: re.Match[str] | None, month: int, offset: int, end: int) -> Stamp | None:
    """The date of a day in words: "the twenty-second of December 2023"."""
    word = _WORD_DAY_BEFORE.search(before) if year and before.endswith("of ") else None
    if word is None:
        return None
    for words in (word["day"], word["day"].split()[-1]):
        day = ORDINALS.get(re.sub(r"\s", "-", words.lower()))
        if day:
            start = offset + word.end("day") - len(words)
            return _make(start, end + (year.end() if year else 0), _year(year), month, str(day))
    return None


def _dated(start: int, end: int, after: re.Match[str], month: int) -> Stamp | None:
    return _make(start, end + after.end(), _year(after), month, after["day"])


def _year(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    groups = match.groupdict()
    return groups["year"] or groups.get("glued") or ""


def _make(start: int, end: int, year: str, month: int, day: str) -> Stamp | None:
    """A stamp of printed digits, or None when they are no date."""
    plain_year, plain_day = re.sub(r"\s", "", year), re.sub(r"\s", "", day)
    repaired = not (plain_year + plain_day).isdecimal() or (plain_year, plain_day) != (year, day)
    try:
        year_number = int(plain_year.translate(DIGITS)) if plain_year else None
        day_number = int(plain_day.translate(DIGITS)) if plain_day else None
    except ValueError:
        return None
    if plain_day and not any(character.isdecimal() for character in plain_day):
        return None  # "I May" and "so March" are words
    if year_number is not None and not FIRST_YEAR <= year_number <= LAST_YEAR:
        return None
    if day_number is not None and weekday_of(year_number or 2000, month, day_number) is None:
        return None  # 2000 is a leap year: 29 February passes
    return Stamp(start, end, year_number, month, day_number, repaired=repaired)
