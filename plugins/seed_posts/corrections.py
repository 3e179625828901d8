"""Corrections from a sidecar: which story each is for, and those of fields.

Field corrections come before tagging, so that tags read the corrected words; those of tags
(tag_corrections.py) come after it and win. A correction that changes nothing is stale, and an error: either the
capture or the extraction moved on under it, and the maintainer should look.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .errors import CaptureError, shown
from .model import (
    Applied,
    Basis,
    Block,
    Capture,
    Correction,
    Dateline,
    Evidence,
    Finding,
    Kind,
    Precision,
    PublishedDate,
    Segment,
    Story,
)
from .posts import one_line
from .sidecars import in_calendar, is_web_address

LISTED_MAX = 5  # headlines shown in an error; a longer thread gets the nearest ones
RULE = "correction"  # the rule named in the evidence of every corrected value
TAG_FIELDS = frozenset({"regions", "topics"})
CERTAIN = 1.0  # confidence of what a maintainer wrote
UNKNOWN = "unknown"  # the value that takes a wrong date away
UNDATED_YEAR = 1  # what a post carries for "undated", so no story can be of it

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_SPANS = re.compile(r"\d{1,9}(-\d{1,9})?([,;] ?\d{1,9}(-\d{1,9})?)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Assigned = Mapping[int, tuple[Correction, ...]]


def assign(stories: Sequence[Story], capture: Capture, sidecar: str) -> Assigned:
    """The corrections of each story, by its ordinal. Raises CaptureError for a story that is not there.

    Stories are named by their headline as extracted, or by their ordinal where headlines repeat.
    """
    assigned: dict[int, tuple[Correction, ...]] = {}
    for correction in capture.corrections:
        ordinal = _named(correction, stories, sidecar).ordinal
        assigned[ordinal] = (*assigned.get(ordinal, ()), correction)
    return assigned


def correct_fields(story: Story, corrections: Sequence[Correction], capture: Capture, sidecar: str) -> Story:
    """The story with its field corrections applied and recorded."""
    for correction in corrections:
        if correction.field in TAG_FIELDS:
            continue
        if correction.field == "reprint_of":
            story = replace(story, reprint_correction=correction)
        elif correction.field == "body":
            story = _correct_body(story, correction, capture, sidecar)
        elif correction.field == "authors":
            story = _correct_authors(story, correction, sidecar)
        else:
            story = _set_field(story, correction, sidecar)
    return story


# --- which story -------------------------------------------------------------------------------


def _named(correction: Correction, stories: Sequence[Story], sidecar: str) -> Story:
    wanted = one_line(correction.story)
    found = [story for story in stories if one_line(story.headline.value or "") == wanted]
    if not found:
        found = [story for story in stories if str(story.ordinal) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = " or ".join(f'"{story.ordinal}"' for story in found)
        raise error_at(
            correction, sidecar, f"{len(found)} stories are headlined {shown(wanted)}", f"name it by {numbers}"
        )
    headlines = [one_line(story.headline.value or "") for story in stories]
    if len(headlines) > LISTED_MAX:
        headlines = difflib.get_close_matches(wanted, headlines, n=LISTED_MAX, cutoff=0.3) or headlines[:LISTED_MAX]
    has = f"this capture has {', '.join(shown(h) for h in headlines)}" if headlines else "this capture has no story"
    raise error_at(correction, sidecar, f"no story headlined {shown(wanted)}", has)


# --- fields ------------------------------------------------------------------------------------


def _set_field(story: Story, correction: Correction, sidecar: str) -> Story:
    field, value = correction.field, correction.value
    if field == "headline" and not value:
        raise error_at(correction, sidecar, "a headline cannot be empty", "give its words")
    if field == "url" and value and not is_web_address(value):
        raise error_at(correction, sidecar, f"url {shown(value)} is no web address", "give it from http(s):// on")
    if field == "language":
        if not _LANGUAGE.fullmatch(value):
            raise error_at(correction, sidecar, f"no language tag {shown(value)}", 'write it as "en" or "zh-Hans"')
        return applied(replace(story, language=value), correction, story.language, sidecar)
    finding: Finding[Any] = getattr(story, field)
    was = _plain(finding.value)
    new: Any = value or None
    if field == "date":
        new = _date(correction, sidecar)
    elif field == "dateline" and value:
        new = Dateline(value)
    evidence = (Evidence(RULE, correction.reason),)
    changes: dict[str, Any] = {field: Finding(new, evidence, CERTAIN)}
    if field == "headline":
        changes["headline_assigned"] = False
    doubted = bool(finding.reason and finding.value)
    return applied(replace(story, **changes), correction, was, sidecar, _plain(new), doubted)


def _date(correction: Correction, sidecar: str) -> PublishedDate:
    if correction.value == UNKNOWN:
        return PublishedDate("", Precision.UNKNOWN, Basis.CORRECTION)
    match = _DATE.fullmatch(correction.value)
    if not match or int(match[1]) <= UNDATED_YEAR or not in_calendar(match[1], match[2], match[3]):
        raise error_at(
            correction,
            sidecar,
            f"{shown(correction.value)} is no date",
            "write it as 2018-03-19, 2018-03, 2018 or unknown",
        )
    precision = Precision.DAY if match[3] else Precision.MONTH if match[2] else Precision.YEAR
    return PublishedDate(match[0], precision, Basis.CORRECTION)


def _correct_authors(story: Story, correction: Correction, sidecar: str) -> Story:
    names = split_values(correction.value)
    had = story.authors.value or ()
    if correction.action == "drop":
        missing = [name for name in names if name not in had]
        if missing:
            raise error_at(correction, sidecar, f"no author {shown(missing[0])} to drop", what_it_has(had))
        now = tuple(name for name in had if name not in names)
    elif correction.action == "add":
        now = had + tuple(name for name in names if name not in had)
    else:
        now = tuple(names)
    finding: Finding[tuple[str, ...]] = Finding(now or None, (Evidence(RULE, correction.reason),), CERTAIN)
    return applied(replace(story, authors=finding), correction, _plain(had), sidecar, _plain(now))


def _correct_body(story: Story, correction: Correction, capture: Capture, sidecar: str) -> Story:
    """Lines of the capture put into the body or taken out of it; the words stay as saved."""
    lines = _lines(correction, story, capture, sidecar)
    kept = list(story.body)
    if correction.action in ("drop", "set"):
        chosen = [b for b in kept if any(line in lines for line in range(b.first, b.last + 1))]
        for block in chosen:
            if any(line not in lines for line in range(block.first, block.last + 1)):
                raise error_at(
                    correction,
                    sidecar,
                    f"lines {correction.value} cut a paragraph (lines {block.first}-{block.last})",
                    "name all of its lines",
                )
        if correction.action == "drop" and not chosen:
            raise error_at(
                correction, sidecar, f"lines {correction.value} are not in the body", "delete this correction"
            )
        kept = [b for b in kept if (b in chosen) == (correction.action == "set")]
    if correction.action in ("add", "set"):
        held = {line for block in kept for line in range(block.first, block.last + 1)}
        text = {line: one_line(capture.lines[line - 1]) for line in sorted(lines - held)}
        kept += [Block(words, line, line) for line, words in text.items() if words]
    body = tuple(sorted(kept, key=lambda block: block.first))
    in_body = {line for block in body for line in range(block.first, block.last + 1)}
    was_body = {line for block in story.body for line in range(block.first, block.last + 1)}
    cut = _without(story.cut, in_body)
    cut += [
        Segment(Kind.BOILERPLATE, line, line) for line in sorted(was_body - in_body) if capture.lines[line - 1].strip()
    ]
    first = min(story.first, *in_body) if in_body else story.first
    last = max(story.last, *in_body) if in_body else story.last
    cut.sort(key=lambda segment: segment.first)
    changed = replace(story, body=body, body_confidence=CERTAIN, body_reason="", cut=tuple(cut), first=first, last=last)
    return applied(changed, correction, _spans(story), sidecar, _spans(changed))


def _lines(correction: Correction, story: Story, capture: Capture, sidecar: str) -> set[int]:
    if not _SPANS.fullmatch(correction.value):
        raise error_at(
            correction, sidecar, f"body takes line numbers, not {shown(correction.value)}", 'write them as "5-9, 12"'
        )
    lines: set[int] = set()
    for span in re.split(r"[,;] ?", correction.value):
        first, _, last = span.partition("-")
        if not 1 <= int(first) <= int(last or first) <= len(capture.lines):
            raise error_at(
                correction, sidecar, f"no lines {span} in a capture of {len(capture.lines)} lines", "check the numbers"
            )
        lines.update(range(int(first), int(last or first) + 1))
    return lines


def _without(segments: Sequence[Segment], lines: set[int]) -> list[Segment]:
    """The segments without these lines, split where a line in the middle goes."""
    parts: list[Segment] = []
    for segment in segments:
        for line in range(segment.first, segment.last + 1):
            if line in lines:
                continue
            if parts and parts[-1].last == line - 1 and parts[-1].first >= segment.first:
                parts[-1] = replace(parts[-1], last=line)
            else:
                parts.append(Segment(segment.kind, line, line))
    return parts


# --- shared ------------------------------------------------------------------------------------


def applied(
    story: Story, correction: Correction, was: str, sidecar: str, now: str | None = None, doubted: bool = False
) -> Story:
    """The story with the correction recorded. Raises CaptureError for one that changes nothing.

    A value that was `doubted`, up for review, may be confirmed by setting it to what it is.
    """
    now = correction.value if now is None else now
    if was == now and not doubted:
        raise error_at(correction, sidecar, f"{correction.field} already is {shown(now)}", "delete this correction")
    record = Applied(correction.field, was, now, correction.reason)
    return replace(story, corrections=(*story.corrections, record))


def _plain(value: Any) -> str:
    """A field's value as a maintainer would write it."""
    if value is None:
        return ""
    if isinstance(value, PublishedDate):
        return value.value or UNKNOWN
    if isinstance(value, Dateline):
        return value.place
    return join_values(value) if isinstance(value, tuple) else str(value)


def join_values(values: Iterable[str]) -> str:
    return "; ".join(values)


def split_values(value: str) -> list[str]:
    return [part for part in (piece.strip() for piece in value.split(";")) if part]


def _spans(story: Story) -> str:
    return ", ".join(f"{first}-{last}" for first, last in story.body_lines)


def what_it_has(values: Sequence[str]) -> str:
    """What to do about a value that is not there: look at those that are."""
    if not values:
        return "the story has none; delete this correction"
    return f"the story has {', '.join(shown(value) for value in values)}"


def error_at(correction: Correction, sidecar: str, what: str, todo: str) -> CaptureError:
    return CaptureError(f"{sidecar}:{correction.line}", what, todo)
