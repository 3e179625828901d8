"""The settings of archive_pages: their defaults, and one line for each that cannot be used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from plugins.seed_posts.errors import SettingError, shown
from plugins.seed_posts.publishers import Sources
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics.vocabulary import Topics, load_topics
from plugins.seed_posts.workspace import PROJECT, SEEDS

from . import home
from .speech import language

PAGE_SIZE = 20  # stories on a page of a listing, where ARCHIVE_PAGE_SIZE does not say
OPEN_RIGHTS = ("digest",)  # `rights` of stories whose texts the downloads hold
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def check_settings(settings: dict[str, Any]) -> None:
    """Ends the build with one line that names a setting which cannot be used, and its value."""
    size = settings.setdefault("ARCHIVE_PAGE_SIZE", PAGE_SIZE)
    if type(size) is not int or size < 1:
        wrong = SettingError("ARCHIVE_PAGE_SIZE", f"{shown(repr(size))} is no number of stories", f"write {PAGE_SIZE}")
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


def vocabularies(settings: dict[str, Any]) -> tuple[Regions, Topics]:
    """The shipped vocabularies with the archive's own additions. A mistake there ends the build in one line."""
    regions, topics = (path if path.is_file() else None for path in map(Path, own_vocabularies(settings)))
    code = language().partition("-")[0].lower()
    try:
        return load_regions(regions).in_language(code), load_topics(topics).in_language(code)
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None


def own_vocabularies(settings: dict[str, Any]) -> tuple[str, str]:
    """The files of the archive's own regions and topics, which need not be there."""
    seeds = PROJECT / str(settings.get("ARCHIVE_SEEDS", SEEDS))
    return str(seeds / "regions.yaml"), str(seeds / "topics.yaml")


def publishers(settings: dict[str, Any]) -> Sources:
    """The shipped publishers with the archive's own. A mistake there ends the build in one line."""
    try:
        return Sources.load(PROJECT / str(settings.get("ARCHIVE_SEEDS", SEEDS)))
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None
