"""Month and weekday names, in the languages captures come in, and the numbers near them.

Only words are kept here; `read.py` reads dates with them.
"""

from __future__ import annotations

import re

FIRST_YEAR = 1800  # the oldest newspaper page we expect; earlier numbers are history, not print dates
LAST_YEAR = 2099  # there is no clock here, so a bound that only rejects nonsense

_MONTHS = (
    # English, then Russian (genitive, nominative, abbreviated), German, French (also without accents), Spanish,
    # Italian, Portuguese, Dutch, Swedish and Danish, Polish, Turkish, Indonesian, Ukrainian, Bulgarian, Arabic
    "january jan jany января январь янв januar jänner janvier janv enero gennaio janeiro januari stycznia ocak січня"
    " януари يناير",
    "february feb febr февраля февраль февр фев februar février févr febrero febbraio fevereiro fevrier februari lutego"
    " şubat лютого февруари فبراير",
    "march mar марта март мар märz mars marzo março maart marca mart maret березня مارس",
    "april apr апреля апрель апр avril avr abril aprile kwietnia nisan квітня април أبريل",
    "may мая май mai mayo maggio maio mei maja mayıs травня مايو",
    "june jun июня июнь июн juni juin junio giugno junho czerwca haziran червня юни يونيو",
    "july jul июля июль июл juli juillet juil julio luglio julho lipca temmuz липня юли يوليو",
    "august aug августа август авг août agosto aout augustus augusti sierpnia ağustos agustus серпня أغسطس",
    "september sept sep сентября сентябрь сент сен septembre septiembre setiembre settembre setembro września eylül"
    " вересня септември سبتمبر",
    "october oct октября октябрь окт oktober octobre octubre ottobre outubro października ekim жовтня октомври أكتوبر",
    "november nov ноября ноябрь нояб ноя novembre noviembre novembro listopada kasım листопада ноември نوفمبر",
    "december dec декабря декабрь дек dezember décembre diciembre decembre dicembre dezembro grudnia aralık desember"
    " грудня декември ديسمبر",
)
MONTHS: dict[str, int] = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_WEEKDAYS = (
    "monday mon понедельник понедельника пн montag lundi lunes lunedì segunda-feira",
    "tuesday tues tue вторник вторника вт dienstag mardi martes martedì terça-feira",
    "wednesday weds wed среда среду среды ср mittwoch mercredi miércoles mercoledì quarta-feira",
    "thursday thurs thur thu четверг четверга чт donnerstag jeudi jueves giovedì quinta-feira",
    "friday fri пятница пятницу пятницы пт freitag vendredi viernes venerdì sexta-feira",
    "saturday sat суббота субботу субботы сб samstag samedi sábado sonnabend sabato",
    "sunday sun воскресенье воскресенья вс sonntag dimanche domingo domenica",
)
WEEKDAYS: dict[str, int] = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
CHINESE_WEEKDAYS = {character: number for number, character in enumerate("一二三四五六日")} | {"天": 6}

# A word that is also an ordinary one counts as a month only with a capital: "they may 12 times".
ORDINARY_WORDS = frozenset(("may", "march", "mar", "mars", "mai", "сен", "мар", "mon", "sat", "sun", "wed", "fri"))

# Words that are months only between a day and a year: French ones, which are written small, and words that are names.
BETWEEN_WORDS = {"mars": 3, "mai": 5}
ALSO_NAMES = {
    "mart": 3, "mei": 5, "maret": 3, "marca": 3, "ocak": 1, "nisan": 4, "ekim": 10, "maja": 5, "augustus": 8,
}  # fmt: skip


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MONTH_WORD = re.compile(rf"(?<![^\W\d_])(?<!rio[ -]de[ -])(?:{_alternatives(MONTHS)})(?![^\W\d_])\.?", re.IGNORECASE)
WEEKDAY_WORD = re.compile(rf"(?<![^\W\d_])(?:{_alternatives(WEEKDAYS)})(?![^\W\d_])\.?", re.IGNORECASE)
_FULL_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
FULL_WEEKDAY = re.compile(
    rf"(?<![^\W\d_])(?:{_FULL_WEEKDAYS}|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)(?![^\W\d_])",
    re.IGNORECASE,
)


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, None for an ordinary word in lower case."""
    bare = word.rstrip(".")
    if bare in ORDINARY_WORDS or bare.lower() in ALSO_NAMES:
        return None
    return MONTHS.get(bare.lower())


def month_between(word: str) -> int | None:
    """1 to 12 for a word that is a month only where a day and a year stand around it: "3 mai 2011"."""
    return BETWEEN_WORDS.get(word) or ALSO_NAMES.get(word.lower())


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    bare = word.rstrip(".")
    if bare in ORDINARY_WORDS:
        return None
    return WEEKDAYS.get(bare.lower())
