"""Dates as printed: every stamp on a line, with the weekday and the time of day beside it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from ..word_finder import WordFinder
from .datewords import WEEKDAY_WORD, WEEKDAYS, weekday_number
from .eastern import in_characters
from .figures import in_figures
from .stamp import Stamp
from .worded import REACH, in_words

REMEMBERED = 4_096  # lines; those of a capture are read by several stages, one after the other

_FIGURE = re.compile(r"\d")
_PLAIN_FIGURE = re.compile("[0-9]")  # found in half the time
_FOREIGN_FIGURE = re.compile(r"[^\D0-9]")
_WEEKDAYS_IN = WordFinder((WEEKDAYS,))  # few dates have one beside them, and the pattern is slow
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])(?P<colon>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
_TIME_AFTER = re.compile(
    rf"(?:[\s,|·•@–—\-]|T(?=\d)|at(?=\s)|kl\.?|um|à|в(?=\s)){{0,6}}{_CLOCK}(?!\d)(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?P<zone>\s?\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|IST|CET|CEST|AEST|AEDT|MSK|ET|PT|Z)(?-i:(?![a-z]))\)?(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}\s?(?:(?P<half>[ap])\.?m\.?)?(?P<zone>\s?(?:GMT|UTC|EST|EDT|CST|PST|BST|IST|MSK|ET|PT))?[\s,|·•\-–—]{{1,4}}(?:on\s)?$",
    re.IGNORECASE,
)


def read_stamps(line: str) -> tuple[Stamp, ...]:
    """Every date on the line from left to right, weekday and time of day joined to it."""
    if line.isascii():
        return _read(line) if _PLAIN_FIGURE.search(line) else ()
    return _read(line) if "月" in line or _FIGURE.search(line) else ()


@lru_cache(maxsize=REMEMBERED)
def _read(line: str) -> tuple[Stamp, ...]:
    if not line.isascii() and _FOREIGN_FIGURE.search(line):
        line = _western(line)
    found = [*in_figures(line), *in_characters(line), *in_words(line)]
    found.sort(key=lambda stamp: (stamp.start, -stamp.end))
    kept: list[Stamp] = []
    for stamp in found:
        if kept and stamp.start < kept[-1].end:
            continue
        kept.append(_widen(line, stamp))
    return tuple(kept)


def _western(line: str) -> str:
    """The line with the digits of every script as 0 to 9, each in its place: "٢٢ ديسمبر ٢٠٢٣"."""
    return _FIGURE.sub(lambda match: str(unicodedata.decimal(match[0])), line)


def _widen(line: str, stamp: Stamp) -> Stamp:
    """The stamp with the weekday and the time of day printed beside it."""
    start, end, weekday, time = stamp.start, stamp.end, stamp.weekday, stamp.time
    tail = line[end : end + REACH]
    clock = _TIME_AFTER.match(tail)
    if clock and (clock["colon"] == ":" or clock["half"] or (clock["colon"] == "." and clock["zone"])):
        time, end = _time(clock), end + clock.end()
    head = line[max(0, start - REACH) : start]
    if not time:
        clock = _TIME_BEFORE.search(head) if _FIGURE.search(head) else None
        if clock and (clock["colon"] == ":" or clock["half"]):
            time, start = _time(clock), start - (len(head) - clock.start())
            head = line[max(0, start - REACH) : start]
    if weekday is None and _WEEKDAYS_IN.held(head.lower()):
        for match in WEEKDAY_WORD.finditer(head):
            gap = head[match.end() :]
            if (
                re.fullmatch(r"[\s,.(|\-–—]{0,6}(?:(?:the|den|el|il|le)\s)?", gap)
                and weekday_number(match[0]) is not None
            ):
                weekday, start = weekday_number(match[0]), start - (len(head) - match.start())
                break
    if weekday is None and _WEEKDAYS_IN.held(line[end : end + REACH].lower()):
        after = WEEKDAY_WORD.search(line[end : end + REACH])
        if after and re.fullmatch(r"[\s,.(|\-–—]{1,4}", line[end : end + after.start()]):
            weekday, end = weekday_number(after[0]), end + after.end()
    return replace(stamp, start=start, end=end, weekday=weekday, time=time)


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"]) % 24
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{match['minute']}" + (f":{match['second']}" if match["second"] else "")
