"""The digest of everything an article's page reads from the rest of the archive, for all articles at once.

`links.links_of` makes the value itself, one story at a time; making ten thousand of them to see that none has changed
would take longer than all the rest of a build. So the digest is of what the value is made of: the entries of the
stories it may name, and the addresses. It may change where the value does not, which costs a page that is made for
nothing; it cannot stay where the value changes, and random edits hold it to that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from .alone import Builder
from .archive import Archive
from .columns import Coded
from .table import DIGEST_BYTES, NOBODY

RELATED_BYTES = 4 * DIGEST_BYTES  # of one of its pairs: of region and topic, and of the stories beside it there
NONE = bytes(DIGEST_BYTES)  # in place of a digest
Rows = NDArray[np.uint8]


class LinkDigests:
    """Digests of the links of one archive's stories, by their places in its table."""

    def __init__(self, archive: Archive, build: Builder, evidence_digest: Callable[[str], bytes]) -> None:
        """`evidence_digest` is that of a story's evidence, which a canonical story's page reads of its reprints."""
        self._archive = archive
        self._digest = build.digest
        self._evidence_digest = evidence_digest
        nobody = np.frombuffer(NONE, np.uint8)[None]
        entries: Rows = np.concatenate([archive.table.digests, nobody])  # NOBODY finds the last row
        told, place_of, related = archive.table.columns, archive.table.place_of, archive.related
        originals = told.words("reprint_of").mapped(lambda slug: place_of.get(slug, NOBODY) if slug else NOBODY)
        near = [entries[places] for places in (*archive.all_neighbours(), originals)]
        addresses = [self._addresses(told.words(name)) for name in ("source", "agency")]
        rows = np.concatenate([*near, *addresses], axis=1)
        self._own, self._width = rows.tobytes(), rows.shape[1]
        regions, topics = (self._of_words(names) for names in (related.region_names, related.topic_names))
        region, topic = np.divmod(related.pairs, max(1, len(topics)))
        pairs = np.concatenate([regions[region], topics[topic]], axis=1)[related.pair]
        beside = (entries[related.before], entries[related.after])
        self._related = np.concatenate([pairs, *beside], axis=1).tobytes()
        self._starts = (related.starts * RELATED_BYTES).tolist()
        self._printed = {place_of[slug]: slug for slug in archive.printed_again if slug in place_of}
        self._hidden = set(np.flatnonzero(told.hidden).tolist())

    def of(self, place: int) -> bytes:
        """The digest for the story at this place."""
        own = self._own[place * self._width : (place + 1) * self._width]
        related = self._related[self._starts[place] : self._starts[place + 1]]
        more = self._printings(self._printed[place]) if place in self._printed else NONE
        filed = self._filed(place) if place in self._hidden else NONE
        return blake2b(b"%b%b%b%b" % (own, filed, more, related), digest_size=DIGEST_BYTES).digest()

    def _of_words(self, words: Sequence[str]) -> Rows:
        """A row for each word."""
        return np.frombuffer(b"".join(map(self._digest, words)), np.uint8).reshape(len(words), DIGEST_BYTES)

    def _addresses(self, names: Coded) -> Rows:
        """The address of each story's source or agency, as a row of bytes."""
        sources = self._archive.sources
        paths = [sources[name].path if name and name in sources else "" for name in names.names]
        return self._of_words(paths)[names.codes]

    def _printings(self, slug: str) -> bytes:
        """The reprints of a story, and their evidence."""
        reprints = self._archive.printed_again[slug]
        evidence = (self._digest(self._evidence_digest(slug)) for slug in reprints.column("slug"))
        return self._digest(reprints.digests, *evidence)

    def _filed(self, place: int) -> bytes:
        """Which of a reprint's regions and topics have pages: those of a published story always have."""
        told, archive = self._archive.table.columns, self._archive
        here = [id in archive.regions.nodes for id in told.tags("regions").at(place)]
        return self._digest(*here, "", *(code in archive.topics.nodes for code in told.tags("topics").at(place)))
