"""The names of newspapers, magazines and agencies, told by the words such names are made of."""

from __future__ import annotations

import re

from .stamps import read_stamps
from .wordlists import words

WORDS_MAX = 6  # "The Orle Valley Courier and Advertiser" has six

_LAST_WORD = words(  # the last word of a name in English, German or Russian
    "advertiser advocate argus banner beacon broadcaster bugle bulletin chronicle clarion courant courier"
    " democrat dispatch echo enquirer examiner financial gazette guardian herald independent inquirer"
    " journal ledger messenger nachrichten observer outlook packet"
    " quarterly recorder record review sentinel"
    " tageblatt tagblatt telegram telegraph times tribune weekly zeitung daily"
    " вестник известия правда газета ведомости новости"
)
_LAST_AMBIGUOUS = words(  # surnames and common words: only behind "The" or two other words
    "age blade express globe insider magazine mail mercury mirror monitor nation news online post press signal"
    " standard star statesman sun voice watch"
)
_FIRST_WORD = words("diario revista gazeta gazette journal periódico corriere gazzetta jornal mirador daily weekly")
_WORD = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w'’.&-]{0,24}|&)")
_ONE_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]{3,24}")  # "Alpenblatt, 2 February 2006", or the place of a release
_PARTED = re.compile(r"\s[|·•–—:-]+\s")
_PIECES = re.compile(r"[|,;·•]|\s[–—-]\s")
_SMALL = words("of the and & for del de la el du di der des und y")
SECTION_WORDS_MAX = 3  # words of a section beside a paper's name: "Science and Nature"
_SECTION = words(  # what papers call their parts
    "home start index business economy finance markets money companies world international national local politics"
    " news nation sport sports science technology tech culture arts lifestyle opinion features"
    " wirtschaft politik kultur economía economia política politica mundo économie politique monde mondo"
)
_AGENCIES = frozenset(  # with "the" before them or "news agency" behind
    name
    for line in (
        "associated press|agence france-presse|press association|press trust of india|canadian press",
        "australian associated press|reuters|afp|xinhua|tass|bloomberg|dpa|efe|ansa|kyodo|kyodo news|yonhap|interfax",
    )
    for name in line.split("|")
)
OUTLET_WORDS = _LAST_WORD | _LAST_AMBIGUOUS | _FIRST_WORD | _AGENCIES  # one of which a name of a paper or agency holds


def is_outlet(text: str) -> bool:
    """True for a line or part of a line that is nothing but the name of a paper, magazine or agency."""
    name = text.strip(" ,.;|·•–—-()")
    parts = name.split(None, WORDS_MAX + 1)
    if not parts or len(parts) > WORDS_MAX + 1:
        return False
    first, last = parts[0].lower(), parts[-1].lower()
    firm = first == "the" or len(parts) > 2
    if last in _LAST_WORD or first in _FIRST_WORD or (firm and last in _LAST_AMBIGUOUS):
        titled = _WORD.fullmatch(parts[0]) and all(_WORD.fullmatch(part) or part.lower() in _SMALL for part in parts)
        if titled and 2 <= len(parts) <= WORDS_MAX:
            return True
    return name.lower().removeprefix("the ").removesuffix(" news agency") in _AGENCIES


def masthead_pieces(text: str) -> tuple[str, str]:
    """Name and section of a masthead such as "The Harbour Gazette - Business"; two empty strings for any other line."""
    pieces = [piece.strip() for piece in _PARTED.split(text.strip())]
    if len(pieces) != 2 or not all(pieces):
        return "", ""
    for name, section in (pieces, pieces[::-1]):
        parts = section.split()
        titled = all(_WORD.fullmatch(part) or part.lower() in _SMALL for part in parts)
        if is_outlet(name) and titled and len(parts) <= SECTION_WORDS_MAX and not is_outlet(section):
            return name, section
    name, section = pieces
    capitals = all(_WORD.fullmatch(part) or part.lower() in _SMALL for part in name.split())
    if section.lower() in _SECTION and name.lower() not in _SECTION and capitals and len(name.split()) <= WORDS_MAX:
        return name, section
    return "", ""


def outlet_beside_date(text: str) -> str:
    """The paper in "The Lagoon Times, 25 August 2022"; "" for any other line."""
    stamps = read_stamps(text)
    if not stamps or any(stamp.month is None for stamp in stamps):
        return ""
    rest = text
    for stamp in reversed(stamps):
        rest = f"{rest[: stamp.start]} {rest[stamp.end :]}"
    name = rest.strip(" ,.;|·•–—-()")
    one_word = any(stamp.full for stamp in stamps) and rest.startswith(name) and bool(_ONE_WORD.fullmatch(name))
    return name if is_outlet(name) or one_word else ""


def outlet_in(text: str) -> str:
    """The paper a line names beside an author or a day: "Greta Holm | Ostland Gazette | 17 December 2020"; or ""."""
    line = text
    for stamp in reversed(read_stamps(text)):
        line = f"{line[: stamp.start]}|{line[stamp.end :]}"
    pieces = [piece.strip(" .·•–—-") for piece in _PIECES.split(line)]
    return next((piece for piece in pieces if is_outlet(piece)), "")
