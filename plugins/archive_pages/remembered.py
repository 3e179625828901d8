"""What vocabularies say of the ids in use, which earlier builds learnt and this one need not.

Vocabularies have tens of thousands of items, of which an archive names a few hundred; they are loaded only where one is
asked for that no build with the same files has asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from .alone import Builder
from .speech import language

Loaded = TypeVar("Loaded", bound="Full")


class Full(Protocol):
    """A whole vocabulary."""

    def get(self, id: str, /) -> Any: ...


class Item(Struct, frozen=True):
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


class Known(Struct, frozen=True):
    """What pages ask of a publisher."""

    home: str
    wire: bool  # a news agency: others print its copy


class Vocabulary(Generic[Loaded]):
    """Regions or topics by id; the whole is loaded where an item is not remembered.

    What is remembered is one value, of some hundred items: to ask for each would take longer than to read them all.
    """

    def __init__(self, kind: str, load: Callable[[], Loaded], build: Builder, value: bytes) -> None:
        """`value` is the digest of the files that `load` reads and that may change from build to build."""
        self._name = f"names of {kind}"
        self._load = load
        self._build = build
        self._value = build.digest(value, language())
        self._whole: Loaded | None = None
        self._items: dict[str, Item | None] = {}
        self._is_new = False  # an item was asked for that was not remembered
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
            known = self._remembered
            if id not in known:
                known[id] = json.loads(json.dumps(self._said(id)))  # as the next build will read it
                self._is_new = True
            said = known[id]
            self._items[id] = _item(id, *said) if said else None
        return self._items[id]

    def keep(self) -> None:
        """Leaves what was asked for to the next build."""
        if self._is_new:
            self._build.leave(self._name, self._value, json.dumps(self._remembered).encode())

    @cached_property
    def _remembered(self) -> dict[str, list[Any] | None]:
        found: dict[str, list[Any] | None] = json.loads(self._build.left(self._name, self._value) or b"{}")
        return found

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

    def get(self, name: str) -> Known | None:
        """The publisher of this name, or shown by these words."""
        key = self._build.digest(self._value, name)
        said = json.loads(self._build.memo_bytes("publisher", key, lambda: json.dumps(self._said(name)).encode()))
        return Known(*said) if said else None

    def _said(self, name: str) -> list[Any] | None:
        if self._whole is None:
            self._whole = self._load()
        record = self._whole.get(name)
        return [record.home, record.wire] if record else None

    def _look(self) -> bytes:
        self._said("")
        return b"whole"
