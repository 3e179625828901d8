"""What a person's name looks like, and what looks like one but is newsroom furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .outlets import is_outlet
from .wordlists import words

NAME_WORDS = 5  # "Juan Carlos de la Cruz" is five; more is a headline
HANDLE_MIN = 4  # characters of a pen name of one word
REMEMBERED = 4_096  # texts of which is kept whether they are names: several stages ask about each
NAMES_MAX = 12  # names in one list

_PARTICLES = words("de da do dos del della di du la le van von der den ten ter bin ibn al el af zu und y e and")
_NOT_NAMES = words(
    "a about accept account admin advertise advertisement advertorial after agencies agency all also an"
    " analysis and archive archives are article articles associated association at back before best between"
    " board brand breaking briefing briefs bureau business by can caption careers central century ceo cfo"
    " chief city classifieds click close co-editor columnist columnists columns comment comments company"
    " contact content contributor coo cookie cookies copyright corporation correspondent council crossword cto"
    " culture cyber daily data december deep department deputy desk director discover district donate east"
    " economic economy edit edition editions editor editorial editors email energy entertainment events"
    " exclusive executive explore extended external facebook feature featured features february federal"
    " feedback finance first follow for forging forum friday from full further future gallery games getty"
    " government graphics group guide headlines health help her hide highlights his home how how-to"
    " illustrator image images in index insights institute intern international interview into investigations"
    " is its january jobs join journal journalist july key keyword keywords last latest letters lifestyle link"
    " links listen live load login look magazine manager march market markets media member members menu mining"
    " minister monday monetary more most national natural navigation network new news newsletter newsletters"
    " newsroom next no north not notes november obituaries october of old on online open opinion opinions or"
    " our over page party photo photographer photos play podcast podcasts policy politics popular post posted"
    " posts premium president press previous prime print privacy producer profile province published puzzles"
    " quote reactions read reading recommended references region related release reply report reporter reports"
    " republic reserved review rights saturday save science search section sections see senior september"
    " series service settings share shop should show sign similar skip source south special speech sponsor"
    " sponsored sport sports staff statement store stories story subscribe sunday support tag tags team"
    " technologies technology terms text that the their these this those thread thursday ties times to today"
    " toggle tomorrow top topic topics transcript travel trending trusted tuesday twitter under university"
    " updated us user video videos view was watch weather wednesday were west what when where who why with"
    " world writer yes yesterday your"
)
_NOBODY = words(
    "admin administrator agency author correspondent desk editor editorial guest news newsroom our reporter service"
    " special staff team web writer the online bureau"
)
_CALENDAR = words(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday clicking continuing registering subscribing signing using popular definition"
    " contrast comparison law far now then default"
)
_SIGNED = re.compile(r"[A-ZÀ-ÞА-Я][\w'’.&\-]{0,24}")
_WORD = re.compile(r"(?:[^\W\d_]\.?){1,3}$|[^\W\d_][\w'’ʼ\-]{1,24}\.?$")
_GLUED = re.compile(r"[a-zß-ÿ](?:[A-Z][a-zß-ÿ]+){2}|[a-zß-ÿ]{3}[A-Z][a-zß-ÿ]{3}")  # "CarrPublished", not "McDonald"
_POSSESSIVE = re.compile(r"['’]s(?:\s|$)")  # "Watchman's Narrow Escape"
_OUTLET = re.compile(
    r"\s(?=[A-Z])(?:(?P<the>The\s[A-Z])|USA TODAY|Fox News|CNN|BBC|CBC|NBC|ABC|CBS|NPR|AP\b|AFP|Reuters|Bloomberg"
    r"|Associated Press|(?:(?:Senior|Staff|Special|Chief|Political|News|Contributing|Associate|Deputy|Digital|Money"
    r"|Business|Featured|Lead|Managing|Executive|Assistant|National|Sports|Data)\s(?:(?:and|&)\s\w{1,20}\s)?){0,3}"
    r"(?:Editor|Reporter|Writer|Correspondent|Contributor|Columnist|Journalist|Producer|Critic|Analyst)\b)"
)
_PART = r"(?:(?:[A-ZÀ-ÞА-Я]\.){1,3}|[A-ZÀ-ÞА-Я][\w'’ʼ-]{0,24}(?:(?<=[JS]r)\.)?)"
_TOKEN = re.compile(r"\S+")
_RUN = re.compile(
    r"[A-ZÀ-ÞА-Я](?<!\w.)(?:\.(?:[A-ZÀ-ÞА-Я]\.){0,2}|[\w'’ʼ-]{0,24}(?:(?<=[JS]r)\.)?)"  # a part, and no word before
    rf"(?:[ \xa0]{{1,2}}(?:(?:de|da|di|del|la|le|van|von|der|den|bin|al|el|du|dos|y) ){{0,2}}{_PART}){{1,5}}"
)
_CHINESE = re.compile(r"[一-鿿]{2,4}")
_BEGINS = re.compile(  # what a name at the head of a line takes: two capitals, small words only between and before them
    r"\W*(?:(?i:and)\s+)?(?:[a-z]\S*\s+){0,2}(?P<first>[A-Z]\S*)(?:\s+[a-z]\S{0,4}){0,4}\s+[A-Z]"
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\b[Aa][Nn][Dd]\b|\bund\b|\bet\b|(?<!\w)и(?!\w)|、)\s*")


@lru_cache(maxsize=REMEMBERED)
def is_name(text: str) -> bool:
    """True for two to five capitalised words that are no newsroom furniture; a Chinese name has no spaces."""
    parts = text.split(None, NAME_WORDS)
    if not 2 <= len(parts) <= NAME_WORDS:
        return bool(_CHINESE.fullmatch(text))
    named: list[str] = []
    for index, part in enumerate(parts):  # cheap questions first: nearly every line is no name
        capital = part[0].isupper()
        if (index or not capital) and part.lower() in _PARTICLES:
            continue
        if not capital or _furniture(part) or not _WORD.match(part):
            return False
        named.append(part)
    if len(named) < 2 or all(len(part.strip(".")) <= 1 for part in named) or any(map(str.isdigit, text)):
        return False
    return not (_GLUED.search(text) or _POSSESSIVE.search(text) or is_outlet(text))


def may_begin_with_name(text: str) -> bool:
    """False for a line whose first words are no name, told cheaply; where letters are not plain ones, True."""
    if not text.isascii():
        return True
    begins = _BEGINS.match(text)
    return begins is not None and not _furniture(begins["first"])


def name_runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Every run of words in a line that looks like a name, with where it begins and ends."""
    for run in _RUN.finditer(text):
        tokens = list(_TOKEN.finditer(run[0]))
        while tokens and _furniture(tokens[0][0]):
            tokens.pop(0)
        while tokens and _furniture(tokens[-1][0]):
            tokens.pop()
        if len(tokens) < 2:
            continue
        start, end = tokens[0].start(), tokens[-1].end()
        name = plain(run[0][start:end])
        if is_name(name) and not name.endswith("'"):
            yield name, run.start() + start, run.start() + end


def body_or_handle(text: str) -> str:
    """A body or a pen name that signs alone: "Slate Staff", "University of Tokyo", "MrMiller"; "" for the rest.

    Only behind a "By" on a line of its own: elsewhere any heading looks the same.
    """
    name = plain(text)
    parts = name.split()
    capitals = [part for part in parts if part.lower() not in _PARTICLES and part.lower() not in ("of", "the", "for")]
    if not 1 <= len(capitals) <= NAME_WORDS or not all(_SIGNED.fullmatch(part) for part in capitals):
        return ""
    if all(part.lower() in _NOBODY for part in capitals) or any(part.lower() in _CALENDAR for part in capitals):
        return ""
    return name if len(parts) > 1 or len(name) >= HANDLE_MIN else ""


def _furniture(part: str) -> bool:
    return len(part.strip(".")) > 1 and part.lower().strip(".") in _NOT_NAMES


def name_before_outlet(text: str) -> str:
    """The name in "Jane Doe The Example Press", "Jane Doe USA TODAY", "Jane Doe Senior Editor", or ""."""
    cut = _OUTLET.search(text)
    if cut and cut["the"] and not is_outlet(text[cut.start() :]):
        return ""
    name = plain(text[: cut.start()]) if cut else ""
    return name if name and is_name(name) else ""


def leading_names(text: str) -> tuple[str, ...]:
    """The names a list begins with: what follows the first part that is none is a role, a paper, a place."""
    found: list[str] = []
    job = _OUTLET.search(text)
    if job and not _SPLIT.search(text[: job.start()]) and (one := name_before_outlet(text)):
        return (one,)
    for part in _SPLIT.split(text.strip(" .:")):
        name = plain(part)
        if not name:
            continue
        named = name if is_name(name) else name_before_outlet(name)
        if not named or len(found) == NAMES_MAX:
            break
        if named != name:
            return (*found, named)
        if name not in found:
            found.append(name)
    return tuple(found)


def all_names(text: str) -> tuple[str, ...]:
    """The names of a list that holds nothing else, else ()."""
    parts = [plain(part) for part in _SPLIT.split(text.strip(" .")) if part.strip(" .")]
    good = 0 < len(parts) <= NAMES_MAX and all(is_name(part) for part in parts)
    return tuple(dict.fromkeys(parts)) if good else ()


def plain(name: str) -> str:
    """The name on one line, with plain apostrophes, so that "O’Meara" and "O'Meara" are one author."""
    return " ".join(name.replace("’", "'").strip(" .,;:|·•–—-").split())


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words a capture also writes in lower case: what is made of them is no name."""
    whole = " ".join(texts)
    for mark in ".,;:?!":
        whole = whole.replace(mark, " ")
    return frozenset(whole.split())


def is_common(name: str, common: frozenset[str]) -> bool:
    """True for "Security Analyst" on a page that writes "security" elsewhere; particles of names aside."""
    return any(part.lower() in common for part in name.split() if part[:1].isupper() and len(part) > 2)
