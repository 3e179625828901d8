"""The files of a site: each is made only when what it is made of changed, and all are put in place together.

A file that is made is written beside its place, under a hidden name; `finish` renames them all, then removes what
this build did not put. So a build that fails leaves the site as it was, and a reader never sees half a file. Every path
is in the state's journal before it is touched: whatever moment a build is killed at, the next one puts right.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from .digests import bytes_digest
from .errors import FastBuildError, cannot_write
from .site_files import NEW_FILE, check_path, files_below, is_plain, is_same_entry, part_of, remove_empty, write_all
from .state import Row, State, stored

_CLAIMED = (None, b"", -1, 0, 0)  # the rest of the row of a file that somebody else writes
_SAVE = "insert or replace into outputs values(?, ?, ?, ?, ?, ?)"
_DROP = "delete from outputs where path = ?"


class Outputs:
    """The files of one build of one output folder. Paths are relative to it, with slashes: "article/x/index.html"."""

    def __init__(self, folder: str, state: State, *, adopt: bool = False) -> None:
        """`adopt` takes what lies in a folder that no state knows for files of earlier builds."""
        self.folder = os.path.abspath(folder)
        self._root = self.folder + os.sep
        self._state = state
        try:
            os.makedirs(self.folder, exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from None
        self._list_is_old = state.was_stopped()
        self._known = state.outputs()  # paths of earlier builds that this one did not put yet
        self._clear_parts()
        self.foreign = set() if self._known else set(files_below(self.folder))  # of a folder nobody remembers building
        if adopt:
            self._known.update(dict.fromkeys(self.foreign))
            self.foreign = set()
        self._recorded = set(self._known)
        self._rows: dict[str, Row] = {}  # paths put by this build
        self._changed: set[str] = set()  # those whose row is to be saved
        self._folders: set[str] = {self.folder}  # those that are there
        self._staged: dict[str, None] = {}  # paths whose file lies unfinished beside its place, in their order
        self.made = self.written = self.removed = 0
        self.begun = False  # files are being put in place: from here on the folder is not what it was
        self.in_place = False
        self._began = time.time_ns()

    # -- what a build says ------------------------------------------------------------------

    def put(
        self,
        path: str,
        inputs: bytes | None,
        make: Callable[[], bytes],
        *,
        override: bool = False,
        at_once: bool = False,
    ) -> bool:
        """Whether the file had to be made. `make` is called unless the file was made of these inputs and is whole.

        Without inputs it is always made, and written if it differs. A second put of a path is an error unless it
        overrides the first. `at_once` puts the file in place without waiting for the others.
        Raises FastBuildError for a path put twice, outside the folder, or that cannot be written.
        """
        if not override and self.keep(path, inputs):
            return False
        if override:
            self._take_back(path)
        data = make()
        self.made += 1
        known = self._known.get(path)
        content = bytes_digest(data)
        if known is not None and known[2] == content and (row := self._whole(path, known)):
            self._record((path, inputs, *row[2:]), changed=known != (path, inputs, *row[2:]))
        elif known is None and self._holds(path, data):
            self._record(self._row_of(path, inputs, content), changed=True)
        else:
            self._write(path, lambda file: write_all(file, data))
            self._record((path, inputs, content, len(data), 0, 0), changed=True)
        if at_once or self.in_place:
            self._place(path)
        return True

    def keep(self, path: str, inputs: bytes | None) -> bool:
        """Whether the file was made of these inputs and is whole; if so it counts as put, and need not be made.

        Raises FastBuildError for a path that was put already.
        """
        if path in self._rows:
            raise FastBuildError(f"{path}: two pages want this address; change the slug or save_as of one of them")
        known = self._known.get(path)
        if known is None or inputs is None or known[1] != inputs:
            return False
        try:  # the way of nearly every file of nearly every build
            found = os.stat(self._root + path)
            if found.st_mtime_ns == known[4] and found.st_size == known[3] and found.st_ctime_ns == known[5]:
                self._rows[path] = self._known.pop(path)  # type: ignore[assignment]  # it is known
                return True
        except OSError:
            return False
        row = self._whole(path, known)
        if row is None:
            return False
        self._record(row, changed=True)
        return True

    def keep_many(self, paths: Sequence[str], inputs: Sequence[bytes | None]) -> list[int]:
        """Where in the list the files stand that are not whole, or made of other inputs; the others count as put.

        Raises FastBuildError for a path that was put already.
        """
        known, rows, root, stat = self._known, self._rows, self._root, os.stat
        left = []
        for place, path in enumerate(paths):
            row, value = known.get(path), inputs[place]
            if row is not None and value is not None and row[1] == value:
                try:
                    found = stat(root + path)
                except OSError:
                    left.append(place)
                    continue
                if found.st_mtime_ns == row[4] and found.st_size == row[3] and found.st_ctime_ns == row[5]:
                    rows[path] = row
                    del known[path]
                    continue
            if not self.keep(path, value):
                left.append(place)
        return left

    def keep_all(self, paths: Sequence[str], made_of: bytes) -> bool:
        """Whether all these files are whole, and made of the inputs of which this is the digest, as `put_since` gives
        it. If so all count as put; if not, none does."""
        known, root = self._known, self._root
        rows: list[Row] = []
        try:
            for path in paths:
                row = known[path]
                found = os.stat(root + path)
                if row is None or (found.st_size, found.st_mtime_ns, found.st_ctime_ns) != row[3:]:
                    return False
                rows.append(row)
        except (KeyError, OSError):
            return False
        if _inputs_of(rows) != made_of:
            return False
        for row in rows:
            self._rows[row[0]] = row
            del known[row[0]]
        return True

    def put_since(self, first: int) -> tuple[list[str], bytes | None]:
        """The paths put after the first so many, and the digest of all their inputs; None if one has none."""
        rows = list(islice(self._rows.values(), first, None))
        return [row[0] for row in rows], _inputs_of(rows)

    def copy(self, path: str, source: str, content: bytes, *, override: bool = False) -> bool:
        """Whether the file had to be copied: it becomes a copy of the source, whose digest of content this is.

        Raises FastBuildError as `put` does, and where the source cannot be read.
        """
        if override and path in self._rows:
            self._take_back(path)
        if self.keep(path, content):
            return False
        self.made += 1

        def fill(file: int) -> None:
            with open(source, "rb", buffering=0) as other, os.fdopen(os.dup(file), "wb", buffering=0) as target:
                shutil.copyfileobj(other, target)

        size = self._write(path, fill)
        self._record((path, content, content, size, 0, 0), changed=True)
        if self.in_place:
            self._place(path)
        return True

    def claim(self, path: str) -> None:
        """Counts a file as this build's that somebody else writes, so that it goes when nobody claims it any more."""
        self._take_back(path)
        row = (path, *_CLAIMED)
        self._record(row, changed=self._known.get(path) != row)

    def claim_all(self, paths: Iterable[str]) -> None:
        """Counts many such files."""
        known, rows = self._known, self._rows
        for path in paths:
            row = known.get(path)
            if row is not None and row[1:] == _CLAIMED:
                rows[path] = row
                del known[path]
            else:
                self.claim(path)

    def has(self, path: str) -> bool:
        """Whether this build put the path."""
        return path in self._rows

    # -- the end ----------------------------------------------------------------------------

    def finish(self) -> None:
        """Puts every file in its place, removes what only earlier builds put, and saves the state.

        Raises FastBuildError where a file cannot be put in place; the next build puts the rest.
        """
        if self._staged or self._known:
            self._begin_commit()
            self.begun = True
        waiting = [path for path in list(self._staged) if not self._place(path, patient=True)]
        self._remove_stale()
        for path in waiting:  # where a folder of removed files stood
            self._place(path)
        self.in_place = True
        self.save()

    def save(self) -> None:
        """Saves what is known of the files, so that the next build can keep them."""
        gone = {path for path in self._known if path in self._recorded}  # this build did not put
        new = not self._recorded.issuperset(self._changed)
        saved = [(stored(path), *self._rows[path][1:]) for path in sorted(self._changed)]
        dropped = [(stored(path),) for path in sorted(gone)]
        if saved or dropped:
            self._state.save([(_SAVE, saved), (_DROP, dropped)], {})
        try:
            self._state.end_writing(sorted(self._rows) if gone or new or self._list_is_old else None)
        except OSError as error:
            raise cannot_write(str(self._state.folder), error) from None
        self._recorded = set(self._rows)
        self._changed.clear()
        self._list_is_old = False

    def _begin_commit(self) -> None:
        try:
            self._state.begin_commit()
        except OSError as error:
            raise cannot_write(str(self._state.folder), error) from None

    def abandon(self) -> None:
        """Takes back what was not put in place yet: the folder is as it was."""
        for path in self._staged:
            part = part_of(self._root + path)
            with suppress(OSError):
                os.unlink(part)
                remove_empty(os.path.dirname(part), self.folder)
        self._staged.clear()

    def remove_foreign(self, retained: Iterable[str]) -> None:
        """Removes what no build wrote, but for these names at the folder's top: the folder is wholly this site's."""
        kept = frozenset(retained)
        for path in sorted(set(files_below(self.folder)) - self._known.keys()):
            if path.partition("/")[0] not in kept:
                os.unlink(self._root + path)
                remove_empty(os.path.dirname(self._root + path), self.folder)
        self.foreign = {path for path in self.foreign if path.partition("/")[0] in kept}

    def left_alone(self) -> list[str]:
        """Files that were in the folder before its first build and that no build wrote, in order."""
        return sorted(path for path in self.foreign - self._rows.keys() if os.path.lexists(self._root + path))

    def paths(self) -> frozenset[str]:
        """Every path this build put."""
        return frozenset(self._rows)

    @property
    def pages(self) -> int:
        """How many HTML pages this build put."""
        return sum(path.endswith(".html") for path in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    # -- files ------------------------------------------------------------------------------

    def _record(self, row: Row, *, changed: bool) -> None:
        path = row[0]
        self._known.pop(path, None)
        self._rows[path] = row
        if changed:
            self._changed.add(path)

    def _take_back(self, path: str) -> None:
        """Forgets an earlier put of this build."""
        if path in self._staged:
            del self._staged[path]
            os.unlink(part_of(self._root + path))
        if path in self._rows:
            del self._rows[path]
            self._known[path] = None

    def _whole(self, path: str, row: Row) -> Row | None:
        """The row, if the file is the one that was written; a new one where only its times differ; None otherwise."""
        full = self._root + path
        try:
            found = os.stat(full)
            if (found.st_size, found.st_mtime_ns, found.st_ctime_ns) == row[3:]:
                return row
            if found.st_size != row[3] or not is_plain(full) or bytes_digest(Path(full).read_bytes()) != row[2]:
                return None
        except OSError:
            return None
        return (*row[:3], found.st_size, found.st_mtime_ns, found.st_ctime_ns)

    def _holds(self, path: str, data: bytes) -> bool:
        """Whether a file we know nothing of is there and holds this."""
        full = self._root + path
        if path not in self.foreign and path not in self._recorded:
            return False
        try:
            return is_plain(full) and os.stat(full).st_size == len(data) and Path(full).read_bytes() == data
        except OSError:
            return False

    def _row_of(self, path: str, inputs: bytes | None, content: bytes) -> Row:
        found = os.stat(self._root + path)
        return (path, inputs, content, found.st_size, found.st_mtime_ns, found.st_ctime_ns)

    def _write(self, path: str, fill: Callable[[int], None]) -> int:
        """Writes a file beside the path's place, to be put there by `_place`; its bytes."""
        check_path(path)
        full = self._root + path
        part = part_of(full)
        try:
            self._state.begin_writing(path, foreign=path in self.foreign)
            folder = os.path.dirname(part)
            if folder not in self._folders:
                self._make_folder(folder)
                self._folders.add(folder)
            file = os.open(part, NEW_FILE, 0o666)
            self._staged[path] = None
            try:
                fill(file)
                return os.fstat(file).st_size
            finally:
                os.close(file)
        except OSError as error:
            raise cannot_write(path, error) from None

    def _make_folder(self, folder: str) -> None:
        """Makes a folder, also where one of our own files of an earlier build stands in its way."""
        try:
            os.mkdir(folder)
        except FileNotFoundError:
            self._make_folder(os.path.dirname(folder))
            os.mkdir(folder)
        except (FileExistsError, NotADirectoryError):
            if os.path.isdir(folder):
                return
            above = folder
            while len(above) > len(self.folder) and not os.path.lexists(above):
                above = os.path.dirname(above)
            if os.path.relpath(above, self.folder).replace(os.sep, "/") not in self._known:
                raise
            os.unlink(above)
            os.makedirs(folder, exist_ok=True)

    def _place(self, path: str, *, patient: bool = False) -> bool:
        """Puts a written file in its place. False where a folder stands there and it may go later (`patient`)."""
        if path not in self._staged:
            return True
        full = self._root + path
        part = part_of(full)
        try:
            os.replace(part, full)
            found = os.stat(full)
        except OSError as error:
            if patient and os.path.isdir(full):
                return False
            raise cannot_write(path, error) from None
        del self._staged[path]
        inputs, content = self._rows[path][1:3]
        self._rows[path] = (path, inputs, content, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        self.written += 1
        return True

    def _remove_stale(self) -> None:
        stale = sorted(self._known)
        if not stale:
            return
        folded = {path.casefold() for path in self._rows}
        for path in stale:
            full = self._root + path
            if path.casefold() in folded and is_same_entry(full, self._rows, path, self._root):
                continue  # the same file under another case
            if self._written_by_another(full, self._known[path]):
                continue
            try:
                os.unlink(full)
                self.removed += 1
            except (FileNotFoundError, NotADirectoryError):
                pass
            except (IsADirectoryError, PermissionError) as error:
                if not os.path.isdir(full):
                    raise cannot_write(path, error) from None
                continue
            remove_empty(os.path.dirname(full), self.folder)

    def _written_by_another(self, full: str, row: Row | None) -> bool:
        """Whether a file we once wrote was written since this build began, not by way of the outputs."""
        if row is None:
            return False
        try:
            found = os.stat(full)
        except OSError:
            return False
        new = (found.st_size, found.st_mtime_ns, found.st_ctime_ns) != row[3:]
        return new and row[1:] != _CLAIMED and found.st_mtime_ns > self._began

    def _clear_parts(self) -> None:
        """Removes the unfinished files of a build that was stopped."""
        for path in self._state.parts():
            try:
                check_path(path)
            except FastBuildError:
                continue
            part = part_of(self._root + path)
            with suppress(OSError):
                os.unlink(part)
                remove_empty(os.path.dirname(part), self.folder)


def _inputs_of(rows: Iterable[Row]) -> bytes | None:
    """The digest of the inputs of all rows; None if one has none."""
    inputs = [row[1] for row in rows]
    return None if None in inputs else bytes_digest(b"".join(inputs))  # type: ignore[arg-type]  # None is ruled out
