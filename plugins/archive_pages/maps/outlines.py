"""The outlines maps are drawn from, at the detail a map has room for. `tools/map_shapes.py` writes their file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

FILE = Path(__file__).parents[1] / "data" / "outlines.json"
SCALE = 100  # whole numbers in a degree: about a kilometre
FEWEST = 3  # points of a ring, the first counted twice: a line is no shape
SMALLEST = 0.002  # square degrees; a point that changes less is in no map

Line = list[tuple[float, float]]  # longitudes and latitudes in degrees


class Cap(Struct, frozen=True):
    """A circle on the globe that holds a ring: its middle and how far it reaches, all in radians."""

    longitude: float
    latitude: float
    radius: float


class Outlines(Struct, frozen=True, dict=True):
    """Lines, and the regions they go round. Rings name lines by number; ~number is one walked backwards."""

    lines: tuple[tuple[tuple[float, float, int], ...], ...]  # longitude, latitude, level
    shapes: dict[str, tuple[tuple[int, ...], ...]]

    def __contains__(self, id: str) -> bool:
        return id in self.shapes

    def rings(self, id: str, detail: float, wanted: Callable[[Cap], bool] = lambda cap: True) -> Iterator[Line]:
        """The region's rings whose caps are wanted, with the points that change at least `detail` square degrees."""
        for number, references in enumerate(self.shapes[id]):
            if wanted(self._caps[id][1][number]) and (ring := self._ring(references, detail)):
                yield ring

    def cap(self, id: str) -> Cap:
        """A cap around the whole region."""
        return self._caps[id][0]

    def first(self, id: str, wanted: Callable[[Cap], bool]) -> Line | None:
        """The region's first ring, with all its points; None where it is not wanted."""
        for number, references in enumerate(self.shapes[id]):
            if ring := self._ring(references, 0):
                return ring if wanted(self._caps[id][1][number]) else None
        return None

    def parts(self, country: str) -> tuple[str, ...]:
        """The drawn subdivisions of a country, by id."""
        return self._parts.get(country, ())

    def _ring(self, references: Sequence[int], detail: float) -> Line | None:
        """The lines of a ring joined; None where too few points are left of it."""
        level = math.ceil(math.log2(max(detail, SMALLEST) / SMALLEST))
        ring: Line = []
        for reference in references:
            line = self._line(max(reference, ~reference), level)
            ring += (line if reference >= 0 else line[::-1])[bool(ring) :]
        return ring if len(ring) > FEWEST else None

    def _line(self, number: int, level: int) -> Line:
        """The points of a line that are of this level; the same line bounds two regions, on many maps."""
        key = number, level
        if key not in self._seen:
            self._seen[key] = [(x, y) for x, y, rank in self.lines[number] if rank >= level]
        return self._seen[key]

    @cached_property
    def _seen(self) -> dict[tuple[int, int], Line]:
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
        boxes = [_box(line) for line in self.lines]
        found = {}
        for id, rings in self.shapes.items():
            around = [[boxes[max(reference, ~reference)] for reference in ring] for ring in rings]
            found[id] = _cap([box for ring in around for box in ring]), [_cap(ring) for ring in around]
        return found


Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def _box(line: Sequence[tuple[float, float, int]]) -> Box:
    """The box around a line, which may lead across the line where longitudes end."""
    xs, last = [], line[0][0]
    for x, _, _ in line:
        last += (x - last + 180) % 360 - 180
        xs.append(last)
    ys = [y for _, y, _ in line]
    return min(xs), min(ys), max(xs), max(ys)


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


def _line(flat: list[int]) -> tuple[tuple[float, float, int], ...]:
    x = y = 0
    points = []
    for place in range(0, len(flat), 3):
        x, y = x + flat[place], y + flat[place + 1]
        points.append((x / SCALE, y / SCALE, flat[place + 2]))
    return tuple(points)
