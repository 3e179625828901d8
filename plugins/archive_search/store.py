"""The folder a search is served from: files named by their content, each written whole, the manifest last.

A file is written as soon as it is made, so that a build holds one file at a time. Nothing that the old manifest names
is touched before the new one is in place: a build that is cut off leaves the old search working, the next clears up.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from .miss import Miss

HASH_CHARACTERS = (
    8  # of 5 bits; among 10,000 files of a kind two share a name once in 20,000 builds, and that is an error
)
# Size, mtime_ns, ctime_ns of a file: whoever writes into one can set the time of writing back, not that of the change
Stamp = tuple[int, int, int]
Stamps = dict[str, Stamp]  # by name
Packed = tuple[bytes, bytes]  # the same as two texts
NO_STAMP = -1, -1, -1  # of a file that is not what it was
_KIND = 2  # characters of the folder before the hash
NOTHING: Mapping[str, Any] = {}
MANIFEST = "root.json"  # the one name that stays; it says how the others are called
WHOLE_INDEX = "lunr.json"

_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HASH = rf"[a-z2-7]{{{HASH_CHARACTERS}}}"
_PREFIX = re.compile(r"[a-z]/|js-")  # a folder of one letter for each kind of file
_OURS = re.compile(  # what an earlier build may have left; nothing else in the folder is touched
    rf"[a-z]/{_HASH}(\.[a-z]+|/[a-z0-9]+\.json)|js-{_HASH}/(page/)?[A-Za-z0-9_-]+\.(mjs|css)|{re.escape(WHOLE_INDEX)}"
    rf"|([a-z]/({_HASH}/)?|js-{_HASH}/(page/)?)?\.[^/]+\.part"
)


def content_hash(data: bytes) -> str:
    """Letters and digits that name this content."""
    return _short(hashlib.sha256(data).digest())


def folder_name(prefix: str, files: Mapping[str, bytes]) -> str:
    """The prefix and a hash of all names and contents."""
    return prefix + content_hash(_listing(files))


def digest(data: bytes) -> bytes:
    """Sixteen bytes that tell inputs apart."""
    return hashlib.blake2b(data, digest_size=16).digest()


def to_json(value: Any) -> bytes:
    """Compact JSON in UTF-8, the keys in the order given."""
    return _TO_JSON.encode(value).encode()


class Written(NamedTuple):
    """What a build did to its folder."""

    files: int
    bytes: int
    changed: int
    removed: int


class Store:
    """Writes the files of one build below a folder, and at the end removes those of earlier builds.

    Without a folder it keeps them in `files`, to be looked at. `made` is what the last build made of some inputs; what
    it wrote must be whole.
    """

    def __init__(
        self, folder: Path | None = None, made: Mapping[str, Any] = NOTHING, there: Stamps | None = None, *,
        hold: bool = False,
    ) -> None:  # fmt: skip
        """`hold` keeps files that have names of their own in `held`, to be put in place by somebody else."""
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.there = there if there is not None else listing(folder) if folder else {}
        self.held: dict[str, bytes] = {}
        self._holds = hold
        self.made: dict[str, Any] = {}  # inputs → what was made of them, in this build
        self._adding: list[dict[str, None]] = []  # names added by the parts that are being made
        self._made_before = made
        self._contents: dict[str, bytes] = {}  # name or folder made of a hash: the whole digest
        self._kept: dict[str, int] = {}  # name → size
        self._folders: set[str] = set()  # that are there
        self._changed: set[str] = set()

    def add(self, prefix: str, data: bytes, suffix: str) -> str:
        """Writes a file under a name made of its content; returns the name. A prefix is a letter and a slash."""
        name = self._named(prefix, data) + suffix
        self._write(name, data, named_by_content=True)
        return name

    def part(self, kind: str, inputs: bytes, make: Callable[[], Any]) -> Any:
        """The plain value that `make` gives when it has added its files; it is not called if the last build made the
        same kind of part of the same inputs, which are told by a digest."""
        key = f"{kind} {inputs.hex()}"
        found = self._made_before.get(key)
        if found is None:
            names: dict[str, None] = {}
            self._adding.append(names)
            found = [make(), list(names)]
            self._adding.pop()
            for name in names:
                self._noted(name)
        else:
            for name in found[1]:
                self.keep(name)
        self.made[key] = found
        return found[0]

    def part_again(self, kind: str) -> Any:
        """The plain value of the part of this kind that the last build had, whose files stay. Raises Miss."""
        key = next((key for key in self._made_before if key.rpartition(" ")[0] == kind), None)
        if key is None:
            raise Miss
        found = self.made[key] = self._made_before[key]
        for name in found[1]:
            self.keep(name)
        return found[0]

    def remember(self, what: str, value: Any) -> None:
        """Leaves plain data for the next build."""
        self.made[what] = value

    def remembered(self, what: str) -> Any:
        """What the last build left under this name; None if nothing."""
        return self._made_before.get(what)

    def add_folder(self, prefix: str, files: Mapping[str, bytes]) -> str:
        """Writes files that call each other by name into a folder named by all their content; returns its name."""
        folder = self._named(prefix, _listing(files))
        for name, data in files.items():
            self._write(f"{folder}/{name}", data, named_by_content=True)
        return folder

    def keep(self, name: str) -> None:
        """Keeps a file that the last build wrote."""
        self.keep_all((name,))

    def keep_all(self, names: Iterable[str]) -> None:
        """Keeps some such files."""
        kept, there = self._kept, self.there
        for name in names:
            kept[name] = len(self.files[name]) if self.folder is None else there[name][0]
            if self._adding:
                self._noted(name)

    def content(self, name: str) -> bytes:
        """A file named by its content that the last build wrote. Raises Miss if it is not what it was."""
        try:
            data = self.files[name] if self.folder is None else Path(os.path.join(self.folder, name)).read_bytes()
        except OSError as error:
            raise Miss from error
        if content_hash(data) != name[_KIND : _KIND + HASH_CHARACTERS]:
            raise Miss
        return data

    def content_of_folder(self, folder: str, names: Iterable[str]) -> dict[str, bytes]:
        """The files, by name, of a folder that `add_folder` wrote. Raises Miss if they are not what they were."""
        if self.folder is None:
            raise Miss
        try:
            files = {name: Path(os.path.join(self.folder, folder, name)).read_bytes() for name in names}
        except OSError as error:
            raise Miss from error
        if content_hash(_listing(files)) != folder[_KIND:]:
            raise Miss
        return files

    def _noted(self, name: str) -> None:
        if self._adding:
            self._adding[-1][name] = None

    def put(self, name: str, data: bytes) -> None:
        """Writes a file under a name of its own."""
        self._write(name, data, named_by_content=False)

    def hold(self, name: str, data: bytes) -> None:
        """Writes a file under a name of its own, or keeps it for whoever puts it in place with others."""
        if self._holds:
            self.held[name] = data
        else:
            self.put(name, data)

    def finish(self, manifest: Mapping[str, Any]) -> Written:
        """Writes the manifest, then removes what it no longer names."""
        self.put(MANIFEST, to_json(manifest))
        return self.clear()

    def names(self) -> list[str]:
        """The files of this build so far."""
        return list(self._kept)

    def placed(self, name: str, size: int) -> None:
        """Counts a file that somebody else wrote for this build."""
        self._kept[name] = size
        if self.there.get(name, NO_STAMP) != self._stamp(name):
            self._changed.add(name)

    def clear(self) -> Written:
        """Removes what the manifest, which is in its place, does not name."""
        removed = self._clear(self.folder) if self.folder else 0
        return Written(len(self._kept), sum(self._kept.values()), len(self._changed), removed)

    def written(self) -> Stamps:
        """The stamp of each file of this build, as they are after it."""
        there = self.there | {name: self._stamp(name) for name in self._changed}
        return {name: there[name] for name in self._kept}

    def _stamp(self, name: str) -> Stamp:
        assert self.folder
        found = os.stat(os.path.join(self.folder, name))
        return found.st_size, found.st_mtime_ns, found.st_ctime_ns

    def _clear(self, folder: Path) -> int:
        """Removes our files that this build did not write, and folders that are empty then; returns their number."""
        gone = [name for name in self.there.keys() - self._kept.keys() if _OURS.fullmatch(name)]
        for name in gone:
            with suppress(FileNotFoundError):  # whoever puts a whole site in place may remove what it no longer has
                os.unlink(os.path.join(folder, name))
        parents = {parent for name in gone for parent in _parents(name)}
        for parent in sorted(parents, key=len, reverse=True):
            path = os.path.join(folder, parent)
            if _PREFIX.match(f"{parent}/") and os.path.isdir(path) and not os.listdir(path):
                os.rmdir(path)
        return len(gone)

    def _named(self, prefix: str, data: bytes) -> str:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f'{prefix}: no prefix of a file; take a letter and a slash, as "t/"')
        digest = hashlib.sha256(data).digest()
        name = prefix + _short(digest)
        if self._contents.setdefault(name, digest) != digest:
            raise ValueError(f"{name}: two files share this name; raise HASH_CHARACTERS in store.py")
        return name

    def _write(self, name: str, data: bytes, *, named_by_content: bool) -> None:
        self._noted(name)
        if name in self._kept:
            return
        self._kept[name] = len(data)
        if self.folder is None:
            self.files[name] = data
            return
        path = os.path.join(self.folder, name)  # pathlib would take longer than the writing
        parent, base = os.path.split(path)
        if parent not in self._folders:
            os.makedirs(parent, exist_ok=True)
            self._folders.add(parent)
        there = self.there.get(name)
        if there and there[0] == len(data) and (named_by_content or Path(path).read_bytes() == data):
            return
        self._changed.add(name)
        if there is None and named_by_content and _made(path, data):
            return
        part = os.path.join(parent, f".{base}.part")
        with open(part, "wb") as file:
            file.write(data)
        os.replace(part, path)


def listing(folder: str | Path) -> Stamps:
    """The stamp of every file below a folder that a build may have written; none of a folder that is not there."""
    found: Stamps = {}
    waiting, ours = [("", str(folder))], _OURS.fullmatch
    while waiting:
        prefix, path = waiting.pop()
        try:
            entries = os.scandir(path)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{name}/", entry.path))
                elif ours(name) or name == MANIFEST:
                    stat = entry.stat(follow_symlinks=False)
                    found[name] = stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    return found


def packed(stamps: Stamps) -> Packed:
    """The names in order, and what is told of them: the same bytes for the same stamps."""
    names = sorted(stamps)
    return "\n".join(names).encode(), array("q", chain.from_iterable(map(stamps.__getitem__, names))).tobytes()


def unpacked(told: Packed) -> Stamps:
    """The stamps of which `packed` made this."""
    names, stamps = told
    numbers = array("q", stamps).tolist()
    columns = zip(*(numbers[place::3] for place in range(3)), strict=True)
    return dict(zip(names.decode().split("\n") if names else (), columns, strict=True))


def _parents(name: str) -> Iterator[str]:
    """The folders above a file, the nearest first."""
    while name := name.rpartition("/")[0]:
        yield name


def _made(path: str, data: bytes) -> bool:
    """Writes a file if there is none: no manifest names it yet, so it may grow in its place."""
    try:
        with open(path, "xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


def _short(digest: bytes) -> str:
    return base64.b32encode(digest)[:HASH_CHARACTERS].decode().lower()


def _listing(files: Mapping[str, bytes]) -> bytes:
    return b"".join(f"{name}\0{len(files[name])}\0".encode() + files[name] for name in sorted(files))
