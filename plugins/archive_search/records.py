"""What is indexed: one record an article, and the JSON Lines they are read from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any


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
    source: tuple[str, ...] = ()  # publisher, then agency
    authors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # labels
    topics: tuple[str, ...] = ()


def in_order(records: Iterable[Record]) -> list[Record]:
    """The records from the oldest to the newest, undated ones first; equal dates by id.

    Their places are the document numbers of the index: a new article comes last and leaves the
    numbers, and so the files, of the others alone.
    """
    return sorted(records, key=lambda record: (record.date, record.id))


def release_of(records: Sequence[Record]) -> str:
    """Sixteen hex digits that name this state of the corpus."""
    content = json.dumps([astuple(record) for record in records], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_records(path: Path) -> list[Record]:
    """The records of a JSON Lines file. Raises RecordError at the first line that is not one."""
    records: list[Record] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = record_of(json.loads(line))
        except RecursionError:
            raise RecordError(f"{path.name}:{number}: nested too deeply; one JSON object a line is needed") from None
        except ValueError as error:
            raise RecordError(f"{path.name}:{number}: {error}; one JSON object a line is needed") from error
        if record.id in seen:
            raise RecordError(
                f'{path.name}:{number}: the id "{record.id}" is that of line {seen[record.id]}; give each its own'
            )
        seen[record.id] = number
        records.append(record)
    return records


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as lines:  # some editors begin a file with a mark
            yield from lines
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror}; name a file of records") from None
    except UnicodeDecodeError:
        raise RecordError(f"{path}: is not UTF-8 text; save it as UTF-8") from None


def record_of(data: Any) -> Record:
    """The record a JSON object describes: `id`, and any of `title, body, date, url, source, authors, regions, topics`.

    The last four may be a text or a list; regions and topics may be objects with a `label`.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{type(data).__name__} instead of an object")
    if data.get("id") in (None, ""):
        raise ValueError('no "id"')
    return Record(
        id=_text(data["id"]),
        title=_text(data.get("title")),
        body=_text(data.get("body")),
        date=_text(data.get("date")),
        url=_text(data.get("url")),
        source=_labels(data, "source"),
        authors=_labels(data, "authors"),
        regions=_labels(data, "regions"),
        topics=_labels(data, "topics"),
    )


def _text(value: Any) -> str:
    return "" if value is None else clean(str(value))


def _labels(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    labels = [item.get("label") if isinstance(item, dict) else item for item in items]
    if not all(isinstance(label, str) for label in labels):
        raise ValueError(f'"{key}" holds something that is neither text nor an object with a "label"')
    return tuple(clean(label) for label in labels if label)


def clean(text: str) -> str:
    """The text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
