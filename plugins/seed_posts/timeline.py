"""Dates that only the whole capture settles: missing years, ages, and places in a thread.

A forum thread is a timeline: posts stand in the order they were written. An undated story
takes the month of the dated post beside it; one that prints a weekday of its own could be
pinned to a day by outside knowledge only, so it stays missing and says between which days it lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from .around import dated_around
from .datewords import FULL_WEEKDAY, weekday_number
from .model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Story
from .stamps import read_stamps, weekday_of

YEARLESS = "dateline-day"  # rule of a finding that waits for its year
AGE = "article-age"  # rule of a finding that waits for the capture's day
FIRMER = 0.85  # confidence of a date on a line of its own; only such a one replaces a date beside words
NEAR = 120  # days between a story and the neighbour that lends it the year; posts of a thread lie weeks apart
DATED_MIN = 3  # dated points in ascending order before lines are believed to be a thread
BESIDE_WORDS = "date-beside-words"  # rule of a date that shares its line with a few words
FIRM = (Basis.CORRECTION, Basis.METADATA, Basis.EXPLICIT, Basis.DATELINE)

_UPLOAD = re.compile(
    r"^\s*(?:upload|screen[ -_]?shot)[_ -]{1,3}(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)[\w .-]*\.\w{3,4}\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/.-]|\s?%)")
_OWNED_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,12}(?:(?:19|20)\d\d\s?[-–]\s?)?(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:by|until|till|in|to|through|for|from|since|before|after)\s+$", re.IGNORECASE)
_COUNTS = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {"a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class _Point:
    """A day the capture fixes at one of its lines."""

    line: int
    day: date
    text: str
    rule: str


def complete(stories: Sequence[Story], capture: Capture) -> tuple[Story, ...]:
    """The stories with the dates that need the rest of the capture, or with the reason they have none."""
    ordered = sorted(stories, key=lambda story: (story.first, story.ordinal))
    done = [_with_lines_around(index, ordered, capture) for index in range(len(ordered))]
    done = [_with_year(story, done, capture) for story in done]
    done = [_with_age(story, done, capture) for story in done]
    points = _points(done, capture)
    if len(done) > 1 and len(points) >= DATED_MIN and all(a.day <= b.day for a, b in pairwise(points)):
        done = [_in_thread(index, done, points, capture) for index in range(len(done))]
    done = [_explained(story, capture) for story in done]
    by_ordinal = {story.ordinal: story for story in done}
    return tuple(by_ordinal[story.ordinal] for story in stories)


def _with_lines_around(index: int, stories: Sequence[Story], capture: Capture) -> Story:
    """The story with the date printed near it, on lines no other story has."""
    story = stories[index]
    weak = bool(story.date.evidence) and story.date.evidence[0].rule == BESIDE_WORDS
    if (story.date.value is not None or story.date.evidence) and not weak:
        return story
    floor = stories[index - 1].last if index else 0
    ceiling = stories[index + 1].first if index + 1 < len(stories) else len(capture.lines) + 1
    found = dated_around(story, capture, floor, ceiling)
    return replace(story, date=found) if found and not (weak and found.confidence < FIRMER) else story


def _rule(story: Story) -> str:
    return story.date.evidence[0].rule if story.date.evidence and story.date.value is None else ""


def _with_year(story: Story, stories: Sequence[Story], capture: Capture) -> Story:
    """The story with the year of the nearest dated point of the capture."""
    if _rule(story) != YEARLESS:
        return story
    stamp = read_stamps(story.date.evidence[0].text)[0]
    month, day = stamp.month or 1, stamp.day or 1
    points = sorted(_points(stories, capture), key=lambda point: _distance(point.line, story))
    for point in points[:1]:
        years = [y for y in range(point.day.year - 1, point.day.year + 2) if weekday_of(y, month, day) is not None]
        year = min(years, key=lambda y: abs((date(y, month, day) - point.day).days))
        found = date(year, month, day)
        if abs((found - point.day).days) <= NEAR:
            confirmed = _weekday_of_text(story) == found.weekday()
            evidence = (*story.date.evidence, Evidence("year-of-neighbour", point.text, point.line))
            value = PublishedDate(found.isoformat(), Precision.DAY, Basis.DATELINE)
            return replace(story, date=Finding(value, evidence, 0.9 if confirmed else 0.75))
    return replace(story, date=replace(story.date, reason="day and month are printed, the year is not"))


def _weekday_of_text(story: Story) -> int | None:
    for block in story.body[:2]:
        found = FULL_WEEKDAY.search(block.text)
        if found:
            return weekday_number(found[0])
    return None


def _distance(line: int, story: Story) -> int:
    return max(story.first - line, line - story.last, 0)


def _with_age(story: Story, stories: Sequence[Story], capture: Capture) -> Story:
    """The story dated by its printed age against the year of the capture."""
    if _rule(story) != AGE:
        return story
    words = story.date.evidence[0].text
    number = re.search(
        r"(\d+|\ban?\b|one|two|three|four|five|six|seven|eight|nine|ten)\s+(year|month|week|day|hour)",
        words,
        re.IGNORECASE,
    )
    if number is None or number[2].lower() != "year":
        return replace(story, date=replace(story.date, reason=f'only an age is printed ("{words}")'))
    count = int(number[1]) if number[1].isdecimal() else _COUNTS[number[1].lower()]
    against = _capture_year(stories, capture)
    if against is None:
        reason = f'only an age is printed ("{words}") and no year of the capture'
        return replace(story, date=replace(story.date, reason=reason))
    year, evidence = against
    value = PublishedDate(f"{year - count:04}", Precision.YEAR, Basis.RELATIVE)
    return replace(story, date=Finding(value, (*story.date.evidence, evidence), 0.8))


def _capture_year(stories: Sequence[Story], capture: Capture) -> tuple[int, Evidence] | None:
    """The year the capture was made: the sidecar's, else the latest one its chrome prints."""
    if re.match(r"(?:19|20)\d\d", capture.captured_at):
        return int(capture.captured_at[:4]), Evidence("captured-at", capture.captured_at)
    inside = {n for story in stories for n in range(story.first, story.last + 1)}
    seen: list[tuple[int, int, str, bool]] = []
    for number, line in enumerate(capture.lines, 1):
        if number in inside:
            continue
        owned = {match["year"] for match in _OWNED_YEAR.finditer(line)}
        for match in _YEAR.finditer(line):
            firm = match[0] in owned or any(s.start <= match.start() < s.end for s in read_stamps(line))
            if firm or not _FUTURE.search(line[max(0, match.start() - 12) : match.start()]):
                seen.append((int(match[0]), number, match[0], firm))
    if not seen:
        return None
    latest = max(year for year, *_ in seen)
    of_latest = [item for item in seen if item[0] == latest]
    if len({item[1] for item in of_latest}) < 2 and not any(item[3] for item in of_latest):
        return None  # one stray number could be a forecast
    _, number, text, _ = of_latest[0]
    return latest, Evidence("capture-year", text, number, capture.lines[number - 1].find(text))


def _points(stories: Sequence[Story], capture: Capture) -> list[_Point]:
    """The days the capture fixes, in line order: dated stories, and upload stamps of posts."""
    points = []
    for story in stories:
        value = story.date.value
        if value and value.precision is Precision.DAY and value.basis in FIRM and not story.reprint_of:
            points.append(_Point(story.first, date.fromisoformat(value.value), value.value, "neighbour-date"))
    for number, line in enumerate(capture.lines, 1):
        match = _UPLOAD.match(line) if len(line) < 120 else None
        if match and weekday_of(int(match["y"]), int(match["m"]), int(match["d"])) is not None:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            points.append(_Point(number, day, line.strip(), "upload-stamp"))
    return sorted(points, key=lambda point: point.line)


def _in_thread(index: int, stories: Sequence[Story], points: Sequence[_Point], capture: Capture) -> Story:
    """The story with the month of the dated post beside it, if it prints no weekday of its own."""
    story = stories[index]
    if story.date.value is not None or story.date.evidence:
        return story
    before = [point for point in points if point.line < story.first]
    after = [point for point in points if point.line > story.last]
    bracket = f"between {before[-1].day} and {after[0].day}" if before and after else ""
    if not bracket:
        bracket = f"after {before[-1].day}" if before else f"before {after[0].day}" if after else ""
    weekday = _printed_weekday(story)
    if weekday is not None:
        reason = f'only a weekday is printed ("{weekday.text}"); the thread puts the story {bracket}'
        return replace(story, date=Finding(evidence=(weekday,), reason=reason))
    previous_last = stories[index - 1].last if index else 0
    next_first = stories[index + 1].first if index + 1 < len(stories) else len(capture.lines) + 1
    beside = []
    if before and _touches(before[-1], stories[index - 1] if index else None, previous_last, story.first - 1, capture):
        beside.append(before[-1])
    if after and _touches(
        after[0], stories[index + 1] if index + 1 < len(stories) else None, story.last, next_first - 1, capture
    ):
        beside.append(after[0])
    months = {point.day.isoformat()[:7] for point in beside}
    if len(months) != 1:
        reason = f"no date in the story's lines; the thread puts it {bracket}"
        return replace(story, date=Finding(reason=reason))
    value = PublishedDate(months.pop(), Precision.MONTH, Basis.THREAD_ORDER)
    evidence = tuple(Evidence(point.rule, point.text, point.line) for point in beside)
    return replace(
        story, date=Finding(value, evidence, 0.6, f"month of the dated post beside it; the story lies {bracket}")
    )


def _touches(point: _Point, neighbour: Story | None, gap_first: int, gap_last: int, capture: Capture) -> bool:
    """True when nothing undated stands between a story and the point: it is the next post."""
    if gap_first < point.line <= gap_last:
        return True
    if neighbour is None or not neighbour.first <= point.line <= neighbour.last:
        return False
    return not any(capture.lines[n - 1].strip() for n in range(gap_first + 1, gap_last + 1) if n <= len(capture.lines))


def _printed_weekday(story: Story) -> Evidence | None:
    for block in story.body:
        found = FULL_WEEKDAY.search(block.text)
        if found:
            return Evidence("weekday-only", found[0], block.first)
    return None


def _explained(story: Story, capture: Capture) -> Story:
    """An undated story with the reason that tells a reviewer most."""
    if story.date.value is not None or story.date.evidence:
        return story
    weekday = _printed_weekday(story)
    if weekday is None or "thread" in story.date.reason:
        return story
    return replace(story, date=Finding(evidence=(weekday,), reason=f'only a weekday is printed ("{weekday.text}")'))
