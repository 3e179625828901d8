"""The stories that earlier builds read: their columns, and their entries in lots.

Three things are left for the next build: which posts the stories were read of, so that only others are read; the
columns, which stay as they are where no entry changed; and the lines of entries, in lots of which one is read when
somebody looks at an entry in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from zlib import compress, crc32, decompress

import numpy as np

from .alone import Alone, Builder
from .entries import Entry
from .entry_lines import line_of
from .table import DIGEST_BYTES, Columns, Table, told_of

LOTS = 512  # by slug: in an archive of 100,000 a lot has 200 entries, read in half a millisecond
POSTS, STORIES, ENTRIES = "posts of stories", "stories", "entries"  # names of what is left
FAST = 1  # level of compression
TOLD_AT_ONCE = 500  # stories, of some 4 kB each
Key = tuple[bytes, str]  # of a story: the digest of its post, and its slug
Lines = dict[bytes, bytes]  # of entries, by their digests


def remembered_table(
    articles: Iterable[Any], build: Builder, value_of: Callable[[Any], bytes], entry_of: Callable[[Any], Entry]
) -> Table:
    """The table of these articles; `value_of` gives the digest of all that an article's entry is made of."""
    if isinstance(build, Alone):
        return Table.of(map(entry_of, articles))
    by_key = {(value_of(article), str(article.slug)): article for article in articles}
    stories = _Stories(build, by_key, entry_of)
    return Table(stories.columns, stories.line)


class _Stories:
    """The stories of one build, by the places of its table."""

    def __init__(self, build: Builder, by_key: Mapping[Key, Any], entry_of: Callable[[Any], Entry]) -> None:
        self._build = build
        self._by_key = by_key
        self._entry_of = entry_of
        self._lots: dict[int, Lines] = {}
        self.columns, self._posts = self._read()
        self._all = Lots(self.columns)

    def line(self, place: int) -> bytes:
        """The line of the story's entry. It is not held any longer: who asks holds the entry made of it."""
        number, digest = lot_of(self._all.slugs[place]), self._all.digest(place)
        if digest not in self._lots.get(number, ()):
            self._lots[number] = self._left(number, self._all) or self._leave(number, self._all, self._posts, {})
        return self._lots[number].pop(digest)

    # -- columns ----------------------------------------------------------------------------

    def _read(self) -> tuple[Columns, list[bytes]]:
        """The columns of all stories, and the digests of their posts."""
        build = self._build
        said = build.digest(*(part for key in self._by_key for part in key))
        left = build.left(POSTS, build.digest(POSTS)) or bytes(2 * DIGEST_BYTES)
        known, told, posts = left[:DIGEST_BYTES], left[DIGEST_BYTES : 2 * DIGEST_BYTES], left[2 * DIGEST_BYTES :]
        data = build.left(STORIES, told)
        before = Columns.read(data) if data is not None else Columns.of(())
        posts_before = [posts[at : at + DIGEST_BYTES] for at in range(0, len(posts), DIGEST_BYTES)] if data else []
        if data is not None and known == said:
            return before, posts_before
        columns, posts_now = self._brought_up_to_date(before, posts_before)
        digests = columns.numbers("digest").tobytes()
        told_now = build.digest(digests)
        if columns is not before:
            build.leave(STORIES, told_now, columns.pack())
        build.leave(POSTS, build.digest(POSTS), b"".join([said, told_now, *posts_now]))
        return columns, posts_now

    def _brought_up_to_date(self, before: Columns, posts: list[bytes]) -> tuple[Columns, list[bytes]]:
        """The columns with the stories of new posts in place of those whose posts are no more."""
        known = {key: place for place, key in enumerate(zip(posts, before.slug, strict=True))}
        new = [key for key in self._by_key if key not in known]
        added, lines = self._told(new)
        digests_of_new = added.numbers("digest").tobytes()
        gone = {slug: place for (post, slug), place in known.items() if (post, slug) not in self._by_key}
        digests = before.numbers("digest").tobytes()
        if len(known) == len(self._by_key) and all(
            slug in gone and _digest(digests, gone[slug]) == _digest(digests_of_new, place)
            for place, (_, slug) in enumerate(new)
        ):
            for post, slug in new:
                posts[gone[slug]] = post
            return before, posts
        kept = np.delete(np.arange(len(posts)), list(gone.values()))
        joined = [*(posts[place] for place in kept.tolist()), *(post for post, _ in new)]
        columns = Columns.joined([before.chosen(kept), added])
        order = columns.newest_first()
        columns = columns.chosen(order)
        posts = [joined[place] for place in order.tolist()]
        self._renew_lots(before, columns, posts, lines, gone)
        return columns, posts

    def _told(self, keys: Sequence[Key]) -> tuple[Columns, dict[int, Lines]]:
        """The columns of these stories, and their lines by lot: what is told of them is held of some at a time."""
        parts, lines = [Columns.of(())], defaultdict[int, Lines](dict)
        for first in range(0, len(keys), TOLD_AT_ONCE):
            told = [told_of(self._entry_of(self._by_key[key])) for key in keys[first : first + TOLD_AT_ONCE]]
            for one in told:
                lines[lot_of(one.words[0])][one.digest] = one.line
            parts.append(Columns.of(told))
        return Columns.joined(parts), lines

    # -- lines ------------------------------------------------------------------------------

    def _renew_lots(
        self,
        before: Columns,
        columns: Columns,
        posts: Sequence[bytes],
        fresh: Mapping[int, Lines],
        gone: Iterable[str],
    ) -> None:
        """Leaves the lots in which stories came or went; `fresh` are lines of those that came."""
        lots_before, lots = Lots(before), Lots(columns)
        for number in sorted({*map(lot_of, gone), *fresh}):
            lines = (self._left(number, lots_before) or {}) | fresh.get(number, {})
            self._leave(number, lots, posts, lines)

    def _left(self, number: int, lots: Lots) -> Lines | None:
        """The lines of a lot by their digests, as they were left."""
        digests = lots.digests(number)
        if not digests:
            return {}
        left = self._build.left(f"{ENTRIES} {number}", self._build.digest(*digests))
        return dict(zip(digests, decompress(left).split(b"\n"), strict=True)) if left is not None else None

    def _leave(
        self, number: int, lots: Lots, posts: Sequence[bytes], lines: Mapping[bytes, bytes]
    ) -> dict[bytes, bytes]:
        """Leaves the lines of a lot; those that are not given are made of their posts."""
        found = {}
        for place, digest in zip(lots.places[number], lots.digests(number), strict=True):
            found[digest] = lines.get(digest) or self._line_of(posts[place], lots.slugs[place])
        value = compress(b"\n".join(found.values()), FAST)
        self._build.leave(f"{ENTRIES} {number}", self._build.digest(*found), value)
        return found

    def _line_of(self, post: bytes, slug: str) -> bytes:
        return line_of(self._entry_of(self._by_key[post, slug]))


class Lots:
    """Which stories' lines lie together."""

    def __init__(self, columns: Columns) -> None:
        self.slugs = columns.slug
        self._digests = columns.numbers("digest").tobytes()

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, slug in enumerate(self.slugs):
            found[lot_of(slug)].append(place)
        return found

    def digest(self, place: int) -> bytes:
        return _digest(self._digests, place)

    def digests(self, number: int) -> list[bytes]:
        return [self.digest(place) for place in self.places[number]]


def lot_of(slug: str) -> int:
    return crc32(slug.encode("utf-8", "surrogatepass")) % LOTS


def _digest(digests: bytes, place: int) -> bytes:
    return digests[place * DIGEST_BYTES : (place + 1) * DIGEST_BYTES]
