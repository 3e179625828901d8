"""The outlines maps are drawn from, at the detail a map has room for. `tools/map_shapes.py` writes their file."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "outlines.json"
SCALE = 100  # whole numbers in a degree: about a kilometre
FEWEST = 3  # points of a ring, the first counted twice: a line is no shape
SMALLEST = 0.002  # square degrees; a point that changes less is in no map

Line = list[tuple[float, float]]  # longitudes and latitudes in degrees


@dataclass(frozen=True)
class Outlines:
    """Lines, and the regions they go round. Rings name lines by number; ~number is one walked backwards."""

    lines: tuple[tuple[tuple[float, float, int], ...], ...]  # longitude, latitude, level
    shapes: dict[str, tuple[tuple[int, ...], ...]]

    def __contains__(self, id: str) -> bool:
        return id in self.shapes

    def rings(self, id: str, detail: float) -> list[Line]:
        """The region's rings, with the points that change at least `detail` square degrees."""
        level = math.log2(max(detail, SMALLEST) / SMALLEST)
        rings = []
        for references in self.shapes[id]:
            ring: Line = []
            for reference in references:
                line = [(x, y) for x, y, rank in self.lines[max(reference, ~reference)] if rank >= level]
                ring += (line if reference >= 0 else line[::-1])[bool(ring) :]
            if len(ring) > FEWEST:
                rings.append(ring)
        return rings

    def parts(self, country: str) -> list[str]:
        """The drawn subdivisions of a country, by id."""
        return sorted(id for id in self.shapes if id.startswith(f"{country}-"))


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
