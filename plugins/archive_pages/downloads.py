"""The whole archive as files to download: a table, texts, references, and the data package that describes them.

The columns and words are those of the exports of the search page, so that a row of one is a row of the other. Texts are
in a file a year, which a new story changes one of, and only texts whose rights the archive's settings call open.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .citations import bibtex, csl, one_line, rights_of, ris
from .entries import Entry
from .speech import N_, _
from .trees import Tree

FOLDER = "data/"  # below the site's root
PACKAGE = "datapackage.json"
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


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its name below the site's root, what it is, and its content."""

    name: str
    label: str
    rows: int
    content: bytes
    media_type: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Described:
    """What the files say of the archive itself."""

    name: str
    description: str
    site: str  # full address of the site, without a slash at its end


def downloads(
    entries: Sequence[Entry],
    archive: Described,
    regions: Tree,
    topics: Tree,
    open_rights: Sequence[str],
    text_of: Callable[[Entry], str],
) -> Iterator[Download]:
    """The files one by one, so that no two are in memory: table, references, texts by year, package last."""
    labels = {
        entry.slug: (_labels((r.id for r in entry.regions), regions), _labels(entry.topics, topics))
        for entry in entries
    }
    address = {entry.slug: f"{archive.site}/{entry.url}" for entry in entries}
    made: list[Download] = []

    def file(name: str, label: str, rows: int, text: str, media_type: str) -> Download:
        content = text.encode("utf-8", "replace")
        made.append(Download(FOLDER + name, label, rows, b"", media_type, len(content)))
        return replace(made[-1], content=content)

    count = len(entries)
    yield file("stories.csv", _("Table of all stories"), count, _table(entries, archive, labels), "text/csv")
    references = "".join(f"{bibtex(entry, archive.name, address[entry.slug])}\n\n" for entry in entries)
    yield file("stories.bib", _("References for BibTeX"), count, references, "application/x-bibtex")
    records = "".join(
        ris(
            entry, archive.name, address[entry.slug], [*labels[entry.slug][0].values(), *labels[entry.slug][1].values()]
        )
        for entry in entries
    )
    yield file(
        "stories.ris",
        _("References for Zotero, EndNote and others (RIS)"),
        count,
        records,
        "application/x-research-info-systems",
    )
    items = ",\n".join(_json(csl(entry, archive.name, address[entry.slug])) for entry in entries)
    yield file(
        "stories.csl.json",
        _("References for citation processors (CSL-JSON)"),
        count,
        f"[{items}]\n",
        "application/vnd.citationstyles.csl+json",
    )
    for year, told in _by_year(entry for entry in entries if entry.rights in open_rights):
        lines = "".join(_json(_story(entry, archive, labels[entry.slug], text_of(entry))) + "\n" for entry in told)
        label = _("Texts, %(year)s") % {"year": year} if year != UNDATED else _("Texts, undated")
        yield file(f"texts/{year}.jsonl", label, len(told), lines, "application/jsonl")
    package = json.dumps(_package(archive, made), ensure_ascii=False, indent=1) + "\n"
    yield file(PACKAGE, _("Description of these files (Data Package)"), len(made), package, "application/json")


def _table(
    entries: Iterable[Entry], archive: Described, labels: Mapping[str, tuple[dict[str, str], dict[str, str]]]
) -> str:
    text = io.StringIO()
    rows = csv.writer(text)  # RFC 4180: line ends of carriage return and line feed
    rows.writerow(COLUMNS)
    for entry in entries:
        regions, topics = labels[entry.slug]
        values = (
            entry.slug, entry.title, "yes" if entry.title_assigned else "no", entry.date, entry.source, entry.agency,
            BETWEEN.join(entry.authors), BETWEEN.join(regions.values()), BETWEEN.join(regions),
            BETWEEN.join(topics.values()), BETWEEN.join(topics), entry.lang, rights_of(entry, archive.name),
            entry.original_url, f"{archive.site}/{entry.url}",
        )  # fmt: skip
        rows.writerow([_cell(one_line(value)) for value in values])
    return BYTE_ORDER_MARK + text.getvalue()


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
        "path": "stories.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": "string", "description": _(meaning)} for name, meaning in COLUMNS.items()
            ],
            "primaryKey": "id",
        },
    }
    others = [
        {
            "name": file.name.removeprefix(FOLDER).replace("/", "-").replace(".", "-"),
            "title": file.label,
            "path": file.name.removeprefix(FOLDER),
            "mediatype": file.media_type,
            "encoding": "utf-8",
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


def _by_year(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.year or UNDATED, []).append(entry)
    return sorted(years.items())


def _labels(ids: Iterable[str], tree: Tree) -> dict[str, str]:
    return {id: node.label if (node := tree.get(id)) else id for id in ids}


def _json(value: Any) -> str:
    """JSON on one line, whatever a reader of lines stops at."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
