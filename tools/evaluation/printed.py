"""What a careful reader could find in a capture: whether its day, its title or its authors stand in it at all.

A figure over all captures punishes honesty, since three crawled pages of four do not print their day. These tests know
the answer and look for it in its usual forms; they are looser than any rule that has to find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from .metrics import words_key

MONTHS = (
    ("january", "jan", "enero", "janvier", "januar", "gennaio", "janeiro", "января", "январь"),
    ("february", "feb", "febrero", "février", "februar", "febbraio", "fevereiro", "февраля", "февраль"),
    ("march", "mar", "marzo", "mars", "märz", "março", "марта", "март"),
    ("april", "apr", "abril", "avril", "aprile", "апреля", "апрель"),
    ("may", "mayo", "mai", "maggio", "maio", "мая", "май"),
    ("june", "jun", "junio", "juin", "juni", "giugno", "junho", "июня", "июнь"),
    ("july", "jul", "julio", "juillet", "juli", "luglio", "julho", "июля", "июль"),
    ("august", "aug", "agosto", "août", "августа", "август"),
    ("september", "sept", "sep", "septiembre", "septembre", "settembre", "setembro", "сентября", "сентябрь"),
    ("october", "oct", "octubre", "octobre", "oktober", "ottobre", "outubro", "октября", "октябрь"),
    ("november", "nov", "noviembre", "novembre", "novembro", "ноября", "ноябрь"),
    ("december", "dec", "diciembre", "décembre", "dezember", "dicembre", "dezembro", "декабря", "декабрь"),
)  # fmt: skip


def day_stands_in(text: str, day: str) -> bool:
    """True when the text prints this ISO day whole, with its year, in one of the usual forms."""
    return bool(_day_pattern(day).search(text))


def title_stands_in(lines: Iterable[str], title: str) -> bool:
    """True when the title is a line of its own, case and punctuation aside."""
    wanted = words_key(title)
    return any(words_key(line) == wanted for line in lines)


def names_stand_in(text: str, people: Sequence[str]) -> bool:
    """True when every one of these names stands in the text."""
    key = f" {words_key(text)} "
    return bool(people) and all(f" {words_key(person)} " in key for person in people)


def _day_pattern(iso: str) -> re.Pattern[str]:
    """December 22nd, 2023; 22 Dec. 2023; 2023-12-22; 12/22/23; 22.12.2023; 2023年12月22日."""
    day = date.fromisoformat(iso)
    name = f"(?:{'|'.join(MONTHS[day.month - 1])})"
    year, short = f"{day.year}", f"(?:{day.year}|['’]?{day.year % 100:02})"
    number, month = f"0?{day.day}(?:st|nd|rd|th|º)?", f"0?{day.month}"
    gap, firm, of = r"[^\S\n]?[.,/–-]?[^\S\n]?", r"(?:[^\S\n]|[.,/–-]){1,3}", r"(?:[^\S\n](?:of|de|del))?"
    worded = rf"{name}{gap}{number}{firm}{short}|{number}{of}{gap}{name}{of}{gap}{short}"
    iso_like = rf"{year}(?P<a>[./-]){month}(?P=a)0?{day.day}|{year}年{month}月0?{day.day}日"
    figures = rf"{month}(?P<b>[./-])0?{day.day}(?P=b){short}|0?{day.day}(?P<c>[./-]){month}(?P=c){short}"
    return re.compile(rf"(?<!\d)(?:{worded}|{iso_like}|{figures})(?!\d)", re.IGNORECASE)
