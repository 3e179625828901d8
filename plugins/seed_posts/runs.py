"""What became of a folder of captures, without holding it all: conversions are read again where they are looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol, overload

from .briefs import Brief, brief_of
from .errors import CaptureError
from .model import Applied, Conversion, Reprint, Story
from .plain import to_plain
from .posts import Post

LOADED = 32  # conversions held at a time: those that a search for reprints compares with each other


@dataclass(frozen=True, slots=True)
class Standing:
    """What only the whole run shows of a story: whether it repeats another, and the correction that says so."""

    reprint_of: str = ""  # slug of the canonical story
    reprint: Reprint | None = None
    corrections: tuple[Applied, ...] = ()


ALONE = Standing()


class Kept(Protocol):
    """A conversion that can be looked at again."""

    @property
    def name(self) -> str:
        """Of its capture."""

    @property
    def key(self) -> str:
        """Names all that is in it; "" where nothing does."""

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """Of its stories, in their order."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """Of its stories, in their order."""

    @property
    def settled(self) -> tuple[str, ...]:
        """Slugs of those of its stories whose standing a correction settles."""

    def load(self) -> Conversion:
        """The conversion as it was made, before the run was whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """A conversion that stays in memory."""

    conversion: Conversion
    briefs: tuple[Brief, ...]
    key: str = ""

    @classmethod
    def of(cls, conversion: Conversion) -> Held:
        return cls(conversion, tuple(map(brief_of, conversion.stories)))

    @property
    def name(self) -> str:
        return self.conversion.capture.name

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(story.slug for story in self.conversion.stories)

    @property
    def settled(self) -> tuple[str, ...]:
        return tuple(story.slug for story in self.conversion.stories if story.reprint_correction)

    def load(self) -> Conversion:
        return self.conversion


class Conversions(Sequence[Conversion]):
    """The conversions of a run, sorted by capture name, their stories with what the whole run shows of them.

    `holder` is kept as long as they are: a folder that goes when nobody holds it.
    """

    def __init__(
        self, kept: Sequence[Kept], standings: Mapping[str, Standing] | None = None, holder: object = None
    ) -> None:
        self.kept = tuple(kept)
        self._standings = standings or {}
        self._holder = holder
        self._load: Callable[[int], Conversion] = lru_cache(maxsize=LOADED)(self._loaded)

    def __len__(self) -> int:
        return len(self.kept)

    @overload
    def __getitem__(self, index: int) -> Conversion: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Conversion]: ...
    def __getitem__(self, index: int | slice) -> Conversion | Sequence[Conversion]:
        if isinstance(index, slice):
            return Conversions(self.kept[index], self._standings, self._holder)
        return self._load(range(len(self.kept))[index])

    def standing_of(self, slug: str) -> Standing:
        """What the whole run shows of a story."""
        return self._standings.get(slug, ALONE)

    def identity(self, index: int) -> str:
        """Names all that the posts of a conversion are made from; "" where nothing does."""
        kept = self.kept[index]
        if not kept.key or not self._standings or self._standings.keys().isdisjoint(kept.slugs):
            return kept.key
        shown = json.dumps([to_plain(self.standing_of(slug)) for slug in kept.slugs])
        return sha256(f"{kept.key}\0{shown}".encode()).hexdigest()

    def _loaded(self, index: int) -> Conversion:
        conversion = self.kept[index].load()
        if self._standings.keys().isdisjoint(self.kept[index].slugs):
            return conversion
        return replace(conversion, stories=tuple(map(self._standing, conversion.stories)))

    def _standing(self, story: Story) -> Story:
        found = self._standings.get(story.slug)
        if found is None:
            return story
        corrections = (*story.corrections, *found.corrections)
        return replace(story, reprint_of=found.reprint_of, reprint=found.reprint, corrections=corrections)


class Stories(Sequence[Story]):
    """The stories of conversions, in their order."""

    def __init__(self, conversions: Conversions) -> None:
        self._conversions = conversions
        self.places = [(i, j) for i, kept in enumerate(conversions.kept) for j in range(len(kept.briefs))]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Story]: ...
    def __getitem__(self, index: int | slice) -> Story | Sequence[Story]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        conversion, story = self.places[index]
        return self._conversions[conversion].stories[story]

    def brief(self, index: int) -> Brief:
        """Of the story of this place."""
        conversion, story = self.places[index]
        return self._conversions.kept[conversion].briefs[story]

    def corrections(self, index: int) -> tuple[Applied, ...]:
        """Of the story of this place, those that the whole run shows too."""
        brief = self.brief(index)
        return (*brief.corrections, *self._conversions.standing_of(brief.slug).corrections)

    def identity(self, index: int) -> str:
        """Names all that the post of the story of this place is made from."""
        return self._conversions.identity(self.places[index][0])

    def conversion_of(self, index: int) -> Conversion:
        """The conversion the story of this place is from."""
        return self._conversions[self.places[index][0]]


class Posts(Sequence[tuple[Story, Post]]):
    """The stories of a run with their posts, each made where it is looked at; the last one is at hand."""

    def __init__(self, stories: Stories, render: Callable[[Conversion, Story], Post]) -> None:
        self._stories = stories
        self._made: Callable[[int], tuple[Story, Post]] = lru_cache(maxsize=1)(partial(self._make, render))

    def __len__(self) -> int:
        return len(self._stories)

    def slug(self, index: int) -> str:
        """Of the story of this place, which is not looked at."""
        return self._stories.brief(index).slug

    def corrections(self, index: int) -> tuple[Applied, ...]:
        """Those of the story of this place, which is not looked at."""
        return self._stories.corrections(index)

    def identity(self, index: int) -> str:
        """Names all that the post of this place is made from; "" where nothing does."""
        return self._stories.identity(index)

    @overload
    def __getitem__(self, index: int) -> tuple[Story, Post]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Story, Post]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Story, Post] | Sequence[tuple[Story, Post]]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        return self._made(range(len(self))[index])

    def _make(self, render: Callable[[Conversion, Story], Post], index: int) -> tuple[Story, Post]:
        story = self._stories[index]
        return story, render(self._stories.conversion_of(index), story)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a folder of captures."""

    folder: Path
    conversions: Conversions
    failures: tuple[CaptureError, ...]
    reused: int = 0  # conversions that an earlier run had made
    lost: int = 0  # captures whose process ended before they were converted; another time it may not

    @property
    def stories(self) -> Stories:
        return Stories(self.conversions)

    @property
    def failed_seeds(self) -> frozenset[str]:
        """Captures that were there but could not be converted."""
        return frozenset(error.seed for error in self.failures if error.seed)
