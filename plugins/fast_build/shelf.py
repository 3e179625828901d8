"""What was read of posts, on disk: a light row for each, and its metadata and HTML, fetched when somebody asks.

A row is found by its post's path and holds for one digest of everything that was read; so it says nothing false
whenever a build was stopped. It lies in a SQLite file of its own, written while posts are read, because no build shall
hold the HTML of all of them. Rows that were there before lie together in one packed value, read at once; those that
were read since lie by themselves, and go before it, until they are many. A damaged file is thrown away, and damaged
rows are a miss.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from .digests import bytes_digest

VERSION = b"4 "  # of the tables, put before the era
_TABLES = """
create table rows(
    path text primary key, key blob, place text, status text, slug text, lang text, date text, flags int,
    groups text, links text, content blob, save_as text, checked blob
) without rowid;
create table texts(key blob primary key, metadata text, html text, checked blob);
create table era(name blob);
create table packed(data blob, checked blob);
"""
PENDING = 500  # posts that wait to be written together
LOOSE = 10  # rows that lie by themselves before all are packed again, which takes longer than to put down one
RECENT = 16  # texts that stay at hand: a page asks for its post's more than once


class Row(NamedTuple):
    """What lists of articles are made of."""

    path: str  # as Pelican finds it below the content folder
    key: bytes  # digest of everything that was read of it, and how
    place: str  # the path that links name
    status: str
    slug: str
    lang: str
    date: str  # ISO, without the zone, which is the site's; "" where it is another
    flags: int
    groups: str  # JSON: category or null, tags or null, authors
    links: str  # JSON: static files it links to
    content: bytes  # digest of the post's bytes
    save_as: str  # where its page goes, if nobody says otherwise


class Text(NamedTuple):
    """What a post's page is made of."""

    metadata: str  # JSON
    html: str


class Shelf:
    """The file, open for one build."""

    def __init__(self, file: Path, era: bytes) -> None:
        """`era` is the same for builds with the same code and settings: what another one left is thrown away."""
        self._file = file
        self._era = VERSION + era
        self._recent: dict[bytes, Text] = {}
        self._new: dict[bytes, tuple[Row, Text]] = {}
        self._loose: set[str] = set()  # paths of rows that lie by themselves
        self._packed = 0  # rows that lie together
        self._grew = False  # texts came in this build
        self._connection = self._open()

    def rows(self) -> dict[str, Row]:
        """All rows by path; damaged ones are left out."""
        rows: dict[str, Row] = {}
        for data, checked in self._query("select data, checked from packed"):
            if type(data) is bytes and checked == bytes_digest(data):
                rows = {row.path: row for row in _unpacked(data)}
        self._packed = len(rows)
        found = self._query("select * from rows")
        self._loose = {row[0] for row in found}
        rows.update((row[0], Row._make(row[:-1])) for row in found if row[-1] == _check(row[:-1]))
        return rows

    def put(self, row: Row, text: Text) -> None:
        """Keeps what was read of a post."""
        self._new[row.key] = row, text
        self._loose.add(row.path)
        self._grew = True
        if len(self._new) >= PENDING:
            self.flush()

    def flush(self) -> None:
        """Writes what waits. A disk that refuses is no error: the next build reads the posts again."""
        rows = [row for row, _ in self._new.values()]
        texts = [(row.key, *text) for row, text in self._new.values()]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(
                "insert or replace into rows values(?,?,?,?,?,?,?,?,?,?,?,?,?)", [(*row, _check(row)) for row in rows]
            )
            self._connection.executemany(
                "insert or replace into texts values(?,?,?,?)", [(*text, _check(text)) for text in texts]
            )
            self._recent.update((row.key, text) for row, text in self._new.values() if row.key in self._recent)
            self._new.clear()

    def text(self, key: bytes) -> Text | None:
        """The metadata and HTML of a post; None where they are lost."""
        if key in self._new:
            return self._new[key][1]
        if key not in self._recent:
            for found in self._query("select key, metadata, html, checked from texts where key = ?", key):
                if found[-1] == _check(found[:-1]):
                    while len(self._recent) >= RECENT:
                        del self._recent[next(iter(self._recent))]
                    self._recent[key] = Text(found[1], found[2])
        return self._recent.get(key)

    def forget_all_but(self, used: Mapping[bytes, Row]) -> None:
        """Packs rows once they are many, and removes what is of no post any more once that is more than what is."""
        with suppress(sqlite3.Error, UnicodeEncodeError), self._connection:
            if len(self._loose) > LOOSE or self._packed > 2 * len(used) + LOOSE:
                data = _pack(list(used.values()))
                self._connection.execute("delete from packed")
                self._connection.execute("delete from rows")
                self._connection.execute("insert into packed values(?, ?)", (data, bytes_digest(data)))
            stored = self._query("select count(*) from texts") if self._grew else []  # a look through the whole file
            if stored and stored[0][0] > 2 * len(used):
                unused = [(row[0],) for row in self._query("select key from texts") if row[0] not in used]
                self._connection.executemany("delete from texts where key = ?", unused)

    def open_again(self) -> None:
        """To be called in a copy of the process (fork), which may not use the connection of the other."""
        self._old = self._connection  # not to be closed here either
        self._connection = _connect(self._file)

    def close(self) -> None:
        self.flush()
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = _connect(self._file)
        with suppress(sqlite3.Error):
            if connection.execute("select name from era").fetchall() == [(self._era,)]:
                return connection
        connection.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        connection = _connect(self._file)
        with suppress(sqlite3.Error):
            connection.executescript(_TABLES)
            with connection:
                connection.execute("insert into era values(?)", (self._era,))
        return connection

    def _query(self, query: str, *parameters: bytes) -> Sequence[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, parameters).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            return []


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=0)
    with suppress(sqlite3.Error):  # a damaged file: its first query says so
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")  # what is lost is a miss
    return connection


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[Row]).decode


def _unpacked(data: bytes) -> list[Row]:
    try:
        return _unpack(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return []


def _check(values: Iterable[Any]) -> bytes:
    """Some bytes that tell whether the values are those that were written."""
    return blake2b(marshal.dumps(tuple(values), 2), digest_size=8).digest()
