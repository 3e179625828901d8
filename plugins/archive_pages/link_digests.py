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

NEAR_BYTES = 3 * DIGEST_BYTES  # of a story: of those before and after it in its capture, and of the one it reprints
RELATED_BYTES = 3 * DIGEST_BYTES  # of one of its pairs: of the pair, and of the stories beside it there
Rows = NDArray[np.uint8]


class LinkDigests:
    """Digests of the links of one archive's stories, by their places in its table."""

    def __init__(self, archive: Archive, build: Builder, evidence_digest: Callable[[str], bytes]) -> None:
        """`evidence_digest` is that of a story's evidence, which a canonical story's page reads of its reprints."""
        self._archive = archive
        self._digest = build.digest
        self._evidence_digest = evidence_digest
        nobody = np.zeros((1, DIGEST_BYTES), np.uint8)
        entries: Rows = np.concatenate([archive.table.digests, nobody])  # NOBODY finds the last row
        told, place_of = archive.table.columns, archive.table.place_of
        originals = [place_of.get(slug, NOBODY) if slug else NOBODY for slug in told.reprint_of]
        near = np.array([*archive.all_neighbours(), originals], np.int64).T
        self._near = entries[near].tobytes()
        related = archive.related
        pairs = np.frombuffer(b"".join(build.digest(*pair) for pair in related.names), np.uint8)
        rows = (pairs.reshape(-1, DIGEST_BYTES)[related.pair] if len(related.pair) else nobody[:0],
                entries[related.before], entries[related.after])  # fmt: skip
        self._related = np.concatenate(rows, axis=1).tobytes()
        self._starts = related.starts.tolist()

    def of(self, place: int) -> bytes:
        """The digest for the story at this place."""
        told = self._archive.table.columns
        first, last = self._starts[place], self._starts[place + 1]
        near = self._near[place * NEAR_BYTES : (place + 1) * NEAR_BYTES]
        related = self._related[first * RELATED_BYTES : last * RELATED_BYTES]
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
        if slug not in self._archive.printed_again:
            return b""
        reprints = self._archive.printed_again[slug]
        return reprints.digests + b"".join(
            self._digest(self._evidence_digest(slug)) for slug in reprints.column("slug")
        )

    def _filed(self, place: int) -> bytes:
        """Which of a reprint's regions and topics have pages: those of a published story always have."""
        told = self._archive.table.columns
        regions, topics = self._archive.regions.nodes, self._archive.topics.nodes
        here = [id in regions for id, _, _ in told.regions[place]]
        return self._digest(*here, "", *(code in topics for code in told.topics[place]))
