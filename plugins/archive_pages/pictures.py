"""The archive's logo and icon: which file, and how large it is, so that a page leaves room for it."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

from msgspec import Struct

from plugins.seed_posts.errors import SettingError, place, shown
from plugins.seed_posts.workspace import PROJECT

TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
LOGO_HEIGHT = 36  # pixels, the style sheet's 2.25rem: a logo is drawn so high, and as wide as that makes it
_PNG = b"\x89PNG\r\n\x1a\n"
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


class Picture(Struct, frozen=True):
    content: bytes
    suffix: str
    width: float  # in any unit: what counts is the one to the other
    height: float

    @property
    def media_type(self) -> str:
        return TYPES[self.suffix]

    @property
    def logo_width(self) -> int:
        return max(1, round(LOGO_HEIGHT * self.width / self.height))


def read_picture(setting: str, value: Any, project: Path = PROJECT) -> Picture | None:
    """The picture a setting names, relative to the project; None for "". Raises SettingError."""
    if value == "":
        return None
    path = project / value if isinstance(value, str) else None
    if path is None or path.suffix not in TYPES:
        raise SettingError(setting, f"{shown(repr(value))} is no picture", "name an .svg or .png file")
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"{place(path)} cannot be read: {error.strerror}"
        raise SettingError(setting, what, "name a file beside pelicanconf.py") from None
    size = _png_size(content) if path.suffix == ".png" else _svg_size(content)
    if size is None or min(size) <= 0:
        todo = "save it as PNG" if path.suffix == ".png" else "give its <svg> a viewBox, or width and height in pixels"
        raise SettingError(setting, f"{place(path)} does not say how large it is", todo)
    return Picture(content, path.suffix, *size)


def _png_size(content: bytes) -> tuple[float, float] | None:
    """Width and height in the chunk that every PNG begins with."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return float(width), float(height)


def _svg_size(content: bytes) -> tuple[float, float] | None:
    from lxml import etree  # here: most archives have no picture to look into

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).localname != "svg":
        return None
    box = [part for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if _LENGTH.fullmatch(part.lstrip("-"))]
    if len(box) == 4:
        return float(box[2]), float(box[3])
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    return (float(sides[0][1]), float(sides[1][1])) if sides[0] and sides[1] else None
