"""What the last build of an output folder left behind: one SQLite file, and two lists of paths in plain text.

    written   every path the folder's builds wrote, as of the last one that ended; what went since has a sign before it
    journal   the paths a build is about to write, each put down before its file is touched; gone when it has ended
    lock      held while a build runs

Stopped at any moment, damaged, of another version or of another folder, the SQLite file is a miss: it is made anew, and
the lists still say which files are ours. Nothing here is fetched with pickle, and nothing is trusted: what lies in the
file decides only whether a page is made again.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .errors import FastBuildError, cannot_write
from .lock import Lock
from .packed import Changes, Packed, packed

VERSION = 1  # of the tables; a file of another version is thrown away
_TABLES = """
create table meta(name text primary key, value blob);
create table outputs(path text primary key, inputs blob, content blob, size int, mtime int, ctime int) without rowid;
create table files(path text primary key, stamp blob, content blob) without rowid;
create table memo(kind text, key blob, value blob, unique(kind, key));
"""
_DIGEST_LETTERS = 12  # before each line of a list
_GONE = "/-"  # before a path that is ours no more, in the list of those that are: no path begins with a slash
_ESCAPED = "//"  # before the hex digits of a path that is no text: no path begins with a slash
LATEST = "latest "  # begins the names of what stands in `meta` and is a result as those in `memo` are
COMMIT = "commit"  # the journal's last line: from here on files are put in place

Row = tuple[str, bytes | None, bytes, int, int, int]  # path; digest of inputs, of content; size, mtime_ns, ctime_ns


def folder_of(states: Path, output: str) -> Path:
    """The folder for the state of this output folder, which may be reached by several names."""
    real = os.path.realpath(output)
    digest = blake2b(os.fsencode(real), digest_size=6).hexdigest()
    name = "".join(letter for letter in os.path.basename(real) if letter.isalnum() or letter in "-_")[:40]
    return states / f"{name}-{digest}"


class State:
    """The state of one output folder. Whoever opens it holds the folder's lock."""

    def __init__(self, folder: Path, output: str) -> None:
        self.folder = folder
        self.file = folder / "state.sqlite"
        self._output = os.path.realpath(output)
        self._journal: int | None = None
        self._outputs = Packed("outputs", Row)
        self._files = Packed("files", tuple[str, bytes, bytes])
        self._process = os.getpid()  # a process forked from it asks nothing and saves nothing
        try:
            folder.mkdir(parents=True, exist_ok=True)
            said = folder / "output"
            if not said.exists() or said.read_bytes() != os.fsencode(self._output):
                said.write_bytes(os.fsencode(self._output))
        except OSError as error:
            raise cannot_write(str(folder), error) from None
        self._connection = self._open()

    # -- the SQLite file --------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        connection = None
        try:
            connection = _connect(self.file)
            version, output = (self._meta(connection, name) for name in ("version", "output"))
            if version == b"%d" % VERSION and output == os.fsencode(self._output):
                return connection
        except sqlite3.Error:
            pass
        if connection:
            connection.close()
        return self._anew()

    def _anew(self) -> sqlite3.Connection:
        """An empty file in place of one that is no use."""
        for ending in ("", "-wal", "-shm", "-journal"):
            path = self.file.with_name(self.file.name + ending)
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        try:
            connection = _connect(self.file)
            connection.executescript(_TABLES)
            with connection:
                rows = [("version", b"%d" % VERSION), ("output", os.fsencode(self._output))]
                connection.executemany("insert into meta values(?, ?)", rows)
        except sqlite3.Error as error:
            raise cannot_write(str(self.file), OSError(_errno(error), str(error))) from None
        return connection

    @staticmethod
    def _meta(connection: sqlite3.Connection, name: str) -> bytes | None:
        row = connection.execute("select value from meta where name = ?", (name,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None

    def rows(self, query: str, *parameters: Any) -> list[Any]:
        """What the query finds; nothing, and an empty file from now on, where the file turns out to be damaged."""
        if os.getpid() != self._process:
            return []
        try:
            return self._connection.execute(query, parameters).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            self._connection.close()
            self._connection = self._anew()
            return []

    def meta(self, name: str) -> bytes | None:
        """What the last build left under this name."""
        found = self.rows("select value from meta where name = ?", name)
        return found[0][0] if found and isinstance(found[0][0], bytes) else None

    def outputs(self) -> dict[str, Row | None]:
        """Every path that is ours, with what is known of it: None of one that a stopped build may have touched."""
        loose = self.rows("select path, inputs, content, size, mtime, ctime from outputs")
        known: dict[str, Row | None] = self._outputs.read(self.meta(self._outputs.name), loose)
        nothing = not known
        for path in [path for path in known if not _sound(path)]:
            row = known.pop(path)
            if isinstance(path, str) and path.startswith(_ESCAPED):
                with suppress(ValueError):
                    path = os.fsdecode(bytes.fromhex(path[len(_ESCAPED) :]))
                    known[path] = (path, *row[1:]) if row else None
        if nothing:
            known = dict.fromkeys(self._written())
        for path in self.journalled():
            known[path] = None
        return known

    def save_outputs(self, rows: Mapping[str, Row], changed: Iterable[str], gone: Iterable[str]) -> None:
        """Saves what is known of the paths that changed, and forgets those that are gone; `rows` are all of them."""
        new = [(stored(path), *rows[path][1:]) for path in sorted(changed)]
        changes, packed = self._outputs.changes(
            new, map(stored, sorted(gone)), lambda: ((stored(path), *row[1:]) for path, row in rows.items())
        )
        self.save(changes, packed)

    def files(self) -> dict[str, tuple[bytes, bytes]]:
        """The stamp and the digest of every source file that is known."""
        found = self._files.read(self.meta(self._files.name), self.rows("select path, stamp, content from files"))
        return {path: (row[1], row[2]) for path, row in found.items()}

    def changed_files(
        self, rows: Mapping[str, tuple[bytes, bytes]], changed: Iterable[str], gone: Iterable[str]
    ) -> tuple[Changes, Mapping[str, bytes]]:
        """What to save of source files, for `save`: those that changed, and those that are to be forgotten."""
        new = [(stored(path), *rows[path]) for path in sorted(changed)]
        return self._files.changes(
            new, map(stored, sorted(gone)), lambda: ((stored(path), *row) for path, row in rows.items())
        )

    def save(self, changes: Iterable[tuple[str, Iterable[tuple[Any, ...]]]], meta: Mapping[str, bytes]) -> None:
        """Makes the changes (statement, rows) in one go, or none of them. Raises FastBuildError on a full disk."""
        if os.getpid() != self._process:
            return
        try:
            with self._connection:
                for statement, rows in changes:
                    self._connection.executemany(statement, rows)
                self._connection.executemany("insert or replace into meta values(?, ?)", meta.items())
        except sqlite3.Error as error:
            if _errno(error) == errno.ENOSPC:
                raise cannot_write(str(self.file), OSError(errno.ENOSPC, str(error))) from None
            self._connection.close()  # it was damaged where nobody had looked: a miss of the next build
            self._connection = self._anew()

    def forget_results(self, meta: dict[str, bytes]) -> None:
        """Everything is to be made again: the files stay known, what they were made of does not."""
        forget = "delete from meta where substr(name, 1, ?) = ?"
        once: list[tuple[Any, ...]] = [()]
        results = [("delete from memo", once), (forget, [(len(LATEST), LATEST)])]
        name, known = self._outputs.name, self._outputs.read(self.meta(self._outputs.name), ())
        made_of_nothing = packed([(path, None, *row[2:]) for path, row in known.items()])
        self.save([*results, ("update outputs set inputs = null", once)], meta | {name: made_of_nothing})

    def close(self) -> None:
        self._connection.close()
        self._close_journal()

    # -- the lists in plain text ------------------------------------------------------------

    def begin_writing(self, path: str, *, foreign: bool) -> None:
        """Puts down that the file is about to be written. A foreign one counts as ours from `begin_commit` on."""
        self._put_down(("?" if foreign else "+") + path)

    def begin_commit(self) -> None:
        """Puts down that from now on files are put in place or removed."""
        self._put_down(COMMIT)

    def _put_down(self, text: str) -> None:
        if self._journal is None:
            self._journal = os.open(self.folder / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        os.write(self._journal, _line(text))

    def was_stopped(self) -> bool:
        """Whether the last build did not come to its end."""
        return (self.folder / "journal").exists()

    def journalled(self) -> Iterator[str]:
        """The paths that a stopped build wrote or was about to write."""
        lines = _read_lines(self.folder / "journal")
        signs = "+?" if COMMIT in lines else "+"
        return (line[1:] for line in lines if line[0] in signs)

    def parts(self) -> list[str]:
        """The paths beside which a stopped build may have left an unfinished file."""
        return [line[1:] for line in _read_lines(self.folder / "journal") if line[0] in "+?"]

    def _written(self) -> dict[str, None]:
        """The paths of the list of what is ours."""
        found: dict[str, None] = {}
        for line in _read_lines(self.folder / "written"):
            if line.startswith(_GONE):
                found.pop(line[len(_GONE) :], None)
            else:
                found[line] = None
        return found

    def end_writing(self, written: Collection[str], came: Iterable[str], gone: Iterable[str], *, anew: bool) -> None:
        """Everything is in place and saved. Adds what came and what is gone to the list of what is ours; where nobody
        can tell what is in it (`anew`), or it is twice as long as it need be, it is written again: all of `written`."""
        file = self.folder / "written"
        lines = [_line(path) for path in came if "\n" not in path]
        lines += [_line(_GONE + path) for path in gone if "\n" not in path]
        if lines or anew:
            need = sum(map(len, written)) + (_DIGEST_LETTERS + 2) * len(written)
            if anew or not file.exists() or file.stat().st_size > 2 * need:
                part = self.folder / "written.part"
                part.write_bytes(b"".join(_line(path) for path in sorted(written) if "\n" not in path))
                os.replace(part, file)
            else:
                with file.open("ab") as list_:
                    list_.write(b"".join(lines))
        self._close_journal()
        (self.folder / "journal").unlink(missing_ok=True)

    def _close_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None


def stored(path: str) -> str:
    """The path as the tables hold it."""
    try:
        path.encode()
    except UnicodeEncodeError:  # a name that is no text
        return _ESCAPED + os.fsencode(path).hex()
    return path


def forget_gone(states: Path, but: Path) -> None:
    """Removes the states of output folders that are no more, but one, and those of builds that run."""
    for folder in states.iterdir() if states.is_dir() else ():
        said = folder / "output"
        if folder == but or not said.is_file() or os.path.isdir(os.fsdecode(said.read_bytes())):
            continue
        lock = Lock(folder, "")
        with suppress(FastBuildError):
            lock.acquire()
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=0)
    with suppress(sqlite3.Error):  # a damaged file: its first query says so
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")  # a lost state is a miss
    return connection


def _errno(error: sqlite3.Error) -> int:
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return errno.ENOSPC if full else errno.EIO


def _sound(path: object) -> bool:
    return isinstance(path, str) and path[:1] not in ("", "/")


def _line(text: str) -> bytes:
    """The text with a digest before it, so that a damaged line is no path at all."""
    data = os.fsencode(text)
    return blake2b(data, digest_size=_DIGEST_LETTERS // 2).hexdigest().encode() + b" " + data + b"\n"


def _read_lines(file: Path) -> list[str]:
    """The sound lines of a list; none of a list that is not there."""
    try:
        data = file.read_bytes()
    except OSError:
        return []
    texts = ((line + b"\n", os.fsdecode(line[_DIGEST_LETTERS + 1 :])) for line in data.split(b"\n"))
    return [text for line, text in texts if text and _line(text) == line]
