"""Big files to download, compressed (gzip): in parts, so that a changed month is compressed again and no other.

A part is a stretch of raw deflate that ends at a whole byte and looks back at nothing before it. Parts that follow each
other are one stream of one gzip file, whose check sum is put together from theirs. Its head names no time and no file:
the same parts give the same bytes, with the same zlib.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

LEVEL = 1  # of zlib: 15 % larger than its usual 6, in a quarter of the time
RAW = -zlib.MAX_WBITS  # deflate without a head of its own
HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # gzip, deflate, no flags, no time, no system
END = b"\x03\x00"  # of a stream of deflate
BEFORE = struct.Struct("<QI")  # of a part: its length and check sum, not compressed
ENDS = struct.Struct("<II")  # of a file: its check sum and length, not compressed
NOTHING = bytes(1 << 16)


def packed(content: bytes) -> bytes:
    """The part that holds this content."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    data = stream.compress(content) + stream.flush(zlib.Z_FULL_FLUSH)
    return BEFORE.pack(len(content), zlib.crc32(content)) + data


def unpacked(part: bytes) -> bytes:
    """What was packed."""
    return zlib.decompressobj(RAW).decompress(part[BEFORE.size :])


def length_of(part: bytes) -> int:
    """How many bytes were packed."""
    length: int = BEFORE.unpack_from(part)[0]
    return length


def gzipped(parts: Iterable[bytes]) -> bytes:
    """The file that holds the contents of these parts, one after the other."""
    written, length, check = [HEAD], 0, 0
    for part in parts:
        size, own = BEFORE.unpack_from(part)
        written.append(part[BEFORE.size :])
        check = _past(size, check) ^ _past(size, 0) ^ own  # as if the bytes themselves had been gone through
        length += size
    return b"".join([*written, END, ENDS.pack(check, length & 0xFFFFFFFF)])


def gzip_length(parts: Iterable[bytes]) -> int:
    """How long that file is, without making it."""
    return len(HEAD) + sum(len(part) - BEFORE.size for part in parts) + len(END) + ENDS.size


def _past(size: int, check: int) -> int:
    """The check sum after so many bytes of nothing."""
    for _ in range(size // len(NOTHING)):
        check = zlib.crc32(NOTHING, check)
    return zlib.crc32(NOTHING[: size % len(NOTHING)], check)
