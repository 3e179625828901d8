"""Bylines: who wrote a story, who edited it, and the agency a desk took it from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .stamps import read_stamps

LINE_MAX = 200  # characters; a longer line is prose
NAME_WORDS = 5  # "Juan Carlos de la Cruz" is five; more is a headline
AUTHORS_MAX = 12  # names on one byline

_PARTICLES = frozenset("de da do dos del della di du la le van von der den ten ter bin ibn al el af zu und y e and".split())
_NOT_NAMES = frozenset(
    "the a an and or of in on at for to from by with about all more most top back home news world business sport sports"
    " opinion politics weather comments comment share subscribe login sign menu search archive archives topics topic related"
    " read latest breaking video videos photo photos gallery live contact us privacy policy terms staff reporter newsroom desk"
    " editor editors editorial correspondent agency agencies department minister government president prime insights index"
    " edition editions report reports analysis market markets economy economic finance technology science health culture travel"
    " lifestyle entertainment energy mining future monetary natural century region republic district federal province city"
    " central national international university institute company corporation group council association party press media"
    " release statement speech interview transcript copyright rights reserved published updated posted source image images"
    " advertisement sponsored newsletter follow facebook twitter email print save new old east west north south first last"
    " january february march april june july august september october november december monday tuesday wednesday thursday"
    " friday saturday sunday today yesterday tomorrow this that these those what why how when where who is are was were will"
    " can should key deep forging ties between after before over under into not no yes your our their his her its".split()
)
_AGENCIES = (
    "Reuters|AP|Associated Press|AFP|Agence France-Presse|Xinhua|TASS|Itar-Tass|Sputnik|RIA Novosti|Interfax|UPI|Bloomberg"
    "|dpa|EFE|ANSA|Kyodo|Yonhap|PTI|IANS|ANI|AAP|Canadian Press|Press Association|PA Media|PA"
)
_BY = re.compile(r"^\W{0,4}(?:story |report |written |words |posted |published |reported |автор:? |text )?(?:by|par|von|от)\b[:\s]\s*", re.IGNORECASE)
_LABEL = re.compile(r"^\W{0,4}(?:author|authors|writer|reporter|автор|авторы|текст|作者|记者|文)\s*[:：]\s*", re.IGNORECASE)
_BROKEN = re.compile(r"^\W{0,4}(?:story |report |written |words |posted |published |reported |text )?by(?:\s+(?:0|null|none|undefined|unknown|\{\{?\s*\w*\s*\}?\}|%\w+%)(?:\s*(?:,|and|&)\s*(?:0|null|none|undefined|unknown))*)?\s*$", re.IGNORECASE)
_EDITOR = re.compile(r"(?:^|[|(;,.·•]\s*)(?:web )?(?:editor|edited by|editing by|责任编辑|责编|编辑|редактор)\s*[:：]?\s+(?P<name>[^|();:·•\n]{2,60})", re.IGNORECASE)
_DESK = re.compile(
    rf"^\W{{0,4}}(?P<agency>{_AGENCIES})\s*(?:,|\band\b|\bwith\b|;|\|)?\s*(?:with\s+)?"
    r"(?P<role>(?:additional |extra |some )?(?:editing|edits|reporting|writing|inputs?|input|material)(?:\s+(?:and|&)\s+\w+)?)\s+(?:by|from)\s+(?P<names>.{3,80})$",
    re.IGNORECASE,
)
_ROLE_BY = re.compile(r"^\W{0,4}(?P<role>(?:additional |extra )?(?:reporting|writing|edited|editing))\s+by\s+(?P<names>[^;()|]{3,120})", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|·•]|[–—]|\s-\s|,\s*(?=[a-z])|,\s*(?=(?:The|CNN|BBC|AP|Reuters|Associated|Staff|Senior|Special|Political|Chief|USA|Fox|NPR)\b)|\s\(|\bfor\s+[A-Z]|\bin\s+[A-Z]|\bat\s+[A-Z]|@|\bon\s+\w+day\b|\bpublished\b|\bupdated\b).*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|(?<!\w)и(?!\w)|、)\s*", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_]\.?){1,3}$|[^\W\d_][\w'’ʼ.\-]*$")
_BIOGRAPHY = re.compile(
    r"^(?P<name>(?:[^\W\d_a-z][\w'’.\-]*\s+){1,3}[^\W\d_a-z][\w'’.\-]*)\s*,?\s+(?:is|was|has been|covers|writes|reports|joined|worked)\s+(?:also\s+)?"
    r"(?:an?\b|the\b|our\b|based|for\b|on\b|about\b|currently|with\b|editor|reporter|senior|deputy|associate|freelance|,)?",
)
_TRADE = re.compile(
    r"\b(?:editor|reporter|journalist|correspondent|columnist|writer|author|producer|broadcaster|blogger|analyst|newspaper ?man|freelancer?|contributor|editor-in-chief|bureau chief|sub-editor)\b",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(r"\b(?i:editor|reporter|journalist|correspondent|columnist|writer|producer|contributor|freelancer|chief)\b[\w\s,-]{0,40}?\s(?:at|for|with|of)\s+(?P<name>(?:the\s+|The\s+)?[A-Z][\w&'’-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w&'’-]*){0,4})")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline names. A broken template ("By 0 and 0") is a byline with nothing in it."""

    authors: tuple[str, ...] = ()
    editor: str = ""
    agency: str = ""
    role: str = ""  # "additional editing": what the authors did, where it is not writing
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Biography:
    """A line that says who the author is."""

    name: str
    employer: str = ""
    employer_from: int = 0  # characters from the start of the line


def read_byline(line: str) -> Byline | None:
    """The byline a line is, or None. A bare name is left to `read_name_line`."""
    text = line.strip()
    if not text or len(text) > LINE_MAX:
        return None
    if _BROKEN.match(text):
        return Byline(broken=True)
    desk = _DESK.match(text)
    if desk:
        names = _names(desk["names"])
        return Byline(names, agency=desk["agency"], role=desk["role"].lower()) if names else None
    opened = _BY.match(text) or _LABEL.match(text)
    if opened:
        names = _names(_clean(text[opened.end() :]))
        agency = _agency(text[opened.end() :])
        if names or agency:
            editor = _EDITOR.search(text)
            return Byline(names, editor["name"].strip(" .") if editor else "", agency)
        return None
    role = _ROLE_BY.match(text.lstrip("("))
    if role and (names := _names(_clean(role["names"]))):
        kind = role["role"].lower()
        return Byline((), ", ".join(names), role=kind) if kind.startswith("edit") else Byline(names, role=kind)
    editor = _EDITOR.search(text)
    if editor and len(text) < 120:
        return Byline(editor=editor["name"].strip(" ."))
    return None


def read_name_line(line: str) -> Byline | None:
    """The byline a line is when it holds nothing but names: "Lauren Barrett", "A. Petrov, J. Li".

    Many a headline looks the same, so ask only beside a headline, a deck or a date line.
    """
    text = line.strip(" \t•·|")
    if not 4 <= len(text) <= 90 or any(character in "?!:\"“”()/@" for character in text):
        return None
    names = _names(_clean(text))
    if not names or sum(map(len, names)) < 0.6 * len(text):
        return None
    return Byline(names)


def read_biography(line: str) -> Biography | None:
    """Who a line introduces ("X is an editor at Y. He has been …"), or None."""
    text = line.strip()
    opened = _BIOGRAPHY.match(text[:300])
    if not opened or not _TRADE.search(text[opened.end("name") : opened.end() + 120]):
        return None
    if not is_name(opened["name"]):
        return None
    employer = _EMPLOYER.search(text[:400])
    start = len(line) - len(line.lstrip()) + (employer.start("name") if employer else 0)
    return Biography(opened["name"], employer["name"] if employer else "", start)


def is_name(text: str) -> bool:
    """True for two to five capitalised words that are no newsroom furniture."""
    words = text.split()
    if not 2 <= len(words) <= NAME_WORDS or any(character.isdigit() for character in text):
        return _is_chinese_name(text)
    named = [word for word in words if word.lower() not in _PARTICLES]
    if len(named) < 2 or any(word.lower().strip(".") in _NOT_NAMES for word in named):
        return False
    return all(_WORD.match(word) and word[0].isupper() for word in named) and any(len(w.strip(".")) > 1 for w in named)


def _is_chinese_name(text: str) -> bool:
    return bool(re.fullmatch(r"[一-鿿]{2,4}", text))


def _clean(text: str) -> str:
    stamps = read_stamps(text)
    if stamps:
        text = text[: stamps[0].start]
    return _TAIL.sub("", text).strip(" ,.;|-–—")


def _names(text: str) -> tuple[str, ...]:
    """The names in a list of names; () when one part is not a name."""
    parts = [part.strip(" .") for part in _SPLIT.split(text.strip(" .")) if part.strip(" .")]
    if not parts or len(parts) > AUTHORS_MAX:
        return ()
    named = [_plain(part) for part in parts if is_name(part)]
    return tuple(named) if len(named) == len(parts) or (named and is_name(parts[0])) else ()


def _plain(name: str) -> str:
    """The name on one line, with plain apostrophes, so that "O’Meara" and "O'Meara" are one author."""
    return " ".join(name.replace("’", "'").split())


def _agency(text: str) -> str:
    found = re.search(rf"(?<!\w)(?:{_AGENCIES})(?!\w)", text)
    return found[0] if found else ""
