"""The regions of the world: ids, labels, containment, names, page addresses.

Three layers, each read over the one before: regions.tsv (generated), regions-names.yaml and regions-macro.yaml (by
hand), and the archive's own seeds/regions.yaml. The generated layer has 44,000 rows, of which a run touches a few
hundred: rows stay text until `get` asks for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ..marked_yaml import Entry, Problems, VocabularyError, raise_all, read_entries
from ..wordlists import DATA
from .finder import Finder
from .labels import LABELLED, labelled, written_labels
from .names import NameIndex, Reading, Senses, index_names, read_senses
from .region import Region, listed_in, region_of, slug_of
from .scripts import index_chinese, index_russian
from .written import FIELDS, Rows, region_said

COLUMN_OF = {"ru": 10, "zh": 11}  # names in other languages
FEDERATIONS = frozenset(("US", "CA", "AU", "CN", "RU", "IN", "BR", "DE", "GB", "MX", "ID", "JP", "UA"))
# countries whose first-level subdivisions world news names without saying which country they are in


class Regions:
    """All regions, by id. Look-ups only; nothing changes after loading."""

    def __init__(
        self, rows: Rows, written: Mapping[str, Region], extra: Mapping[str, tuple[str, ...]], language: str = ""
    ) -> None:
        self._rows = rows
        self._language = language  # of the labels; "" for the vocabulary's own
        self._columns: dict[str, Sequence[str]] = {}  # of the rows already looked at
        self._written = written  # id: region the hand files add or change
        self.member_of = extra  # id: macro-regions it is a member of
        self._made: dict[str, Region] = {}
        self._above: dict[str, tuple[str, ...]] = {}  # what follows keeps what was looked up before
        self._around: dict[str, tuple[str, ...]] = {}
        self._countries: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._people: dict[str, int] = {}
        self._readings: dict[str, Reading] = {}

    def __reduce__(self) -> tuple[type[Regions], tuple[object, ...]]:
        """For another process, which makes anew what can be made."""
        return Regions, (self._rows, self._written, self.member_of, self._language)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._rows or id_ in self._written

    def __iter__(self) -> Iterator[str]:
        """All ids: generated ones in file order, then those added by hand."""
        yield from self._rows
        yield from (id_ for id_ in self._written if id_ not in self._rows)

    def __len__(self) -> int:
        return len(self._rows.keys() | self._written.keys())

    def get(self, id_: str) -> Region | None:
        """The region, or None for an id the vocabulary does not have."""
        if id_ not in self._made:
            region = self._written.get(id_) or (region_of(self._row(id_)) if id_ in self._rows else None)
            if region is None:
                return None
            extra = tuple(dict.fromkeys((*region.extra_parents, *self.member_of.get(id_, ()))))
            made = replace(region, path=self._path(region), extra_parents=extra)
            if self._language in LABELLED:
                generated = self._row(id_)[COLUMN_OF[self._language]] if id_ in self._rows else ""
                made = labelled(made, self._language, self._labels, generated.partition("|")[0])
            self._made[id_] = made
        return self._made[id_]

    def in_language(self, language: str) -> Regions:
        """The same regions, with labels in a language ("ru") where names in it are known."""
        return Regions(self._rows, self._written, self.member_of, language)

    def label(self, id_: str) -> str:
        """The region's label, or the id itself where the vocabulary does not have it."""
        region = self.get(id_)
        return region.label if region else id_

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Ids of the regions that contain it, nearest first, macro-regions left out."""
        known = self._above.get(id_)
        if known is not None:
            return known
        found: dict[str, None] = {}
        parent = self.parent(id_)
        while parent and parent not in found:
            found[parent] = None
            parent = self.parent(parent)
        return self._above.setdefault(id_, tuple(found))

    def around(self, id_: str) -> tuple[str, ...]:
        """Ids of the provinces and the country that contain it, nearest first."""
        known = self._around.get(id_)
        if known is None:
            known = tuple(above for above in self.ancestors(id_) if self.level(above) in ("country", "admin1"))
            self._around[id_] = known
        return known

    def parent(self, id_: str) -> str:
        """Id of the region that contains it; "" at the top. Cheaper than `get`."""
        if id_ in self._written:
            return self._written[id_].parent
        return self._row(id_)[3] if id_ in self._rows else ""

    def country(self, id_: str) -> str:
        """Id of the country it lies in, itself for a country; "" where it has none."""
        if len(id_) == 2:
            return id_
        known = self._countries.get(id_)
        if known is None:
            known = self._countries[id_] = next((place for place in self.ancestors(id_) if len(place) == 2), "")
        return known

    def children(self, id_: str) -> tuple[str, ...]:
        """Ids of the regions directly inside it, macro-regions of that parent included, sorted by id."""
        return self._children.get(id_, ())

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return written_labels(self._language)

    def members(self, id_: str) -> tuple[str, ...]:
        """Ids of the regions a macro-region is made of, sorted."""
        return self._members.get(id_, ())

    def roots(self) -> tuple[str, ...]:
        """Ids of the continents, then of macro-regions that span the world's borders."""
        return self._children[""]

    def written(self) -> Iterator[Region]:
        """The regions the hand files add or change, in file order."""
        yield from self._written.values()

    def generated_names(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Id and English names of the regions that no hand file touches, in file order."""
        for id_, line in self._rows.items():
            if id_ not in self._written:
                label, names = line.split("\t", 2)[1], line.rsplit("\t", 3)[1]
                yield id_, (label, *names.split("|")) if names else (label,)

    def population(self, id_: str) -> int:
        """People, 0 where unknown. Cheaper than `get`."""
        known = self._people.get(id_)
        if known is None:
            known = self._people[id_] = int(self._row(id_)[6] or 0) if id_ in self._rows else 0
        return known

    def coordinates(self, id_: str) -> tuple[float, float] | None:
        """Latitude and longitude, None where unknown. Cheaper than `get`."""
        row = self._row(id_) if id_ in self._rows else None
        return (float(row[7]), float(row[8])) if row and row[7] else None

    def is_generated_city(self, id_: str) -> bool:
        """True for a city that no hand file names."""
        return id_ not in self._written and self.level(id_) == "city"

    def well_known(self, id_: str) -> bool:
        """True for subdivisions of large federations, which the news names without their country."""
        return self.country(id_) in FEDERATIONS

    def level(self, id_: str) -> str:
        """One of LEVELS. Cheaper than `get`. Raises KeyError for an unknown id."""
        known = self._levels.get(id_)
        if known is None:
            known = self._levels[id_] = self._written[id_].level if id_ in self._written else self._row(id_)[2]
        return known

    def reading(self, key: str, senses: Senses) -> Reading:
        """The senses of a name as the guards part them; the same for every mention of it."""
        known = self._readings.get(key)
        if known is None or known.all is not senses:
            known = self._readings[key] = read_senses(senses, self.level)
        return known

    @cached_property
    def index(self) -> NameIndex:
        """The index of names, made when first asked for."""
        return index_names(self.generated_names(), self.written())

    @cached_property
    def finder(self) -> Finder:
        """Finds the names of the index in text."""
        return Finder(self.index, self.level)

    def names_in(self, id_: str, language: str) -> tuple[str, ...]:
        """The region's names in "ru" or "zh". Cheaper than `get`."""
        if id_ in self._written:
            return self._written[id_].ru if language == "ru" else self._written[id_].zh
        return listed_in(self._row(id_)[COLUMN_OF[language]])

    @cached_property
    def russian(self) -> NameIndex:
        """The index of Russian names, made when a text first needs it."""
        return index_russian(self._names_in("ru"))

    @cached_property
    def chinese(self) -> NameIndex:
        """The index of Chinese names, made when a text first needs it."""
        return index_chinese(self._names_in("zh"))

    def _names_in(self, language: str) -> Iterator[tuple[str, str]]:
        """Id and name of every region that has one in "ru" or "zh", in file order."""
        column = COLUMN_OF[language]
        for id_ in self:
            if id_ in self._written:
                names = self.names_in(id_, language)
            else:
                names = listed_in(self._rows[id_].split("\t")[column])  # not kept: most are never looked at again
            for name in names:
                yield id_, name

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for id_ in self:
            below[self.parent(id_)].append(id_)
        return {parent: tuple(sorted(ids)) for parent, ids in below.items()}

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        inside: dict[str, list[str]] = defaultdict(list)
        for id_, macros in self.member_of.items():
            for macro in macros:
                inside[macro].append(id_)
        return {macro: tuple(sorted(ids)) for macro, ids in inside.items()}

    def _row(self, id_: str) -> Sequence[str]:
        """The columns of a generated region. Raises KeyError for an unknown id."""
        columns = self._columns.get(id_)
        if columns is None:
            columns = self._columns[id_] = self._rows[id_].split("\t")
        return columns

    def _path(self, region: Region) -> str:
        slug = self._slug(region.id)
        if region.level in ("continent", "subregion", "world"):
            return f"world/{slug}"
        if region.level == "country":
            return slug
        above = self.get(region.parent) if region.parent else None
        if above is None or above.level in ("continent", "subregion", "world"):
            return f"world/{slug}"
        return f"{above.path}/{slug}"

    def _slug(self, id_: str) -> str:
        if id_ in self._rows:
            _, label, _, _, _, slug, *_ = self._row(id_)
            return slug or slug_of(label)
        return (id_.partition(":")[2] or id_).lower()


def load_regions(extra: Path | None = None) -> Regions:
    """The shipped regions, with those of `extra` (seeds/regions.yaml) over them. Raises VocabularyError."""
    rows = read_rows()
    written: dict[str, Region] = {}
    member_of: dict[str, tuple[str, ...]] = {}
    files = [DATA / "regions-names.yaml", DATA / "regions-macro.yaml"]
    if extra is not None and extra.is_file():
        files.append(extra)
    problems: Problems = []
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        for entry in read_entries(file, name, FIELDS, problems, shipped=file is not extra):
            _apply(entry, rows, written, member_of, problems)
    raise_all(problems)
    for id_, line in rows.items():
        if not id_.startswith("geonames:"):  # a city has one parent
            extra_parents = listed_in(line.split("\t")[4])
            member_of[id_] = (*extra_parents, *member_of.get(id_, ()))
    return Regions(rows, written, member_of)


def read_rows() -> dict[str, str]:
    """The generated regions: the line of each, by id."""
    lines = (DATA / "regions.tsv").read_text("utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1
    return {line[: line.index("\t")]: line for line in lines[start:] if line}


def _apply(
    entry: Entry, rows: Rows, written: dict[str, Region], member_of: dict[str, tuple[str, ...]], problems: Problems
) -> None:
    """Adds or changes one region; adds to `problems` where and why it cannot."""
    try:
        region = region_said(entry, rows, written, problems) if entry.sound else None
    except VocabularyError as error:
        problems.append(error)
        region = None
    if region is None:  # what refers to it is not wrong too
        written.setdefault(entry.key, Region(entry.key, entry.key, "macro"))
        return
    written[entry.key] = region
    for member in entry.texts("members"):
        member_of[member] = (*member_of.get(member, ()), entry.key)
