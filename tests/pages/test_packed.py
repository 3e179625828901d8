"""Compressed files are put together of parts, and every reader of gzip reads what was packed."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_pages.packed import BEFORE, NOTHING, gzip_length, gzipped, length_of, packed, unpacked


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.binary(max_size=300), max_size=8))
def test_parts_are_one_file_that_others_read(contents: list[bytes]) -> None:
    parts = [packed(content) for content in contents]
    file = gzipped(parts)

    assert gzip.decompress(file) == b"".join(contents)
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)  # which reads one file and no second one behind it
    assert (reader.decompress(file), reader.eof, reader.unused_data) == (b"".join(contents), True, b"")
    assert gzip_length(parts) == len(file)
    assert [(unpacked(part), length_of(part)) for part in parts] == [(c, len(c)) for c in contents]


@pytest.mark.parametrize("size", [len(NOTHING) - 1, len(NOTHING), 3 * len(NOTHING) + 5])
def test_the_check_sum_of_long_parts_is_that_of_all(size: int) -> None:
    contents = [bytes(range(256)) * (size // 256) + b"x" * (size % 256), b"y" * size, b""]

    assert gzip.decompress(gzipped(map(packed, contents))) == b"".join(contents)


def test_a_damaged_part_is_noticed() -> None:
    part = bytearray(packed(b"The ferry crossed the river."))
    part[BEFORE.size - 1] ^= 1  # of its check sum

    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(gzipped([packed(b"One. "), bytes(part)]))


def test_the_head_names_no_time_and_no_file() -> None:
    assert gzipped([]) == b"\x1f\x8b\x08" + bytes(6) + b"\xff\x03\x00" + bytes(8)
