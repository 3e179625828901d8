"""Fonts of the reader's own that stand in for the theme's face while it is on its way, so that no line moves."""

from __future__ import annotations

from msgspec import Struct

NAMES = ("Stand-in 1", "Stand-in 2")  # families; the first that a system has is taken


class Standin(Struct, frozen=True):
    """A reader's own font made as wide and as high as the face.

    The figures are percent, measured in Chromium by `python -m tools.font_standins`, which prints this table.
    """

    local: tuple[str, ...]  # fonts of the same widths; the first a system has is taken
    weight: str
    style: str
    size: float
    ascent: float
    descent: float


STANDINS = (  # for Source Serif 4: a row for what most systems have, a row for Android
    (
        Standin(("Liberation Serif", "Times New Roman", "Tinos"), "400", "normal", 117.8, 87.94, 28.44),
        Standin(
            ("Liberation Serif Italic", "Times New Roman Italic", "Tinos Italic"), "400", "italic", 107.92, 96.0, 31.04
        ),
        Standin(("Liberation Serif Bold", "Times New Roman Bold", "Tinos Bold"), "600", "normal", 111.76, 92.7, 29.98),
    ),
    (
        Standin(("Noto Serif",), "400", "normal", 98.92, 104.74, 33.87),
        Standin(("Noto Serif Italic",), "400", "italic", 93.74, 110.51, 35.74),
        Standin(("Noto Serif Bold",), "600", "normal", 94.54, 109.59, 35.44),
    ),
)


def standin_rules() -> list[str]:
    return [_rule(font, name) for name, row in zip(NAMES, STANDINS, strict=True) for font in row]


def _rule(font: Standin, name: str) -> str:
    sources = ",".join(f'local("{name}")' for name in font.local)
    return (
        f'@font-face{{font-family:"{name}";font-style:{font.style};font-weight:{font.weight};src:{sources};'
        f"size-adjust:{font.size}%;ascent-override:{font.ascent}%;descent-override:{font.descent}%;line-gap-override:0%}}"
    )
