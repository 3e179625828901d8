"""What a person's name looks like, and what looks like one but is newsroom furniture."""

from __future__ import annotations

import re

from .wordlists import words

NAME_WORDS = 5  # "Juan Carlos de la Cruz" is five; more is a headline
NAMES_MAX = 12  # names in one list

_PARTICLES = words("de da do dos del della di du la le van von der den ten ter bin ibn al el af zu und y e and")
_NOT_NAMES = words(
    "a about advertisement after agencies agency all an analysis and april archive archives are associated"
    " association at august back before best between board breaking bureau business by can central century"
    " chief city comment comments company contact contributor copyright corporation correspondent council"
    " culture daily december deep department desk district east economic economy edition editions editor"
    " editorial editors email energy entertainment exclusive facebook february federal finance first follow"
    " for forging friday from future gallery getty government group guide health her his home how how-to image"
    " images in index insights institute international interview into is its january journal july june key"
    " last latest lifestyle live login magazine march market markets media menu mining minister monday"
    " monetary more most national natural network new news newsletter newsroom no north not november october"
    " of old on online opinion or our over party photo photos policy politics posted president press prime"
    " print privacy province published read region related release report reporter reports republic reserved"
    " review rights saturday save science search senior september service share should sign source south"
    " special speech sponsored sport sports staff statement subscribe sunday team technology terms that the"
    " their these this those thursday ties times to today tomorrow top topic topics transcript travel tuesday"
    " twitter under university updated us video videos was weather wednesday were west what when where who why"
    " will with world writer yes yesterday your"
)
_WORD = re.compile(r"(?:[^\W\d_]\.?){1,3}$|[^\W\d_][\w'’ʼ.\-]*$")
_CHINESE = re.compile(r"[一-鿿]{2,4}")
_SPLIT = re.compile(r"\s*(?:,|;|&|\b[Aa][Nn][Dd]\b|\bund\b|\bet\b|(?<!\w)и(?!\w)|、)\s*")


def is_name(text: str) -> bool:
    """True for two to five capitalised words that are no newsroom furniture; a Chinese name has no spaces."""
    parts = text.split()
    if not 2 <= len(parts) <= NAME_WORDS or any(character.isdigit() for character in text):
        return bool(_CHINESE.fullmatch(text))
    named = [part for part in parts if part.lower() not in _PARTICLES]
    if len(named) < 2 or any(_furniture(part) for part in named):
        return False
    return all(_WORD.match(part) and part[0].isupper() for part in named) and any(
        len(part.strip(".")) > 1 for part in named
    )


def _furniture(part: str) -> bool:
    return len(part.strip(".")) > 1 and part.lower().strip(".") in _NOT_NAMES


def leading_names(text: str) -> tuple[str, ...]:
    """The names a list begins with: what follows the first part that is none is a role, a paper, a place."""
    found: list[str] = []
    for part in _SPLIT.split(text.strip(" .:")):
        name = plain(part)
        if not name:
            continue
        if not is_name(name) or len(found) == NAMES_MAX:
            break
        if name not in found:
            found.append(name)
    return tuple(found)


def all_names(text: str) -> tuple[str, ...]:
    """The names of a list that holds nothing else, else ()."""
    parts = [plain(part) for part in _SPLIT.split(text.strip(" .")) if part.strip(" .")]
    good = 0 < len(parts) <= NAMES_MAX and all(is_name(part) for part in parts)
    return tuple(dict.fromkeys(parts)) if good else ()


def plain(name: str) -> str:
    """The name on one line, with plain apostrophes, so that "O’Meara" and "O'Meara" are one author."""
    return " ".join(name.replace("’", "'").strip(" .,;:|·•–—-").split())
