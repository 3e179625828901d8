"""The edge to Pelican: signals, settings, and what templates may call."""

from __future__ import annotations

import sys
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator

from plugins.catalogues import CatalogueError, find_catalogue
from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.hooks import end_with

from . import speech, wording
from .assets import Assets
from .attributes import attribute, beside
from .coins import coins
from .design import Design, read_design
from .examples import filled_in
from .generator import ASSETS, ArchiveGenerator
from .home import frames_of, linked_from
from .maps.pictures import Pictures
from .markup import clean_html
from .once import Once
from .rows import Items, row, story
from .settings import check_settings
from .table import Table

ADDRESSES_HELD = 4_000  # of pages that many others lead to
CATALOGUES, DOMAIN = "locale", "pages"  # folder of the theme, and name of the files in it
WORDS = "plugins.archive_pages.speech.Words"  # by its name, so that settings stay plain data
QUICK = "plugins.archive_pages.quick_templates.Quick"
TERSE = "plugins.archive_pages.terse.Terse"


def connect() -> None:
    signals.initialized.connect(prepare_settings)
    signals.get_generators.connect(archive_generator)


def prepare_settings(pelican: Any) -> None:
    """Gives templates `root`, `asset()` and their filters; keeps Pelican from copying the theme's files unhashed."""
    settings = pelican.settings
    check_settings(settings)
    speak_the_language(settings)
    design = design_of(settings)
    static, published = Path(settings["THEME"]) / "static", bool(settings["SITEURL"])
    assets = Assets(static, design.fonts, design.rules, design.files, hashed=published)
    root = site_root(settings["SITEURL"])
    span_of = partial(coins, archive=settings["SITENAME"], site=settings["SITEURL"].rstrip("/"))
    from_root = lru_cache(maxsize=ADDRESSES_HELD)(lambda url: attribute(f"{root}/{url}"))
    settings["ARCHIVE_ASSETS"] = assets
    settings["ARCHIVE_ONCE"] = Once()  # pieces that many pages share
    settings["ARCHIVE_ITEMS"] = {  # the same, of stories
        "rows": Items(lambda entry: row(entry, root), Table.row),
        "told": Items(lambda entry: story(entry, root, span_of(entry)), Table.entry),
    }
    settings["ARCHIVE_PICTURES"] = Pictures(root)  # and of maps
    settings["ARCHIVE_DAMAGED"] = []  # lines about evidence files that cannot be read
    end_with(pelican, settings["ARCHIVE_DAMAGED"])
    settings["THEME_STATIC_PATHS"] = []
    settings["JINJA_GLOBALS"] = settings["JINJA_GLOBALS"] | {
        "root": root,
        "default_lang": speech.language(),
        "og_locale": speech.og_locale(speech.language()),
        "weekdays": wording.weekdays(),
        "logo": design.logo,
        "icon": design.icon,
        "once": settings["ARCHIVE_ONCE"],
        "asset": lambda name: f"{root}/{ASSETS}/{assets.name(name)}",
    }
    settings["JINJA_FILTERS"] = settings["JINJA_FILTERS"] | {
        "attribute": attribute,
        "href": lambda url, here="": attribute(near) if (near := here and beside(url, here)) else from_root(url),
        "clean_html": clean_html,
        "filled_in": filled_in,
        "frames": frames_of,
        "linked_from": lambda markup, url: linked_from(markup, f"{root}/{url}"),
        **settings["ARCHIVE_ITEMS"],
        "picture": settings["ARCHIVE_PICTURES"],
        "coins": span_of,
        "spoken_date": wording.spoken_date,
        "short_date": wording.short_date,
        "month_name": wording.month_name,
        "figures": speech.figures,
        "decimal": wording.decimal,
        "commas": wording.commas,
        "stories": wording.stories,
        "sure": wording.sure,
        "cut": wording.cut,
        "capitalised": wording.capitalised,
        "host": host,
        "bytes": wording.bytes_,
        "name_query": wording.name_query,
        "field_name": wording.field_name,
        "english": wording.english,
        "right_to_left": wording.right_to_left,
    }


def design_of(settings: dict[str, Any]) -> Design:
    """What the settings say of the archive's looks. One that cannot be used ends the build in one line."""
    try:
        return read_design(settings)
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None


def speak_the_language(settings: dict[str, Any]) -> None:
    """Lets pages and templates be in the language of the site. A broken catalogue ends the build in one line."""
    folder = Path(settings["THEME"]) / CATALOGUES
    try:
        catalogue = find_catalogue(folder, DOMAIN, settings["DEFAULT_LANG"])
    except CatalogueError as error:
        raise SystemExit(f"error: {error}") from None
    if catalogue.note:
        print(catalogue.note, file=sys.stderr)
    speech.speak(catalogue)
    settings["ARCHIVE_WORDS"] = f"{catalogue.language} {catalogue.digest}"  # so that a page's digest depends on them
    environment = settings["JINJA_ENVIRONMENT"]
    extensions = dict.fromkeys([*environment.get("extensions", ()), WORDS, QUICK, TERSE])
    settings["JINJA_ENVIRONMENT"] = environment | {"extensions": list(extensions)}


def host(address: str) -> str:
    """The name of the computer an address leads to."""
    name = address.partition("://")[2].partition("/")[0]
    if name.replace(".", "").replace("-", "").isalnum():  # as nearly all are: a tenth of the time
        return name.lower()
    return urlsplit(address).hostname or address


def archive_generator(_: Any) -> type[Generator]:
    return ArchiveGenerator


def site_root(siteurl: str) -> str:
    """The path part of SITEURL without a slash at its end: "" or "/repo"."""
    return urlsplit(siteurl).path.rstrip("/")
