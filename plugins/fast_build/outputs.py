"""The files of a site: each is made only when what it is made of changed, and all are put in place together.

A file that is made is written beside its place, under a hidden name; `finish` renames them all, then removes what
this build did not put. So a build that fails leaves the site as it was, and a reader never sees half a file. Every path
is in the state's journal before it is touched: whatever moment a build is killed at, the next one puts right.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, KeysView, Sequence
from contextlib import suppress
from itertools import islice

from .digests import bytes_digest
from .errors import FastBuildError, cannot_write
from .site_files import files_below, part_of, remove_empty, write_all
from .site_folder import CLAIMED, SiteFolder
from .state import Row, State


class Outputs(SiteFolder):
    """The files of one build of one output folder. Paths are relative to it, with slashes: "article/x/index.html"."""

    def __init__(self, folder: str, state: State, *, adopt: bool = False) -> None:
        """`adopt` takes what lies in a folder that no state knows for files of earlier builds."""
        super().__init__(folder, state, adopt=adopt)
        self._changed: set[str] = set()  # those put whose row is to be saved
        self.heard: Callable[[], object] = lambda: None  # called for each file that is made
        self.begun = False  # files are being put in place: from here on the folder is not what it was
        self.in_place = False

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
        self.heard()
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
        self.heard()

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
        row = (path, *CLAIMED)
        self._record(row, changed=self._known.get(path) != row)

    def claim_all(self, paths: Iterable[str]) -> None:
        """Counts many such files."""
        known, rows = self._known, self._rows
        for path in paths:
            row = known.get(path)
            if row is not None and row[1:] == CLAIMED:
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
        came = self._changed - self._recorded
        if self._changed or gone:
            self._state.save_outputs(self._rows, self._changed, gone)
        try:
            self._state.end_writing(self._rows, sorted(came), sorted(gone), anew=self._list_is_old)
        except OSError as error:
            raise cannot_write(str(self._state.folder), error) from None
        if came or gone:
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

    def listed(self) -> KeysView[str]:
        """The same, as long as nothing more is put."""
        return self._rows.keys()

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


def _inputs_of(rows: Iterable[Row]) -> bytes | None:
    """The digest of the inputs of all rows; None if one has none."""
    inputs = [row[1] for row in rows]
    return None if None in inputs else bytes_digest(b"".join(inputs))  # type: ignore[arg-type]  # None is ruled out
