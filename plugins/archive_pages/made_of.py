"""What pages with a story's text or evidence are made of: digests of its entry, its post and its evidence.

They stand in rows, by the places of a table, so that one look gives those of any number of stories.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .columns import Places
from .table import DIGEST_BYTES

Rows: TypeAlias = NDArray[np.uint8]


class MadeOf(Struct, frozen=True):
    """Three digests of each story."""

    entries: Rows
    posts: Rows
    evidence: Rows

    @property
    def all_posts(self) -> bytes:
        """The digests of all stories' posts, one after the other."""
        return self.posts.tobytes()

    @property
    def all_evidence(self) -> bytes:
        return self.evidence.tobytes()

    def posts_of(self, places: Places) -> bytes:
        """The same of some stories' posts."""
        return self.posts[places].tobytes()

    def everything_of(self, places: Places) -> bytes:
        """All three of each of these stories: EVERYTHING bytes for each, one story after the other."""
        return np.concatenate([rows[places] for rows in (self.entries, self.posts, self.evidence)], axis=1).tobytes()


EVERYTHING = DIGEST_BYTES * len(MadeOf.__struct_fields__)


def made_of(entries: Rows, posts: Iterable[bytes], evidence: Iterable[bytes]) -> MadeOf:
    """The digests of stories in the order of their places."""
    return MadeOf(entries, _rows(posts), _rows(evidence))


def _rows(digests: Iterable[bytes]) -> Rows:
    """A row for each; what stands in place of the digest of a file that is missing is shorter."""
    data = b"".join([digest.ljust(DIGEST_BYTES, b"\0") for digest in digests])
    return np.frombuffer(data, np.uint8).reshape(-1, DIGEST_BYTES)
