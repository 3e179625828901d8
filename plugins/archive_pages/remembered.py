"""What vocabularies say of the ids in use, which earlier builds learnt and this one need not.

Vocabularies have tens of thousands of items, of which an archive names a few hundred; they are loaded only where one is
asked for that no build with the same files has asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from plugins.seed_posts.model import SourceRecord

from .alone import Builder
from .speech import language

Loaded = TypeVar("Loaded", bound="Full")


class Full(Protocol):
    """A whole vocabulary."""

    def get(self, id: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Item:
    """What pages ask of a region or topic."""

    id: str
    label: str
    path: str
    parent: str
    level: str = ""
    extra_parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    members: tuple[str, ...] = ()
    english: str = ""  # its label in English, where `label` is in another language


class Vocabulary(Generic[Loaded]):
    """Regions or topics by id; the whole is loaded where an item is not remembered."""

    def __init__(self, kind: str, load: Callable[[], Loaded], build: Builder, value: bytes) -> None:
        """`value` is the digest of the files that `load` reads and that may change from build to build."""
        self._kind = kind
        self._load = load
        self._build = build
        self._value = value
        self._whole: Loaded | None = None
        self._items: dict[str, Item | None] = {}
        build.memo_bytes(kind, build.digest(value), self._look)

    @property
    def whole(self) -> Loaded:
        if self._whole is None:
            self._whole = self._load()
        return self._whole

    def let_go(self) -> None:
        """Holds the whole no longer; who asks for another item loads it again."""
        self._whole = None

    def get(self, id: str, /) -> Item | None:
        if id not in self._items:
            key = self._build.digest(self._value, language(), id)
            said = json.loads(self._build.memo_bytes(self._kind, key, lambda: json.dumps(self._said(id)).encode()))
            self._items[id] = _item(id, *said) if said else None
        return self._items[id]

    def label(self, id: str) -> str:
        """The item's label, or the id itself where the vocabulary does not have it."""
        item = self.get(id)
        return item.label if item else id

    def members(self, id: str) -> tuple[str, ...]:
        """Ids of the regions a macro-region is made of."""
        item = self.get(id)
        return item.members if item else ()

    def _said(self, id: str) -> list[Any] | None:
        """What the vocabulary says of an item, in the order of Item's fields, the id left out."""
        item = self.whole.get(id)
        if item is None:
            return None
        said = [getattr(item, name, None) for name in ("label", "path", "parent", "level", "extra_parents")]
        members = getattr(self.whole, "members", None)
        place = [getattr(item, name, None) for name in ("latitude", "longitude")]
        return [*said, *place, members(id) if members else (), getattr(item, "english", "")]

    def _look(self) -> bytes:
        """Loads the files once, so that a mistake in them is told even if nothing is asked of them."""
        return b"whole" if self.whole is not None else b""


def _item(
    id: str,
    label: str,
    path: str,
    parent: str,
    level: Any,
    extra: Any,
    north: Any,
    east: Any,
    members: Any,
    english: str,
) -> Item:
    return Item(id, label, path, parent, level or "", tuple(extra or ()), north, east, tuple(members), english)


class Publishers:
    """What is known of publishers by name, remembered as vocabularies are."""

    def __init__(self, load: Callable[[], Any], build: Builder, value: bytes) -> None:
        self._load = load
        self._build = build
        self._value = value
        self._whole: Any = None
        build.memo_bytes("publishers", build.digest(value), self._look)

    def get(self, name: str) -> SourceRecord | None:
        """The publisher of this name, or shown by these words."""
        key = self._build.digest(self._value, name)
        said = json.loads(self._build.memo_bytes("publisher", key, lambda: json.dumps(self._said(name)).encode()))
        return SourceRecord(**{**said, "shown_by": tuple(said["shown_by"])}) if said else None

    def _said(self, name: str) -> dict[str, Any] | None:
        if self._whole is None:
            self._whole = self._load()
        record = self._whole.get(name)
        return {field: getattr(record, field) for field in SourceRecord.__slots__} if record else None

    def _look(self) -> bytes:
        self._said("")
        return b"whole"
