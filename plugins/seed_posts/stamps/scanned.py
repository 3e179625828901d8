"""What scanners make of dates: letters for digits, months misread or set letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "Z": "2", "S": "5", "B": "8", "g": "9"})
LINE_MAX = 400  # characters; a longer line is prose, whose misread months date nothing
NEARLY_MIN = 6  # letters of a month's name in which one may be wrong; "Jury" is not July, nor "Marsh" March

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_YEAR = re.compile(r"[12lI](?<![^\W_].)[089OoSg][\dOolISZ]{2}(?![^\W_])")
_BEFORE_YEAR = re.compile(  # "2l Septernber", "Sep tember 21,"
    r"(?:(?<![^\W_])[0-3lIO]?[\dlO](?:st|nd|rd|th)?[\s.,]{1,3}(?P<after>[A-Za-z0-9|]{2,11}(?:\s[a-z]{2,8})?)"
    r"|(?<![^\W_])(?P<first>[A-Z0-9|][A-Za-z0-9|]{1,10}(?:\s[a-z]{2,8})?)[\s.]{1,3}[0-3lIO]?[\dlO](?:st|nd|rd|th)?)"
    r"[\s.,]{1,3}$"
)
REACH = 30  # characters before a year in which its month and day stand
_SHAPES = (  # letters a scanner takes for others, longest first
    ("rn", "m"), ("ni", "m"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("0", "o"), ("1", "l"), ("|", "l"), ("i", "l"),
    ("j", "l"), ("5", "s"), ("8", "b"), ("q", "g"), ("9", "g"), ("c", "e"), ("v", "y"), ("t", "f"), ("ri", "n"),
)  # fmt: skip
_LETTER_BY_LETTER = re.compile(r"(?<!\S)\w (?:\w ){1,40}\w(?!\w)")
_SPACED_MIN = re.compile(r"(?<!\S)[A-Za-z] [A-Za-z] [A-Za-z](?!\w)")
_LONE_LETTER = re.compile(r" [A-Za-z] ")  # what the pattern above needs, found much faster


def month_as_scanned(line: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of each month whose name was misread or broken in two, between or before day and year."""
    if len(line) > LINE_MAX:
        return
    for year in _YEAR.finditer(line):
        offset = max(0, year.start() - REACH)
        found = _BEFORE_YEAR.search(line[offset : year.start()])
        if found:
            group = "after" if found["after"] else "first"
            month = _nearly(found[group])
            if month:
                yield offset + found.start(group), offset + found.end(group), month


def squeezed(line: str) -> tuple[str, Sequence[int]] | None:
    """The line with words set letter by letter drawn together ("J u l y 1 9 8 3"), and the place of each character.

    None for a line without such words.
    """
    if not _LONE_LETTER.search(line) or not _SPACED_MIN.search(line):
        return None
    dropped = {
        place
        for match in _LETTER_BY_LETTER.finditer(line)
        for place in range(match.start(), match.end())
        if line[place] == " " and _one_thing(line, place)
    }
    places = [place for place in range(len(line)) if place not in dropped]
    return "".join(line[place] for place in places), places


def _one_thing(line: str, place: int) -> bool:
    """True between two letters or two digits: "2 0 J u l y" is a day and a month."""
    return line[place - 1].isdecimal() == line[place + 1].isdecimal()


def _nearly(word: str) -> int | None:
    """The month a misread word stands for: alike in shape, or, in a long name, with one letter wrong or lost."""
    bare = "".join(word.lower().split())
    if bare in _MONTHS:
        return _MONTHS[bare]  # broken in two
    if bare.isdecimal():
        return None
    shape = _shape(bare)
    for name, month in _MONTHS.items():
        if shape == _shape(name) or (len(name) >= NEARLY_MIN and _one_off(bare, name)):
            return month
    return None


def _shape(word: str) -> str:
    for seen, meant in _SHAPES:
        word = word.replace(seen, meant)
    return word


def _one_off(word: str, name: str) -> bool:
    """True where one letter of the name is replaced, or missing."""
    if len(word) == len(name):
        return sum(a != b for a, b in zip(word, name, strict=True)) == 1
    return len(word) == len(name) - 1 and any(word == name[:n] + name[n + 1 :] for n in range(len(name)))
