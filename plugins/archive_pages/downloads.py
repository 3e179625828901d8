"""The whole archive as files to download: a table, texts, references, and the data package that describes them.

The columns and words are those of the exports of the search page, so that a row of one is a row of the other. Texts are
in a file a year, which a new story changes one of, and only texts whose rights the archive's settings call open. A big
file is compressed (`packed.py`); its description says so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from hashlib import blake2b
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from .archive import Archive
from .citations import bibtex, csl, lines, rights_of, ris
from .entries import Entry
from .packed import gzip_length, gzipped, length_of, packed, unpacked
from .speech import N_, _
from .table import DIGEST_BYTES, Entries

Kept: TypeAlias = Callable[[str, bytes, Callable[[], bytes]], bytes]

FOLDER = "data/"  # below the site's root
PACKAGE = "datapackage.json"
PACKED_FROM = 1_000_000  # bytes from which a file is compressed: smaller ones open in any program as they are
GZIP, GZIPPED = ".gz", "application/gzip"  # end of the name of a compressed file, and its kind
UNDATED = "undated"  # file of the texts without a date
BETWEEN = "; "  # values of one cell
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")  # what spreadsheets begin to calculate with
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes a table for the code page of the country
COLUMNS = {  # of the table, and what each holds
    "id": N_("the last part of the story's address"),
    "title": N_("headline"),
    "title_supplied": N_("yes where the archive supplied a headline"),
    "date": N_("day, month or year of publication, as far as known"),
    "source": N_("publisher"),
    "agency": N_("news agency the publisher took it from"),
    "authors": N_("separated by semicolons"),
    "regions": N_("labels of the regions the story is filed under, separated by semicolons"),
    "region_ids": N_("their ids: ISO 3166, UN M49, GeoNames"),
    "topics": N_("labels of the topics, separated by semicolons"),
    "topic_ids": N_("their ids: IPTC Media Topics"),
    "language": N_("BCP 47"),
    "rights": N_("what the archive may say of the rights"),
    "original_url": N_("address of the original"),
    "address": N_("address of the story in this archive"),
}


class Download(Struct, frozen=True):
    """One file: its name below the site's root, what it is, the digest of what it is made of, and how it is made."""

    name: str
    label: str
    rows: int
    media_type: str  # of what it holds, compressed or not
    size: int  # bytes
    value: bytes
    make: Callable[[], bytes]

    @property
    def compressed(self) -> bool:
        return self.name.endswith(GZIP)

    @property
    def served_as(self) -> str:
        """The kind of file a server sends."""
        return GZIPPED if self.compressed else self.media_type


class Part(Struct, frozen=True):
    """The stories of a month, which a file has one after the other, and the digest of all it says of them."""

    entries: Entries
    value: bytes


class Described(Struct, frozen=True):
    """What the files say of the archive itself."""

    name: str
    description: str
    site: str  # full address of the site, without a slash at its end


class Downloads:
    """The files of one archive. What they say of a month's stories is written again only where a story changed."""

    def __init__(self, archive: Described, stories: Archive, kept: Kept) -> None:
        """`kept` gives what was written under a kind and a digest, or has it written."""
        self._archive = archive
        self._kept = kept
        # Labels by id; the trees are made only if a file is written
        self._region = cache(lambda id: node.label if (node := stories.regions.get(id)) else id)
        self._topic = cache(lambda id: node.label if (node := stories.topics.get(id)) else id)

    def tables(self, parts: Sequence[Part]) -> Iterator[Download]:
        """The files of all stories: a table, and references."""
        table = (_table_head(), b"", b"")
        yield self._file("stories.csv", _("Table of all stories"), "text/csv", parts, self._rows, table)
        yield self._file(
            "stories.bib", _("References for BibTeX"), "application/x-bibtex", parts, self._bibtex, (b"", b"", b"")
        )
        label = _("References for Zotero, EndNote and others (RIS)")
        kind = "application/x-research-info-systems"
        yield self._file("stories.ris", label, kind, parts, self._ris, (b"", b"", b""))
        label = _("References for citation processors (CSL-JSON)")
        around = (b"[", b",\n", b"]\n")
        yield self._file("stories.csl.json", label, "application/vnd.citationstyles.csl+json", parts, self._csl, around)

    def texts(self, year: str, parts: Sequence[Part], text_of: Callable[[Entry], str]) -> Download:
        """The texts of a year, "" for those without a date; a part's digest covers their texts."""
        label = _("Texts, %(year)s") % {"year": year} if year else _("Texts, undated")

        def write(entries: Entries) -> str:
            told = (_story(entry, self._archive, self._labels(entry), text_of(entry)) for entry in entries)
            return "".join(_json(story) + "\n" for story in told)

        name = f"texts/{year or UNDATED}.jsonl"
        return self._file(name, label, "application/jsonl", parts, write, (b"", b"", b""))

    def package(self, made: Sequence[Download]) -> Download:
        """The description of the other files."""
        text = json.dumps(_package(self._archive, made), ensure_ascii=False, indent=1) + "\n"
        content = text.encode("utf-8", "replace")
        label = _("Description of these files (Data Package)")
        value = blake2b(content, digest_size=DIGEST_BYTES).digest()
        return Download(FOLDER + PACKAGE, label, len(made), "application/json", len(content), value, lambda: content)

    def _file(
        self,
        name: str,
        label: str,
        media_type: str,
        parts: Sequence[Part],
        write: Callable[[Entries], str],
        around: tuple[bytes, bytes, bytes],
    ) -> Download:
        """A file of parts with something before, between and after them."""
        before, between, after = map(packed, around)
        kind = name.partition("/")[0]

        @cache
        def pieces() -> list[bytes]:
            told = [self._kept(kind, part.value, partial(_packed, write, part.entries)) for part in parts]
            return [before, *[piece for part in told for piece in (between, part)][1:], after]

        def make() -> bytes:
            found = pieces()
            pieces.cache_clear()  # which may be a tenth of the archive
            return gzipped(found) if big else b"".join(map(unpacked, found))

        value = blake2b(b"".join([name.encode(), *(part.value for part in parts)]), digest_size=DIGEST_BYTES).digest()
        plain, small = map(int, self._kept("sizes", value, lambda: _sizes(pieces())).split())
        big = plain >= PACKED_FROM
        rows = sum(len(part.entries) for part in parts)
        name, size = (name + GZIP, small) if big else (name, plain)
        return Download(FOLDER + name, label, rows, media_type, size, value, make)

    def _rows(self, entries: Entries) -> str:
        text = io.StringIO()
        rows = csv.writer(text)  # RFC 4180: line ends of carriage return and line feed
        for entry in entries:
            regions, topics = self._labels(entry)
            values = (
                entry.slug, entry.title, "yes" if entry.title_assigned else "no", entry.date, entry.source,
                entry.agency, BETWEEN.join(entry.authors), BETWEEN.join(regions.values()), BETWEEN.join(regions),
                BETWEEN.join(topics.values()), BETWEEN.join(topics), entry.lang,
                rights_of(entry, self._archive.name), entry.original_url, self._address(entry),
            )  # fmt: skip
            rows.writerow([_cell(value) for value in lines(values)])
        return text.getvalue()

    def _bibtex(self, entries: Entries) -> str:
        return "".join(f"{bibtex(entry, self._archive.name, self._address(entry))}\n\n" for entry in entries)

    def _ris(self, entries: Entries) -> str:
        said = ((entry, [label for labels in self._labels(entry) for label in labels.values()]) for entry in entries)
        return "".join(ris(entry, self._archive.name, self._address(entry), labels) for entry, labels in said)

    def _csl(self, entries: Entries) -> str:
        return ",\n".join(_json(csl(entry, self._archive.name, self._address(entry))) for entry in entries)

    def _address(self, entry: Entry) -> str:
        return f"{self._archive.site}/{entry.url}"

    def _labels(self, entry: Entry) -> tuple[dict[str, str], dict[str, str]]:
        regions, topics = self._region, self._topic
        return {told.id: regions(told.id) for told in entry.regions}, {id: topics(id) for id in entry.topics}


def _packed(write: Callable[[Entries], str], entries: Entries) -> bytes:
    return packed(write(entries).encode("utf-8", "replace"))


def _sizes(pieces: Sequence[bytes]) -> bytes:
    """How long the file is, as it is and compressed."""
    return b"%d %d" % (sum(map(length_of, pieces)), gzip_length(pieces))


def _table_head() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(COLUMNS)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _story(
    entry: Entry, archive: Described, labels: tuple[dict[str, str], dict[str, str]], text: str
) -> dict[str, Any]:
    regions, topics = ([{"id": id, "label": label} for id, label in found.items()] for found in labels)
    return {
        "id": entry.slug,
        "title": entry.title,
        "title_supplied": entry.title_assigned,
        "deck": entry.deck or None,
        "date": entry.date or None,
        "source": entry.source or None,
        "agency": entry.agency or None,
        "authors": list(entry.authors),
        "regions": regions,
        "topics": topics,
        "language": entry.lang,
        "rights": rights_of(entry, archive.name) or None,
        "original_url": entry.original_url or None,
        "address": f"{archive.site}/{entry.url}",
        "text": text,
    }


def _package(archive: Described, files: Sequence[Download]) -> dict[str, Any]:
    """A data package (frictionless) of these files, whose table has a schema."""
    table = {
        "name": "stories",
        **_described(files[0]),
        "format": "csv",
        "schema": {
            "fields": [
                {"name": name, "type": "string", "description": _(meaning)} for name, meaning in COLUMNS.items()
            ],
            "primaryKey": "id",
        },
    }
    others = [
        {
            "name": file.name.removeprefix(FOLDER).removesuffix(GZIP).replace("/", "-").replace(".", "-"),
            "title": file.label,
            **_described(file),
        }
        for file in files[1:]
    ]
    home = {"homepage": f"{archive.site}/"} if archive.site else {}
    return {
        "name": "archive",
        "title": archive.name,
        "description": archive.description,
        **home,
        "resources": [table, *others],
    }


def _described(file: Download) -> dict[str, str]:
    said = {"path": file.name.removeprefix(FOLDER), "mediatype": file.media_type, "encoding": "utf-8"}
    return said | ({"compression": "gz"} if file.compressed else {})


def _json(value: Any) -> str:
    """JSON on one line, whatever a reader of lines stops at."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a character, which JSON can hold and UTF-8 cannot
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
