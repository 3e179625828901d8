"""What speaks against a date that was found: the day of capture, and the year the text itself prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..model import Basis, Capture, Finding, Precision, PublishedDate, Story
from ..stamps import read_stamps

TIME_ZONES = timedelta(days=1)  # a capture of the evening may hold a story of what already is tomorrow elsewhere
NEW_YEAR = (1, 2)  # months in which the old year is still printed by habit
NEARBY = timedelta(days=14)  # between a misprinted date, its year mended, and another date of the text
ITS_TIME = timedelta(days=45)  # dates of the text so near to the printed one bear it out
LATER = "lies after the day of capture"
OLD_YEAR = "is dated in the new year by its text; the year may be misprinted"


def checked(story: Story, capture: Capture) -> Story:
    """The story without a day that cannot be right: the reason names it, so that a reviewer sees what was found."""
    value = story.date.value
    if value is None or value.precision is not Precision.DAY or value.basis is Basis.CORRECTION:
        return story
    day = date.fromisoformat(value.value)
    if _is_later(day, capture.captured_at):
        return _doubted(story, f"{value.value} {LATER}")
    if value.basis is Basis.EXPLICIT and day.month in NEW_YEAR and _is_of_old_year(day, story, capture):
        return _doubted(story, f"what is printed as {value.value} {OLD_YEAR}")
    return story


def _doubted(story: Story, reason: str) -> Story:
    found: Finding[PublishedDate] = Finding(evidence=story.date.evidence, reason=reason)
    return replace(story, date=found)


def _is_later(day: date, captured_at: str) -> bool:
    try:
        return day > date.fromisoformat(captured_at[:10]) + TIME_ZONES
    except (ValueError, OverflowError):
        return False


def _is_of_old_year(day: date, story: Story, capture: Capture) -> bool:
    """True where the text prints days next to the same day a year later, and none near the day itself."""
    proof = {evidence.line for evidence in story.date.evidence}
    others = [
        date.fromisoformat(stamp.iso)
        for number in range(story.first, min(story.last, len(capture.lines)) + 1)
        if number not in proof
        for stamp in read_stamps(capture.lines[number - 1])
        if stamp.full and stamp.sound
    ]
    mended = date(day.year + 1, day.month, min(day.day, 28))
    return any(abs(other - mended) <= NEARBY for other in others) and not any(
        abs(other - day) <= ITS_TIME for other in others
    )
