"""A region as everything here knows it: what the vocabulary makes, the indexes read and the pages show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ə": "a", "ı": "i", "'": "", "’": ""})
LEVELS = ("world", "continent", "subregion", "country", "admin1", "city", "macro")


@dataclass(frozen=True, slots=True)
class Region:
    """A place with a page of its own."""

    id: str
    label: str
    level: str  # one of LEVELS
    parent: str = ""  # "" for the top of the tree
    extra_parents: tuple[str, ...] = ()  # macro-regions and M49 areas it is also part of
    path: str = ""  # page address below region/, such as "cn/heilongjiang/harbin"
    population: int = 0  # people; 0 where unknown
    latitude: float | None = None
    longitude: float | None = None
    names: tuple[str, ...] = ()  # in English, besides the label
    demonyms: tuple[str, ...] = ()
    government: tuple[str, ...] = ()  # words that mean this state when they act
    context: tuple[str, ...] = ()  # names that count only where the country is named too
    address: tuple[str, ...] = ()  # short forms that count only after a comma: "Fla"
    prefer: tuple[str, ...] = ()  # shared names that mean this region unless the text says otherwise
    drop: tuple[str, ...] = ()  # names of the sources that never mean it in news
    ru: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()  # regions its very name contains
    english: str = ""  # its label in English, where `label` is in another language


def slug_of(label: str) -> str:
    """The page name a region has unless a sibling has it: "Xi'an" → "xian"."""
    decomposed = unicodedata.normalize("NFKD", label).lower()
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def region_of(columns: Sequence[str]) -> Region:
    """The region of a row of regions.tsv."""
    id_, label, level, parent, extra, _, population, latitude, longitude, names, ru, zh = columns
    return Region(
        id_,
        label,
        level,
        parent,
        extra_parents=listed_in(extra),
        population=int(population or 0),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        names=listed_in(names),
        ru=listed_in(ru),
        zh=listed_in(zh),
    )


def listed_in(cell: str) -> tuple[str, ...]:
    """What a cell of regions.tsv lists."""
    return tuple(cell.split("|")) if cell else ()
