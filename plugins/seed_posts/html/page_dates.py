"""The date of a saved page's story: the day it shows its readers, held against the day its markup gives.

Markup keeps its moments in UTC, so that "8:00 PM EST, Tue December 19" stands there as 20
December; and a page that is written anew each season prints the day of the text it shows, while its
markup remembers the first one. So a printed day wins where the markup bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from htmldate import find_date

from ..dates import complete, printed_date
from ..dates.rules import UPDATE
from ..model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Story
from ..stamps import read_stamps
from .markup import unheard
from .page_metadata import Hint, PageMetadata

A_DAY = 1  # days by which a moment in UTC and the publisher's own calendar may differ
FIRM = 0.85  # confidence of a printed day that is believed before what htmldate finds
_ISO = re.compile(r"((?:18|19|20)\d\d-[01]\d-[0-3]\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?")


def date_of(story: Story, meta: PageMetadata, capture: Capture) -> Finding[PublishedDate]:
    """The day of the story; its time, and the day of its last change, where the markup has them."""
    shown = _shown(story, capture)
    published, changed = _first(meta.dates), _first(meta.updated)
    updated = changed[1].isoformat() if changed else ""
    if published is None:
        return shown if _is_firm(shown) else _found_by_htmldate(capture) or shown
    hint, day, time = published
    proof = Evidence(hint.rule, hint.value)
    value = PublishedDate(day.isoformat(), Precision.DAY, Basis.METADATA, time, updated)
    printed = _day(shown)
    if printed is None or shown.value is None or shown.evidence[0].rule == UPDATE:
        return Finding(value, (proof,), 0.95)
    if printed == day:
        return Finding(value, (proof, *shown.evidence), 0.98)
    if abs((printed - day).days) <= A_DAY:
        return Finding(replace(shown.value, updated=updated), (*shown.evidence, proof), 0.95)
    if changed and abs((printed - changed[1]).days) <= A_DAY:
        reason = f"the page shows {printed}, its markup was first published {day}"
        return Finding(replace(shown.value, updated=updated), (*shown.evidence, proof), 0.7, reason)
    return Finding(value, (proof,), 0.85)


def _shown(story: Story, capture: Capture) -> Finding[PublishedDate]:
    """What the page's lines say, read as those of a text."""
    first_of_body = story.body[0].first
    head = range(story.first, first_of_body)
    printed = printed_date(capture, (story.first, story.last), head, first_of_body)
    (done,) = complete((replace(story, date=printed),), capture)
    return done.date


def _day(found: Finding[PublishedDate]) -> date | None:
    value = found.value
    return date.fromisoformat(value.value) if value and value.precision is Precision.DAY else None


def _is_firm(shown: Finding[PublishedDate]) -> bool:
    return shown.confidence >= FIRM and _day(shown) is not None


def _first(hints: tuple[Hint, ...]) -> tuple[Hint, date, str] | None:
    return next(_moments(hints), None)


def _moments(hints: tuple[Hint, ...]) -> Iterator[tuple[Hint, date, str]]:
    """Day and time of each hint that is a date, in ISO 8601 or as printed ("Fri, 22 Dec 2023 10:00:00 GMT")."""
    for hint in hints:
        iso = _ISO.match(hint.value)
        stamps = () if iso else read_stamps(hint.value)
        text, time = (iso[1], iso[2] or "") if iso else (stamps[0].iso, stamps[0].time) if stamps else ("", "")
        if len(stamps) == 1 and not stamps[0].full:
            continue
        try:
            yield hint, date.fromisoformat(text), time
        except ValueError:
            continue


def _found_by_htmldate(capture: Capture) -> Finding[PublishedDate] | None:
    try:
        with unheard():
            day = find_date(capture.html, original_date=True, extensive_search=False) or ""
    except (ValueError, TypeError, RecursionError):
        day = ""
    if not day:
        return None
    return Finding(PublishedDate(day, Precision.DAY, Basis.METADATA), (Evidence("htmldate", day),), 0.7)
