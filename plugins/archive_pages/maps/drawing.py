"""Outlines of regions → a sheet of SVG paths that fits what it is about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from .outlines import Cap, Line, Outlines
from .projection import ROUNDING, Place, Projection, projection_for

Spots = Sequence[Sequence[int]]  # x and y in user units

WIDTH = 1000  # user units; paths need whole numbers only
TALLEST, LOWEST = 640, 360  # user units
MARGIN = 0.03  # of the longer side, around what the map is about
DETAIL = 3.0  # user units, two of them a pixel; what is smaller than a square of these is not drawn
BESIDE = 8  # user units beside the sheet where outlines are cut off: their lines there are not seen
SMALL = 4  # user units from the middle of a diamond to its corners
DOUBT = 2  # user units beside the sheet where a region is drawn to see whether it is on it
COARSE = 0.25  # degrees squared: enough to find the frame by


class Frame(Struct, frozen=True):
    """Which part of the plane the sheet shows."""

    projection: Projection
    left: float
    top: float
    scale: float  # user units in a radius of the globe
    height: int
    reach: float = math.pi  # from the middle of the projection to the farthest corner, in radians

    def spot(self, place: Place) -> tuple[int, int] | None:
        """A place on the sheet, in user units; None on the far side of the globe."""
        line = self.projection.line([place])
        return (
            (round((line[0][0] - self.left) * self.scale), round((line[0][1] - self.top) * self.scale))
            if line
            else None
        )

    def seen(self, lines: Sequence[Line]) -> Iterator[list[list[int]]]:
        """The points of each line on the sheet, in user units; none if nothing of it is seen there, or part of it is
        on the far side of the globe."""
        if not lines:
            return
        ends = np.cumsum([len(line) for line in lines])
        starts = ends - [len(line) for line in lines]
        spots, far = self.projection.lines(lines)
        spots = np.rint((spots - [self.left, self.top]) * self.scale).astype(np.int64)
        most, least = np.maximum.reduceat(spots, starts), np.minimum.reduceat(spots, starts)
        shown = (
            (most > 0).all(axis=1) & (least < [WIDTH, self.height]).all(axis=1) & ~np.logical_or.reduceat(far, starts)
        )
        for start, end, is_shown in zip(starts.tolist(), ends.tolist(), shown.tolist(), strict=True):
            yield spots[start:end].tolist() if is_shown else []

    def holds(self, cap: Cap) -> bool:
        """False where nothing in the cap can be on the sheet: then nobody has to project what is in it."""
        if self.projection.distance(cap) - cap.radius > self.reach:  # as most of the globe: told in a third of the time
            return False
        box = self.projection.box(cap)
        if box is None:
            return False
        left, top, right, bottom = box
        return (
            (right - self.left) * self.scale > -DOUBT
            and (left - self.left) * self.scale < WIDTH + DOUBT
            and (bottom - self.top) * self.scale > -DOUBT
            and (top - self.top) * self.scale < self.height + DOUBT
        )

    @property
    def detail(self) -> float:
        """Square degrees that are seen."""
        return (DETAIL / (self.scale * math.radians(1))) ** 2


def frame_around(ids: Iterable[str], outlines: Outlines) -> Frame | None:
    """The frame that holds these regions; None where none of them has an outline."""
    rings = [ring.tolist() for id in ids if id in outlines for ring in outlines.rings(id, COARSE)]
    if not rings:
        return None
    projection = projection_for([place for ring in rings for place in ring])
    spots = [spot for ring in rings for spot in projection.line(ring) or ()]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    room = MARGIN * max(right - left, bottom - top)
    wide, high = right - left + 2 * room, bottom - top + 2 * room
    scale = min(WIDTH / wide, TALLEST / high)
    height = min(TALLEST, max(LOWEST, round(high * scale)))
    left, top = (left + right - WIDTH / scale) / 2, (top + bottom - height / scale) / 2
    frame = Frame(projection, left, top, scale, height)
    return frame if projection.flat else replace(frame, reach=_reach(frame))


def _reach(frame: Frame) -> float:
    """How far the farthest corner of the sheet is from the middle of a projection from above, in radians."""
    beside = DOUBT / frame.scale
    wide = max(abs(frame.left - beside), abs(frame.left + WIDTH / frame.scale + beside))
    high = max(abs(frame.top - beside), abs(frame.top + frame.height / frame.scale + beside))
    return 2 * math.asin(min(1.0, math.hypot(wide, high) / 2)) + ROUNDING


def paths_of(ids: Iterable[str], outlines: Outlines, frame: Frame) -> dict[str, str]:
    """The `d` of the SVG paths of those regions that are on the sheet: a diamond for one too small to see."""
    paths = {id: "" for id in ids if frame.holds(outlines.cap(id))}
    rings = [(id, ring[:-1]) for id in paths for ring in outlines.rings(id, frame.detail, frame.holds)]
    for (id, _), spots in zip(
        rings, frame.seen([ring for _, ring in rings]), strict=True
    ):  # the last is the first again
        if spots:
            paths[id] += _ring(spots, frame)
    small = [(id, outlines.first(id, frame.holds)) for id, path in paths.items() if not path]
    dots = [(id, ring) for id, ring in small if ring is not None]
    for (id, _), spots in zip(dots, frame.seen([ring for _, ring in dots]), strict=True):
        if spots:
            paths[id] = _diamond(spots)
    return {id: path for id, path in paths.items() if path}


def _diamond(spots: Spots) -> str:
    x, y = (round(sum(units) / len(spots)) for units in zip(*spots, strict=True))
    return _path([(x - SMALL, y), (x, y - SMALL), (x + SMALL, y), (x, y + SMALL)])


def _ring(spots: Spots, frame: Frame) -> str:
    spots = [spot for spot, _ in groupby(_cut(spots, frame))]
    return _path(spots) if len(spots) > 2 else ""


def _cut(spots: Spots, frame: Frame) -> Spots:
    """The outline without what lies far beside the sheet: cut off at each of its four sides in turn."""
    for axis, edge, inwards in (
        (0, -BESIDE, 1),
        (0, WIDTH + BESIDE, -1),
        (1, -BESIDE, 1),
        (1, frame.height + BESIDE, -1),
    ):
        depths = [(spot[axis] - edge) * inwards for spot in spots]
        if not spots or min(depths) >= 0:
            continue
        kept: list[Sequence[int]] = []
        for place, (spot, depth) in enumerate(zip(spots, depths, strict=True)):
            if (depth < 0) != (depths[place - 1] < 0):
                before, share = spots[place - 1], depth / (depth - depths[place - 1])
                x, y = (round(at + (was - at) * share) for at, was in zip(spot, before, strict=True))
                kept.append([x, y])
            if depth >= 0:
                kept.append(spot)
        spots = kept
    return spots


def _path(spots: Spots) -> str:
    steps = [f"M{spots[0][0]} {spots[0][1]}l"]
    for (ax, ay), (bx, by) in pairwise(spots):
        dx, dy = bx - ax, by - ay
        space = " " if len(steps) > 1 and dx >= 0 else ""
        steps.append(f"{space}{dx}{' ' if dy >= 0 else ''}{dy}")
    return "".join(steps) + "z"
