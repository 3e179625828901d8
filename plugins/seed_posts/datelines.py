"""Datelines: the place, day and agency a wire story opens with.

BEIJING, March 19 (Xinhua) -- text          MOSCOW (Sputnik) – text
DANANG /Vietnam/, November 10. /TASS/. text   BAHIA, Feb 26 - text
МОСКВА, 19 марта. /ТАСС/. text              新华社北京3月19日电 text
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .stamps import Stamp, read_stamps
from .wordlists import words

HEAD = 130  # characters a dateline may take; the longest seen, with two places and an agency, is under 90
PLACE_MAX = 60  # characters of the place alone
PLACE_WORDS = 6  # "ST. PETERSBURG, Fla." and "PORT AU PRINCE, Haiti" fit; a sentence does not

_DASH = r"(?:--|[-–—―_])"
_END = re.compile(
    rf"\((?P<paren>[^()\n]{{2,50}})\)\s*{_DASH}\s*"
    rf"|(?<=\d)\s\((?P<loose>[A-Z]{{2,6}}|[A-Z][a-z]{{2,8}})\)\s+(?=[A-Z“\"‘'])"  # "Devgarh, June 18 (IANS) A leopard"
    rf"|/(?P<slash>[^/\n]{{2,40}})/\s*(?:\.|{_DASH})\s*"
    rf"|\s{_DASH}\s*(?P<russian>(?:РИА Новости|ИА «?Регнум»?|ТАСС|Интерфакс|Прайм)[.,]\s*)?"
    r"|—\s*"
)
_END_MARKS = frozenset("(/-–—―_")  # one of which the pattern needs
_CHINESE = re.compile(
    r"^\s*(?P<agency>[一-鿿]{2,4}社)(?P<place>[一-鿿]{2,8}?)(?P<date>\d{1,2}月\d{1,2}日)电\s*(?:[（(][^）)]{1,30}[）)])?\s*"
)
_AGENCY = re.compile(r"[\w&][\w&'’. -]*(?:/[\w&][\w&'’. -]*)?")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTENED = re.compile(r",\s?(?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){2})$")  # "Fla.", "D.C."
_STATE = re.compile(r"^[A-Z][A-Za-z.]{1,14}(?:\s[A-Z][a-z.]{1,12})?$")
_NOT_PLACES = words(
    "breaking update updated exclusive watch live more read related photo photos video opinion analysis correction note"
    " file advertisement by published posted source editor copyright subject subjects question answer"
)


@dataclass(frozen=True, slots=True)
class DatelineParts:
    """A dateline read off the start of a line."""

    place: str  # as printed: "DANANG /Vietnam/"; "" for a bare "(Reuters) -"
    stamp: Stamp | None  # the day, usually without a year
    agency: str  # as printed: "Xinhua"; "" where none is
    text_from: int  # characters from the start of the line to where the story's text goes on
    place_from: int = 0  # characters from the start of the line to the place


def read_dateline(line: str) -> DatelineParts | None:
    """The dateline a line opens with, or None. Only the first 130 characters are looked at."""
    indent = len(line) - len(line.lstrip())
    head = line[indent : indent + HEAD]
    chinese = _CHINESE.match(head)
    if chinese:
        month, day = (int(number) for number in re.findall(r"\d+", chinese["date"]))
        stamp = (
            Stamp(indent + chinese.start("date"), indent + chinese.end("date"), None, month, day)
            if month <= 12 and day <= 31
            else None
        )
        return DatelineParts(
            chinese["place"], stamp, chinese["agency"], indent + chinese.end(), indent + chinese.start("place")
        )
    end = None if _END_MARKS.isdisjoint(head) else _END.search(head)
    if end is None or not head[end.end() :].strip():
        return None
    agency = (end["paren"] or end["loose"] or end["slash"] or end["russian"] or "").strip(" .,")
    before = head[: end.start()]
    stamp, place = _day_and_place(before)
    if end["paren"] and (inside := read_stamps(end["paren"])):
        agency = end["paren"][: inside[0].start].strip(" ,.-") if not stamp else agency
        stamp = stamp or inside[0]
    if agency and not _AGENCY.fullmatch(agency):
        return None
    bare_agency = not place and agency[:1].isupper()  # "(Reuters) - text"
    if not bare_agency and not _is_place(place, firm=bool(agency or stamp)):
        return None
    return DatelineParts(
        place, _shift(stamp, indent), agency, indent + end.end(), indent + len(before) - len(before.lstrip())
    )


def _day_and_place(before: str) -> tuple[Stamp | None, str]:
    stamps = read_stamps(before)
    stamp = stamps[-1] if stamps and not before[stamps[-1].end :].strip(" .,;") else None
    place = before[: stamp.start] if stamp else before
    place = place.strip(" ,;:")
    return stamp, place if _SHORTENED.search(place) else place.rstrip(". ")


def _is_place(place: str, firm: bool) -> bool:
    """True for the words of a place: capitals throughout, or, beside an agency or a day, names."""
    named = _WORD.findall(place)
    if not named or len(place) > PLACE_MAX or len(named) > PLACE_WORDS or named[0].lower() in _NOT_PLACES:
        return False
    first, *rest = (part.strip() for part in re.sub(r"\s?/[^/]*/", "", place).split(","))
    letters = [character for character in first if character.isalpha()]
    capitals = len(letters) > 2 and all(character.isupper() for character in letters)
    if not capitals and not (firm and all(word[0].isupper() or len(word) < 4 for word in _WORD.findall(first))):
        return False
    return (
        bool(letters)
        and not any(character in '?!"“”' for character in place)
        and all(_STATE.match(part) or part.isupper() for part in rest if part)
    )


def _shift(stamp: Stamp | None, indent: int) -> Stamp | None:
    if stamp is None or not indent:
        return stamp
    return replace(stamp, start=stamp.start + indent, end=stamp.end + indent)
