"""Stories by date and by source: the two ways in that need no vocabulary."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import numpy as np
from msgspec import Struct

from .entries import Entry
from .table import Entries, entries_of

PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
DEVICE_NAMES = ("con", "prn", "aux", "nul", *PORTS)  # Windows makes no folder of these names
UNKNOWN_SOURCE = "unknown"  # address of the list of stories whose capture names no source
SLUG_MAX = 60  # characters of a source's address; well inside a file name's 255 bytes


class Month(Struct, frozen=True):
    year: str
    number: str  # "03"
    entries: Entries

    @property
    def path(self) -> str:
        return f"date/{self.year}/{self.number}/"


class Year(Struct, frozen=True):
    """Stories of one year; `whole` of them are dated to the year only and in no month."""

    number: str
    months: tuple[Month, ...]  # those with stories, January first
    entries: Entries

    @property
    def path(self) -> str:
        return f"date/{self.number}/"

    @property
    def whole(self) -> int:
        return len(self.entries) - sum(len(month.entries) for month in self.months)


class Source(Struct, frozen=True):
    """A publisher or agency: stories it published, and stories others took from its wire."""

    name: str  # "" for the stories whose source is not known
    path: str
    published: int
    carried: int
    entries: Entries


def by_year(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """The years that have stories, newest first. Undated stories belong to none."""
    years = entries_of(entries).grouped("date", lambda date: date[:4] or None)
    return tuple(_year(number, years[number]) for number in sorted(years, reverse=True))


def by_source(entries: Iterable[Entry]) -> tuple[Source, ...]:
    """Publishers and agencies by name, the one with an empty name (source not known) last."""
    stories = entries_of(entries)
    published = stories.grouped("source", lambda name: name)
    carried = _of_another(stories).grouped("agency", lambda name: name or None)
    names = sorted(published.keys() | carried.keys(), key=lambda name: (not name, name.casefold(), name))
    slugs = source_slugs(name for name in names if name)
    nobody = stories[:0]
    return tuple(
        _source(name, slugs.get(name, UNKNOWN_SOURCE), published.get(name, nobody), carried.get(name, nobody))
        for name in names
    )


def _of_another(stories: Entries) -> Entries:
    """Those whose publisher is not the agency they are from."""
    source, agency = (stories.table.columns.words(name) for name in ("source", "agency"))
    numbers = {name: number for number, name in enumerate(source.names)}
    differs = agency.mapped(lambda name: numbers.get(name, -1)) != source.codes
    return Entries(stories.table, stories.places[differs[stories.places]])


def _source(name: str, slug: str, published: Entries, carried: Entries) -> Source:
    places = np.sort(np.concatenate([published.places, carried.places]))
    return Source(name, f"source/{slug}/", len(published), len(carried), Entries(published.table, places))


def source_slugs(names: Iterable[str]) -> dict[str, str]:
    """An address for each name: its words in [a-z0-9-], with a hash where they are taken or none."""
    slugs: dict[str, str] = {}
    taken = {UNKNOWN_SOURCE, "page", *DEVICE_NAMES}
    for name in sorted(names):
        ascii_words = unicodedata.normalize("NFKD", name[:1000]).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", ascii_words)).strip("-")[:SLUG_MAX].strip("-")
        if not slug or slug in taken:
            digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:6]
            slug = f"{slug or 'source'}-{digest}"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def _year(number: str, entries: Entries) -> Year:
    months = entries.grouped("date", lambda date: date[5:7] or None)
    return Year(number, tuple(Month(number, month, months[month]) for month in sorted(months)), entries)
