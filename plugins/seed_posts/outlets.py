"""The names of newspapers, magazines and agencies, told by the words such names are made of."""

from __future__ import annotations

import re

from .stamps import read_stamps
from .wordlists import words

WORDS_MAX = 6  # "The Orle Valley Courier and Advertiser" has six

_LAST_WORD = words(
    "advertiser advocate age argus banner beacon blade broadcaster bugle bulletin chronicle clarion courant courier"
    " democrat dispatch echo enquirer examiner express financial gazette globe guardian herald independent inquirer"
    " journal ledger mail mercury messenger mirror monitor news nation nachrichten observer outlook packet"
    " post press quarterly recorder record register reporter review sentinel signal standard star statesman sun"
    " tageblatt tagblatt telegram telegraph times tribune voice watch weekly zeitung online daily magazine insider"
    " вестник известия правда газета ведомости новости"
)
_FIRST_WORD = words("diario revista gazeta gazette journal periódico corriere gazzetta jornal mirador daily weekly")
_WORD = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w'’.&-]{0,24}|&)")
_SMALL = words("of the and & for del de la el du di der des und y")
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|agence france-presse|press association|press trust of india|canadian press"
    r"|australian associated press|reuters|afp|xinhua|tass|bloomberg|dpa|efe|ansa|kyodo(?: news)?|yonhap|interfax)"
    r"(?: news agency)?",
    re.IGNORECASE,
)


def is_outlet(text: str) -> bool:
    """True for a line or part of a line that is nothing but the name of a paper, magazine or agency."""
    name = text.strip(" ,.;|·•–—-()")
    if _AGENCY.fullmatch(name):
        return True
    parts = name.split()
    if not 2 <= len(parts) <= WORDS_MAX or not _WORD.fullmatch(parts[0]):
        return False
    if not all(_WORD.fullmatch(part) or part.lower() in _SMALL for part in parts):
        return False
    first, last = parts[0].lower(), parts[-1].lower()
    return last in _LAST_WORD or first in _FIRST_WORD


def outlet_beside_date(text: str) -> str:
    """The paper in "The Lagoon Times, 25 August 2022"; "" for any other line."""
    stamps = read_stamps(text)
    if not stamps or any(stamp.month is None for stamp in stamps):
        return ""
    rest = text
    for stamp in reversed(stamps):
        rest = f"{rest[: stamp.start]} {rest[stamp.end :]}"
    name = rest.strip(" ,.;|·•–—-()")
    return name if is_outlet(name) else ""
