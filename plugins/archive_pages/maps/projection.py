"""Degrees → a plane, with areas kept: part of the globe seen from above its middle, or the whole of it laid flat.

Both are textbook formulas: Lambert's azimuthal equal-area projection, and the Equal Earth projection of Šavrič,
Patterson and Jenny (2018), whose four coefficients these are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Place = tuple[float, float]  # longitude and latitude in degrees
Spot = tuple[float, float]  # x to the right, y downwards, in radii of the globe

WIDEST = 80.0  # degrees from the middle up to which a view from above shows shapes as a reader knows them
FARTHEST = -0.3  # cosine of the angle from the middle beyond which a place is on the far side, and not drawn
MIDDLE_OF_WORLD = 11.0  # degrees east: so cut, the world parts at Bering Strait, and in no country
COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)
ROOT = math.sqrt(3)


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection about a middle: `flat` for the whole globe."""

    longitude: float
    latitude: float
    flat: bool

    def line(self, places: Sequence[Place]) -> list[Spot] | None:
        """A line on the plane; None if part of it is on the far side. It may cross the line where longitudes end."""
        spots = []
        last = self.longitude
        for x, y in places:
            last += (x - last + 180) % 360 - 180  # the way round that is shorter
            spot = self._spread(last, y) if self.flat else self._from_above(last, y)
            if spot is None:
                return None
            spots.append(spot)
        return spots

    def _from_above(self, x: float, y: float) -> Spot | None:
        turn, up, tilt = math.radians(x - self.longitude), math.radians(y), math.radians(self.latitude)
        nearness = _nearness(turn, up, tilt)
        if nearness < FARTHEST:
            return None
        stretch = math.sqrt(2 / (1 + nearness))
        rise = math.cos(tilt) * math.sin(up) - math.sin(tilt) * math.cos(up) * math.cos(turn)
        return stretch * math.cos(up) * math.sin(turn), -stretch * rise

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


def _nearness(turn: float, up: float, tilt: float) -> float:
    """Cosine of the angle between a place and the middle."""
    return math.sin(tilt) * math.sin(up) + math.cos(tilt) * math.cos(up) * math.cos(turn)


def _arc_of(longitudes: Iterable[float]) -> tuple[float, float]:
    """Where the shortest arc begins that holds all longitudes, and how wide it is: Russia ends beyond 180°."""
    ordered = sorted({x % 360 for x in longitudes})
    gaps = [(b - a, b) for a, b in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    gap, after_gap = max(gaps)
    return after_gap % 360, 360 - gap
