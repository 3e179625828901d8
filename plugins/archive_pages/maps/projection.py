"""Degrees → a plane, with areas kept: part of the globe seen from above its middle, or the whole of it laid flat.

Both are textbook formulas: Lambert's azimuthal equal-area projection, and the Equal Earth projection of Šavrič,
Patterson and Jenny (2018), whose four coefficients these are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .outlines import Cap, Line

Place = tuple[float, float]  # longitude and latitude in degrees
Spot = tuple[float, float]  # x to the right, y downwards, in radii of the globe

WIDEST = 80.0  # degrees from the middle up to which a view from above shows shapes as a reader knows them
FARTHEST = -0.3  # cosine of the angle from the middle beyond which a place is on the far side, and not drawn
MIDDLE_OF_WORLD = 11.0  # degrees east: so cut, the world parts at Bering Strait, and in no country
COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)
ROOT = math.sqrt(3)
ROUNDING = 1e-6  # radians by which a cap is taken larger, since floats are not exact
RIGHT_ANGLE = math.pi / 2
EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)


class Projection(Struct, frozen=True):
    """A projection about a middle: `flat` for the whole globe."""

    longitude: float
    latitude: float
    flat: bool

    def line(self, places: Sequence[Place]) -> list[Spot] | None:
        """A line on the plane; None if part of it is on the far side. It may cross the line where longitudes end."""
        return self._laid_flat(places) if self.flat else self._from_above(places)

    def lines(self, lines: Sequence[Line]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Many lines on the plane, one after the other, a row for each point; and whether it is on the far side."""
        if self.flat:
            spots = np.array([spot for line in lines for spot in self._laid_flat(line.tolist())])
            return spots, np.zeros(len(spots), bool)
        longitude, latitude = np.radians(np.concatenate(lines)).T
        turn, tilt = longitude - math.radians(self.longitude), math.radians(self.latitude)
        sin_up, cos_up, cos_turn = np.sin(latitude), np.cos(latitude), np.cos(turn)
        nearness = math.sin(tilt) * sin_up + math.cos(tilt) * cos_up * cos_turn
        stretch = np.sqrt(2 / (1 + np.maximum(nearness, FARTHEST)))
        rise = math.cos(tilt) * sin_up - math.sin(tilt) * cos_up * cos_turn
        return np.stack([stretch * cos_up * np.sin(turn), -stretch * rise], axis=1), nearness < FARTHEST

    def distance(self, cap: Cap) -> float:
        """How far the middle of a cap is from that of the projection, in radians."""
        return _angle(cap.longitude - math.radians(self.longitude), cap.latitude, math.radians(self.latitude))

    def box(self, cap: Cap) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom of a box on the plane around all of a cap; None for one on the far side.

        Seen from above, a cap lies between two circles about the middle and between two directions from it.
        """
        if self.flat:
            return EVERYWHERE
        turn, up, tilt = cap.longitude - math.radians(self.longitude), cap.latitude, math.radians(self.latitude)
        away = _angle(turn, up, tilt)
        near, far = away - cap.radius - ROUNDING, away + cap.radius + ROUNDING
        if near > math.acos(FARTHEST):
            return None
        if near <= 0 or far >= math.pi:  # all directions
            return EVERYWHERE
        x = math.cos(up) * math.sin(turn)
        y = math.sin(tilt) * math.cos(up) * math.cos(turn) - math.cos(tilt) * math.sin(up)
        direction, spread = math.atan2(y, x), math.asin(min(1.0, math.sin(cap.radius + ROUNDING) / math.sin(away)))
        edges = [direction - spread, direction + spread]
        quarters = range(math.ceil(edges[0] / RIGHT_ANGLE), math.floor(edges[1] / RIGHT_ANGLE) + 1)
        turns = [*edges, *(quarter * RIGHT_ANGLE for quarter in quarters)]
        reach = 2 * math.sin(near / 2), 2 * math.sin(far / 2)
        xs = [length * math.cos(turn) for turn in turns for length in reach]
        ys = [length * math.sin(turn) for turn in turns for length in reach]
        return min(xs), min(ys), max(xs), max(ys)

    def _from_above(self, places: Sequence[Place]) -> list[Spot] | None:
        sin, cos, radians, sqrt = math.sin, math.cos, math.radians, math.sqrt
        middle = last = self.longitude
        sin_tilt, cos_tilt = sin(radians(self.latitude)), cos(radians(self.latitude))
        spots = []
        for x, y in places:
            last += (x - last + 180) % 360 - 180  # the way round that is shorter
            turn, up = radians(last - middle), radians(y)
            sin_up, cos_up, cos_turn = sin(up), cos(up), cos(turn)
            nearness = sin_tilt * sin_up + cos_tilt * cos_up * cos_turn
            if nearness < FARTHEST:
                return None
            stretch = sqrt(2 / (1 + nearness))
            rise = cos_tilt * sin_up - sin_tilt * cos_up * cos_turn
            spots.append((stretch * cos_up * sin(turn), -stretch * rise))
        return spots

    def _laid_flat(self, places: Sequence[Place]) -> list[Spot]:
        spots = []
        last = self.longitude
        for x, y in places:
            last += (x - last + 180) % 360 - 180
            spots.append(self._spread(last, y))
        return spots

    def _spread(self, x: float, y: float) -> Spot:
        a1, a2, a3, a4 = COEFFICIENTS
        t = math.asin(ROOT / 2 * math.sin(math.radians(y)))
        t2 = t * t
        t6 = t2**3
        wide = 2 * ROOT * math.radians(x - self.longitude) * math.cos(t)
        return wide / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)), -t * (
            a1 + a2 * t2 + t6 * (a3 + a4 * t2)
        )


def projection_for(places: Sequence[Place]) -> Projection:
    """The projection that suits these places."""
    west, span = _arc_of(x for x, _ in places)
    x, y = west + span / 2, (min(y for _, y in places) + max(y for _, y in places)) / 2
    tilt = math.radians(y)
    farthest = min(_nearness(math.radians(u - x), math.radians(v), tilt) for u, v in places)
    return (
        Projection(x, y, False) if farthest > math.cos(math.radians(WIDEST)) else Projection(MIDDLE_OF_WORLD, 0, True)
    )


def _angle(turn: float, up: float, tilt: float) -> float:
    """The angle between a place and the middle."""
    return math.acos(max(-1.0, min(1.0, _nearness(turn, up, tilt))))


def _nearness(turn: float, up: float, tilt: float) -> float:
    """Cosine of the angle between a place and the middle."""
    return math.sin(tilt) * math.sin(up) + math.cos(tilt) * math.cos(up) * math.cos(turn)


def _arc_of(longitudes: Iterable[float]) -> tuple[float, float]:
    """Where the shortest arc begins that holds all longitudes, and how wide it is: Russia ends beyond 180°."""
    ordered = sorted({x % 360 for x in longitudes})
    gaps = [(b - a, b) for a, b in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    gap, after_gap = max(gaps)
    return after_gap % 360, 360 - gap
