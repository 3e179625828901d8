"""The index of names: what each run of words may mean.

Keys are folded words joined by single spaces, so that "Russian-Chinese" is two names and "Beijing-Tianjin-Hebei" one.
`longest` says, for a first word, how many words the longest name beginning with it has: one look-up rejects nearly
every word of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


DIRECTIONS = words(
    "north south east west northeast northwest southeast southwest northern southern eastern western northeastern"
    " northwestern southeastern southwestern central mainland"
)

Senses = tuple[tuple[str, Use], ...]  # region id and use; empty for a name that is no place


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name of every region, and the words that mislead."""

    senses: Mapping[str, Senses]
    longest: Mapping[str, int]
    common: frozenset[str]  # names that are everyday words
    follow: Mapping[str, frozenset[str]] = field(default_factory=dict)  # first word → initials of the second
    areas: frozenset[str] = frozenset()  # words that follow a direction in a name: the "china" of "northern china"


def index_names(generated: Iterable[tuple[str, Iterable[str]]], written: Iterable[Region]) -> NameIndex:
    """The index over generated regions, as id and names, and those written by hand; it takes a fifth of a second."""
    senses: dict[str, dict[str, Use]] = {}
    for id_, names in generated:
        for name in names:
            senses.setdefault(name_key(name), {}).setdefault(id_, Use.NAME)
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
                    senses.setdefault(key, {})[region.id] = use
    for row in listed("region-parts.tsv"):
        id_, _, parts = row.partition("\t")
        for part in parts.split("|"):
            senses.setdefault(name_key(part), {}).setdefault(id_, Use.PART)
    frozen: dict[str, Senses] = {key: tuple(found.items()) for key, found in senses.items() if found and key}
    for name in listed("not-places.txt"):
        frozen[name_key(name)] = ()
    common = frozenset(listed("common-words.txt"))
    return NameIndex(frozen, longest_by_first_word(frozen), common, _second_initials(frozen), _after_directions(frozen))


def _second_initials(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    initials: dict[str, set[str]] = {}
    for key in keys:
        first, space, rest = key.partition(" ")
        if space:
            initials.setdefault(first, {" "}).add(rest[0])  # two spaces, or the point of "St." and its space
    return {first: frozenset(found) for first, found in initials.items()}


def _after_directions(keys: Iterable[str]) -> frozenset[str]:
    split = (key.split() for key in keys if key.startswith(tuple(DIRECTIONS)))
    return frozenset(next((w for w in words if w not in DIRECTIONS), "") for words in split if words[0] in DIRECTIONS)


def longest_by_first_word(keys: Iterable[str]) -> dict[str, int]:
    """First word → how many words the longest key beginning with it has."""
    longest: dict[str, int] = {}
    for key in keys:
        first = key.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    return longest
