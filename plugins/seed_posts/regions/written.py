"""A region as a file written by hand says it: new, or the shipped one with more names and other parents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..marked_yaml import Entry, Problems, VocabularyError, check_parents
from .region import LEVELS, Region, region_of

Rows = Mapping[str, str]  # id: line of regions.tsv

REFERENCES = ("members", "brings")  # fields that name other regions
LISTS = (*REFERENCES, "names", "demonyms", "government", "context", "address", "prefer", "drop", "ru", "zh")
FIELDS = frozenset((*LISTS, "label", "level", "parent", "note"))
_ID = re.compile(r"[A-Z]{2}|[A-Z]{2}-[A-Z0-9]{1,3}|geonames:\d+|m49:\d{3}|x:[a-z0-9]+(?:-[a-z0-9]+)*")


def region_said(entry: Entry, rows: Rows, written: Mapping[str, Region], problems: Problems) -> Region:
    """The region as the entry makes it. Raises VocabularyError where it makes none."""
    id_ = entry.key
    if not _ID.fullmatch(id_):
        raise VocabularyError(
            entry.where(), f"{id_!r} is not a region id", "use CN, CN-HL, geonames:2037013 or x:my-region"
        )
    before = written.get(id_) or (region_of(rows[id_].split("\t")) if id_ in rows else None)
    if before is None:
        if not entry.text("label"):
            raise VocabularyError(entry.where(), f"{id_} is new and has no label", "write label: and parent:")
        before = Region(id_, entry.label(), "macro")
    named = {field: entry.texts(field) for field in LISTS}
    parent, level = entry.text("parent", before.parent), entry.text("level", before.level)
    for field, others in (("parent", (parent,) if parent else ()), *((field, named[field]) for field in REFERENCES)):
        for other in others:
            if other not in rows and other not in written:
                what = f"no region {other!r}"
                problems.append(VocabularyError(entry.where(field), what, "use an id that is defined above it"))
    if "parent" in entry.fields:
        check_parents(entry, parent, lambda above: _parent(above, rows, written), problems)
    if level not in LEVELS:
        problems.append(VocabularyError(entry.where("level"), f"no level {level!r}", f"use one of {', '.join(LEVELS)}"))
    return replace(
        before,
        label=entry.label(before.label),
        level=level,
        parent=parent,
        names=_joined(before.names, named["names"]),
        demonyms=_joined(before.demonyms, named["demonyms"]),
        government=_joined(before.government, named["government"]),
        context=_joined(before.context, named["context"]),
        address=_joined(before.address, named["address"]),
        prefer=_joined(before.prefer, named["prefer"]),
        drop=_joined(before.drop, named["drop"]),
        ru=_joined(named["ru"], before.ru),
        zh=_joined(named["zh"], before.zh),
        brings=_joined(before.brings, named["brings"]),
    )


def _parent(id_: str, rows: Rows, written: Mapping[str, Region]) -> str:
    """Id of the region that contains it as far as the files are read; "" where there is none."""
    if id_ in written:
        return written[id_].parent
    return rows[id_].split("\t", 4)[3] if id_ in rows else ""


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
