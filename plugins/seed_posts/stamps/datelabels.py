"""The words around a printed date: labels, and what else stands on such a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..wordlists import words
from .read import read_stamps
from .stamp import Stamp

DATE_LINE_MAX = 160  # characters of a line that is nothing but dates; two stamps with labels take 90
PARAGRAPH_MIN = 200  # characters of a line that is a paragraph of a story, and not its deck or a caption
BLANKS_MAX = 0.33  # share of blanks above which a line is no prose: headings set or scanned letter by letter

_FURNITURE = re.compile(
    r"(?<!\w)(?:first|last|date|dated|published|posted|created|issued|released|updated|modified|edited|revised|time|on"
    r"|at|the|of|by|as|est|edt|gmt|utc|pst|pdt|cst|cdt|cet|cest|bst|ist|msk|et|pt|local|hrs?|uhr|г|года|get short url"
    r"|short url|share|print|email|min(?:ute)?s? read|read|comments?|views?|am|pm"
    r"|stand|(?:\d{1,2}|an?) (?:minute|hour|day|week|month|year)s? ago"
    r"|source|editor|xinhua|reuters|ap|afp|tass"
    r"|sputnik|опубликовано|обновлено|发布时间|发布|时间|更新|来源|veröffentlicht|aktualisiert|publié|mis à jour|le"
    r"|publicad[oa]|actualizad[oa]|el|atualizado|em|às|pubblicato|aggiornato|il|alle ore|alle)(?!\w)",
    re.IGNORECASE,
)
_AFTER_LABEL = r"\b\W{0,4}(?:(?:on|at|by|last|date|am|le|el|il|em|:|\d{1,2}:\d\d)\W{0,3})*$"
UPDATED = re.compile(
    r"(?:\b|(?<=[a-z])(?-i:(?=[UME])))"
    r"(?:updated|update|modified|edited|revised|обновлено|更新|mis à jour|aktualisiert|actualizad[oa]|atualizado"
    rf"|aggiornato){_AFTER_LABEL}",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:\b|(?<=[a-z])(?-i:(?=[PI])))"
    rf"(?:published|posted|issued|released|created|date|опубликовано|发布时间|发布|publié|veröffentlicht|publicad[oa]|pubblicato){_AFTER_LABEL}",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"(?:©|\b(?:copyright|expires?|deadline|until|since|born|joined|event|when|from|between|before|after|by|in|during|starts?|ends?|closing"
    r"|effective|citation))\W{0,3}$",
    re.IGNORECASE,
)


_JOINING = words(
    "on since from until till by of in for between to before after during and the dated this last next at a an or was"
    " is were that than through around about late early mid expires ending ended beginning starting due per via"
    " как с до по от в на"
)
_PRINTED_AT = re.compile(r"(?:https?://|www\.)\S{4,}", re.IGNORECASE)
_OF_ISSUE = re.compile(r"\W{0,3}(?:print |weekend )?(?:edition|issue)\b", re.IGNORECASE)
_POST = re.compile(r"^\s*[—–-]+\s.{0,60}\(@\w")
_LABEL_MAX = 40  # characters of a line that may be the label, or half of it, of a date on the line below
_SIGNED_ON = re.compile(r"\W{0,4}(?:(?:posted|published|written|filed) )?by\b.{2,60}\bon\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
# "来源:北岸日报   记者 赵立新": the paper and who wrote for it, on the line of the date
_SOURCE_LABEL = re.compile(
    r"(?:来源|источник)\s?[:：]\s?\S{2,30}|(?:记者|作者|编辑|责编)[:：\s]{1,3}[\u4e00-\u9fff·]{2,12}(?!\S)",
    re.IGNORECASE,
)
_EPOCH = ("1969-12-31", "1970-01-01")  # what a content system prints for "no date"


def before_stamp(lines: Sequence[str], number: int, stamp: Stamp) -> str:
    """What is printed before a stamp of line `number`; for one that opens its line, the short lines above it."""
    before = lines[number - 1][: stamp.start]
    for above in range(number - 2, max(number - 6, -1), -1):
        if before.strip(" :/|·•") or len(lines[above]) > _LABEL_MAX:
            break
        before = f"{lines[above].strip()} {before}"
    return before


def is_nobodys(line: str, stamp: Stamp, before: str = "") -> bool:
    """True for a stamp that dates no story; `before` is what `before_stamp` says.

    It belongs to an embedded post ("— A Name (@name) May 1, 2023"), to a clock never set, to the
    issue of a magazine that printed it later, or to a browser that printed the page ("6/06/2012 http://example.com/…").
    """
    if stamp.iso in _EPOCH or _OF_ISSUE.match(line, stamp.end):
        return True
    return bool(_POST.match(line) or _POST.match(before)) or _is_of_print(line, stamp)


def _is_of_print(line: str, stamp: Stamp) -> bool:
    address = _PRINTED_AT.search(line)
    return address is not None and line[: stamp.start].strip() == "" and line[stamp.end : address.start()].strip() == ""


def is_paragraph(line: str) -> bool:
    """True for a line as long as prose, with words rather than scattered letters on it."""
    return len(line) >= PARAGRAPH_MIN and line.count(" ") < BLANKS_MAX * len(line)


def without_stamps(line: str, stamps: Sequence[Stamp]) -> str:
    """The line with its stamps blanked out."""
    for stamp in reversed(stamps):
        line = f"{line[: stamp.start]} {line[stamp.end :]}"
    return line


def words_beside(line: str, stamps: Sequence[Stamp]) -> int:
    """Words on the line besides stamps, labels, time zones and buttons."""
    plain = _SOURCE_LABEL.sub(" ", without_stamps(line, stamps))
    return len(re.findall(r"[^\W\d_]{2,}", _FURNITURE.sub(" ", plain)))


def is_date_line(line: str) -> bool:
    """True for a line that is nothing but dates and times, with labels such as "Published:" around them."""
    if len(line) > DATE_LINE_MAX:
        return False
    stamps = read_stamps(line)
    if not stamps or not any(
        stamp.month is not None and (stamp.year is not None or stamp.weekday is not None) for stamp in stamps
    ):
        return False
    return words_beside(line, stamps) == 0


def in_prose(line: str, stamp: Stamp) -> bool:
    """True for a stamp inside a sentence: a joining word before it, or the sentence goes on."""
    if _SIGNED_ON.match(line[: stamp.start]):
        return False
    before = line[max(0, stamp.start - 40) : stamp.start]
    if not PUBLISHED.search(before):
        word = re.search(r"([^\W\d_]+)[\s(,]{0,2}$", before)
        if word and (word[1].lower() in _JOINING or (word[1][0].islower() and not before.endswith("  "))):
            return True
    if re.search(r"\d\s?[-–—&]\s?$", before):
        return True  # the end of a range: "4-5 April 2002" is an event
    if not line[: stamp.start].strip() and not _LETTER.search(line, stamp.start, stamp.end):
        return False  # "12/22/2023 football": a stamp in figures and a section
    return bool(re.match(r"[,)]?\s[a-zа-я]{2,}", line[stamp.end : stamp.end + 20]))
