"""Story → mentions: every place in headline, deck and body that passed the guards, with the senses left to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from ..datelines import HEAD, read_dateline
from ..model import Story
from ..wordlists import words as word_set
from .finder import Found, find_chinese_names
from .guards import (
    LEVEL_WORDS,
    is_abbreviated,
    is_address,
    is_brand,
    is_called,
    is_common_word,
    is_first_name,
    is_government,
    is_language,
    is_located,
    is_no_place,
    is_no_town,
    is_plain,
    is_surname,
)
from .names import NATIONAL, NameIndex, Senses, Use, read_senses
from .place import Place
from .tokens import Line
from .vocabulary import Regions

BEFORE_FIRM = frozenset(("of", "between", "in", "near", "outside", "across", "around"))
# also with a capital, opening a sentence; they make a place of a name that is no word and nobody's
CHINESE_WORD = 2  # characters of most Chinese words, and of the names of thousands of towns: 合作, 发展, 和平
CHINESE_ALONE_MIN = 200_000  # people below which such a town is believed only with its level: 合作市
CHINESE_TOWNS = frozenset("市县縣镇鎮乡鄉旗")
CHINESE_WORDS = word_set("胜利 奋斗 长征 来宾 來賓 日照 城中 关口 三河 安康 天府 开平 四日 太平 北区 港区 德比")
# greater towns whose names are words, too


class Zone(IntEnum):
    """Where in a story a mention stands."""

    HEADLINE = 0
    DECK = 1
    LEAD = 2  # the first two paragraphs
    BODY = 3
    DATELINE = 4


AFTER_MAX = 48  # characters kept after a mention: ", about 30 kilometres south-east of " fits
LEAD_BLOCKS = 2  # paragraphs; wire copy puts who, what and where into them


@dataclass(slots=True)
class Mention:
    """A name in the text that may mean `senses`; `region` is the one chosen, "" while none is."""

    text: str
    key: str
    senses: Senses
    zone: Zone
    block: int  # counted through the story; headline and deck are blocks too
    line: int | None  # of the capture
    start: int  # characters from the start of the block's text
    end: int
    firm: bool  # a preposition says that it is a place
    weak: bool  # a common word or a person's name unless something supports it
    cased: bool = True  # its line tells names from other words by capitals; headlines do not
    after: str = ""  # what follows, a few characters of it
    city_instead: Senses = ()  # of a capital that stands for its government: the city it also is
    sure: bool = False  # a country, or what is above one, that shares its name with nothing
    region: str = ""
    use: Use = Use.NAME
    rule: str = "name"


def find_mentions(story: Story, regions: Regions, index: NameIndex) -> list[Mention]:
    """All mentions in reading order, guards applied, senses not yet chosen."""
    found: list[Mention] = []
    for number, (text, line_number, zone, cut) in enumerate(_blocks(story)):
        mentions = _read(text, regions, index)
        if any(mention.city_instead for mention in mentions):
            _return_to_cities(mentions, regions)
        for mention in mentions:
            mention.block, mention.line = number, line_number
            mention.zone = Zone.DATELINE if mention.start < cut else zone
            if mention.zone is Zone.DATELINE and mention.city_instead:
                mention.senses = mention.city_instead  # a reporter files from a city, never from a government
        found += mentions
    return found


def _read(text: str, regions: Regions, index: NameIndex) -> list[Mention]:
    line = Line(text)
    mentions = []
    for start, end, key, senses, rule in regions.finder.find(line, lambda: regions.russian):
        mention = _guarded(Place(line, start, end, key), senses, regions, index) if senses else None
        if mention:
            mention.rule = rule
            mentions.append(mention)
    if not text.isascii():
        found = (_chinese(text, name, regions) for name in find_chinese_names(text, lambda: regions.chinese))
        mentions += [mention for mention in found if mention]
        mentions.sort(key=lambda m: m.start)
    return mentions


def _chinese(text: str, found: Found, regions: Regions) -> Mention | None:
    start, end, name, senses, rule = found
    after = text[end : end + AFTER_MAX]
    if len(name) == CHINESE_WORD and after[:1] not in CHINESE_TOWNS:
        known = () if name in CHINESE_WORDS else senses
        senses = tuple(
            s for s in known if regions.population(s[0]) >= CHINESE_ALONE_MIN or not regions.is_generated_city(s[0])
        )
        if not senses:
            return None
    return Mention(name, name, senses, Zone.BODY, 0, None, start, end, firm=True, weak=False, after=after, rule=rule)


def _return_to_cities(mentions: list[Mention], regions: Regions) -> None:
    """Capitals become cities again in a paragraph that names other cities of their country."""
    cities: dict[str, set[str]] = {}  # names of sure cities by country, gathered once: a list may name thousands
    for mention in mentions:
        if not mention.weak and not mention.city_instead:
            for id_, _ in mention.senses:
                if regions.level(id_) == "city":
                    cities.setdefault(regions.country(id_), set()).add(mention.key)
    for mention in mentions:
        named = cities.get(mention.senses[0][0], set()) if mention.city_instead else set()
        if len(named) > 1 or (named and mention.key not in named):
            mention.senses = mention.city_instead


def _blocks(story: Story) -> Iterator[tuple[str, int | None, Zone, int]]:
    """Text, line, zone, and how many characters of dateline it opens with."""
    if story.headline.value and not story.headline_assigned:
        yield story.headline.value, _line_of(story.headline.evidence), Zone.HEADLINE, 0
    if story.deck.value:
        yield story.deck.value, _line_of(story.deck.evidence), Zone.DECK, 0
    seen = 0
    filed_from = story.dateline.value.place if story.dateline.value else ""
    for block in story.body:
        zone = Zone.LEAD if seen < LEAD_BLOCKS and not block.subhead else Zone.BODY
        opens = seen < LEAD_BLOCKS and filed_from and filed_from in block.text[:HEAD]
        parts = read_dateline(block.text) if opens else None
        yield block.text, block.first, zone, parts.text_from if parts and parts.place else 0
        seen += not block.subhead


def _line_of(evidence: tuple[object, ...]) -> int | None:
    return getattr(evidence[0], "line", None) if evidence else None


def _guarded(place: Place, senses: Senses, regions: Regions, index: NameIndex) -> Mention | None:
    """The mention with the senses the guards leave, or None."""
    reading = regions.reading(place.key, senses)
    small = place.small
    if reading.national and not small and is_plain(place):
        return _mention(place, senses, firm=is_located(place), sure=reading.sure)
    if is_no_place(place):
        return None
    address = False
    if reading.address:
        address = is_address(place)
        if not address and is_abbreviated(place):
            senses = tuple((id_, Use.CONTEXT if use is Use.ADDRESS else use) for id_, use in senses)
        elif not address:
            senses = tuple(s for s in senses if s[1] is not Use.ADDRESS)
    if small:  # "east London" is no town; "northern China" is an area
        senses = tuple(s for s in senses if regions.level(s[0]) in NATIONAL)
    if senses is not reading.all:
        reading = read_senses(senses, regions.level)
    weak = False
    city_instead: Senses = ()
    if reading.local:
        if is_called(place):
            return _refused(place)
        if reading.states and is_government(place):
            city_instead, senses = reading.local, reading.states
        elif is_no_town(place):
            senses = reading.neither
            if not senses and is_surname(place):
                return _refused(place)
        else:
            senses = reading.stateless
            weak = not address and (is_common_word(place, index.common) or is_first_name(place))
    elif is_called(place) or is_language(place) or is_brand(place):  # Chad Smith, the English department
        return None
    if not senses:
        return None
    if place.after in LEVEL_WORDS or place.after == "city" or place.before == "of":
        senses = _by_level_word(place, senses, regions)
    firm = is_located(place) or (not weak and place.mixed and place.before in BEFORE_FIRM)
    return _mention(place, senses, firm, weak, city_instead, reading.sure)


def _mention(
    place: Place, senses: Senses, firm: bool, weak: bool = False, city_instead: Senses = (), sure: bool = False
) -> Mention:
    text, start = place.line.text, place.start
    end = place.end - 2 if place.possessive else place.end
    cased = place.mixed or text[start] >= "\u0400"
    after = text[end : end + AFTER_MAX]
    return Mention(
        text[start:end], place.key, senses, Zone.BODY, 0, None, start, end, firm, weak, cased, after, city_instead, sure
    )


def _refused(place: Place) -> Mention:
    """A mention of no place: the name is somebody's, and may be wherever it stands in the story."""
    return Mention(place.text, place.key, (), Zone.BODY, 0, None, place.start, place.end, firm=False, weak=True)


def _by_level_word(place: Place, senses: Senses, regions: Regions) -> Senses:
    """ "Jilin Province" is the province and "Jilin City" the city, whatever the name alone would be."""
    if place.after in LEVEL_WORDS:
        kept = tuple(s for s in senses if regions.level(s[0]) == "admin1")
        if not kept and place.after == "county":  # Perth County is in Ontario: a county unknown here, not a far city
            return tuple((id_, Use.CONTEXT) for id_, _ in senses)
        return kept or senses
    if place.after == "city" or (place.before == "of" and place.head == "city"):
        kept = tuple(s for s in senses if regions.level(s[0]) == "city")
        return kept or senses
    return senses
