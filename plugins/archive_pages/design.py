"""What an archive's settings say of its looks: colours, fonts, logo and icon, as files and rules beside the theme's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from plugins.seed_posts.errors import SettingError, shown
from plugins.seed_posts.workspace import PROJECT

from .colours import Palette, check_contrast, colour_rules, palette_of, read_colours
from .fonts import DEFAULT, Fonts, installed_fonts
from .pictures import LOGO_HEIGHT, read_picture

ICON = "favicon.svg"  # the theme's, drawn in its own accent and paper
LOGO_TEXT = "ARCHIVE_LOGO_TEXT"


class Design(Struct, frozen=True):
    fonts: Fonts
    rules: str = ""  # at the end of the style sheet
    files: dict[str, bytes] = field(default_factory=dict)  # by name in the theme's folder
    logo: dict[str, Any] | None = None  # file, width, height, text
    icon: dict[str, str] = field(default_factory=lambda: {"file": ICON, "type": "image/svg+xml"})


def read_design(settings: Mapping[str, Any], project: Path = PROJECT) -> Design:
    """The design the settings ask for. Raises SettingError."""
    static = Path(settings["THEME"]) / "static"
    colours = read_colours(settings.get("ARCHIVE_COLOURS", {}))
    theme = _palette(static)
    check_contrast(colours, theme)
    fonts = installed_fonts(settings.get("ARCHIVE_FONTS", DEFAULT), project)
    files, icon = _icon(settings, static, theme, theme.with_own(colours), project)
    logo = read_picture("ARCHIVE_LOGO", settings.get("ARCHIVE_LOGO", ""), project)
    text = settings.get(LOGO_TEXT, "") or settings["SITENAME"]
    if not isinstance(text, str):
        raise SettingError(LOGO_TEXT, f"{shown(repr(text))} is not a text", "write what the logo says")
    shown_logo = None
    if logo is not None:
        name = f"logo{logo.suffix}"
        files[name] = logo.content
        shown_logo = {"file": name, "width": logo.logo_width, "height": LOGO_HEIGHT, "text": text}
    return Design(fonts, fonts.tokens + colour_rules(colours), files, shown_logo, icon)


def _palette(static: Path) -> Palette:
    """The theme's colours; none of a theme whose style sheets are named otherwise."""
    sheets = [static / "css" / name for name in ("tokens.css", "modes.css")]
    texts = [path.read_text(encoding="utf-8") if path.is_file() else "" for path in sheets]
    return palette_of(texts[0], texts[1])


def _icon(
    settings: Mapping[str, Any], static: Path, theme: Palette, own: Palette, project: Path
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The icon's file: the archive's, or the theme's in the archive's colours."""
    picture = read_picture("ARCHIVE_FAVICON", settings.get("ARCHIVE_FAVICON", ""), project)
    if picture is not None:
        name = f"favicon{picture.suffix}"
        return {name: picture.content}, {"file": name, "type": picture.media_type}
    path = static / ICON
    drawn = path.read_text(encoding="utf-8") if path.is_file() and own != theme else ""
    for name in ("accent", "paper") if drawn else ():
        drawn = drawn.replace(theme.light[name], own.light[name])
    files = {ICON: drawn.encode()} if drawn else {}
    return files, {"file": ICON, "type": "image/svg+xml"}
