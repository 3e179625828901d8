"""Files and folders below the output folder: their paths, the unfinished parts beside them, what is in their way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b

from .errors import FastBuildError

_LONGEST = 240  # bytes of a name beside which a part's name is made by adding to it; file systems end at 255
_SHORT = 60  # characters of a name that has not so many bytes, whatever they are
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def part_of(full: str) -> str:
    """Where a file is written before it is put in place: beside it, and hidden."""
    begin = max(full.rfind("/"), full.rfind(os.sep)) + 1
    name = full[begin:]
    if len(name) > _SHORT and len(os.fsencode(name)) > _LONGEST:
        name = blake2b(os.fsencode(name), digest_size=16).hexdigest()
    return f"{full[:begin]}.{name}.new"


def write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def check_path(path: str) -> None:
    """Raises FastBuildError for a path that is none below the output folder."""
    parts = path.split("/")
    if (
        not path
        or "\0" in path
        or "\n" in path
        or os.path.isabs(path)
        or any(part in ("", ".", "..") for part in parts)
    ):
        raise FastBuildError(f"{path!r}: no path of a file below the output folder; correct the save_as it comes from")


def files_below(folder: str) -> Iterator[str]:
    """Every file below the folder, relative to it."""
    for parent, _, names in os.walk(folder):
        inside = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in names:
            yield name if inside == "." else f"{inside}/{name}"


def is_plain(full: str) -> bool:
    return not os.path.islink(full)


def is_same_entry(full: str, rows: Iterable[str], path: str, root: str) -> bool:
    """Whether the path is another spelling, in capitals, of one that was put."""
    twins = (other for other in rows if other.casefold() == path.casefold())
    with suppress(OSError):
        return any(os.path.samefile(full, root + other) for other in twins)
    return False


def remove_empty(folder: str, top: str) -> None:
    """Removes the folder and those above it below `top`, as far as they are empty."""
    while len(folder) > len(top):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
