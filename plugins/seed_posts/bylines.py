"""Bylines: who wrote a story, who edited it, and the agency a desk took it from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .biographies import Biography, read_biography
from .names import (
    all_names,
    body_or_handle,
    is_name,
    leading_names,
    may_begin_with_name,
    name_before_outlet,
    plain,
)
from .outlets import is_outlet
from .stamps import read_stamps
from .stamps.datelabels import without_stamps

__all__ = ["Biography", "Byline", "is_name", "read_biography", "read_byline", "read_name_line"]

LINE_MAX = 200  # characters; a longer line is prose
OUTLET_MAX = 40  # characters of a paper's name beside an author's
OPENING_MAX = 20  # characters in which the word of a line that opens with "By" stands
NAME_LINE_MAX = 90  # characters of a line that is nothing but names
REMEMBERED = 4_096  # lines whose bylines are kept: several stages ask about each

_AGENCIES = (
    r"Reuters|AP|Associated Press|AFP|Agence France-Presse|Xinhua|TASS|Itar-Tass|Sputnik|RIA Novosti|Interfax|UPI"
    r"|Bloomberg|dpa|EFE|ANSA|Kyodo|Yonhap|PTI|IANS|ANI|AAP|Canadian Press|Press Association|PA Media|PA"
)
_ANY_AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCIES})(?!\w)")
_AGENCY_ANYWHERE = re.compile(_AGENCIES)
_KIND = r"(?:interview|story|report|written|words|posted|published|reported|text|article)"
_BY = re.compile(rf"^\W{{0,4}}(?:{_KIND}\s)?(?:by|par|por|von|от)\b[:\s]\s*", re.IGNORECASE)
_OPENERS = ("by", "par", "por", "von", "от")  # one of which the pattern needs
_LABEL = re.compile(r"^\W{0,4}(?:authors?|writer|reporter|авторы?|текст|作者|记者|文)\s*[:：]\s*", re.IGNORECASE)
_NOBODY = r"(?:0|null|none|undefined|unknown|\{\{?\s?\w{0,30}\s?\}?\}|%\w{1,30}%)"
_BROKEN = re.compile(
    rf"^\W{{0,4}}(?:{_KIND}\s)?by(?:\s+{_NOBODY}(?:\s*(?:,|and|&)\s*{_NOBODY}){{0,9}})?\s*$", re.IGNORECASE
)
_EDITORS = ("edit", "责任编辑", "责编", "编辑", "редактор")  # one of which the pattern needs
_EDITOR = re.compile(
    r"(?:^|[|(;,.·•]\s*)(?:web )?(?:editor|edited by|editing by|责任编辑|责编|编辑|редактор)\s*[:：]?\s+"
    r"(?P<name>[^|();:·•\n]{2,60})",
    re.IGNORECASE,
)
_DESK = re.compile(
    rf"^\W{{0,4}}(?P<agency>{_AGENCIES})\s*(?:,|\band\b|\bwith\b|;|\|)?\s*(?:with\s+)?"
    r"(?P<role>(?:additional |extra |some )?(?:editing|edits|reporting|writing|inputs?|material)"
    r"(?:\s(?:and|&)\s\w{1,20})?)"
    r"\s+(?:by|from)\s+(?P<names>.{3,80})$",
    re.IGNORECASE,
)
_ROLE_BY = re.compile(
    r"^\W{0,4}(?P<role>(?:additional |extra )?(?:reporting|writing|edited|editing))\s+by\s+(?P<names>[^;()|]{3,120})",
    re.IGNORECASE,
)
# What ends a list of names: a mark, a word in lower case before a place or paper, the next label.
_TAIL = re.compile(
    r"\s*(?:[|·•(@/–—]|\s-\s|\s(?:for|in|at|of|from|on|via|For|Via)\s|\b(?:[Pp]ublished|[Uu]pdated|[Pp]osted)\b).*$"
)
# "Jane DoePublished: May 1", "Jane DoeStaff Writer", "ByJane Doe", "9hJane Doe": the page set them apart
_MAY_STICK = re.compile(r"[A-Z](?:(?<=[a-zß-ÿ].)|[A-Z]{2}[a-z])")
_GLUE = re.compile(
    r"(?<=[a-zß-ÿA-Z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d)"
    r"|(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Senior|Staff|Special|Chief|Lead|Featured|Contributing|Associate|Deputy"
    r"|Managing|Executive|Data|Reporter|Writer|Correspondent|Editor|Columnist|Contributor|Producer)\b)"
    r"|(?<=^By)(?=[A-Z][a-zß-ÿ])|^\d{1,2}[hdwmy](?=[A-Z][a-zß-ÿ])"
)
_AND = re.compile(r"^(?:and|&)\s+(?=\S)", re.IGNORECASE)  # "and Joe Ford": a list of names that was broken into lines
_MARK = re.compile(r"[|·•(@/]")
_OUTLET = re.compile(
    r"\.(?:com|org|net|co\.\w\w|news)$|\b(?:News|Times|Post|Press|Herald|Tribune|Journal|Gazette)\b|^[A-Z]{3,5}$"
)
_NAME_AND_JOB = re.compile(  # "Ruth Delaney Science correspondent"
    r"(?P<name>(?:[^\W\d_][\w'’.-]{1,24} ){2,3}?)(?:[A-Z][\w&-]{2,16} ){0,2}"
    r"(?i:correspondent|reporter|editor|columnist)"
)
_JOBS = ("correspondent", "reporter", "editor", "columnist")
_NO_NAMES = re.compile(r"[?!:\"“”()/@]")
_MAY_PART = re.compile(r"[|·•–—/]|\s[-\s]")  # a line without one is all one part; splitting it would take longer
_PARTED = re.compile(r"\s*(?:[|·•–—/]|\s-\s|\s{2,})\s*")
_ROLE = re.compile(
    r"(?:^|\s)(?:(?:senior|staff|special|chief|political|news|contributing|associate|deputy|digital|national|business)\s){0,3}"
    r"(?:reporter|writer|correspondent|editor|columnist|contributor|journalist|producer|staff|cnn|ap|reuters|afp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline names. A broken template ("By 0 and 0") is a byline with nothing in it."""

    authors: tuple[str, ...] = ()
    editor: str = ""
    agency: str = ""
    role: str = ""  # "additional editing": what the authors did, where it is not writing
    broken: bool = False
    firm: bool = False  # it says so ("By", "Author:", "Reporting by"); a name beside a job or paper only looks like one


def read_byline(line: str) -> Byline | None:
    """The byline a line is, or None. A bare name is left to `read_name_line`."""
    text = line.strip()
    return _byline(text) if text and len(text) <= LINE_MAX else None


def may_name_agency(line: str) -> bool:
    """False for a line whose byline, if it is one, names no agency: told cheaply, for most lines."""
    text = line.strip()
    return len(text) <= LINE_MAX and (_AGENCY_ANYWHERE.search(text) or _DESK.match(text)) is not None


@lru_cache(maxsize=REMEMBERED)
def _byline(text: str) -> Byline | None:
    lowered = text.lower()
    by = "by" in lowered
    if by and _BROKEN.match(text):
        return Byline(broken=True)
    desk = _DESK.match(text) if by or "from" in lowered else None
    if desk:
        names = leading_names(_before_tail(desk["names"]))
        return Byline(names, agency=desk["agency"], role=desk["role"].lower(), firm=True) if names else None
    text = unstuck(text)
    text = _AND.sub("", text) if text[0] in "aA&" else text
    stamps = read_stamps(text)
    bare = without_stamps(text, stamps).strip() if stamps else text
    opened = _opened(text[: stamps[0].start]) if stamps else None  # behind a day stand buttons, and a cut-off clock
    opened = opened or _opened(bare) or (_signed(text) if by else None)
    return opened or _named_and_dated(bare, bool(stamps)) or _edited(text, lowered)


def unstuck(text: str) -> str:
    """The line with blanks where the page set name, job and day apart by its layout alone."""
    return _GLUE.sub(" ", text).strip() if _MAY_STICK.search(text) else text


def read_name_line(line: str) -> Byline | None:
    """The byline a line is when it holds nothing but names: "Lauren Barrett", "A. Petrov, J. Li".

    Many a headline looks the same, so ask only beside a headline, a deck or a date line.
    """
    text = line.strip(" \t•·|/")
    return _name_line(text) if 4 <= len(text) <= NAME_LINE_MAX and may_begin_with_name(text) else None


@lru_cache(maxsize=REMEMBERED)
def _name_line(text: str) -> Byline | None:
    if _NO_NAMES.search(text):
        return None
    names = all_names(_before_tail(text))
    if not names or sum(map(len, names)) < 0.6 * len(text):
        return None
    return Byline(names)


def _opened(text: str) -> Byline | None:
    """A line that opens with "By" or "Author:"."""
    beginning = text[:OPENING_MAX].lower()
    opened = _BY.match(text) if any(map(beginning.__contains__, _OPENERS)) else None
    opened = opened or (_LABEL.match(text) if ":" in text or "：" in text else None)
    if not opened:
        return None
    rest = text[opened.end() :]
    names = leading_names(_before_tail(rest))
    agency = _ANY_AGENCY.search(rest)
    if not names and not (agency and agency.start() == 0):
        signed = body_or_handle(_MARK.split(rest, maxsplit=1)[0])
        names = (signed,) if signed else ()
    if not names and not (agency and agency.start() == 0):
        return None
    editor = _EDITOR.search(text)
    return Byline(names, plain(editor["name"]) if editor else "", agency[0] if agency else "", firm=True)


def _signed(text: str) -> Byline | None:
    """ "Reporting by A; editing by B" below a story."""
    role = _ROLE_BY.match(text.lstrip("("))
    names = leading_names(_before_tail(role["names"])) if role else ()
    if not role or not names:
        return None
    kind = role["role"].lower()
    if kind.startswith("edit"):
        return Byline(editor=", ".join(names), role=kind)
    editor = _EDITOR.search(text.strip("()"))
    return Byline(names, plain(editor["name"]) if editor else "", role=kind, firm=True)


def _named_and_dated(text: str, dated: bool) -> Byline | None:
    """ "Jane Doe · Example News · Posted: Dec 22, 2023", "Jane Doe, Staff Writer"."""
    if not text or text[0].islower():
        return None
    first, *others = _parts(text)
    head, comma, role = first.partition(",")
    if others or comma:
        if is_name(plain(head)):
            if comma and (_ROLE.search(role) if dated else _ROLE.match(role.strip())):
                return Byline((plain(head),))
            beside = [part.strip() for part in (*others, role) if len(part) <= OUTLET_MAX]
            if any(_OUTLET.search(part) for part in beside):
                return Byline((plain(head),))
        pieces = [plain(piece) for part in (first, *others) for piece in part.split(",") if plain(piece)]
        if len(pieces) == 2 and any(is_outlet(piece) for piece in pieces):
            named = [piece for piece in pieces if is_name(piece)]
            if len(named) == 1:
                return Byline((named[0],))
    if not may_begin_with_name(text):
        return None
    job = _NAME_AND_JOB.fullmatch(text) if text.lower().endswith(_JOBS) else None
    if job and is_name(plain(job["name"])):
        return Byline((plain(job["name"]),))
    if len(text) <= NAME_LINE_MAX and not text.endswith((".", "?", "!")) and (name := name_before_outlet(text)):
        return Byline((name,))
    if not dated:
        return None
    names = all_names(first)
    return Byline(names) if names and (others or len(first) >= 0.6 * len(text)) else None


def _parts(text: str) -> list[str]:
    """What marks and wide spaces divide a line into; at least one part."""
    return [part for part in _PARTED.split(text) if part] or [""] if _MAY_PART.search(text) else [text]


def _edited(text: str, lowered: str) -> Byline | None:
    named = len(text) < 120 and any(map(lowered.__contains__, _EDITORS))
    editor = _EDITOR.search(text) if named else None
    return Byline(editor=plain(editor["name"])) if editor else None


def _before_tail(text: str) -> str:
    return _TAIL.sub("", text).strip(" ,.;|-–—")
