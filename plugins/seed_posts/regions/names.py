"""The index of names: what each run of words may mean.

Keys are folded words joined by single spaces, so that "Russian-Chinese" is two names and "Beijing-Tianjin-Hebei" one.
`longest` says, for a first word, how many words the longest name beginning with it has: one look-up rejects nearly
every word of a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from ..wordlists import listed, words
from .region import Region
from .tokens import name_key


class Use(IntEnum):
    """In what way a word stands for a region."""

    NAME = 0
    PREFERRED = 1  # this region unless the text says otherwise
    DEMONYM = 2
    GOVERNMENT = 3  # the state, when it acts
    CONTEXT = 4  # only where its country is named too
    ADDRESS = 5  # only after a comma: "Hialeah, Fla."
    PART = 6  # by the name of a county or borough in it


MISPRINT_MIN = 10  # letters from which a word with a letter out of place is still sure to be that name
DIRECTIONS = words(
    "north south east west northeast northwest southeast southwest northern southern eastern western northeastern"
    " northwestern southeastern southwestern central mainland"
)

LOCAL_USES = frozenset((Use.NAME, Use.PREFERRED, Use.PART))
NATIONAL = frozenset(("country", "continent", "subregion", "macro", "world"))  # levels of no town or province
Senses = tuple[tuple[str, Use], ...]  # region id and use; empty for a name that is no place


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name of every region, and the words that mislead."""

    senses: Mapping[str, Senses]
    longest: Mapping[str, int]  # words of the longest name that begins with a word, where there is one of two or more
    common: frozenset[str]  # names that are everyday words
    follow: Mapping[str, frozenset[str]] = field(default_factory=dict)  # first word → initials of the second
    areas: frozenset[str] = frozenset()  # words that follow a direction in a name: the "china" of "northern china"
    letters: frozenset[str] = frozenset()  # of each name so long that a misprint is sure to be it, sorted


@dataclass(frozen=True, slots=True)
class Reading:
    """The senses of a name, parted by what the words around it may speak against."""

    all: Senses
    address: bool  # whether one of them counts only in an address
    local: Senses  # towns and subdivisions by their own name or that of a part
    states: Senses  # as the governments of
    stateless: Senses  # all but those
    neither: Senses  # neither local nor a government
    national: bool  # whether it means countries and what is above them, wherever it stands
    sure: bool  # whether it means one of them and nothing else


def read_senses(senses: Senses, level_of: Callable[[str], str]) -> Reading:
    """The senses, parted."""
    local = tuple(s for s in senses if s[1] in LOCAL_USES and level_of(s[0]) not in NATIONAL)
    states = tuple(s for s in senses if s[1] is Use.GOVERNMENT)
    stateless = tuple(s for s in senses if s[1] is not Use.GOVERNMENT)
    address = any(use is Use.ADDRESS for _, use in senses)
    neither = tuple(s for s in stateless if s not in local)
    national = not (address or local)
    sure = national and len(senses) == 1 and senses[0][1] is not Use.CONTEXT
    return Reading(senses, address, local, states, stateless, neither, national, sure)


class SensesByKey(Mapping[str, Senses]):
    """Senses by key. Those of generated names stay a text of ids until asked for: of 43,000 a run reads a thousand."""

    def __init__(self, generated: Mapping[str, str], written: Mapping[str, Senses]) -> None:
        self.generated, self._written = generated, dict(written)

    def __getitem__(self, key: str) -> Senses:
        known = self.get(key)
        if known is None:
            raise KeyError(key)
        return known

    def get(self, key: str, default: Senses | None = None) -> Senses | None:  # type: ignore[override]
        """The senses, or the default; what a Mapping has costs an error caught for each key it lacks."""
        known = self._written.get(key)
        if known is None:
            ids = self.generated.get(key)
            if ids is None:
                return default
            known = self._written[key] = tuple((id_, Use.NAME) for id_ in dict.fromkeys(ids.split("|")))
        return known

    def __iter__(self) -> Iterator[str]:
        yield from self.generated.keys() | self._written.keys()

    def __len__(self) -> int:
        return len(self.generated.keys() | self._written.keys())

    def written_down(self) -> dict[str, Senses]:
        """Those that are no longer, or never were, a text of ids."""
        return self._written


def index_names(generated: Iterable[tuple[str, Iterable[str]]], written: Iterable[Region]) -> NameIndex:
    """The index over generated regions, as id and names, and those written by hand; it takes a tenth of a second."""
    ids: dict[str, str] = {}  # key → ids of generated regions
    for id_, names in generated:
        for name in names:
            key = name_key(name)
            ids[key] = f"{ids[key]}|{id_}" if key in ids else id_
    senses: dict[str, dict[str, Use]] = {}

    def add(key: str, id_: str, use: Use) -> None:
        if key not in senses:
            senses[key] = dict.fromkeys(ids[key].split("|"), Use.NAME) if key in ids else {}
        senses[key][id_] = use

    for region in written:
        dropped = {name_key(word) for word in region.drop}
        for use, names in (
            (Use.NAME, (region.label.removesuffix(" (historical)"), *region.names)),
            (Use.PREFERRED, region.prefer),
            (Use.DEMONYM, region.demonyms),
            (Use.GOVERNMENT, region.government),
            (Use.CONTEXT, region.context),
            (Use.ADDRESS, region.address),
        ):
            for word in names:
                key = name_key(word)
                if use is not Use.NAME or key not in dropped:
                    add(key, region.id, use)
    for row in listed("region-parts.tsv"):
        id_, _, parts = row.partition("\t")
        for key in map(name_key, parts.split("|")):
            if id_ not in senses.get(key, {}):
                add(key, id_, Use.PART)
    frozen = {key: tuple(found.items()) for key, found in senses.items()}
    frozen |= {name_key(name): () for name in listed("not-places.txt")}
    ids.pop("", None)
    longer = [key for key in {**ids, **frozen} if " " in key]
    long = (key for key in ids.keys() | frozen.keys() if len(key) >= MISPRINT_MIN - 1 and key.isalpha())
    return NameIndex(
        SensesByKey(ids, frozen),
        longest_by_first_word(longer),
        common_words(),
        _second_initials(longer),
        _after_directions(longer),
        frozenset("".join(sorted(key)) for key in long),
    )


def common_words() -> frozenset[str]:
    """Names that are everyday words."""
    return frozenset(listed("common-words.txt"))


def _second_initials(longer: Iterable[str]) -> dict[str, frozenset[str]]:
    initials: dict[str, str] = defaultdict(lambda: " ")  # two spaces, or the point of "St." and its space
    for key in longer:
        first, _, rest = key.partition(" ")
        initials[first] += rest[0]
    return {first: frozenset(found) for first, found in initials.items()}


def _after_directions(keys: Iterable[str]) -> frozenset[str]:
    directions = tuple(DIRECTIONS)
    split = (key.split() for key in keys if key.startswith(directions))
    return frozenset(next((w for w in words if w not in DIRECTIONS), "") for words in split if words[0] in DIRECTIONS)


def longest_by_first_word(keys: Iterable[str]) -> dict[str, int]:
    """First word → how many words the longest key beginning with it has."""
    longest: dict[str, int] = {}
    for key in keys:
        first, words = key.partition(" ")[0], key.count(" ") + 1
        if words > longest.get(first, 0):
            longest[first] = words
    return longest
