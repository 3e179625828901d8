"""The output folder of one build: files are written beside their places, put there, and taken away.

Of each path it knows what an earlier build left and what this one put; what is to be made, and when, is said in
`outputs.py`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .digests import bytes_digest
from .errors import FastBuildError, cannot_write
from .site_files import NEW_FILE, check_path, files_below, is_plain, is_same_entry, part_of, remove_empty
from .state import Row, State

CLAIMED = (None, b"", -1, 0, 0)  # the rest of the row of a file that somebody else writes


class SiteFolder:
    """What lies in an output folder, and what of it is known. Paths are relative to it, with slashes."""

    def __init__(self, folder: str, state: State, *, adopt: bool) -> None:
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
        self._folders: set[str] = {self.folder}  # those that are there
        self._staged: dict[str, None] = {}  # paths whose file lies unfinished beside its place, in their order
        self.written = self.removed = 0
        self.begins()

    def begins(self) -> None:
        """What others write into the folder from now on is theirs."""
        self._began = time.time_ns()

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
            if not patient and os.path.isdir(full) and is_plain(full):
                os.rmdir(full)  # an empty folder is nobody's
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
        return new and row[1:] != CLAIMED and found.st_mtime_ns > self._began

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
