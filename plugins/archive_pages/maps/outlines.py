"""The outlines maps are drawn from, at the detail a map has room for. `tools/map_shapes.py` writes their file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

FILE = Path(__file__).parents[1] / "data" / "outlines.json"
SCALE = 100  # whole numbers in a degree: about a kilometre
FEWEST = 3  # points of a ring, the first counted twice: a line is no shape
SMALLEST = 0.002  # square degrees; a point that changes less is in no map

Line = NDArray[np.float64]  # a row for each point: longitude and latitude in degrees
Levelled = tuple[Line, NDArray[np.int64]]  # a line, and the level of each of its points


class Cap(Struct, frozen=True):
    """A circle on the globe that holds a ring: its middle and how far it reaches, all in radians."""

    longitude: float
    latitude: float
    radius: float


class Outlines(Struct, frozen=True, dict=True):
    """Lines, and the regions they go round. Rings name lines by number; ~number is one walked backwards."""

    lines: tuple[Levelled, ...]
    shapes: dict[str, tuple[tuple[int, ...], ...]]

    def __contains__(self, id: str) -> bool:
        return id in self.shapes

    def rings(self, id: str, detail: float, wanted: Callable[[Cap], bool] = lambda cap: True) -> Iterator[Line]:
        """The region's rings whose caps are wanted, with the points that change at least `detail` square degrees."""
        level = math.ceil(math.log2(max(detail, SMALLEST) / SMALLEST))
        for number, cap in enumerate(self._caps[id][1]):
            if wanted(cap) and (ring := self._ring(id, number, level)) is not None:
                yield ring

    def cap(self, id: str) -> Cap:
        """A cap around the whole region."""
        return self._caps[id][0]

    def first(self, id: str, wanted: Callable[[Cap], bool]) -> Line | None:
        """The region's first ring, with all its points; None where it is not wanted."""
        for number, cap in enumerate(self._caps[id][1]):
            if (ring := self._ring(id, number, 0)) is not None:
                return ring if wanted(cap) else None
        return None

    def parts(self, country: str) -> tuple[str, ...]:
        """The drawn subdivisions of a country, by id."""
        return self._parts.get(country, ())

    def _ring(self, id: str, number: int, level: int) -> Line | None:
        """The lines of a ring joined, with the points of this level; None where too few are left of it."""
        key = id, number, level
        if key not in self._joined:
            lines = [line for name in self.shapes[id][number] if len(line := self._line(name, level))]
            points = sum(map(len, lines)) - len(lines) + 1  # each begins where the one before it ends
            self._joined[key] = (
                np.concatenate([line[place > 0 :] for place, line in enumerate(lines)]) if points > FEWEST else None
            )
        return self._joined[key]

    def _line(self, reference: int, level: int) -> Line:
        """The points of a line that are of this level, in the order of a ring that names it so."""
        line, levels = self.lines[max(reference, ~reference)]
        return line[levels >= level][:: 1 if reference >= 0 else -1]

    @cached_property
    def _joined(self) -> dict[tuple[str, int, int], Line | None]:
        """Rings, which are the same on all maps of a level."""
        return {}

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        parts: dict[str, list[str]] = {}
        for id in sorted(self.shapes):
            country, dash, _ = id.partition("-")
            if dash:
                parts.setdefault(country, []).append(id)
        return {country: tuple(found) for country, found in parts.items()}

    @cached_property
    def _caps(self) -> dict[str, tuple[Cap, list[Cap]]]:
        """Of each region the cap around it, and those around its rings."""
        boxes = [_box(line) for line, _ in self.lines]
        found = {}
        for id, rings in self.shapes.items():
            around = [[boxes[max(reference, ~reference)] for reference in ring] for ring in rings]
            found[id] = _cap([box for ring in around for box in ring]), [_cap(ring) for ring in around]
        return found


Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def _box(line: Line) -> Box:
    """The box around a line, which may lead across the line where longitudes end."""
    xs, ys = line.T
    steps = (np.diff(xs) + 180) % 360 - 180
    xs = np.cumsum(np.concatenate([xs[:1], steps]))
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def _cap(boxes: Sequence[Box]) -> Cap:
    """A cap around all boxes: no place is farther from the middle than along its meridian and then its parallel."""
    west, south, east, north = boxes[0]
    for left, low, right, high in boxes[1:]:
        turn = 360 * round(((west + east) - (left + right)) / 720)  # the nearer way round the globe
        west, east = min(west, left + turn), max(east, right + turn)
        south, north = min(south, low), max(north, high)
    widest = 1.0 if south <= 0 <= north else math.cos(math.radians(min(abs(south), abs(north))))
    radius = math.radians((east - west) / 2 * widest + (north - south) / 2)
    return Cap(math.radians((west + east) / 2), math.radians((south + north) / 2), radius)


def load_outlines(path: Path = FILE) -> Outlines:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Outlines(
        lines=tuple(_line(flat) for flat in data["lines"]),
        shapes={id: tuple(tuple(ring) for ring in rings) for id, rings in data["shapes"].items()},
    )


def _line(flat: list[int]) -> Levelled:
    """The line whose points' steps and levels these are."""
    steps = np.array(flat, np.int64).reshape(-1, 3)
    return np.cumsum(steps[:, :2], axis=0) / SCALE, steps[:, 2].copy()
