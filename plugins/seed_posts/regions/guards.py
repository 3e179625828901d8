"""Guards: reasons why a name of a place, as it stands here, does not mean the place.

Each guard is a small function of the words around a name. Those in ANY speak against every sense of it; those in LOCAL
only against cities and first-level subdivisions, because a newspaper that writes of the "China National Petroleum
Corporation" does write of China, but "Stanford University" is no visit to Stanford.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..wordlists import words
from .place import Place

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
    " sen congressman congresswoman rep representative governor gov judge justice general gen colonel col captain"
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
    " some all today yesterday tomorrow not no yes or nor so than then there here post-war mainland metropolitan"
    " rural beautiful capital city port province state region county district town village airport republic"
    " prefecture visit visits"
)
AFTER_PLACES = words(  # capitalised words that may follow a place without making it a person's first name
    "province region oblast krai kray territory republic state county prefecture city municipality district"
    " autonomous federal airport police mayor governor court station port harbour harbor olympics olympic games"
    " summit forum and or on in at for to from as is was has have will with after before but the of said says"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december fair expo marathon metro suburb residents road street bridge"
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
    " mitchell monroe murphy newton owen parker penn porter reagan reed rice robinson rogers ross russell sanders"
    " shaw simpson spencer turner wagner walker wallace watson wells wilson winston wright young hong wang zhang"
    " li liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo vladimir paul edgar brent saint"
    " roosevelt palma bernardo mohammed muhammad hassan ahmad ali bin omar abdullah karim anthony antonio carmen"
    " cecilia clara teresa maria monica barbara carolina catalina isabella linda lucia luisa rosa alexander victor"
    " boris ivan igor oleg dmitry sergei sergey mikhail nikolai kazan andrei max leo rex otto karl hugo bruno"
    " romeo oscar ernesto guadalupe fatima aisha nadia aurora diana irene olga sofia sophia abraham isaac jacob"
    " samuel daniel david joseph joshua henry edward philip stephen thomas william robert richard charles"
    " frederick xi ivanov putin medvedev lavrov kirov pushkin gorky lenin lenino kim park choi jung moon ban mao"
    " deng jin ji qi yi"
)
PREPOSITIONS = words("in at near from to outside inside around across through via into toward towards between of")
LOCATIVE = words(  # before a capital's name these mean the city, not the government
    "in at near from to outside inside around across through via into toward towards downtown central visit"
    " visits visited visiting left leave leaves leaving reach reached enter entered tour toured capital city"
)
LOCATIVE_AFTER = words(
    "airport suburb suburbs residents resident street streets metro hotel hospital court mayor police university"
    " region office bureau apartment embassy summit conference exhibition based time district downtown stock"
)
NATIONAL = frozenset(("country", "continent", "subregion", "macro", "world"))


Guard = Callable[[Place], bool]


def is_currency(place: Place) -> bool:
    """US dollars, Hong Kong dollar, Chinese yuan."""
    return place.after in CURRENCY


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


def is_person(place: Place) -> bool:
    """Jack London, Paris Hilton, Mrs Lancaster; only where capitals tell names from other words."""
    if place.before in TITLES and place.word_before[0].isupper():
        return True
    if not place.mixed:
        return False
    name_before = place.gap_before == " " and place.word_before[0].isupper() and place.before not in BEFORE_PLACES
    if name_before and not place.word_before.endswith(("'s", "’s")):
        return True
    follows = place.gap_after == " " and place.word_after[0].isupper()
    return follows and not place.possessive and place.after not in AFTER_PLACES


def is_common_word(place: Place, common: frozenset[str]) -> bool:
    """Reading, Nice, Split, where nothing shows that the town is meant."""
    if place.key not in common:
        return False
    return not (place.mixed and place.before in PREPOSITIONS and not place.opens_sentence)


def is_first_name(place: Place) -> bool:
    """Jordan, Florence, Wang: a person unless a preposition says otherwise."""
    return place.key in FIRST_NAMES and not (place.before in PREPOSITIONS and place.before != "of" and place.mixed)


def is_government(place: Place) -> bool:
    """Moscow, Beijing, Washington as the ones who say, want, agree; not as the place where something happens."""
    if place.before in LOCATIVE or place.after in LOCATIVE_AFTER:
        return False
    if place.before in ("the", "of") and place.head in LOCATIVE:
        return False
    return place.before != "of" or place.head not in CITY_PARTS


CITY_PARTS = words("city capital outskirts centre center streets suburbs north south east west university people")


ANY: Mapping[str, Guard] = {"currency": is_currency, "water": is_water}
LOCAL: Mapping[str, Guard] = {"body": is_body, "person": is_person}
