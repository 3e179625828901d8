"""What is indexed: one record an article, and the JSON Lines they are read from."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from .tags import MAX_DEPTH, Tag, named, unique

KINDS = ("region", "topic", "source", "author")  # of tags
UNLISTED = frozenset(
    ("mention", "dateline")
)  # roles of a region that the article is not filed under: its text names it
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![0-9])", re.ASCII)


class RecordError(ValueError):
    """A record that cannot be indexed; the message says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article. `date` is ISO 8601 cut to what is known ("2012", "2018-03"), "" when unknown;
    `url` is relative to the site's root."""

    id: str
    title: str = ""
    body: str = ""  # plain text, a line end between paragraphs
    date: str = ""
    url: str = ""
    source: tuple[Tag, ...] = ()  # who published it
    agency: str = ""  # whose wire it came over
    authors: tuple[Tag, ...] = ()
    regions: tuple[Tag, ...] = ()
    topics: tuple[Tag, ...] = ()
    lang: str = ""
    original_url: str = ""
    rights: str = ""
    assigned: bool = False  # the archive supplied the headline; citations put such a one in brackets


def tags_of(record: Record, kind: str) -> tuple[Tag, ...]:
    """The tags of a kind an article is filed under; its agency is among the sources."""
    match kind:
        case "region":
            return record.regions
        case "topic":
            return record.topics
        case "source":
            return unique((*record.source, *named(*filter(None, (record.agency,)))))
        case _:
            return record.authors


def in_order(records: Iterable[Record]) -> list[Record]:
    """The records from the oldest to the newest, undated ones first; equal dates by id, translations
    by language.

    Their places are the document numbers of the index: a new article comes last and leaves the
    numbers, and so the files, of the others alone.
    """
    return sorted(records, key=lambda record: (record.date, record.id, record.lang, record.url))


class Source(NamedTuple):
    """An article to be indexed: a text that changes with whatever its record is made of, and what makes the record.

    There may be a second such text, which takes longer to make. What has the same first one has the same second.
    """

    key: str
    make: Callable[[], Record]
    second: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What records know only by id: regions and topics, whose labels and containers are kept elsewhere.

    `digests` tell of each kind of tag, by id, everything there is to a tag. `topics` gives the ids of topics that the
    source of a place names, whether they are known or not.
    """

    digests: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    topics: Callable[[int], Iterable[str]] = lambda _: ()


NOTHING_NAMED = Named()


def read_records(path: Path) -> list[Record]:
    """The records of a JSON Lines file. Raises RecordError at the first line that is not one."""
    lines = Lines(path)
    records = [source.make() for source in lines.sources]
    lines.check([record.id for record in records])
    return records


class Lines:
    """A JSON Lines file, each line read when its record is asked for. Raises RecordError, as its sources do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[Tag, Tag] = {}
        try:
            data = path.read_bytes().removeprefix(BOM_UTF8)  # some editors begin a file with a mark
        except OSError as error:
            raise RecordError(f"{path}: cannot be read: {error.strerror}; name a file of records") from None
        lines = [(number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip()]
        self._numbers = [number for number, _ in lines]
        self.sources = [Source(sha256(line).hexdigest(), partial(self._record, number, line)) for number, line in lines]

    def check(self, ids: Sequence[str]) -> None:
        """Raises RecordError if two lines have one id. `ids` are those of the sources."""
        seen: dict[str, int] = {}
        for number, id in zip(self._numbers, ids, strict=True):
            first = seen.setdefault(id, number)
            if first != number:
                where = f"{self._path.name}:{number}"
                raise RecordError(f'{where}: the id "{id}" is that of line {first}; give each its own')

    def _record(self, number: int, line: bytes) -> Record:
        where = f"{self._path.name}:{number}"
        try:
            return record_of(json.loads(line.decode()), self._known)
        except UnicodeDecodeError:
            raise RecordError(f"{self._path}: is not UTF-8 text; save it as UTF-8") from None
        except RecursionError:
            raise RecordError(f"{where}: nested too deeply; one JSON object a line is needed") from None
        except ValueError as error:
            raise RecordError(f"{where}: {error}; one JSON object a line is needed") from error


def record_of(data: Any, known: dict[Tag, Tag] | None = None) -> Record:
    """The record a JSON object describes: `id`, and any other field of Record.

    Source, authors, regions and topics may be a text or a list; an item of it a label, or an object with a `label`, an
    `id` (or `code`), or both, with `parents` (or `within`) that are items themselves or ids, and for regions a `role`.
    Sources and authors go by their labels. Equal tags are taken from `known`, where they are kept to be shared.
    """
    known = {} if known is None else known
    if not isinstance(data, dict):
        raise ValueError(f"{type(data).__name__} instead of an object")
    if data.get("id") in (None, ""):
        raise ValueError('no "id"')
    return Record(
        id=_text(data["id"]),
        title=_text(data.get("title")),
        body=_text(data.get("body")),
        date=date_of(_text(data.get("date"))),
        url=_text(data.get("url")),
        source=_named(data, "source", known),
        agency=_text(data.get("agency")),
        authors=_named(data, "authors", known),
        regions=_tags(data, "regions", known),
        topics=_tags(data, "topics", known),
        lang=_text(data.get("lang")),
        original_url=address_of(_text(data.get("original_url"))),
        rights=_text(data.get("rights")),
        assigned=data.get("assigned") is True,
    )


def date_of(text: str) -> str:
    """The date a text begins with, cut to what is one: "2012-03-14T08:00" → "2012-03-14", "2012-02-31" → "2012-02"."""
    match = _DATE.match(text)
    if not match or match[1] == "0000":
        return ""
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    known = day and 1 <= int(day) <= monthrange(int(year), int(month))[1]
    return f"{year}-{month}-{day}" if known else f"{year}-{month}"


def address_of(text: str) -> str:
    """The text if it is a web address without spaces, else "": nothing else becomes a link."""
    return text if _ADDRESS.fullmatch(text) else ""


def _text(value: Any) -> str:
    return "" if value is None else clean(str(value))


def _tags(data: dict[str, Any], key: str, known: dict[Tag, Tag]) -> tuple[Tag, ...]:
    value = data.get(key)
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    listed = (item for item in items if not (isinstance(item, dict) and item.get("role") in UNLISTED))
    tags = (_tag(item, key) for item in listed)
    return unique(known.setdefault(tag, tag) for tag in tags if tag.id)


def _named(data: dict[str, Any], key: str, known: dict[Tag, Tag]) -> tuple[Tag, ...]:
    return unique(known.setdefault(tag, tag) for tag in named(*(found.label for found in _tags(data, key, {}))))


def _tag(item: Any, key: str, depth: int = 0) -> Tag:
    """The tag of a label or an object; above the first, a text is an id."""
    if depth > MAX_DEPTH:
        raise ValueError(f'"{key}" has more than {MAX_DEPTH} tags above one another')
    if isinstance(item, str):
        return Tag(clean(item), "" if depth else clean(item))
    found = [item.get("id", item.get("code")), item.get("label")] if isinstance(item, dict) else []
    id, label = (clean(text) if isinstance(text, str) else "" for text in found or ("", ""))
    above = item.get("parents", item.get("within")) if isinstance(item, dict) else None
    if not (id or label) or not isinstance(above, list | None):
        raise ValueError(f'"{key}" holds something that is neither text nor an object with a "label" or an "id"')
    return Tag(
        id or label, label or ("" if depth else id), unique(_tag(parent, key, depth + 1) for parent in above or ())
    )


def clean(text: str) -> str:
    """The text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
