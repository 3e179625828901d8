"""Outlines of regions → a sheet of SVG paths that fits what it is about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from .outlines import Cap, Line, Outlines
from .projection import Projection, projection_for

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

    def spots(self, places: Line) -> list[tuple[int, int]]:
        """A line on the sheet, in user units; none if it leads to the far side of the globe."""
        line = self.projection.line(places) or ()
        return [(round((x - self.left) * self.scale), round((y - self.top) * self.scale)) for x, y in line]

    def holds(self, cap: Cap) -> bool:
        """False where nothing in the cap can be on the sheet: then nobody has to project what is in it."""
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
    rings = [ring for id in ids if id in outlines for ring in outlines.rings(id, COARSE)]
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
    return Frame(projection, (left + right - WIDTH / scale) / 2, (top + bottom - height / scale) / 2, scale, height)


def path_of(id: str, outlines: Outlines, frame: Frame) -> str:
    """The `d` of the region's SVG path: a diamond for one too small to see, "" for one outside the frame."""
    if not frame.holds(outlines.cap(id)):
        return ""
    path = "".join(_ring(ring, frame) for ring in outlines.rings(id, frame.detail, frame.holds))
    if path:
        return path
    ring = outlines.first(id, frame.holds)
    return _diamond(ring, frame) if ring else ""


def _diamond(ring: Line, frame: Frame) -> str:
    spots = frame.spots(ring)
    if not spots or not _seen(spots, frame):
        return ""
    x, y = (round(sum(units) / len(spots)) for units in zip(*spots, strict=True))
    return _path([(x - SMALL, y), (x, y - SMALL), (x + SMALL, y), (x, y + SMALL)])


def _ring(ring: Line, frame: Frame) -> str:
    spots = frame.spots(ring[:-1])  # the last is the first again
    if not spots or not _seen(spots, frame):
        return ""
    spots = [spot for spot, _ in groupby(_cut(spots, frame))]
    return _path(spots) if len(spots) > 2 else ""


def _cut(spots: Sequence[tuple[int, int]], frame: Frame) -> Sequence[tuple[int, int]]:
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
        kept = []
        for place, (spot, depth) in enumerate(zip(spots, depths, strict=True)):
            if (depth < 0) != (depths[place - 1] < 0):
                before, share = spots[place - 1], depth / (depth - depths[place - 1])
                x, y = (round(at + (was - at) * share) for at, was in zip(spot, before, strict=True))
                kept.append((x, y))
            if depth >= 0:
                kept.append(spot)
        spots = kept
    return spots


def _seen(spots: Sequence[tuple[int, int]], frame: Frame) -> bool:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < frame.height


def _path(spots: Sequence[tuple[int, int]]) -> str:
    steps = [f"M{spots[0][0]} {spots[0][1]}l"]
    for (ax, ay), (bx, by) in pairwise(spots):
        dx, dy = bx - ax, by - ay
        space = " " if len(steps) > 1 and dx >= 0 else ""
        steps.append(f"{space}{dx}{' ' if dy >= 0 else ''}{dy}")
    return "".join(steps) + "z"
