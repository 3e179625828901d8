"""Dates that only the whole capture settles: missing years, ages, and places in a thread.

A forum thread is a timeline: posts stand in the order they were written. An undated story
takes the month of the dated post beside it; one that prints a weekday of its own could be
pinned to a day by outside knowledge only, so it stays missing and says between which days it lies.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ..line_search import searched
from ..model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Story
from ..segments.frames import frame_lines
from ..stamps import read_stamps, weekday_of
from ..stamps.datewords import FULL_WEEKDAY, weekday_number
from .addresses import day_of_address
from .ages import AGE, capture_year, with_age
from .around import dated_around, is_web
from .checks import checked
from .rules import BARE, BESIDE_WORDS, MONTH_LINE, UPDATE, YEARLESS

FAR = 12  # lines between a bare date and the first paragraph, above which a date with its time or label is preferred
FILED = 3  # days between a dateline and the printed date of its story
FIRMER = 0.85  # confidence of a date on a line of its own; only such a one replaces a date beside words
DATED_BLOCKS = 6  # paragraphs in which a story says the day of its news
NEAR = 120  # days between a story and the neighbour that lends it the year; posts of a thread lie weeks apart
DATED_MIN = 3  # dated points in ascending order before lines are believed to be a thread
FIRM = (Basis.CORRECTION, Basis.METADATA, Basis.EXPLICIT, Basis.DATELINE)

OWN_ADDRESS = ("story-url", "sidecar-uri")  # rules of an address that is the story's own
POST_FRAME_MAX = 8  # lines the frame of a post has at most

_JOINED = re.compile(r"\W*(?:join|member since|registered|last (?:seen|edited)|edited|зарегистрирован)", re.IGNORECASE)
_UPLOAD = re.compile(
    r"^\s*(?:upload|screen[ -_]?shot)[_ -]{1,3}(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)[\w .-]*\.\w{3,4}\s*$",
    re.IGNORECASE,
)
_UPLOADED = ("upload", "screen")  # one of which the pattern needs


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
    web = is_web(capture)
    frames = frame_lines(capture)
    done = [_with_lines_around(index, ordered, capture, web, frames) for index in range(len(ordered))]
    done = [checked(story, capture) for story in done]
    done = [_with_post_year(story, capture, frames) for story in done]
    if any(_rule(story) == YEARLESS for story in done):
        points = _points(done, capture)
        done = [_with_year(story, points, capture) for story in done]
    if any(_rule(story) == AGE for story in done):
        year = capture_year(done, capture)
        done = [with_age(story, year, capture) if _rule(story) == AGE else story for story in done]
    done = [_with_address(story) for story in done]
    points = _points(done, capture) if len(done) > 1 else []
    if len(points) >= DATED_MIN and all(a.day <= b.day for a, b in pairwise(points)):
        done = [_in_thread(index, done, points, capture) for index in range(len(done))]
    done = [_explained(story, capture) for story in done]
    by_ordinal = {story.ordinal: story for story in done}
    return tuple(by_ordinal[story.ordinal] for story in stories)


def _with_lines_around(
    index: int, stories: Sequence[Story], capture: Capture, web: bool, frames: Sequence[int]
) -> Story:
    """The story with the date printed near it, on lines no other story has and beyond the frame of no post."""
    story = stories[index]
    rule = story.date.evidence[0].rule if story.date.evidence else ""
    weak = rule in (BESIDE_WORDS, MONTH_LINE) or (rule == BARE and _is_far(story))
    yearless = _rule(story) == YEARLESS
    if (story.date.value is not None or story.date.evidence) and not weak and _rule(story) not in (YEARLESS, AGE):
        return story
    floor = stories[index - 1].last if index else 0
    ceiling = stories[index + 1].first if index + 1 < len(stories) else len(capture.lines) + 1
    above = frames[: bisect_left(frames, story.first)]
    below = frames[bisect_left(frames, story.last + 1) :]
    found = dated_around(story, capture, max([floor, *above[-1:]]), min([ceiling, *below[:1]]), web)
    if not found or (weak and not _is_firmer(found, story)):
        return story
    if not found.value:
        return story if story.date.value or story.date.evidence else replace(story, date=found)
    if yearless and abs((date.fromisoformat(found.value.value) - _near_day(story, found.value.value)).days) > FILED:
        return story  # the page's own day, or an event's: too far from the day the story was filed
    if yearless and found.evidence[0].rule == UPDATE:
        day = _near_day(story, found.value.value).isoformat()
        value = PublishedDate(day, Precision.DAY, Basis.DATELINE, updated=found.value.value)
        return replace(story, date=Finding(value, (*story.date.evidence, *found.evidence), 0.8))
    return replace(story, date=found)


def _is_far(story: Story) -> bool:
    """True for a bare date so far above the story's text that it may be the page's, or another story's."""
    line, value = story.date.evidence[0].line, story.date.value
    opening = story.body[0].first if story.body else story.first
    return value is not None and not value.time and line is not None and opening - line > FAR


def _is_firmer(found: Finding[PublishedDate], story: Story) -> bool:
    """True for a day on a line of its own, and for one that completes the month the story prints."""
    if found.value is None:
        return False
    month = story.date.value.value if story.date.value and story.date.value.precision is Precision.MONTH else None
    return found.confidence >= FIRMER or (month is not None and found.value.value.startswith(month))


def _near_day(story: Story, near: str) -> date:
    """The day a dateline prints, in the year that brings it nearest to another day."""
    stamp = read_stamps(story.date.evidence[0].text)[0]
    other = date.fromisoformat(near)
    month, day = stamp.month or 1, stamp.day or 1
    years = [y for y in range(other.year - 1, other.year + 2) if weekday_of(y, month, day) is not None]
    return min((date(y, month, day) for y in years), key=lambda found: abs((found - other).days), default=other)


def _rule(story: Story) -> str:
    return story.date.evidence[0].rule if story.date.evidence and story.date.value is None else ""


def _with_post_year(story: Story, capture: Capture, frames: Sequence[int]) -> Story:
    """The story with the year of the post it stands in, which is written on the day of its story or soon after."""
    if _rule(story) != YEARLESS:
        return story
    above = frames[: bisect_left(frames, story.first)]
    for number in reversed(above[-POST_FRAME_MAX:]):
        line = capture.lines[number - 1]
        for stamp in read_stamps(line):
            if not stamp.full or _JOINED.match(line):
                continue
            found = _near_day(story, stamp.iso)
            if not -1 <= (date.fromisoformat(stamp.iso) - found).days <= NEAR:
                continue
            confirmed = _weekday_of_text(story) == found.weekday()
            words = line[stamp.start : stamp.end]
            evidence = (*story.date.evidence, Evidence("post-stamp", words, number, stamp.start))
            value = PublishedDate(found.isoformat(), Precision.DAY, Basis.DATELINE)
            return replace(story, date=Finding(value, evidence, 0.9 if confirmed else 0.8))
    return story


def _with_year(story: Story, points: Sequence[_Point], capture: Capture) -> Story:
    """The story with the year of the nearest dated point of the capture."""
    if _rule(story) != YEARLESS:
        return story
    for point in _nearest(points, story):
        found = _near_day(story, point.day.isoformat())
        if abs((found - point.day).days) <= NEAR:
            confirmed = _weekday_of_text(story) == found.weekday()
            evidence = (*story.date.evidence, Evidence("year-of-neighbour", point.text, point.line))
            value = PublishedDate(found.isoformat(), Precision.DAY, Basis.DATELINE)
            return replace(story, date=Finding(value, evidence, 0.9 if confirmed else 0.75))
    return _with_year_of_capture(story, capture)


def _with_year_of_capture(story: Story, capture: Capture) -> Story:
    """The story with the year in which its day came last before the capture, where that is not long ago."""
    reason = "day and month are printed, the year is not"
    try:
        captured = date.fromisoformat(capture.captured_at[:10])
    except ValueError:
        return replace(story, date=replace(story.date, reason=reason))
    stamp = read_stamps(story.date.evidence[0].text)[0]
    month, day = stamp.month or 1, stamp.day or 1
    years = [y for y in (captured.year, captured.year - 1) if weekday_of(y, month, day) is not None]
    found = next((d for y in years if (d := date(y, month, day)) <= captured), None)
    if found is None or (captured - found).days > NEAR:
        return replace(story, date=replace(story.date, reason=reason))
    evidence = (*story.date.evidence, Evidence("captured-at", capture.captured_at))
    confirmed = _weekday_of_text(story) == found.weekday()
    value = PublishedDate(found.isoformat(), Precision.DAY, Basis.DATELINE)
    return replace(story, date=Finding(value, evidence, 0.9 if confirmed else 0.75))


def _weekday_of_text(story: Story) -> int | None:
    for block in story.body[:2]:
        found = FULL_WEEKDAY.search(block.text)
        if found:
            return weekday_number(found[0])
    return None


def _with_address(story: Story) -> Story:
    """A story whose own address says the day no line prints; a guess that goes to review."""
    evidence = story.url.evidence
    said = day_of_address(evidence[0].text) if evidence and evidence[0].rule in OWN_ADDRESS else None
    if said is None or story.date.value is not None or _rule(story) not in ("", YEARLESS):
        return story
    day, words = said
    proof = Evidence("address-date", words, evidence[0].line)
    if _rule(story) == YEARLESS:
        filed = _near_day(story, day.isoformat())
        if abs((filed - day).days) > FILED:
            return story
        value = PublishedDate(filed.isoformat(), Precision.DAY, Basis.DATELINE)
        return replace(story, date=Finding(value, (*story.date.evidence, proof), 0.9))
    value = PublishedDate(day.isoformat(), Precision.DAY, Basis.INFERRED)
    return replace(story, date=Finding(value, (proof,), 0.7, "only the address of the story says the day"))


def _nearest(points: Sequence[_Point], story: Story) -> list[_Point]:
    """The point nearest to the story, the earlier of two as near; none where there are none."""
    at = bisect_left(points, story.first, key=_line)
    before = points[bisect_left(points, points[at - 1].line, key=_line)] if at else None
    near = [point for point in (before, *points[at : at + 1]) if point is not None]
    return sorted(near, key=lambda point: max(story.first - point.line, point.line - story.last, 0))[:1]


def _line(point: _Point) -> int:
    return point.line


def _points(stories: Sequence[Story], capture: Capture) -> list[_Point]:
    """The days the capture fixes, in line order: dated stories, and upload stamps of posts."""
    points = []
    for story in stories:
        value = story.date.value
        if value and value.precision is Precision.DAY and value.basis in FIRM and not story.reprint_of:
            points.append(_Point(story.first, date.fromisoformat(value.value), value.value, "neighbour-date"))
    for number in searched(capture).holding(_UPLOADED, (1, len(capture.lines))):
        line = capture.lines[number - 1]
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
    first, last = bisect_left(points, story.first, key=_line), bisect_right(points, story.last, key=_line)
    before, after = points[max(0, first - 1) : first], points[last : last + 1]
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
        plain = block.text.isascii() and "day" not in block.text.lower()  # no English one, and none of another alphabet
        found = None if plain else FULL_WEEKDAY.search(block.text)
        if found:
            return Evidence("weekday-only", found[0], block.first)
    return None


def _explained(story: Story, capture: Capture) -> Story:
    """An undated story with the reason that tells a reviewer most."""
    if story.date.value is not None or story.date.evidence:
        return story
    if "thread" in story.date.reason:
        return story
    for block in story.body[:DATED_BLOCKS]:
        for stamp in read_stamps(block.text):
            if stamp.weekday is not None and stamp.day is not None and stamp.year is None and stamp.short is None:
                closed = block.text[stamp.end : stamp.end + 1] == ")" and "(" in block.text[stamp.start : stamp.end]
                words = block.text[stamp.start : stamp.end + closed]
                evidence = (Evidence("weekday-and-day", words, block.first),)
                return replace(story, date=Finding(evidence=evidence, reason=f'"{words}" is printed without a year'))
    weekday = _printed_weekday(story)
    if weekday is None:
        return story
    return replace(story, date=Finding(evidence=(weekday,), reason=f'only a weekday is printed ("{weekday.text}")'))
