"""How far apart two colours are, as WCAG 2 measures it, and what lies between them, as `color-mix(in oklab)` mixes."""

from __future__ import annotations

import re

Colour = tuple[float, float, float]  # red, green, blue, as sRGB has them, each 0 to 1

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# Oklab's two matrices (Ottosson 2020): light as it is → what the eye's cones take in → lightness and two oppositions
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LIGHT = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def colour_of(text: str) -> Colour:
    """The colour written "#97301f" or "#930". Raises ValueError for anything else."""
    if not HEX.fullmatch(text):
        raise ValueError(text)
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's ratio of two colours: 1 for the same, 21 for black on white."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the one in the other. Oklab is linear in the cube roots of the cones, so those are what is mixed."""
    cones = [(share * a + (1 - share) * b) ** 3 for a, b in zip(_cube_roots(one), _cube_roots(other), strict=True)]
    red, green, blue = (_encoded(_sum(row, cones)) for row in _LIGHT)
    return red, green, blue


def _cube_roots(colour: Colour) -> list[float]:
    light = [_linear(part) for part in colour]
    return [_sum(row, light) ** (1 / 3) for row in _CONES]


def _luminance(colour: Colour) -> float:
    return _sum((0.2126, 0.7152, 0.0722), [_linear(part) for part in colour])


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return min(1.0, max(0.0, part))


def _sum(weights: tuple[float, ...], parts: list[float]) -> float:
    return sum(weight * part for weight, part in zip(weights, parts, strict=True))
