"""The face of headlines and text: font files of an npm package, and the @font-face rules that name them.

Each file holds one script in one style, and `unicode-range` says which letters it is for, so that a reader fetches
those a page needs: 20 kB for English, 14 kB more for Russian. Han characters come from the reader's own fonts: a font
of them weighs megabytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from plugins.seed_posts.workspace import PROJECT

PACKAGE = Path("node_modules/@fontsource/source-serif-4")  # where `npm ci` puts it, below the project's folder
FAMILY = "Source Serif 4"
SUBSETS = ("cyrillic-ext", "latin-ext", "cyrillic", "latin")  # of two that hold a letter, the later one is asked
STYLES = (("400", "normal"), ("400", "italic"), ("600", "normal"))
FOLDER = "fonts"  # in the theme's folder of the output


@dataclass(frozen=True, slots=True)
class Standin:
    """A reader's own font made as wide and as high as the face that is on its way, so that no line moves.

    The figures are percent, measured in Chromium by `python -m tools.font_standins`, which prints this table.
    """

    local: tuple[str, ...]  # fonts of the same widths; the first a system has is taken
    weight: str
    style: str
    size: float
    ascent: float
    descent: float


STANDINS = (  # a row for what most systems have, a row for Android
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


class FontMissing(FileNotFoundError):
    """The package is not there, or lacks a file."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Files by name, as they lie in the theme's folder, and the rules of a style sheet in css/ that use them."""

    files: dict[str, bytes]
    rules: str


def installed_fonts() -> Fonts:
    """The fonts of the theme; none, and one line to the maintainer, where they are not installed."""
    try:
        return read_fonts(PROJECT / PACKAGE)
    except FontMissing as error:
        print(error, file=sys.stderr)
        return Fonts({}, "")


def read_fonts(package: Path) -> Fonts:
    """The fonts of a package of Fontsource. Raises FontMissing, with what to do, where it is not installed."""
    try:
        ranges = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
        files, rules = {}, []
        for weight, style in STYLES:
            for subset in SUBSETS:
                name = f"{package.name}-{subset}-{weight}-{style}.woff2"
                files[f"{FOLDER}/{name}"] = (package / "files" / name).read_bytes()
                rules.append(_rule(name, weight, style, ranges[subset]))
    except (OSError, ValueError, KeyError) as error:
        raise FontMissing(
            f'{package}: no fonts there ({error}), so pages use the reader\'s own serif; run "npm ci"'
        ) from None
    standins = (_standin(font, number) for number, row in enumerate(STANDINS, start=1) for font in row)
    return Fonts(files, "\n".join([*rules, *standins]) + "\n")


def _rule(name: str, weight: str, style: str, letters: str) -> str:
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{style};font-weight:{weight};font-display:swap;'
        f'src:url("../{FOLDER}/{name}") format("woff2");unicode-range:{letters}}}'
    )


def _standin(font: Standin, number: int) -> str:
    sources = ",".join(f'local("{name}")' for name in font.local)
    return (
        f'@font-face{{font-family:"Stand-in {number}";font-style:{font.style};font-weight:{font.weight};src:{sources};'
        f"size-adjust:{font.size}%;ascent-override:{font.ascent}%;descent-override:{font.descent}%;line-gap-override:0%}}"
    )
