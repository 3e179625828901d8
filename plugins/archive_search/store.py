"""The folder a search is served from: files named by their content, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HASH_DIGITS = 12  # hex; 48 bits keep 100,000 files apart, and a clash is an error, not a mix-up
MANIFEST = "root.json"  # the one name that stays; it says how the others are called
WHOLE_INDEX = "lunr.json"
_OURS = re.compile(  # what an earlier build may have left; nothing else in the folder is touched
    rf"(index|words|common|d/|x/)[.]?[0-9a-f]{{{HASH_DIGITS}}}\.(json|txt)|js-[0-9a-f]{{{HASH_DIGITS}}}/(page/)?[a-z]+\.(mjs|css)|lunr\.json"
)


def content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:HASH_DIGITS]


def folder_name(prefix: str, files: Mapping[str, bytes]) -> str:
    """The prefix and a hash of all names and contents."""
    listing = b"".join(f"{name}\0{len(files[name])}\0".encode() + files[name] for name in sorted(files))
    return prefix + content_hash(listing)


def to_json(value: Any) -> bytes:
    """Compact JSON in UTF-8, the keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a folder did."""

    files: int
    bytes: int
    changed: int
    removed: int


@dataclass(slots=True)
class Store:
    """The files of a build, collected before any is written."""

    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, prefix: str, data: bytes, suffix: str) -> str:
        """Keeps a file under a name made of its content; returns the name."""
        name = f"{prefix}{content_hash(data)}{suffix}"
        if self.files.setdefault(name, data) != data:
            raise ValueError(f"{name}: two files share this name; raise HASH_DIGITS in store.py")
        return name

    def add_folder(self, prefix: str, files: Mapping[str, bytes]) -> str:
        """Keeps files that call each other by name in a folder named by all their content."""
        folder = folder_name(prefix, files)
        self.files |= {f"{folder}/{name}": data for name, data in files.items()}
        return folder

    def write(self, folder: Path, manifest: Mapping[str, Any]) -> Written:
        """Writes the files that differ, then the manifest, then removes what no manifest names any more.

        In this order a build that is cut off leaves the old search working.
        """
        last = {MANIFEST: to_json(manifest)}
        changed = sum(_write(folder / name, data) for files in (self.files, last) for name, data in files.items())
        removed = 0
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in self.files and _OURS.fullmatch(name):
                path.unlink()
                removed += 1
        for path in sorted((*folder.glob("js-*"), *folder.glob("js-*/page")), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        size = sum(len(data) for data in (*self.files.values(), *last.values()))
        return Written(len(self.files) + 1, size, changed, removed)


def _write(path: Path, data: bytes) -> bool:
    """True when the file had to be written: it is put in place whole, and left alone if equal."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)  # mkstemp gives 0o600, which a web server may not read
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return True
