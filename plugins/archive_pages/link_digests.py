"""The digest of everything an article's page reads from the rest of the archive, for all articles at once.

`links.links_of` makes the value itself, one story at a time; making ten thousand of them to see that none has changed
would take longer than all the rest of a build. So the digest is of what the value is made of: the entries of the
stories it may name, and the addresses. It may change where the value does not, which costs a page that is made for
nothing; it cannot stay where the value changes, and random edits hold it to that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .alone import Builder
from .archive import Archive
from .related import NOBODY
from .table import DIGEST_BYTES

Rows = NDArray[np.uint8]


class LinkDigests:
    """Digests of the links of one archive's stories, by their places in its table."""

    def __init__(self, archive: Archive, build: Builder, evidence_digest: Callable[[str], bytes]) -> None:
        """`evidence_digest` is that of a story's evidence, which a canonical story's page reads of its reprints."""
        self._archive = archive
        self._digest = build.digest
        self._evidence_digest = evidence_digest
        nobody = np.zeros((1, DIGEST_BYTES), np.uint8)
        self._entries: Rows = np.concatenate([archive.table.digests, nobody])  # NOBODY finds the last row
        self._before, self._after = archive.all_neighbours()
        related = archive.related
        pairs = np.frombuffer(b"".join(build.digest(*pair) for pair in related.names), np.uint8)
        rows = (pairs.reshape(-1, DIGEST_BYTES)[related.pair] if len(related.pair) else nobody[:0],
                self._entries[related.before], self._entries[related.after])  # fmt: skip
        self._related: Rows = np.concatenate(rows, axis=1)

    def of(self, place: int) -> bytes:
        """The digest for the story at this place."""
        archive, told = self._archive, self._archive.table.columns
        original = archive.table.place_of.get(told.reprint_of[place], NOBODY) if told.reprint_of[place] else NOBODY
        near = self._entries[[self._before[place], self._after[place], original]].tobytes()
        related = self._related[archive.related.rows(place)].tobytes()
        return self._digest(
            self._address(told.source[place]),
            self._address(told.agency[place]),
            near,
            related,
            self._printings(told.slug[place]),
            self._filed(place) if told.hidden[place] else b"",
        )

    def _address(self, source: str) -> str:
        known = self._archive.sources.get(source) if source else None
        return known.path if known else ""

    def _printings(self, slug: str) -> bytes:
        """The reprints of a story, and their evidence."""
        reprints = self._archive.printed_again.get(slug)
        if reprints is None:
            return b""
        return reprints.digests + b"".join(
            self._digest(self._evidence_digest(slug)) for slug in reprints.column("slug")
        )

    def _filed(self, place: int) -> bytes:
        """Which of a reprint's regions and topics have pages: those of a published story always have."""
        told = self._archive.table.columns
        regions, topics = self._archive.regions.nodes, self._archive.topics.nodes
        here = [id in regions for id, _, _ in told.regions[place]]
        return self._digest(*here, "", *(code in topics for code in told.topics[place]))
