"""The vocabulary in columns, as it is written, and as it becomes when some of its texts change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from .directory import behind_another, shared_heads
from .entries import Entry
from .fields import in_utf16_order, utf16
from .pieces import Ints
from .postings import Longs
from .weaving import Weave, place_of


class Chosen(Sequence[str]):
    """Texts in another order, perhaps read backwards; each is made when somebody looks at it."""

    def __init__(self, texts: Sequence[str], order: Longs, *, backwards: bool = False) -> None:
        self._texts, self._order, self._step = texts, order, -1 if backwards else 1

    def __len__(self) -> int:
        return int(self._order.size)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._texts[number][:: self._step] for number in self._order[place].tolist()]
        text = self._texts[int(self._order[place])]
        return text[:: self._step]


class Lexicon(NamedTuple):
    """All texts in the order of UTF-16 units, and columns of what is told of each."""

    texts: list[str]
    told: list[str]  # a letter that says what it is, and its numbers of articles
    stems: list[str]  # as in Entry
    word: Ints
    found: Ints
    back: Longs  # the texts in the order they have when reversed
    overlaps: Longs  # how many characters each shares with the one before
    back_overlaps: Longs  # how many characters each of `back`, reversed, shares with the one before

    def reversed_texts(self) -> Chosen:
        """The texts reversed, in their order."""
        return Chosen(self.texts, self.back, backwards=True)


class Revision(NamedTuple):
    """A lexicon, and what is different in it."""

    lexicon: Lexicon
    old: Longs  # of each text its place in the last one, or -1
    changed: NDArray[np.bool_]  # of each text, whether what is told of it changed
    texts: set[str]  # that changed, came or went
    last_back: Longs  # of the last lexicon


def lexicon_of(entries: Iterable[Entry]) -> Lexicon:
    """The lexicon of these entries."""
    by_text = {entry.text: entry for entry in entries}
    texts = in_utf16_order(by_text)
    reverse = in_utf16_order(text[::-1] for text in texts)
    place = {text: number for number, text in enumerate(texts)}
    ordered = [by_text[text] for text in texts]
    return Lexicon(
        texts=texts,
        told=list(map(_told, ordered)),
        stems=[entry.stem for entry in ordered],
        word=np.array([entry.word for entry in ordered], dtype=np.int32),
        found=np.array([entry.found for entry in ordered], dtype=np.int32),
        back=np.array([place[text[::-1]] for text in reverse], dtype=np.int64),
        overlaps=shared_heads(texts),
        back_overlaps=shared_heads(reverse),
    )


def revised(last: Lexicon, entries: Mapping[str, Entry | None]) -> Revision:
    """The last lexicon with these entries; without the texts that have none."""
    texts, told, stems = last.texts.copy(), last.told.copy(), last.stems.copy()
    word, found, old = last.word.copy(), last.found.copy(), np.arange(len(texts))
    changed = np.zeros(len(texts), dtype=np.bool_)
    gone, came = [], []
    for text, entry in entries.items():
        place = place_of(texts, text)
        there = place < len(texts) and texts[place] == text
        if entry is None:
            gone += [place] if there else []
        elif there:
            written = _told(entry)
            changed[place] = (written, entry.stem, entry.word, entry.found) != (
                told[place], stems[place], word[place], found[place],
            )  # fmt: skip
            told[place], stems[place], word[place], found[place] = written, entry.stem, entry.word, entry.found
        else:
            came.append((utf16(text), place, entry))
    different = {texts[place] for place in [*np.flatnonzero(changed).tolist(), *gone]}
    different |= {entry.text for _, _, entry in came}
    back, back_overlaps = last.back, last.back_overlaps
    overlaps = last.overlaps
    if gone or came:
        came.sort(key=lambda item: item[0])
        at = np.array([place for _, place, _ in came], dtype=np.int64)
        kept = np.ones(len(texts), dtype=np.bool_)
        kept[gone] = False
        before: Longs = np.cumsum(kept) - kept  # of each old place, how many stay before it
        at = np.append(before, kept.sum())[at]
        new_place = at + np.arange(at.size)
        woven = Weave(kept, at)
        texts, told, stems = (woven.texts(column, fresh) for column, fresh in (
            (texts, [entry.text for _, _, entry in came]),
            (told, [_told(entry) for _, _, entry in came]),
            (stems, [entry.stem for _, _, entry in came]),
        ))  # fmt: skip
        word = np.insert(word[kept], at, [entry.word for _, _, entry in came]).astype(np.int32)
        found = np.insert(found[kept], at, [entry.found for _, _, entry in came]).astype(np.int32)
        old, changed = np.insert(old[kept], at, -1), np.insert(changed[kept], at, True)
        number = before + np.searchsorted(at, before, side="right")  # of each old text that stays its place now
        stays = kept[back]
        back_old = np.flatnonzero(stays)
        back = number[back[stays]]
        fresh = sorted((utf16(texts[place][::-1]), place) for place in new_place.tolist())
        where = [bisect_left(back, key, key=lambda number: utf16(texts[number][::-1])) for key, _ in fresh]
        back, back_old = np.insert(back, where, [place for _, place in fresh]), np.insert(back_old, where, -1)
        overlaps = _overlaps(overlaps, old, texts)
        back_overlaps = _overlaps(back_overlaps, back_old, Chosen(texts, back, backwards=True))
    lexicon = Lexicon(texts, told, stems, word, found, back, overlaps, back_overlaps)
    return Revision(lexicon, old, changed, different, last.back)


def _overlaps(last: Longs, old: Longs, texts: Sequence[str]) -> Longs:
    overlaps = np.append(last, 0)[old]
    places = np.flatnonzero(behind_another(old)).tolist()
    pairs = [text for place in places for text in (texts[place - 1] if place else "", texts[place])]
    overlaps[places] = shared_heads(pairs)[1::2]
    return overlaps


def _told(entry: Entry) -> str:
    """What an entry is, and its numbers of articles."""
    numbers = [number for number in (entry.word, entry.found, entry.term) if number]
    while len(numbers) > 1 and numbers[-1] == numbers[-2]:
        numbers.pop()
    mark = "b" if entry.word and entry.term else "w" if entry.word else "t"
    return mark + "-".join(map(str, numbers))
