"""What a line is when it is not the story: addresses, credits, promotions, the words of a site."""

from __future__ import annotations

from ..bylines import read_biography, read_byline
from ..outlets import is_outlet, outlet_beside_date
from ..stamps.datelabels import is_date_line
from .furniture_rules import BY, ROLE, RULES, SOURCE
from .parts import Part
from .site_words import CHROME_WORDS, CONSENT

__all__ = ["Furniture", "Part", "part_of"]

Furniture = tuple[Part, str]  # the part, and the name of the rule that recognised it

LOOKED_AT_MAX = 400  # characters; a longer line is text, whatever it begins with
CONSENT_REACH = 600  # characters of a paragraph read for the words of a consent notice
CONSENT_WORDS_MIN = 3  # different ones; a story about data protection rarely has three so early
MENU_MIN = 3  # words of a row of buttons
MENU_KNOWN = 0.75  # share of them that sites use as buttons
ROLE_WORDS_MAX = 8  # words of a line that is nothing but an author's job
# Words a site uses as a button and a forum or story as a heading: these rules go before the button.
_BEFORE_BUTTONS = frozenset(("comments-head", "comment-form", "list-head", "forum-page", "forum-word"))


def part_of(text: str) -> Furniture | None:
    """What furniture a folded line is and the name of the rule that says so; None for text."""
    if len({word.lower() for word in CONSENT.findall(text[:CONSENT_REACH])}) >= CONSENT_WORDS_MIN:
        return Part.CHROME, "consent"
    if len(text) > LOOKED_AT_MAX:
        return None
    button = text.lower().strip(" .:|>»›") in CHROME_WORDS
    for rule in RULES:
        if (not button or rule.name in _BEFORE_BUTTONS) and rule.pattern.match(text):
            return rule.part, rule.name
    if button or _is_menu(text):
        return Part.CHROME, "chrome-word"
    return _part_read(text)


def _is_menu(text: str) -> bool:
    """True for a row of buttons and sections: "News Sport Traffic Travel"."""
    items = [item for item in text.lower().split() if item.strip("|•·>/,-–—&")]
    known = sum(item.strip("|•·>/,-–—") in CHROME_WORDS for item in items)
    return len(items) >= MENU_MIN and known >= MENU_KNOWN * len(items)


def _part_read(text: str) -> Furniture | None:
    """Furniture that takes a reader rather than a pattern: dates, sources, names."""
    if is_date_line(text):
        return Part.DATE, "date-line"
    if outlet_beside_date(text):
        return Part.DATE, "outlet-and-date"
    if SOURCE.match(text) or is_outlet(text):
        return Part.SOURCE, "source-line"
    if read_byline(text) is not None and not text.endswith("."):
        return Part.BYLINE, "byline"
    if BY.match(text) or (ROLE.match(text) and text.count(" ") < ROLE_WORDS_MAX):
        return Part.BYLINE, "by-line"
    if read_biography(text):
        return Part.BIOGRAPHY, "biography-reader"
    return None
