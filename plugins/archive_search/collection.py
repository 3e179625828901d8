"""The words of all articles, as they lie from build to build: those of a base, and what became of it since.

The base is large and stays as it is for many builds. Articles of it that went are passed over, those that came since
are an index of their own; a part of all is made of the parts of both. So a build reads and writes little.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .parts import (
    NO_LISTS,
    of_articles,
    of_common_holders,
    of_common_words,
    of_terms,
    of_titles,
    with_sorted_forms,
    without_places,
)
from .patching import moves_of, patched
from .pieces import Flags
from .postings import Index, Longs, index_of
from .tokens import tokens_of
from .weaving import Numbers

MOST_CHANGES = 40  # articles beside the base: with more, parts take longer to make than a new base a build


class Collection(NamedTuple):
    """The words of all articles, numbered as they are now."""

    base: Index
    origin: Longs  # of each article its number in the base, or -1
    added: Index  # of those that are not in the base, in order
    languages: tuple[str, ...]  # as in Index

    @property
    def changes(self) -> int:
        """How many articles of the base are gone or came beside it."""
        came = int(np.count_nonzero(self.origin < 0))
        return self.base.articles - (self.origin.size - came) + came

    def of_terms(self, terms: Sequence[str], *, occurrences: bool = True) -> Index:
        """The index of some terms alone, perhaps without their occurrences; they are sorted."""
        both = (self.base, self.added)
        parts = [of_terms(some, _numbers(some.terms, terms), occurrences=occurrences) for some in both]
        return with_sorted_forms(self._together(*parts))

    def of_articles(self, numbers: Longs) -> Index:
        """The index of some articles alone, ascending, numbered anew; terms and words are those they hold."""
        origin, in_added = self.origin[numbers], self._in_added()[numbers]
        based: Flags = origin >= 0
        parts = of_articles(self.base, origin[based]), of_articles(self.added, in_added[~based])
        return patched(parts[0], moves_of(np.where(based, np.cumsum(based) - 1, -1), parts[0].articles), parts[1])

    def titles(self) -> Index:
        """The index of titles alone."""
        return with_sorted_forms(self._together(of_titles(self.base), of_titles(self.added)))

    def common_words(self, lists: Container[int] | None = None) -> Index:
        """The index of common words alone, in all lists or in some."""
        return with_sorted_forms(self._together(*(of_common_words(some, lists) for some in (self.base, self.added))))

    def common_holders(self) -> Index:
        """The index of which articles hold common words."""
        return self._together(of_common_holders(self.base), of_common_holders(self.added))

    def postings(self) -> Index:
        """The whole index but for places in articles and common words."""
        stripped = (replace(without_places(some), common=NO_LISTS) for some in (self.base, self.added))
        return self._together(*stripped)

    def hidden(self) -> set[str]:
        """The words that hide in an article, as in Tokens."""
        base, added = self.base, self.added
        left = ~moves_of(self.origin, base.articles).gone[base.hidden_in]
        found = {base.words[word] for word in base.form_word[base.hidden[left]].tolist()}
        return found | {added.words[word] for word in added.form_word[added.hidden].tolist()}

    def moved(self, old: Longs, came: Index, languages: tuple[str, ...]) -> Collection:
        """The collection when articles have the numbers that `old` tells, -1 of those that come, in order."""
        origin = np.where(old < 0, -1, np.append(self.origin, -1)[old])
        in_added = np.where(old < 0, -1, np.append(self._in_added(), -1)[old])[origin < 0]
        added = patched(self.added, moves_of(in_added, self.added.articles), came, languages)
        return Collection(self.base, origin, added, languages)

    def based_anew(self) -> Collection:
        """The same with everything in the base."""
        return collection_of(self._together(self.base, self.added))

    def _together(self, base: Index, added: Index) -> Index:
        return patched(base, moves_of(self.origin, base.articles), added, self.languages)

    def _in_added(self) -> Longs:
        """Of each article its number among those added; of others anything."""
        numbers: Longs = np.cumsum(self.origin < 0) - 1
        return numbers


def collection_of(index: Index) -> Collection:
    """A collection whose base this is."""
    return Collection(index, np.arange(index.articles), index_of(tokens_of([])), index.languages)


def _numbers(known: Sequence[str], terms: Sequence[str]) -> Longs:
    """The places of those terms that are known."""
    places = map(Numbers(known).get, terms)
    return np.array([place for place in places if place is not None], dtype=np.int64)
