"""How values read on a page: dates at their precision, counts, roles, where a date comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from plugins.seed_posts.kinds import Basis, Kind, Role

from .speech import N_, P_, _, figures, is_english, kept, ngettext, pgettext

MONTH_NAMES = (  # by themselves
    P_("month", "January"), P_("month", "February"), P_("month", "March"), P_("month", "April"),
    P_("month", "May"), P_("month", "June"), P_("month", "July"), P_("month", "August"),
    P_("month", "September"), P_("month", "October"), P_("month", "November"), P_("month", "December"),
)  # fmt: skip
MONTHS_IN_DATES = (  # behind a day
    P_("month in a date", "January"), P_("month in a date", "February"), P_("month in a date", "March"),
    P_("month in a date", "April"), P_("month in a date", "May"), P_("month in a date", "June"),
    P_("month in a date", "July"), P_("month in a date", "August"), P_("month in a date", "September"),
    P_("month in a date", "October"), P_("month in a date", "November"), P_("month in a date", "December"),
)  # fmt: skip
SHORT_MONTHS = (  # as short as they are understood, for charts
    P_("month, short", "Jan"), P_("month, short", "Feb"), P_("month, short", "Mar"), P_("month, short", "Apr"),
    P_("month, short", "May"), P_("month, short", "Jun"), P_("month, short", "Jul"), P_("month, short", "Aug"),
    P_("month, short", "Sep"), P_("month, short", "Oct"), P_("month, short", "Nov"), P_("month, short", "Dec"),
)  # fmt: skip
SHORT_MONTHS_IN_DATES = (  # behind a day in a margin
    P_("month, short, in a date", "Jan"), P_("month, short, in a date", "Feb"),
    P_("month, short, in a date", "Mar"), P_("month, short, in a date", "Apr"),
    P_("month, short, in a date", "May"), P_("month, short, in a date", "Jun"),
    P_("month, short, in a date", "Jul"), P_("month, short, in a date", "Aug"),
    P_("month, short, in a date", "Sep"), P_("month, short, in a date", "Oct"),
    P_("month, short, in a date", "Nov"), P_("month, short, in a date", "Dec"),
)  # fmt: skip
MONTHS = tuple(name for context, name in MONTH_NAMES)  # in English, as files for machines have them

BASIS = {
    Basis.CORRECTION: N_("set by the maintainer"),
    Basis.METADATA: N_("from the page’s own markup"),
    Basis.EXPLICIT: N_("as printed"),
    Basis.DATELINE: N_("from the dateline"),
    Basis.RELATIVE: N_("worked out from the age the page gives"),
    Basis.THREAD_ORDER: N_("from its place between dated stories"),
    Basis.INFERRED: N_("inferred from context"),
}
RIGHT_TO_LEFT = frozenset(
    ["ar", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur", "yi"]
)  # languages written so, by their codes
ROLES = {  # what a story does with a region, in the same words on its own page and on the region's
    Role.PRIMARY: N_("About"),
    Role.SECONDARY: N_("Also concerns"),
    Role.MENTION: N_("Mentions"),
    Role.DATELINE: N_("Filed from"),
}
ROLES_INSIDE = {  # the same within a sentence
    Role.PRIMARY: N_("about"),
    Role.SECONDARY: N_("also concerns"),
    Role.MENTION: N_("mentions"),
    Role.DATELINE: N_("filed from"),
}
KINDS = {
    Kind.COMMENTARY: N_("commentary"),
    Kind.COMMENTS: N_("readers’ comments"),
    Kind.LINKS: N_("links"),
    Kind.BIOGRAPHY: N_("note on the author"),
    Kind.CAPTION: N_("caption"),
    Kind.ATTACHMENT: N_("attachment"),
    Kind.BOILERPLATE: N_("page furniture"),
    Kind.STORY: N_("story"),
    Kind.REPRINT: N_("reprint"),
}
WEEKDAYS = (
    P_("weekday", "Monday"), P_("weekday", "Tuesday"), P_("weekday", "Wednesday"), P_("weekday", "Thursday"),
    P_("weekday", "Friday"), P_("weekday", "Saturday"), P_("weekday", "Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (  # above the days of a month
    P_("weekday, short", "Mo"), P_("weekday, short", "Tu"), P_("weekday, short", "We"), P_("weekday, short", "Th"),
    P_("weekday, short", "Fr"), P_("weekday, short", "Sa"), P_("weekday, short", "Su"),
)  # fmt: skip
REASONS = frozenset(  # what the conversion says most often where it has no value, or is not sure of it
    (
        N_("not in the capture"), N_("no byline in the capture"), N_("no dateline in the capture"),
        N_("no date in the capture"), N_("no agency is named"), N_("the agency itself is the publisher"),
        N_("no line names the publisher"), N_("the page has no title"), N_("no date in the story's lines"),
        N_("the capture prints no headline; this one is the story's first words"), N_("the capture cuts it short"),
        N_("the address was cut short when the page was saved"), N_("only the age of the story is printed"),
        N_("the dateline prints no year"),
    )
)  # fmt: skip
SURE = (  # from this confidence on, the words for it; a percentage alone says more than is known
    (0.95, N_("nearly certain")),
    (0.85, N_("very likely")),
    (0.7, N_("likely")),
    (0.5, N_("uncertain")),
    (0.0, N_("doubtful")),
)
MORE = " …"  # where a text was cut
FIELDS = {
    "headline": N_("Headline"),
    "deck": N_("Deck"),
    "date": N_("Date"),
    "authors": N_("Author"),
    "editor": N_("Editor"),
    "source": N_("Source"),
    "agency": N_("Agency"),
    "url": N_("Address"),
    "dateline": N_("Dateline"),
}
FIELDS_INSIDE = {  # the same within a sentence
    "headline": N_("headline"),
    "deck": N_("deck"),
    "date": N_("date"),
    "authors": N_("author"),
    "editor": N_("editor"),
    "source": N_("source"),
    "agency": N_("agency"),
    "url": N_("address"),
    "dateline": N_("dateline"),
    "body": N_("text"),
}


def sure(confidence: float) -> str:
    """ "very likely, 91%": how often such a value is right. A maintainer's word is certain."""
    if confidence >= 1:
        return _("certain")
    words = next(words for least, words in SURE if confidence >= least)
    return _("%(words)s, %(share)s") % {"words": _(words), "share": percent(confidence)}


def percent(share: float) -> str:
    """ "91%"."""
    return _("%(number)s%%") % {"number": round(100 * share)}


@kept
def spoken_date(date: str) -> str:
    """ "19 March 2018", "March 2018", "2018" or "Undated", as far as the date goes."""
    year, month, day = [*date.split("-"), "", ""][:3]
    if day:
        return pgettext("date", "%(day)s %(month)s %(year)s") % {
            "day": int(day), "month": pgettext(*MONTHS_IN_DATES[int(month) - 1]), "year": year
        }  # fmt: skip
    if month:
        return pgettext("date", "%(month)s %(year)s") % {"month": month_name(month), "year": year}
    return pgettext("date", "%(year)s") % {"year": year} if year else _("Undated")


@kept
def short_date(date: str) -> str:
    """The same with a short name of the month, for margins: "19 Mar 2018"."""
    year, month, day = [*date.split("-"), "", ""][:3]
    if day:
        return pgettext("date, short", "%(day)s %(month)s %(year)s") % {
            "day": int(day), "month": pgettext(*SHORT_MONTHS_IN_DATES[int(month) - 1]), "year": year
        }  # fmt: skip
    if month:
        values = {"month": pgettext(*SHORT_MONTHS[int(month) - 1]), "year": year}
        return pgettext("date, short", "%(month)s %(year)s") % values
    return spoken_date(date)


def month_name(month: str | int) -> str:
    """ "March" for 3 or "03"."""
    return pgettext(*MONTH_NAMES[int(month) - 1])


def month_label(month: str) -> tuple[str, str]:
    """Of a month ("2018-03") what a chart shows, and what a listener hears after it: "Mar" and "ch 2018"."""
    return _rest(pgettext(*SHORT_MONTHS[int(month[5:7]) - 1]), spoken_date(month))


def weekdays() -> list[tuple[str, str]]:
    """The same of Monday to Sunday: "Mo" and "nday", …"""
    return [_rest(pgettext(*short), pgettext(*whole)) for short, whole in zip(SHORT_WEEKDAYS, WEEKDAYS, strict=True)]


def _rest(short: str, whole: str) -> tuple[str, str]:
    return short, whole.removeprefix(short) if whole.startswith(short) else f" ({whole})"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 story", "12 stories", "10,000 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def stories(number: int) -> str:
    """ "1 story", "12 stories", "10,000 stories"."""
    return ngettext("%(num)s story", "%(num)s stories", number)


def bytes_(number: int) -> str:
    """ "812 bytes", "4.2 kB", "13 MB"."""
    for unit, size in ((_("%(number)s MB"), 1_000_000), (_("%(number)s kB"), 1_000)):
        if number >= size:
            return unit % {"number": decimal(number / size) if number < 10 * size else figures(round(number / size))}
    return ngettext("%(num)s byte", "%(num)s bytes", number)


def decimal(number: float) -> str:
    """ "4.2"."""
    return f"{number:.1f}".replace(".", pgettext("decimal point", "."))


def listed(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": commas(words[:-1]), "last": words[-1]}


def commas(words: Iterable[object]) -> str:
    """ "A, B, C"."""
    return pgettext("between items of a list", ", ").join(map(str, words))


def field_name(reason: str) -> str:
    """Which field a reason for review is about, in words: "date" of "date: only a weekday is printed"."""
    name = reason.partition(":")[0]
    return _(FIELDS_INSIDE[name]) if name in FIELDS_INSIDE else name


def english(text: str) -> str:
    """What the conversion wrote in English: in the language of the page if it is known, else marked as English."""
    if text in REASONS:
        return _(text)
    return text if is_english() else Markup('<span lang="en">{}</span>').format(text)


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


def ends(text: str, whole: int, first: int, last: int) -> str:
    """The text if it is no longer than `whole`, else as many of its first and last words as fit."""
    if len(text) <= whole:
        return text
    tail = text[-last:]
    return f"{cut(text, first)} {tail.partition(' ')[2] or tail}"


def right_to_left(lang: str) -> bool:
    """Whether a language is written from right to left; "ku-Latn", which names its letters, is not."""
    code, _, rest = lang.lower().partition("-")
    return code in RIGHT_TO_LEFT and not rest.startswith(("latn", "cyrl"))
