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
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HASH_CHARACTERS = (
    8  # of 5 bits; among 10,000 files of a kind two share a name once in 20,000 builds, and that is an error
)
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


def to_json(value: Any) -> bytes:
    """Compact JSON in UTF-8, the keys in the order given."""
    return _TO_JSON.encode(value).encode()


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to its folder."""

    files: int
    bytes: int
    changed: int
    removed: int


class Store:
    """Writes the files of one build below a folder, and at the end removes those of earlier builds.

    Without a folder it keeps them in `files`, to be looked at.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self._contents: dict[str, bytes] = {}  # name or folder made of a hash: the whole digest
        self._kept: set[str] = set()
        self._made: set[str] = set()  # folders that are there
        self._bytes = 0
        self._changed = 0

    def add(self, prefix: str, data: bytes, suffix: str) -> str:
        """Writes a file under a name made of its content; returns the name. A prefix is a letter and a slash."""
        name = self._named(prefix, data) + suffix
        self._write(name, data, named_by_content=True)
        return name

    def add_folder(self, prefix: str, files: Mapping[str, bytes]) -> str:
        """Writes files that call each other by name into a folder named by all their content; returns its name."""
        folder = self._named(prefix, _listing(files))
        for name, data in files.items():
            self._write(f"{folder}/{name}", data, named_by_content=True)
        return folder

    def put(self, name: str, data: bytes) -> None:
        """Writes a file under a name of its own."""
        self._write(name, data, named_by_content=False)

    def finish(self, manifest: Mapping[str, Any]) -> Written:
        """Writes the manifest, then removes what it no longer names."""
        self.put(MANIFEST, to_json(manifest))
        removed = self._clear(self.folder) if self.folder else 0
        return Written(len(self._kept), self._bytes, self._changed, removed)

    def _clear(self, folder: Path) -> int:
        """Removes our files that this build did not write, and folders that are empty then; returns their number."""
        removed = 0
        for parent, _, names in os.walk(folder, topdown=False):
            inside = Path(parent).relative_to(folder).as_posix()
            for name in names:
                path = name if inside == "." else f"{inside}/{name}"
                if path not in self._kept and _OURS.fullmatch(path):
                    os.unlink(os.path.join(parent, name))
                    removed += 1
            if _PREFIX.match(f"{inside}/") and not os.listdir(parent):
                os.rmdir(parent)
        return removed

    def _named(self, prefix: str, data: bytes) -> str:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f'{prefix}: no prefix of a file; take a letter and a slash, as "t/"')
        digest = hashlib.sha256(data).digest()
        name = prefix + _short(digest)
        if self._contents.setdefault(name, digest) != digest:
            raise ValueError(f"{name}: two files share this name; raise HASH_CHARACTERS in store.py")
        return name

    def _write(self, name: str, data: bytes, *, named_by_content: bool) -> None:
        if name in self._kept:
            return
        self._kept.add(name)
        self._bytes += len(data)
        if self.folder is None:
            self.files[name] = data
            return
        path = os.path.join(self.folder, name)  # pathlib would take longer than the writing
        parent, base = os.path.split(path)
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)
            self._made.add(parent)
        if named_by_content and _made(path, data):
            self._changed += 1
            return
        same = os.path.exists(path) and os.stat(path).st_size == len(data)
        if same and (named_by_content or Path(path).read_bytes() == data):
            return
        part = os.path.join(parent, f".{base}.part")
        with open(part, "wb") as file:
            file.write(data)
        os.replace(part, path)
        self._changed += 1


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
