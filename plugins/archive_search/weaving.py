"""Sorted texts of which some go and others come in between, and columns beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fields import utf16
from .pieces import Flags

Places = NDArray[np.int64]
FIRST_SURROGATE = "\ud800"  # UTF-16 writes characters from 0x10000 on by units that sort between this and 0xe000


def place_of(texts: Sequence[str], text: str) -> int:
    """Where a text stands in sorted texts, or would."""
    if text.isascii() or max(text) < FIRST_SURROGATE:  # whatever the others hold, its place is that of Python's order
        return bisect_left(texts, text)
    return bisect_left(texts, utf16(text), key=utf16)


class Numbers:
    """The places of sorted texts, looked up without going through all."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def get(self, text: str, /) -> int | None:
        """The place of a text, None if it is not there."""
        place = place_of(self._texts, text)
        return place if place < len(self._texts) and self._texts[place] == text else None


class Weave(NamedTuple):
    """What goes and what comes."""

    kept: Flags  # of each old text, whether it stays
    at: Places  # before which of those that stay each new one comes, ascending

    @property
    def is_nothing(self) -> bool:
        return not self.at.size and bool(self.kept.all())

    def texts(self, old: list[str], fresh: Sequence[str]) -> list[str]:
        """The texts as they are now."""
        found: list[str] = []
        begin = 0
        stays = old
        if not self.kept.all():
            edges = [-1, *np.flatnonzero(~self.kept).tolist(), len(old)]
            stays = []
            for before, after in pairwise(edges):
                stays += old[before + 1 : after]
        for place, text in zip(self.at.tolist(), fresh, strict=True):
            found += stays[begin:place]
            found.append(text)
            begin = place
        return found + stays[begin:]

    def column(self, old: NDArray[Any], fresh: Any) -> NDArray[Any]:
        """A column beside the texts, as it is now; `fresh` is of the new texts, or one for all."""
        stays = old[self.kept]
        if not self.at.size:
            return stays
        return np.insert(stays, self.at, fresh, axis=0).astype(old.dtype)

    def old(self) -> Places:
        """Of each text its old place, or -1."""
        return self.column(np.arange(self.kept.size), -1)


def weave(old: Sequence[str], gone: Collection[int], came: Sequence[str]) -> Weave:
    """The change of sorted texts when those at some places go and others, sorted, come."""
    kept = np.ones(len(old), dtype=np.bool_)
    kept[list(gone)] = False
    places = np.array([place_of(old, text) for text in came], dtype=np.int64)
    staying = np.append(np.cumsum(kept) - kept, kept.sum())  # before each old place
    return Weave(kept, staying[places])
