"""Guards: reasons why a name of a place, as it stands here, does not mean the place.

Each guard is a small function of the words around a name. Those of `is_no_place` speak against every sense of it, those
of `is_no_town` only against cities and first-level subdivisions, because a newspaper that writes of the "China National
Petroleum Corporation" does write of China, but "Stanford University" is no visit to Stanford.
"""

from __future__ import annotations

import re

from ..wordlists import listed, words
from .place import Place
from .russian import RUSSIAN_PREPOSITIONS, is_no_russian_town

CURRENCY = words(
    "dollar dollars dlr dlrs pound pounds franc francs yuan renminbi ruble rubles rouble roubles yen won peso"
    " pesos rupee rupees real reais krona kronor krone kroner lira lire mark marks guilder guilders dinar dinars"
    " riyal tenge hryvnia currency treasury treasuries"
)
WATERS = words("sea seas ocean gulf strait straits channel lake river bay canal islands trench")
WATERS_OF = words("sea gulf strait straits bay lake river isle cape mount")
BODIES = words(  # of these, named for a place, the place is not the scene
    "university college institute school academy hospital bank times post herald news journal tribune daily"
    " gazette telegraph chronicle observer examiner inquirer dispatch exchange index composite airlines airways"
    " air fc united rovers albion wanderers athletic group holdings corp corporation inc ltd plc co company"
    " limited gmbh ag sa industries bancorp savings financial insurance securities motors oil petroleum gas steel"
    " electric power telecom communications systems technologies resources mines mining partners associates"
    " capital trust fund foundation declaration convention treaty accord protocol pact agreement conference-style"
)
BODIES_OF = words(
    "university college bank institute bishop archbishop duke duchess earl prince princess lord treaty battle"
)
TITLES = words(
    "mr mrs ms miss dr prof professor sir dame lord lady president premier chancellor minister secretary senator"
    " sen congressman congresswoman mayor rep representative governor gov judge justice general gen colonel col captain"
    " capt major lieutenant lt sergeant sgt admiral king queen prince princess pope bishop father sister brother"
    " chairman director analyst spokesman spokeswoman actor actress singer coach manager striker midfielder"
    " defender goalkeeper"
)
BEFORE_PLACES = words(  # capitalised words that may stand before a place without being its first name
    "in at from to of on for and the a an but as with by near outside inside around across through via when while"
    " after before since until between among against under over about into new greater downtown central northern"
    " southern eastern western north south east west northeast northwest southeast southwest upper lower inner"
    " outer old communist nationalist soviet former monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december jan feb mar apr jun"
    " jul aug sept sep oct nov dec if that this these those its his her their our both why how where what who will"
    " is are was were has have had can could although because though meanwhile however also only even many most"
    " some all earlier later still yet thus instead perhaps unless once today yesterday tomorrow not no yes or"
    " nor so than then there here post-war mainland metropolitan"
    " rural beautiful capital city port province state region county district town village airport republic"
    " prefecture visit visits"
)
AFTER_PLACES = words(  # capitalised words that may follow a place without making it a person's first name
    "province region oblast krai kray territory republic state county prefecture city municipality district"
    " autonomous federal airport police mayor governor court station port harbour harbor olympics olympic games"
    " summit forum and or on in at for to from as is was has have will with after before but the of said says"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december fair expo marathon metro suburb residents road street bridge"
    " international film festival grand prix biennale carnival museum gallery theatre theater cathedral castle"
    " zoo stadium"
    " arena library opera symphony philharmonic republican republicans democrat democrats senate legislature"
)
FIRST_NAMES = words(  # places that are more often people: they need a preposition or a container
    "paris florence sydney victoria austin charlotte jackson lincoln madison jordan chad georgia israel kent"
    " chelsea brooklyn savannah dallas houston raleigh carson dayton clinton nelson hamilton wellington lawrence"
    " jefferson franklin marshall warren wayne gary cary carol marion elizabeth eugene francisco santiago diego"
    " leon valencia salvador jose juan carlos angelo lorenzo ferdinand trinidad dominica regina adelaide"
    " alexandria christian harvey murray morris stanley sheffield bradford stafford burton barton sutton preston"
    " ashford milton norman logan troy tyler byron beverly sherman bernard peter augusta helena lima roman roma"
    " martin albert arthur douglas gordon scott webster perry taylor davis moore baker blair brown bush carter"
    " clark cooper craig cruz dean drew ellis ford george grant harris hudson irving kennedy lee lewis mason"
    " mitchell monroe virginia dakota carolina murphy newton owen parker penn porter reagan reed rice robinson"
    " rogers ross russell sanders"
    " shaw simpson spencer turner wagner walker wallace watson wells wilson winston wright young hong wang zhang"
    " li liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo vladimir paul edgar brent saint"
    " roosevelt palma bernardo mohammed muhammad hassan ahmad ali bin omar abdullah karim anthony antonio carmen"
    " cecilia clara teresa maria monica barbara carolina catalina isabella linda lucia luisa rosa alexander victor"
    " boris ivan igor oleg dmitry sergei sergey mikhail nikolai kazan andrei max leo rex otto karl hugo bruno"
    " romeo oscar ernesto guadalupe fatima aisha nadia aurora diana irene olga sofia sophia abraham isaac jacob"
    " samuel daniel david joseph joshua henry edward philip stephen thomas william robert richard charles"
    " frederick xi ivanov putin medvedev lavrov kirov pushkin gorky lenin lenino kim park choi jung moon ban mao"
    " deng jin ji qi yi"
) | frozenset(listed("personal-names.txt"))
PEOPLE_TOO = words(
    "chad jordan georgia israel holland ireland england france scotland wales germany cuba kenya india china"
)
# countries whose names people bear: Teresa Holland, Cuba Gooding
BRANDS = words("amazon patagonia toyota honda nokia lego kobe champagne cognac bordeaux camembert cheddar gouda")
# makers and goods that are better known than the towns of their names
PREPOSITIONS = words(
    "in at near from to outside inside around across through throughout via into within toward towards between of"
)
LOCATIVE = words(  # before a capital's name these mean the city, not the government
    "in at near from to outside inside around across through via into toward towards downtown central visit"
    " visits visited visiting left leave leaves leaving reach reached enter entered tour toured capital city"
    " throughout within beyond over past off like"
)
LOCATIVE_AFTER = words(
    "airport suburb suburbs residents resident street streets metro hotel hospital court mayor police university"
    " region office bureau apartment embassy summit conference exhibition based time district downtown stock"
)


def is_plain(place: Place) -> bool:
    """True where nothing beside the name of a country is of a kind that any guard looks at; most are like that."""
    if place.after in TELLING_AFTER or place.before in TELLING_BEFORE or place.key in AMBIGUOUS:
        return False
    return place.line.text[place.start] < "\u0400" and not is_acronym(place)


def is_no_place(place: Place) -> bool:
    """True where the words around speak against every sense of a name; asked of each, so the quickest come first."""
    if place.line.text[place.start] >= "\u0400" and is_no_russian_town(place):
        return True
    after = place.after
    if after and (after in CURRENCY or (after in WATERS and is_water(place))):
        return True
    if place.before == "of" and is_water(place):
        return True
    key = place.key
    return (key in MONTHS and is_date(place)) or (key in PREFIXES and is_prefix(place)) or is_acronym(place)


def is_no_town(place: Place) -> bool:
    """True where they speak against its being a town or province: a body, a street, somebody."""
    if place.key in STATES:  # as with countries, who writes of Ohio State University writes of Ohio
        return is_street(place) or is_surname(place)
    if place.key.endswith(COUNTIES):  # the county of Laurens County Sheriff's Office is nobody's first name
        return is_body(place) or is_street(place) or is_surname(place)
    return is_body(place) or is_street(place) or is_person(place)


def is_acronym(place: Place) -> bool:
    """ADA, an association, where only some words are in capitals; UK in <UK>, a ticker."""
    if place.end - place.start > ACRONYM_MAX or not place.text.isupper():
        return False
    line, ticker = place.line, place.line.text[max(0, place.start - 1) : place.start] == "<"
    if not ticker and (place.key[0] == "=" or line.capitals):
        return False
    if place.end - place.start < 2 or " " in place.text or not place.neighbours[0]:
        return False
    return ticker or not any(len(w) > 1 and w.isupper() for w in place.neighbours)


def is_brand(place: Place) -> bool:
    """Patagonia, the maker of jackets."""
    return place.key in BRANDS and not is_located(place)


def is_language(place: Place) -> bool:
    """The English department, Spanish-language radio, a song in French."""
    if place.after in LESSONS:
        return True
    if place.before not in SPOKEN or place.key not in LANGUAGES:
        return False
    gap = place.signs_after
    return not gap or gap.strip()[:1] in tuple(".,;:)!?") or place.after in SPOKEN_ON


def is_date(place: Place) -> bool:
    """In March, 3 August: a month and no town, unless it opens an address."""
    return place.key in MONTHS and not place.line.text.startswith(", ", place.end)


def is_prefix(place: Place) -> bool:
    """Russo, the securities firm; before a hyphen it is a demonym: the Russo-Japanese war."""
    return place.key in PREFIXES and place.line.text[place.end : place.end + 1] not in HYPHENS


def is_water(place: Place) -> bool:
    """Bering Sea, Hudson River, Gulf of Finland, Strait of Georgia."""
    if place.after in WATERS and place.word_after[0].isupper() and not place.possessive:
        return True
    return place.before == "of" and place.head in WATERS_OF


def is_body(place: Place) -> bool:
    """Stanford University, Boston Globe, Lancaster Corp, Bank of Montreal, Bishop of Durham."""
    if place.after in BODIES and place.word_after[0].isupper() and not place.possessive:
        return True
    return place.before == "of" and place.head in BODIES_OF


def is_street(place: Place) -> bool:
    """Washington Street, Skokie Blvd."""
    return place.after in STREETS and place.word_after[0].isupper() and not place.possessive


def is_person(place: Place) -> bool:
    """Jack London, Paris Hilton, Mrs Lancaster; only where capitals tell names from other words."""
    if is_surname(place):
        return True
    if not place.mixed or place.possessive or place.gap_after != " " or not place.word_after[0].isupper():
        return False
    return place.after not in AFTER_PLACES and not (len(place.word_after) > 1 and place.word_after.isupper())


def is_surname(place: Place) -> bool:
    """Jack London, Mrs Lancaster: who is called so may be named by that word alone further on."""
    if place.before in TITLES and place.word_before[0].isupper():
        return True
    if not place.mixed or place.gap_before != " " or not place.word_before[0].isupper():
        return False
    return place.before not in BEFORE_PLACES and not place.word_before.endswith(("'s", "’s"))


def is_common_word(place: Place, common: frozenset[str]) -> bool:
    """Reading, Nice, Split, where nothing shows that the town is meant."""
    return is_brand(place) or (place.key in common and not is_located(place))


def is_first_name(place: Place) -> bool:
    """Jordan, Florence, Wang: a person unless the words around say otherwise; orders come "from Rivera", too."""
    if place.key not in FIRST_NAMES:
        return False
    return not is_located(place) or place.possessive or (place.before in GIVEN and place.after not in LOCALS)


def is_located(place: Place) -> bool:
    """True where the words around say that it is a place: in Reading, mayor of Reading, Reading residents."""
    if not place.mixed:
        return place.before in RUSSIAN_PREPOSITIONS
    if place.before in PREPOSITIONS and place.word_before[0].islower():
        return place.before not in ("of", "between") or place.head in SEATS
    if place.after in LOCALS:
        return not place.possessive
    if not place.line.text.startswith((", a ", ", an ", ", the "), place.end):
        return False
    return any(word in SETTLEMENTS for word in place.words_after(APPOSITION)[1:])


def is_address(place: Place) -> bool:
    """True for a short form of a state at the end of an address: Hialeah, Fla.; Troy, Mich -."""
    if place.line.text[max(0, place.start - 2) : place.start] != ", " or place.signs_before != ", ":
        return False
    return place.gap_after != " " or (place.text.isupper() and not place.word_after[0].isupper())  # Austin, TX 78701


def is_abbreviated(place: Place) -> bool:
    """The N.Y. ban, a farm in B.C.; not 500 B.C."""
    return place.key in ABBREVIATED and not place.word_before[:1].isdigit()


def is_called(place: Place) -> bool:
    """Sofia Boutella, Mayor London Breed, Teresa Holland: a capital or country as part of somebody's name."""
    if not place.mixed:
        return False
    if place.before in TITLES and place.word_before[0].isupper():
        return place.before not in OFFICES
    if place.key in FIRST_NAMES and place.gap_after == " " and not place.possessive:
        return place.word_after[0].isupper() and place.after not in AFTER_PLACES
    return place.key in PEOPLE_TOO and place.before in FIRST_NAMES and place.word_before[0].isupper()


def is_government(place: Place) -> bool:
    """Moscow, Beijing, Washington as the ones who say, want, agree; not as the place where something happens."""
    if place.before in LOCATIVE or place.after in LOCATIVE_AFTER or place.after in LOCALS:
        return False
    if (
        place.mixed
        and not place.possessive
        and (is_surname(place) or (place.gap_after == " " and place.word_after[0].isupper()))
    ):
        return False  # Imperial College London, Washington Coast Magazine
    if (place.before == "the" and place.head in LOCATIVE) or place.line.text.endswith("capital, ", 0, place.start):
        return False
    return place.before != "of" or place.possessive or place.head in STATECRAFT


ABBREVIATED = words("=NY =NJ =BC =DC")  # states whose short form stands alone, too: the N.Y. ban
STATES = words(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana"
    " iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana"
    " nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming alberta"
    " manitoba newfoundland ontario saskatchewan queensland tasmania"
) | {
    *("new hampshire", "new jersey", "new mexico", "north carolina", "north dakota", "rhode island", "south carolina"),
    *("south dakota", "west virginia", "british columbia", "new brunswick", "nova scotia", "new south wales"),
}  # that bear few other names
GIVEN = words("from to at between")  # what one has from, gives to or looks at may be a person
STREETS = words("street st avenue ave road rd boulevard blvd drive dr lane ln terrace crescent parkway highway")
MONTHS = words("march may august")  # which towns are named, too
PREFIXES = words("russo sino")
HYPHENS = frozenset("-–‑")
ACRONYM_MAX = 5  # letters
SEATS = words(
    "city town village mayor port outskirts residents people suburb suburbs streets north south east west northwest"
    " northeast southwest southeast outside centre center university diocese parish borough township county citizens"
)  # of a place: the mayor of Reading
COUNTIES = (" county", " parish", " borough")  # at the end of a name
SETTLEMENTS = words("city town village port suburb resort settlement hamlet municipality")
APPOSITION = 5  # words after a comma: "Tongjiang, a Chinese city"
LOCALS = words(
    "police residents resident mayor council councillor councillors councilman airport suburb man woman men"
    " women native"
    " teenager schools officials official fire firefighter downtown borough firefighters motorist pensioner townsfolk"
)  # whom and what a town has: Reading residents
OFFICES = words("president premier chancellor minister secretary governor director chairman king queen spokesman")
# "French President": of a country
LANGUAGES = words(
    "english french german spanish italian portuguese dutch russian polish ukrainian arabic chinese japanese"
    " korean hindi"
    " turkish greek swedish norwegian danish finnish hungarian czech romanian vietnamese thai persian irish welsh"
)
SPOKEN = words("in speak speaks spoke spoken speaking learn learns learned learning into fluent understand understands")
SPOKEN_ON = words("and or but with on at for as is was because when while by only to")
LESSONS = words(
    "language languages lesson lessons grammar literature dictionary translation translations translator subtitles"
    " department speaker speakers speaking spelling alphabet teacher teachers class classes course courses"
)
LEVEL_WORDS = words(
    "province region oblast krai kray territory state county prefecture republic governorate department"
)
TELLING_AFTER = CURRENCY | WATERS | LESSONS | LEVEL_WORDS | {"city"}
TELLING_BEFORE = TITLES | SPOKEN | FIRST_NAMES | {"of"}
AMBIGUOUS = MONTHS | PREFIXES | BRANDS | FIRST_NAMES
STATECRAFT = words(
    "government policy policies position stance view views demand demands support critic critics criticism ally allies"
    " intentions aims behalf hands influence decision decisions part approval"
)  # of a capital: the stance of Moscow


_COMPANY_AFTER = re.compile(
    r" [A-Z][\w&' .-]{0,40}?\b(?:Corp|Inc|Ltd|Co|Plc|PLC|SA|AG|NV|Company|Corporation)\b"
    r"| (?:[A-Z][\w&'-]+ ){0,2}(?:Bank|Bancorp|Airlines|Airways|Industries|Group|Holdings|Insurance|Petroleum|Steel"
    r"|Motors?|Electric|Securities|Exchange)\b"
)
_COMPANY_BEFORE = re.compile(r"(?:Bank|Exchange|Insurance|Airlines|Trust|Industries|Company|Corporation) of (?:the )?$")


def in_organisation(text: str, start: int, end: int) -> bool:
    """True for a name inside that of a company or bank: China National Petroleum Corp, Union Bank of Switzerland."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and _COMPANY_AFTER.match(text, end):
        return not text.isupper()
    return text[start - 4 : start] in (" of ", "the ") and bool(
        _COMPANY_BEFORE.search(text[max(0, start - 30) : start])
    )
