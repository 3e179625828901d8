"""Arrays, texts and plain data in one file, for the next build. A damaged file is a miss.

A head in JSON tells what follows it, with a checksum of each part; then come the parts, each from a multiple of 64
bytes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .miss import Miss

MAGIC = b"archive_search state 1\n"
_ALIGNED = 64  # bytes
_SIZES = 8  # bytes of a number in the head
_KINDS = frozenset("biu")  # of numbers, as numpy calls them


class Chest:
    """What lies in a file. Raises Miss where it is not whole."""

    def __init__(self, path: Path, stamp: Sequence[int] = ()) -> None:
        """With the `stamp_of` that the file had when it was written, what it holds is read when it is asked for, and
        looked through only where the stamp is another."""
        try:
            whole = [*stamp] == stamp_of(path)
            self._data: NDArray[np.uint8] = (
                np.memmap(path, dtype=np.uint8, mode="r") if whole else np.fromfile(path, dtype=np.uint8)
            )
            start = len(MAGIC) + 2 * _SIZES
            head = self._data[:start].tobytes()
            size, checksum = (int.from_bytes(head[at : at + _SIZES]) for at in (len(MAGIC), len(MAGIC) + _SIZES))
            told = self._data[start : start + size].tobytes()
            if not head.startswith(MAGIC) or len(told) != size or crc32(told) != checksum:
                raise Miss
            found = json.loads(told)
            self.data: Any = found["data"]
            self._arrays: dict[str, tuple[str, int, int, int]] = found["arrays"]
            begin = _aligned(start + size)
            for kind, at, length, checksum in self._arrays.values():
                part = self._data[begin + at : begin + at + length]
                if np.dtype(kind).kind not in _KINDS or part.size != length:
                    raise Miss
                if not whole and crc32(part) != checksum:  # type: ignore[arg-type]
                    raise Miss
            self._begin = begin
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Miss from error

    def array(self, name: str) -> NDArray[Any]:
        """The array put in under this name; not to be written to."""
        kind, at, length, _ = self._arrays[name]
        return self._data[self._begin + at : self._begin + at + length].view(kind)

    def texts(self, name: str) -> list[str]:
        """The texts put in under this name."""
        joined = self.array(name).tobytes().decode()
        return joined.split("\n") if joined else []


def stamp_of(path: Path) -> list[int]:
    """Size and times of a file: another where somebody wrote it."""
    found = os.stat(path)
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def write_chest(path: Path, data: Any, arrays: Mapping[str, NDArray[Any]], texts: Mapping[str, Sequence[str]]) -> None:
    """Writes a file that Chest reads. Numbers take no more bytes than their largest; no text holds a line end, and a
    list of texts that is one empty text comes back as none."""
    parts = {name: _small(array) for name, array in arrays.items()}
    parts |= {name: np.frombuffer("\n".join(some).encode(), dtype=np.uint8) for name, some in texts.items()}
    head, at = {}, 0
    for name, part in parts.items():
        head[name] = part.dtype.str, at, part.nbytes, crc32(part.view(np.uint8))  # type: ignore[arg-type]
        at = _aligned(at + part.nbytes)
    told = json.dumps({"data": data, "arrays": head}, ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        file.write(MAGIC + len(told).to_bytes(_SIZES) + crc32(told).to_bytes(_SIZES) + told)
        for part in parts.values():
            file.write(bytes(-file.tell() % _ALIGNED))
            file.write(part.data)
    os.replace(unfinished, path)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _small(array: NDArray[Any]) -> NDArray[Any]:
    """The array in the smallest numbers that hold it, in little-endian order."""
    array = np.ascontiguousarray(array)
    if array.dtype.kind == "b":
        return array.view(np.uint8)
    least, most = (int(array.min()), int(array.max())) if array.size else (0, 0)
    kind = np.min_scalar_type(min(least, -most - 1) if least < 0 else most)
    return array.astype(kind.newbyteorder("<"))
