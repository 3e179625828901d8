"""Dates of East Asia: 2018年3月19日 星期一, 二〇一八年三月十九日, 平成30年3月19日, 2018년 3월 19일."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .datewords import CHINESE_WEEKDAYS
from .figures import LEAP_YEAR
from .stamp import Stamp, weekday_of

_NUMERALS = "〇零○一二三四五六七八九十元"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}  # the year before an era's first
_NUMBER = rf"(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})"
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<year>(?:18|19|20)\d\d|[{_NUMERALS}]{{4}}|(?:{'|'.join(_ERAS)})\s?{_NUMBER})\s?[年년]\s?)?"
    rf"(?P<month>{_NUMBER})\s?[月월](?:\s?(?P<day>{_NUMBER})\s?[日号號일])?"
    r"(?:\s?[（(]?(?:星期|周|週)?(?P<weekday>[一二三四五六日天])(?![^\W\d_]))?"
)
_DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}


def in_characters(line: str) -> Iterator[Stamp]:
    """The dates of a line in Chinese, Japanese or Korean."""
    if "月" not in line and "월" not in line:
        return
    for match in _DATE.finditer(line):
        year = _year(match["year"]) if match["year"] else None
        month, day = _number(match["month"]), _number(match["day"]) if match["day"] else None
        if month is None or (year is None and day is None):
            continue
        if weekday_of(year or LEAP_YEAR, month, day or 1) is not None:
            weekday = CHINESE_WEEKDAYS.get(match["weekday"] or "")
            yield Stamp(match.start(), match.end(), year, month, day, weekday)


def _year(text: str) -> int | None:
    """The year of "2018", "二〇一八" or "平成30"."""
    for era, before in _ERAS.items():
        if text.startswith(era):
            number = _number(text[len(era) :].strip())
            return before + number if number else None
    if text.isdecimal():
        return int(text)
    digits = [_DIGITS.get(character) for character in text]
    value = int("".join(map(str, digits))) if None not in digits else 0
    return value if 1800 <= value < 2100 else None


def _number(text: str) -> int | None:
    """1 to 99 of "19", "十九", "二十" or "三"."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text)
    left = _DIGITS.get(tens) if tens else 1
    right = _DIGITS.get(ones) if ones else 0
    return None if left is None or right is None else 10 * left + right
