"""An archive's own colours: a pair for each, light and dark, legible on each other, as custom properties.

What the theme has for a name nobody gives is read from its style sheets, so that the pairs are judged as a reader will
see them: docs/theme.md tells what each colour is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from plugins.seed_posts.errors import SettingError, did_you_mean, shown

from .contrast import HEX, Colour, colour_of, contrast, mixed

SETTING = "ARCHIVE_COLOURS"
NAMES = ("paper", "sheet", "ink", "soft", "line", "edge", "accent", "mark", "bar", "sea", "land")
SCHEMES = ("light", "dark")  # in the order of a pair
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2 AA, 1.4.3 and 1.4.11: contrast of text, and of what shows where a control is
PAIRS = (  # what stands on what, and how far apart the two must be
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("soft", "paper", TEXT),
    ("soft", "sheet", TEXT),
    ("accent", "paper", TEXT),
    ("ink", "mark", TEXT),
    ("ink", "tone-1", TEXT),
    ("ink", "tone-2", TEXT),
    ("ink", "tone-3", TEXT),
    ("paper", "tone-4", TEXT),
    ("edge", "paper", SHAPE),
)
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_MIX = re.compile(r"color-mix\(in oklab, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\)")
_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)

Tokens = Mapping[str, str]  # name → how the style sheet writes it


class Palette(Struct, frozen=True):
    """The colours of a theme by name, for each scheme; what dark does not name is as in the light."""

    light: Tokens
    dark: Tokens

    def colour(self, name: str, scheme: str) -> Colour:
        """The colour a name stands for. Raises ValueError for one that stands for none, KeyError for one not there."""
        tokens = {**self.light, **self.dark} if scheme == "dark" else self.light
        value = tokens[name].strip()
        if mix := _MIX.fullmatch(value):
            one, share, other = mix.groups()
            return mixed(self.colour(one, scheme), self.colour(other, scheme), int(share) / 100)
        return self.colour(value[6:-1], scheme) if value.startswith("var(--") else colour_of(value)

    def with_own(self, own: Mapping[str, tuple[str, str]]) -> Palette:
        light = {name: pair[0] for name, pair in own.items()}
        return Palette({**self.light, **light}, {**self.dark, **{name: pair[1] for name, pair in own.items()}})


def palette_of(tokens: str, modes: str) -> Palette:
    """The colours that the theme's style sheets name: tokens.css for the light, modes.css for the dark."""
    light, dark = _ROOT.search(tokens), _DARK.search(modes)
    return Palette(_tokens(light[1] if light else ""), _tokens(dark[1] if dark else ""))


def read_colours(setting: Any) -> dict[str, tuple[str, str]]:
    """Name → its colour in the light and in the dark. Raises SettingError."""
    if not isinstance(setting, Mapping):
        raise SettingError(
            SETTING, f"{shown(repr(setting))} names no colours", 'write {"accent": ("#0b5d3b", "#7fcfa6")}'
        )
    return {name: _pair(name, value) for name, value in setting.items()}


def check_contrast(own: Mapping[str, tuple[str, str]], theme: Palette) -> None:
    """Raises SettingError, with every pair, where the archive's colours cannot be told apart."""
    palette = theme.with_own(own)
    near = list(_too_near(palette)) if own else []
    if near:
        raise SettingError(
            SETTING, "; ".join(near), "choose colours farther apart; docs/how-to-make-it-yours.md says how"
        )


def colour_rules(own: Mapping[str, tuple[str, str]]) -> str:
    """The rules that give the theme these colours. Print keeps its own: paper is white."""
    if not own:
        return ""
    light, dark = ("".join(f"--{name}:{pair[place]};" for name, pair in own.items()) for place in (0, 1))
    return (
        f"@layer tokens{{:root{{{light}}}}}\n"
        f"@layer modes{{@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}}}\n"
    )


def _too_near(palette: Palette) -> Iterator[str]:
    for scheme in SCHEMES:
        for one, other, needed in PAIRS:
            if not {one, other} <= palette.light.keys():
                continue  # another theme, without this token
            found = contrast(palette.colour(one, scheme), palette.colour(other, scheme))
            if found < needed:
                yield f'"{one}" on "{other}" has a contrast of {found:.2f} in the {scheme}, and needs {needed}'


def _pair(name: Any, value: Any) -> tuple[str, str]:
    if name not in NAMES:
        raise SettingError(SETTING, f"{shown(str(name))} is no colour of the theme", did_you_mean(str(name), NAMES))
    pair = tuple(value) if isinstance(value, (list, tuple)) else ()
    if len(pair) != len(SCHEMES) or not all(isinstance(colour, str) and HEX.fullmatch(colour) for colour in pair):
        what = f'"{name}": {shown(repr(value))} is not two colours'
        raise SettingError(SETTING, what, 'write one for the light and one for the dark: ("#0b5d3b", "#7fcfa6")')
    return pair[0].lower(), pair[1].lower()


def _tokens(rules: str) -> dict[str, str]:
    return dict(_TOKEN.findall(re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)))
