"""The settings of archive_pages: their defaults, and one line for each that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from plugins.seed_posts.errors import SettingError, shown
from plugins.seed_posts.workspace import PROJECT, SEEDS

from . import home
from .speech import language

if TYPE_CHECKING:
    from plugins.seed_posts.publishers import Sources
    from plugins.seed_posts.regions.vocabulary import Regions
    from plugins.seed_posts.topics.vocabulary import Topics

Loaded = TypeVar("Loaded")

PAGE_SIZES = {  # numbers of stories, where the settings do not say
    "ARCHIVE_PAGE_SIZE": 20,  # told in full on the first page of a listing
    "ARCHIVE_PAGE_ROWS": 100,  # on each numbered page, a row of some 250 bytes each
}
LEVELS = ("continent", "subregion", "macro", "country", "admin1", "field")  # whose lists may be short; topics: "field"
OPEN_RIGHTS = ("digest",)  # `rights` of stories whose texts the downloads hold
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def check_settings(settings: dict[str, Any]) -> None:
    """Ends the build with one line that names a setting which cannot be used, and its value."""
    for name, usual in PAGE_SIZES.items():
        size = settings.setdefault(name, usual)
        if type(size) is not int or size < 1:
            wrong = SettingError(name, f"{shown(repr(size))} is no number of stories", f"write {usual}")
            raise SystemExit(f"error: {wrong}")
    short = settings.setdefault("ARCHIVE_SHORT_LISTS", ())
    if isinstance(short, str) or not set(short) <= set(LEVELS):
        what = f"{shown(repr(short))} are not levels of regions or topics"
        wrong = SettingError("ARCHIVE_SHORT_LISTS", what, f"choose among {', '.join(LEVELS)}")
        raise SystemExit(f"error: {wrong}")
    settings.setdefault("ARCHIVE_OPEN_RIGHTS", OPEN_RIGHTS)
    contact = settings.setdefault("ARCHIVE_SECURITY_CONTACT", "")
    expires = str(settings.setdefault("ARCHIVE_SECURITY_EXPIRES", ""))
    if contact and not DAY.fullmatch(expires):
        what = f"{shown(repr(expires))} is no day, and security.txt needs one"
        wrong = SettingError("ARCHIVE_SECURITY_EXPIRES", what, 'write the day it ends, for example "2027-12-31"')
        raise SystemExit(f"error: {wrong}")
    description = settings.setdefault("ARCHIVE_DESCRIPTION", "")
    if not isinstance(description, str):
        wrong = SettingError("ARCHIVE_DESCRIPTION", f"{shown(repr(description))} is not a text", "write one line")
        raise SystemExit(f"error: {wrong}")
    try:
        settings["ARCHIVE_HOME"] = home.read_blocks(settings.get(home.SETTING, home.DEFAULT))
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None


def vocabularies(settings: Mapping[str, Any]) -> tuple[Regions, Topics]:
    """The shipped vocabularies with the archive's own additions. A mistake there ends the build in one line."""
    return regions(settings), topics(settings)


def regions(settings: Mapping[str, Any]) -> Regions:
    from plugins.seed_posts.regions.vocabulary import load_regions  # takes long, and is seldom asked for

    return _loaded(load_regions, own_file(settings, "regions.yaml")).in_language(_code())


def topics(settings: Mapping[str, Any]) -> Topics:
    from plugins.seed_posts.topics.vocabulary import load_topics  # as above

    return _loaded(load_topics, own_file(settings, "topics.yaml")).in_language(_code())


def publishers(settings: Mapping[str, Any]) -> Sources:
    """The shipped publishers with the archive's own. A mistake there ends the build in one line."""
    from plugins.seed_posts.publishers import Sources  # as above

    return _loaded(Sources.load, own_file(settings, ""))


def own_file(settings: Mapping[str, Any], name: str) -> Path:
    """A file of the archive's own captures, which need not be there."""
    return PROJECT / str(settings.get("ARCHIVE_SEEDS", SEEDS)) / name


def _loaded(load: Callable[[Path | None], Loaded], file: Path) -> Loaded:
    try:
        return load(file if file.exists() else None)
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None


def _code() -> str:
    """The language of labels, without its country."""
    return language().partition("-")[0].lower()
