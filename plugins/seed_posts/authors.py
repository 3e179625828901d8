"""The authors of a page whose byline stands away from its story, or is only backed by a biography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .biographies import read_biography
from .bylines import Byline, read_byline, read_name_line
from .model import Capture, Evidence, Finding, Span
from .names import is_name
from .stamps.datelabels import is_date_line

ABOVE = 14  # filled lines above a headline: sharing buttons, picture, standfirst
BELOW = 16  # filled lines from the headline down
BEHIND = 12  # filled lines behind a story in which its author is introduced
BESIDE = 3  # filled lines to each side of a bare name in which a day makes it a byline
LINE_MAX = 200  # characters of a line that signs
NAME_LINE_MAX = 60  # characters of a line that is nothing but names

Authors = Finding[tuple[str, ...]]

_SMALL = re.compile(r"(?<![\w'’])[a-zß-ÿа-яё]{2,}(?![\w'’])")
_POINTED = re.compile(
    r"^\W{0,3}(?:(?:more|latest|all (?:posts|stories|articles)|(?:view|see|read) (?:all|more|the latest)[\w ]{0,20})"
    r" (?:by|from)|about|follow|contact)\s+(?P<name>[^\W\d_][^|:@]{2,40}?)\W{0,3}$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^(?:by|written by|story by|words by|author|authors)\W{0,3}$", re.IGNORECASE)


def authors_around(capture: Capture, lines: Span, body_first: int, headline: int) -> Authors | None:
    """Authors of a capture's only story from the lines around it, or None. Firmest first:

    a byline near the headline; a bare name that the same page introduces ("Ann Miller is a
    reporter …") or points to ("More by Ann Miller"), or beside the story's day; the one person
    introduced right behind the story.
    """
    last = lines[1]
    near = [*_filled(capture, headline, len(capture.lines) + 1)][:BELOW]
    near += [n for n in _filled(capture, lines[0], body_first) if n not in near]
    near += [*_filled(capture, headline - 1, 0)][:ABOVE]
    read = [(number, byline) for number in near if (byline := read_byline(capture.lines[number - 1]))]
    signing = [(number, byline) for number, byline in read if byline.authors and not byline.role]
    for number, byline in signing:
        if byline.firm:
            return _found(byline.authors, "byline-nearby", capture, number, 0.8)
    common = common_words(capture.lines)
    for number, byline in signing:
        if not any(is_common(name, common) for name in byline.authors):
            return _found(byline.authors, "byline-nearby", capture, number, 0.7)
    introduced = dict(_introduced(capture))
    named = [(number, found) for number in near if (found := _bare_name(capture.lines[number - 1], common))]
    for number, found in named:
        if any(name in introduced for name in found.authors):
            return _found(found.authors, "name-with-biography", capture, number, 0.8)
    if after := _after_label(capture, near):
        return after
    story = "\n".join(line for line in capture.lines[body_first - 1 : last] if len(line) > LINE_MAX)
    for number, found in named:
        told = any(name.split()[-1] in story for name in found.authors)  # somebody the story tells of
        if number >= headline and not told and _dated_beside(capture, number):
            return _found(found.authors, "name-beside-day", capture, number, 0.7)
    behind = set([*_filled(capture, last + 1, len(capture.lines) + 1)][:BEHIND])
    people = {name: number for name, number in introduced.items() if number in behind or body_first <= number <= last}
    if len(people) == 1:
        name, number = next(iter(people.items()))
        return _found((name,), "biography", capture, number, 0.7)
    return None


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words a capture also writes in lower case: what is made of them is no name."""
    return frozenset(word for text in texts for word in _SMALL.findall(text))


def is_common(name: str, common: frozenset[str]) -> bool:
    """True for "Security Analyst" on a page that writes "security" elsewhere; particles of names aside."""
    return any(part.lower() in common for part in name.split() if part[:1].isupper() and len(part) > 2)


def _bare_name(line: str, common: frozenset[str]) -> Byline | None:
    text = line.strip()
    if len(text) > NAME_LINE_MAX or not text[:1].isupper():
        return None
    found = read_name_line(text)
    return found if found and not any(is_common(name, common) for name in found.authors) else None


def _after_label(capture: Capture, near: Sequence[int]) -> Authors | None:
    """The name below a "By" that stands on a line of its own."""
    for number in near:
        below = next(_filled(capture, number + 1, len(capture.lines) + 1), None)
        if below and _JOINED.match(capture.lines[number - 1].strip()):
            found = read_byline(f"By {capture.lines[below - 1].strip()}")
            if found and found.authors:
                return _found(found.authors, "byline-nearby", capture, below, 0.8)
    return None


def _dated_beside(capture: Capture, number: int) -> bool:
    below = [*_filled(capture, number + 1, len(capture.lines) + 1)][:BESIDE]
    above = [*_filled(capture, number - 1, 0)][:BESIDE]
    return any(is_date_line(capture.lines[n - 1]) for n in (*below, *above))


def _introduced(capture: Capture) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(capture.lines, 1):
        biography = read_biography(line)
        if biography and is_name(biography.name):
            yield biography.name, number
        elif len(line) <= LINE_MAX and (pointed := _POINTED.match(line.strip())) and is_name(pointed["name"]):
            yield pointed["name"], number


def _filled(capture: Capture, start: int, stop: int) -> Iterator[int]:
    """Numbers of the lines with short text, in the direction of `stop`, which is left out."""
    for number in range(start, stop, 1 if stop > start else -1):
        if 1 <= number <= len(capture.lines) and 0 < len(capture.lines[number - 1].strip()) <= LINE_MAX:
            yield number


def _found(names: tuple[str, ...], rule: str, capture: Capture, number: int, confidence: float) -> Authors:
    line = capture.lines[number - 1]
    return Finding(names, (Evidence(rule, line.strip(), number, len(line) - len(line.lstrip())),), confidence)
