"""The faces of text, headings and controls: font files, and the @font-face rules that name them.

A face comes from an npm package of Fontsource, or from a folder of files named alike. Each file holds one script in one
style, and `unicode-range` says which letters it is for, so that a reader fetches those a page needs: 20 kB for English,
14 kB more for Russian. Han characters come from the reader's own fonts: a font of them weighs megabytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from plugins.seed_posts.errors import SettingError, did_you_mean, place, shown
from plugins.seed_posts.workspace import PROJECT

from .standins import NAMES, standin_rules

SETTING = "ARCHIVE_FONTS"
MODULES = Path("node_modules")  # where `npm ci` puts packages, below the project's folder
DEFAULT = "@fontsource/source-serif-4"  # the theme's face of text and headings
PACKAGE = MODULES / DEFAULT
FAMILY = "Source Serif 4"
SYSTEM = "system"  # instead of a face: what the reader has
ROLES = {"text": "serif", "headings": "head", "controls": "sans"}  # and the custom property of each
SUBSETS = (
    "vietnamese",
    "greek-ext",
    "greek",
    "cyrillic-ext",
    "latin-ext",
    "cyrillic",
    "latin",
)  # the last that fits wins
LIGHTEST_BOLD = 550  # a file of more is one for bold text
EVERY_WEIGHT = "100 900"  # of a variable font
STYLES = (("400", "normal"), ("400", "italic"), ("600", "normal"))
FOLDER = "fonts"  # in the theme's folder of the output
SERIF = 'Georgia,"Noto Serif",serif'
SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'
_NAME = re.compile(rf"(?:-(?P<subset>{'|'.join(SUBSETS)}))?-(?P<weight>[1-9]00|wght)-(?P<style>normal|italic)$")
_PACKAGE = re.compile(r"(?:@[a-z0-9][\w.-]*/)?[a-z0-9][\w.-]*")


class FontMissing(FileNotFoundError):
    """The package is not there, or lacks a file."""


class Fonts(Struct, frozen=True):
    """Files by name, as they lie in the theme's folder, and the rules of a style sheet in css/ that name them."""

    files: dict[str, bytes]
    rules: str
    tokens: str = ""  # rules that set the theme's custom properties


class Face(Struct, frozen=True):
    family: str
    sans: bool
    files: dict[str, bytes]
    rules: tuple[str, ...]


def read_setting(setting: Any) -> dict[str, str]:
    """Role → package, folder or "system". Raises SettingError."""
    roles = {"text": setting} if isinstance(setting, str) else setting
    if not isinstance(roles, Mapping):
        raise SettingError(SETTING, f"{shown(repr(setting))} names no font", f'write {{"text": "{DEFAULT}"}}')
    for role, value in roles.items():
        if role not in ROLES:
            raise SettingError(SETTING, f"{shown(str(role))} is set in no font", did_you_mean(str(role), ROLES))
        if not isinstance(value, str) or not value:
            todo = f'write a folder of .woff2 files, an npm package or "{SYSTEM}"'
            raise SettingError(SETTING, f'"{role}": {shown(repr(value))} is no font', todo)
    return dict(roles)


def installed_fonts(setting: Any = DEFAULT, project: Path = PROJECT) -> Fonts:
    """The fonts the setting names; of a package that is not installed none, and one line to the maintainer.

    Raises SettingError for a setting or a folder that cannot be used.
    """
    faces: dict[str, Face] = {}
    tokens: dict[str, str] = {}
    files: dict[str, bytes] = {}
    rules: list[str] = []
    for role, value in {"text": DEFAULT, **read_setting(setting)}.items():
        if value == SYSTEM:
            tokens[ROLES[role]] = SANS if role == "controls" else SERIF
            continue
        try:
            face = faces[value] if value in faces else read_face(value, project)
        except FontMissing as error:
            print(error, file=sys.stderr)
            continue
        if value not in faces:
            files |= face.files
            rules += face.rules
        faces[value] = face
        if value == DEFAULT:
            rules += standin_rules()
        if (role, value) != ("text", DEFAULT):
            tokens[ROLES[role]] = _stack(value, face)
    own = "".join(f"--{name}:{stack};" for name, stack in tokens.items())
    return Fonts(files, "".join(f"{rule}\n" for rule in rules), f"@layer tokens{{:root{{{own}}}}}\n" if own else "")


def read_face(value: str, project: Path = PROJECT) -> Face:
    """The face in a folder of the project, or in an installed package. Raises SettingError, FontMissing."""
    folder = project / value
    if folder.is_dir():
        return _face(folder, folder, {})
    package = project / MODULES / value
    if not _PACKAGE.fullmatch(value):
        raise SettingError(
            SETTING, f"{shown(value)} is no folder beside pelicanconf.py, and no npm package", "name one"
        )
    try:
        ranges = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
        said = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
        return _face(package / "files", package, ranges, said, "swap" if value == DEFAULT else "optional")
    except (OSError, ValueError, KeyError) as error:
        todo = 'run "npm ci"' if value == DEFAULT else f'run "npm install --save-exact {value}"'
        raise FontMissing(
            f"{place(package)}: no fonts there ({error}), so pages use the reader's own; {todo}"
        ) from None


def _face(
    files: Path,
    folder: Path,
    ranges: Mapping[str, str],
    said: Mapping[str, Any] | None = None,
    display: str = "optional",
) -> Face:
    """The face whose files these are. "optional" shows it only if it is there at once, so that nothing moves."""
    family = str(said["family"]) if said else folder.name.replace("-", " ").replace("_", " ").title()
    family = re.sub(r"[^\w .-]", "", family)
    sans = "sans" in str(said["category"] if said else folder.name).casefold()
    found = [(path, match) for path in sorted(files.glob("*.woff2")) if (match := _NAME.search(path.stem))]
    contents, rules = {}, []
    for weight, style in STYLES:
        for subset in (*SUBSETS, None):
            path, cut = _nearest(found, weight, style, subset)
            if path is not None and (subset is None or subset in ranges or not ranges):
                contents[f"{FOLDER}/{path.name}"] = path.read_bytes()
                rules.append(_rule(family, path.name, cut, style, display, ranges.get(subset or "", "")))
    if not rules:
        what = f"{place(files)} has no .woff2 file whose name ends with its weight and style"
        raise SettingError(SETTING, what, 'name them as in "lora-400-normal.woff2" and "lora-600-italic.woff2"')
    return Face(family, sans, contents, tuple(dict.fromkeys(rules)))


def _nearest(
    found: Iterable[tuple[Path, re.Match[str]]], weight: str, style: str, subset: str | None
) -> tuple[Path | None, str]:
    """The file of this style that comes nearest the weight, and the weights it stands for; bold is never lighter."""
    fitting = [(path, match["weight"]) for path, match in found if (match["style"], match["subset"]) == (style, subset)]
    for path, own in fitting:
        if own == "wght":
            return path, EVERY_WEIGHT
    bold = int(weight) > LIGHTEST_BOLD
    cut = [(path, own) for path, own in fitting if (int(own) > LIGHTEST_BOLD) == bold]
    near = sorted(cut, key=lambda one: (abs(int(one[1]) - int(weight)), one[1]))
    return (near[0][0] if near else None), weight


def _rule(family: str, name: str, weight: str, style: str, display: str, letters: str) -> str:
    return (
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};font-display:{display};'
        f'src:url("../{FOLDER}/{name}") format("woff2"){f";unicode-range:{letters}" if letters else ""}}}'
    )


def _stack(value: str, face: Face) -> str:
    names = [face.family, *(NAMES if value == DEFAULT else ())]
    return ",".join([*(f'"{name}"' for name in names), SANS if face.sans else SERIF])
