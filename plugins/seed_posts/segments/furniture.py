"""What a line is when it is not the story: addresses, credits, promotions, the words of a site."""

from __future__ import annotations

from functools import lru_cache
from string import digits

from ..biographies import TRADES
from ..bylines import read_biography, read_byline
from ..outlets import OUTLET_WORDS, is_outlet, outlet_beside_date
from ..stamps import read_stamps
from ..stamps.datelabels import is_date_line
from ..word_finder import WordFinder
from .furniture_rules import BY, BYLINE_WORDS, ROLE, ROLE_WORDS, RULES, SOURCE
from .openings import Openings
from .parts import Part
from .site_words import CHROME_WORDS, CONSENT, CONSENT_BEGINNINGS

__all__ = ["Furniture", "Part", "part_of"]

Furniture = tuple[Part, str]  # the part, and the name of the rule that recognised it

LOOKED_AT_MAX = 400  # characters; a longer line is text, whatever it begins with
REMEMBERED = 4_096  # lines whose part is kept: a third of a site's lines stand on each of its pages, some twice
CONSENT_REACH = 600  # characters of a paragraph read for the words of a consent notice
CONSENT_MIN = 20  # characters; three such words are longer
CONSENT_WORDS_MIN = 3  # different ones; a story about data protection rarely has three so early
MENU_MIN = 3  # words of a row of buttons
MENU_KNOWN = 0.75  # share of them that sites use as buttons
ROLE_WORDS_MAX = 8  # words of a line that is nothing but an author's job
# Words a site uses as a button and a forum or story as a heading: these rules go before the button.
_BEFORE_BUTTONS = frozenset(("comments-head", "comment-form", "list-head", "forum-page", "forum-word"))
_BY_BEGINS = frozenset("BWS")  # letters of which the pattern of a line that begins with "By" needs one first
_OPENINGS = Openings(RULES)
# A line is asked once for all words that anything here needs: first those of rules, then these.
_FINDER = WordFinder((*_OPENINGS.words, CONSENT_BEGINNINGS, OUTLET_WORDS, BYLINE_WORDS, ROLE_WORDS, TRADES, digits))
_CONSENT, _OUTLET, _BYLINE, _ROLE, _TRADE, _FIGURE = (1 << (len(_OPENINGS.words) + number) for number in range(6))


def part_of(text: str) -> Furniture | None:
    """What furniture a folded line is and the name of the rule that says so; None for text."""
    return _part_of(text) if len(text) <= LOOKED_AT_MAX else _part_read_anew(text)


def _part_read_anew(text: str) -> Furniture | None:
    lowered = text[:CONSENT_REACH].lower()
    held = _FINDER.held(lowered)
    if held & _CONSENT and _asks_consent(text, lowered):
        return Part.CHROME, "consent"
    if len(text) > LOOKED_AT_MAX:
        return None
    button = lowered.strip(" .:|>»›") in CHROME_WORDS
    for rule in _OPENINGS.rules_for(text, held):
        if (not button or rule.name in _BEFORE_BUTTONS) and rule.pattern.match(text):
            return rule.part, rule.name
    if button or _is_menu(lowered):
        return Part.CHROME, "chrome-word"
    return _part_read(text, held)


_part_of = lru_cache(maxsize=REMEMBERED)(_part_read_anew)


def _asks_consent(text: str, lowered: str) -> bool:
    """True for a consent notice, by its words; counting their beginnings spares the pattern nearly every line."""
    if len(text) < CONSENT_MIN or sum(map(lowered.count, CONSENT_BEGINNINGS)) < CONSENT_WORDS_MIN:
        return False
    return len({word.lower() for word in CONSENT.findall(text[:CONSENT_REACH])}) >= CONSENT_WORDS_MIN


def _is_menu(lowered: str) -> bool:
    """True for a row of buttons and sections: "News Sport Traffic Travel"."""
    items = lowered.split()
    if len(items) < MENU_MIN:
        return False
    strange = (1 - MENU_KNOWN) * len(items)  # so many may be something else
    signs = 0
    for item in items:
        if item in CHROME_WORDS or (bare := item.strip("|•·>/,-–—")) in CHROME_WORDS:
            continue
        if bare and bare.strip("&"):
            strange -= 1
            if strange < 0:
                return False
        else:
            signs += 1
    # marks between the words count for nothing
    return len(items) - signs >= MENU_MIN and strange >= (1 - MENU_KNOWN) * signs


def _may_be_byline(text: str, held: int) -> bool:
    """False for a line without a day that holds nothing a byline needs."""
    return bool(held & _BYLINE) or (bool(held & _OUTLET) and " The " in text)


def _part_read(text: str, held: int) -> Furniture | None:
    """Furniture that takes a reader rather than a pattern: dates, sources, names; `held` is what the line holds."""
    stamps = read_stamps(text) if held & _FIGURE or not text.isascii() else ()
    if stamps:
        if is_date_line(text):
            return Part.DATE, "date-line"
        if outlet_beside_date(text):
            return Part.DATE, "outlet-and-date"
    if SOURCE.match(text) or (held & _OUTLET and is_outlet(text)):
        return Part.SOURCE, "source-line"
    if (stamps or _may_be_byline(text, held)) and not text.endswith(".") and read_byline(text) is not None:
        return Part.BYLINE, "byline"
    if (text[0] in _BY_BEGINS and BY.match(text)) or (
        held & _ROLE and text.count(" ") < ROLE_WORDS_MAX and ROLE.match(text)
    ):
        return Part.BYLINE, "by-line"
    if held & _TRADE and read_biography(text):
        return Part.BIOGRAPHY, "biography-reader"
    return None
