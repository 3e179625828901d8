"""The files to download, and the page that lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from .downloads import COLUMNS, FOLDER, Described, Download, Downloads, Part
from .markup import text_of
from .site import Site
from .speech import _
from .table import Entries

NO_MONTH = "none"  # in place of the month of stories without a date


class Listed(Struct, frozen=True):
    """A file as the page of data shows it."""

    name: str
    label: str
    rows: int
    media_type: str
    size: int  # bytes


def write_data(site: Site) -> None:
    index = (_("Data"), FOLDER)
    archive = Described(site.name, site.settings["ARCHIVE_DESCRIPTION"], site.address)
    files = Downloads(archive, site.archive, site.build.memo_bytes)
    made: list[Download] = []
    listed: list[Listed] = []

    def write(file: Download) -> None:
        made.append(file)
        listed.append(Listed(file.name, file.label, file.rows, file.served_as, file.size))
        site.pages.file(file.name, file.value, file.make)

    for file in files.tables(list(_months(site, site.archive.entries).values())):
        write(file)
    rights = site.settings["ARCHIVE_OPEN_RIGHTS"]
    open_ones = site.archive.entries.where("rights", lambda said: said in rights)
    years: dict[str, list[Part]] = defaultdict(list)
    for month, part in _months(site, open_ones, texts=True).items():
        years[month if month == NO_MONTH else month[:4]].append(part)
    for year, parts in sorted(years.items()):
        write(files.texts("" if year == NO_MONTH else year, parts, lambda entry: text_of(site.content_of(entry.slug))))
    write(files.package(made))
    packed = any(file.compressed for file in made)
    closed = len(site.archive.entries) - len(open_ones)
    value = site.build.digest(
        closed, *(fact for file in listed for fact in (file.name, file.label, file.rows, file.media_type, file.size))
    )

    def more() -> Mapping[str, Any]:
        return {"files": listed, "packed": packed, "closed": closed, "columns": COLUMNS}

    site.pages.page(FOLDER, "data", value, more, crumbs=[index])


def _months(site: Site, entries: Entries, texts: bool = False) -> dict[str, Part]:
    """The stories month by month, in their order. A part's digest covers their labels, and their `texts` if wanted."""
    months = entries.grouped("date", lambda date: date[:7] or NO_MONTH)
    build, parts = site.build, {}
    for month, told in months.items():
        posts = site.made_of.posts_of(told.places) if texts else b""
        parts[month] = Part(told, build.digest(site.vocabulary, told.digests, posts))
    return parts
