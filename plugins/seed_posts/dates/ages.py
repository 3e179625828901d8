"""Ages: "This article is 13 years old", "Posted 3 days ago", counted back from the day of capture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Story
from ..stamps import read_stamps
from ..stamps.datewords import FIRST_YEAR, weekday_number

AGE = "article-age"  # rule of a finding that waits for the capture's day

_COUNT = r"(?P<count>(?<!\d)\d{1,4}|\ban?\b|one|two|three|four|five|six|seven|eight|nine|ten)"
_UNITS = re.compile(
    rf"{_COUNT}\s?(?P<unit>year|yr|month|week|day|hour|hr|minute|min|y|mo|w|d|h|m)(?![^\W\d_](?<!s))", re.IGNORECASE
)
_UNIT_NAMES = {
    "yr": "year", "y": "year", "mo": "month", "w": "week", "d": "day", "hr": "hour", "h": "hour", "min": "minute",
    "m": "minute",
}  # fmt: skip
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_AGE = re.compile(
    r"\b(?:this (?:article|story|content|page|post)(?: is| was published)?(?: more than| over| about)?"
    rf"|published|posted)\s+{_NUMBER}\s+(?:year|month|week|day|hour|minute|min)s?\s+(?:old|ago)\b",
    re.IGNORECASE,
)
_BARE_AGE = re.compile(
    rf"\W{{0,4}}{_NUMBER}\s?(?:years?|yrs?|months?|mo|weeks?|days?|hours?|hrs?|minutes?|mins?|y|w|d|h|m)\sago\W{{0,4}}",
    re.IGNORECASE,
)
_RECENT = re.compile(  # "Published Thursday 1:30PM", "Posted yesterday at 10:04"
    r"(?:\b|(?<=[a-z])(?-i:(?=[PU])))(?:published|posted)(?:\s*:)?\s*(?:on\s)?(?P<day>today|yesterday|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)\b(?!\s+(?:that|the|by|in|to|and)\b)(?-i:(?!,?\s+[A-Z][a-z]+\s\d))",
    re.IGNORECASE,
)
_AGE_WORDS = ("old", "ago", "published", "posted")  # one of which each of the patterns needs
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {word: number for number, word in enumerate(_WORDS)} | {"a": 1, "an": 1}
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/.-]|\s?%)")
_OWNED_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,12}(?:(?:19|20)\d\d\s?[-–]\s?)?(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_FORECAST = re.compile(r"\b(?:by|until|till|in|to|through|for|from|since|before|after)\s+$", re.IGNORECASE)


def read_age(line: str) -> re.Match[str] | None:
    """The words of a line that tell the age of the story it heads."""
    lowered = line.lower()
    if not any(map(lowered.__contains__, _AGE_WORDS)):
        return None
    return _AGE.search(line) or _RECENT.search(line) or _BARE_AGE.fullmatch(line)


def with_age(story: Story, made: tuple[int, Evidence] | None, capture: Capture) -> Story:
    """A story whose finding is an age, dated by it, or with the reason why it cannot be.

    `made` is the year the capture was made, from `capture_year`.
    """
    words = story.date.evidence[0].text
    reason = f'only an age is printed ("{words}")'
    captured = Evidence("captured-at", capture.captured_at)
    recent = _RECENT.search(words)
    if recent:
        day = _last(recent["day"].lower(), capture.captured_at)
        if day is None:
            return replace(story, date=replace(story.date, reason=f"{reason} and no day of the capture"))
        return replace(story, date=Finding(day, (*story.date.evidence, captured), 0.8))
    found = _UNITS.search(words)
    if found is None:
        return replace(story, date=replace(story.date, reason=reason))
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS[found["count"].lower()]
    unit = _UNIT_NAMES.get(found["unit"].lower(), found["unit"].lower())
    if unit == "year":
        if made is None:
            return replace(story, date=replace(story.date, reason=f"{reason} and no year of the capture"))
        year, evidence = made
        if year - count < FIRST_YEAR:
            return replace(story, date=replace(story.date, reason=f"{reason}, older than any newspaper"))
        value = PublishedDate(f"{year - count:04}", Precision.YEAR, Basis.RELATIVE)
        return replace(story, date=Finding(value, (*story.date.evidence, evidence), 0.8))
    counted = _counted_back(unit, count, capture.captured_at)
    if counted is None:
        return replace(story, date=replace(story.date, reason=f"{reason} and no day of the capture"))
    return replace(story, date=Finding(counted, (*story.date.evidence, captured), 0.8))


def _last(day: str, captured_at: str) -> PublishedDate | None:
    """The day of the week before the capture that a page calls "Thursday", "yesterday" or "today"."""
    try:
        captured = date.fromisoformat(captured_at[:10])
        if day in ("today", "yesterday"):
            back = int(day == "yesterday")
        else:
            back = (captured.weekday() - (weekday_number(day.capitalize()) or 0)) % 7
        found = captured - timedelta(days=back)
    except (ValueError, OverflowError):
        return None
    return PublishedDate(found.isoformat(), Precision.DAY, Basis.RELATIVE)


def _counted_back(unit: str, count: int, captured_at: str) -> PublishedDate | None:
    """The date so long before the capture, at the precision the unit leaves."""
    try:
        moment = datetime.fromisoformat(captured_at)
        if unit in ("hour", "minute") and len(captured_at) > len("2024-03-01"):
            day = (moment - timedelta(**{f"{unit}s": count})).date()
        elif unit == "day":
            day = (moment - timedelta(days=count)).date()
        elif unit in ("week", "month"):
            # "2 weeks ago" is anything from 2 to under 3 weeks: a month or a year, where both ends agree
            size = 7 if unit == "week" else 30
            late, early = moment - timedelta(days=size * count), moment - timedelta(days=size * (count + 1) - 1)
            if (late.year, late.month) == (early.year, early.month):
                return PublishedDate(f"{late:%Y-%m}", Precision.MONTH, Basis.RELATIVE)
            same_year = late.year == early.year
            return PublishedDate(f"{late:%Y}", Precision.YEAR, Basis.RELATIVE) if same_year else None
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return PublishedDate(day.isoformat(), Precision.DAY, Basis.RELATIVE)


def capture_year(stories: Sequence[Story], capture: Capture) -> tuple[int, Evidence] | None:
    """The year the capture was made: the sidecar's, else the latest one its chrome prints."""
    if re.match(r"(?:19|20)\d\d", capture.captured_at):
        return int(capture.captured_at[:4]), Evidence("captured-at", capture.captured_at)
    inside = {n for story in stories for n in range(story.first, story.last + 1)}
    seen: list[tuple[int, int, int, bool]] = []
    for number, line in enumerate(capture.lines, 1):
        if number in inside:
            continue
        owned = {match["year"] for match in _OWNED_YEAR.finditer(line)}
        stamps = read_stamps(line)
        for match in _YEAR.finditer(line):
            firm = match[0] in owned or any(s.start <= match.start() < s.end for s in stamps)
            if firm or not _FORECAST.search(line[max(0, match.start() - 12) : match.start()]):
                seen.append((int(match[0]), number, match.start(), firm))
    if not seen:
        return None
    latest = max(year for year, *_ in seen)
    of_latest = [item for item in seen if item[0] == latest]
    if len({number for _, number, _, _ in of_latest}) < 2 and not any(firm for *_, firm in of_latest):
        return None  # one stray number could be a forecast
    _, number, offset, _ = of_latest[0]
    return latest, Evidence("capture-year", str(latest), number, offset)
