"""Lines that say who an author is: "X is an editor at Y. He has been …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .names import is_name, plain
from .wordlists import words

NEAR = 120  # characters after the name within which a trade makes a line a biography

_CAPITAL = r"[^\W\d_a-zа-яё]"
_OPENING = re.compile(
    rf"^(?P<name>(?:{_CAPITAL}[\w'’.\-]{{0,30}}\s+){{1,3}}{_CAPITAL}[\w'’.\-]{{0,30}})\s*,?\s+"
    r"(?:is|was|has been|covers|writes|reports|joined|worked|works)\b"
)
_TRADE = re.compile(
    r"\b(?:editor|reporter|journalist|correspondent|columnist|writer|author|producer|broadcaster|blogger|analyst"
    r"|newspaper ?man|freelancer?|contributor|bureau chief)\b",
    re.IGNORECASE,
)
TRADES = words(  # one of which the pattern needs, in lower case
    "editor reporter journalist correspondent columnist writer author producer broadcaster blogger analyst newspaper"
    " freelance contributor bureau"
)
_EMPLOYER = re.compile(
    r"\b(?i:editor|reporter|journalist|correspondent|columnist|writer|producer|contributor|freelancer|chief)\b"
    r"[\w\s,-]{0,40}?\s(?:at|for|with|of)\s+"
    r"(?P<name>(?:[Tt]he\s+)?[A-Z][\w&'’-]{0,30}(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w&'’-]{0,30}){0,4})"
)


@dataclass(frozen=True, slots=True)
class Biography:
    """A line that says who the author is."""

    name: str
    employer: str = ""
    employer_from: int = 0  # characters from the start of the line


def read_biography(line: str) -> Biography | None:
    """Who a line introduces, or None."""
    indent = len(line) - len(line.lstrip())
    text = line[indent : indent + 400]
    opened = _OPENING.match(text)
    if not opened or not is_name(plain(opened["name"])):
        return None
    if not _TRADE.search(text[opened.end("name") : opened.end() + NEAR]):
        return None
    employer = _EMPLOYER.search(text)
    if not employer:
        return Biography(plain(opened["name"]))
    return Biography(plain(opened["name"]), employer["name"], indent + employer.start("name"))
