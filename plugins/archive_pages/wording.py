"""How values read on a page: dates at their precision, counts, roles, where a date comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.seed_posts.model import Basis, Kind, Role

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

BASIS = {
    Basis.CORRECTION: "set by the maintainer",
    Basis.METADATA: "from the page’s own markup",
    Basis.EXPLICIT: "as printed",
    Basis.DATELINE: "from the dateline",
    Basis.RELATIVE: "worked out from the age the page gives",
    Basis.THREAD_ORDER: "from its place between dated stories",
    Basis.INFERRED: "inferred from context",
}
RIGHT_TO_LEFT = frozenset(
    ["ar", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur", "yi"]
)  # languages written so, by their codes
ROLES = {  # what a story does with a region, in the same words on its own page and on the region's
    Role.PRIMARY: "About",
    Role.SECONDARY: "Also concerns",
    Role.MENTION: "Mentions",
    Role.DATELINE: "Filed from",
}
KINDS = {
    Kind.COMMENTARY: "commentary",
    Kind.COMMENTS: "readers’ comments",
    Kind.LINKS: "links",
    Kind.BIOGRAPHY: "note on the author",
    Kind.CAPTION: "caption",
    Kind.ATTACHMENT: "attachment",
    Kind.BOILERPLATE: "page furniture",
    Kind.STORY: "story",
    Kind.REPRINT: "reprint",
}
SURE = (  # from this confidence on, the words for it; a percentage alone says more than is known
    (0.95, "nearly certain"),
    (0.85, "very likely"),
    (0.7, "likely"),
    (0.5, "uncertain"),
    (0.0, "doubtful"),
)
MORE = " …"  # where a text was cut
FIELDS = {
    "headline": "Headline",
    "deck": "Deck",
    "date": "Date",
    "authors": "Author",
    "editor": "Editor",
    "source": "Source",
    "agency": "Agency",
    "url": "Address",
    "dateline": "Dateline",
}


def sure(confidence: float) -> str:
    """ "very likely, 91%": how often such a value is right. A maintainer's word is certain."""
    if confidence >= 1:
        return "certain"
    return f"{next(words for least, words in SURE if confidence >= least)}, {round(100 * confidence)}%"


def spoken_date(date: str) -> str:
    """ "19 March 2018", "March 2018", "2018" or "Undated", as far as the date goes."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year]) if year else "Undated"


def short_date(date: str) -> str:
    """The same with the month cut to three letters, for margins: "19 Mar 2018"."""
    words = spoken_date(date).split(" ")
    return " ".join(word[:3] if word in MONTHS else word for word in words)


def count(number: int, one: str, many: str = "") -> str:
    """ "1 story", "12 stories", "10,000 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def stories(number: int) -> str:
    return count(number, "story", "stories")


def bytes_(number: int) -> str:
    """ "812 bytes", "4.2 kB", "13 MB"."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= size:
            return f"{number / size:.1f} {unit}" if number < 10 * size else f"{number / size:,.0f} {unit}"
    return count(number, "byte")


def listed(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def name_query(label: str) -> str:
    """The search for stories that have a region's name and are not listed under it."""
    name = re.sub(r"\s*\([^)]*\)|\"", "", label).strip()
    words = name if name.isalnum() else f'"{name}"'
    return f"{words} -region:{words}"


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, the others untouched."""
    return text[:1].upper() + text[1:]


def cut(text: str, limit: int) -> str:
    """The text, or as many of its words as fit, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    return (head.rpartition(" ")[0] or head).rstrip(",;:—–- ") + MORE


def right_to_left(lang: str) -> bool:
    """Whether a language is written from right to left; "ku-Latn", which names its letters, is not."""
    code, _, rest = lang.lower().partition("-")
    return code in RIGHT_TO_LEFT and not rest.startswith(("latn", "cyrl"))
