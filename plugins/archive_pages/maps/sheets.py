"""The sheets maps are drawn on: which outlines are on each, and their paths, drawn once and kept from build to build.

A sheet is settled by the countries and subdivisions it is around, never by stories. So what earlier builds have drawn
is right for good, and a build that draws no new one does not even read the outlines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, TypeAlias

from .drawing import Frame, frame_around, paths_of
from .outlines import Outlines, load_outlines

Kept: TypeAlias = Callable[[str, bytes, Callable[[], bytes]], bytes]
Around: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # ids of countries, and of the subdivisions shown of them


def anew(_: str, __: bytes, make: Callable[[], bytes]) -> bytes:
    """Keeps nothing."""
    return make()


class Sheets:
    """The sheets of one build; `kept` gives what was made under a kind and a key, or has it made."""

    def __init__(self, kept: Kept = anew) -> None:
        self._kept = kept
        self._drawn: dict[Around, dict[str, str]] = {}
        self._frames: dict[Around, Frame | None] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The ids of everything that has an outline."""
        return frozenset(self._remembered("outlines", (), lambda: sorted(self._outlines.shapes)))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted(id for id in self.names if "-" not in id))

    def parts(self, country: str) -> tuple[str, ...]:
        """The drawn subdivisions of a country, by id."""
        return self._parts.get(country, ())

    def on(self, around: Around) -> list[str]:
        """The ids whose outlines are on the sheet; none where there is nothing to draw around."""
        found: list[str] = self._remembered("sheet names", around, lambda: list(self.paths(around)))
        return found

    def height(self, around: Around) -> int:
        """Of the sheet, in user units."""
        found: int = self._remembered("sheet height", around, lambda: self._frame(around).height)  # type: ignore[union-attr]
        return found

    def paths(self, around: Around) -> dict[str, str]:
        """The `d` of the path of everything on the sheet, by id."""
        if around not in self._drawn:
            self._drawn[around] = self._remembered("sheet", around, lambda: self._draw(around))
        return self._drawn[around]

    def spot(self, around: Around, longitude: float, latitude: float) -> tuple[int, int] | None:
        """Where a place is on the sheet, in user units; None on the far side of the globe."""
        place = longitude, latitude
        make = lambda: frame.spot(place) if (frame := self._frame(around)) else None  # noqa: E731
        found = self._remembered("spot", (around, place), make)
        return tuple(found) if found else None

    def _draw(self, around: Around) -> dict[str, str]:
        frame, (_, parts) = self._frame(around), around
        if frame is None:
            return {}
        return paths_of((*self.countries, *parts), self._outlines, frame)

    def _frame(self, around: Around) -> Frame | None:
        if around not in self._frames:  # every town of a country asks for its own
            countries, parts = around
            self._frames[around] = frame_around(parts or countries, self._outlines)
        return self._frames[around]

    @cached_property
    def _outlines(self) -> Outlines:
        return load_outlines()

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return _by_country(id for id in self.names if "-" in id)

    def _remembered(self, kind: str, key: Sequence[Any], make: Callable[[], Any]) -> Any:
        digest = blake2b(json.dumps(key).encode(), digest_size=16).digest()
        return json.loads(self._kept(kind, digest, lambda: json.dumps(make()).encode()))


def _by_country(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {}
    for id in sorted(ids):
        parts.setdefault(id.partition("-")[0], []).append(id)
    return {country: tuple(found) for country, found in parts.items()}
