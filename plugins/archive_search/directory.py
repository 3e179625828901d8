"""Which file holds a text: where sorted texts are cut into files, and the list by which the browser finds one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .store import Store, to_json

NEAR_TARGET = 5, 11  # eighths of the target size between which a file may end
ENTRIES = 64  # files a list names; a longer one is cut into files of its own
NOTHING: Mapping[int, Any] = {}
IN_A_FILE = 256  # as many where the list is a file by itself: 2 kB, and no wait for a second one at 10,000 articles


def cuts(texts: Sequence[str], sizes: Sequence[int], target: int) -> list[int]:
    """The places of the first texts of files of about `target`, 0 the first; what is larger alone is in a file alone.

    Of the texts near the target the one with the smallest checksum begins the next file. So the same texts mostly begin
    files again when an article has been added, and most files keep their content and name.
    """
    return [stretch.begin for stretch in stretches(texts, sizes, target)]


class Stretch(NamedTuple):
    """The texts of a file."""

    begin: int
    end: int  # the text behind the last
    seen: int  # the last text that had a say in where it ends; the number of texts where their end had


def stretches(
    texts: Sequence[str], sizes: Sequence[int], target: int, known: Mapping[int, Stretch] = NOTHING
) -> Iterator[Stretch]:
    """The stretches of all files. Those `known` to begin at a text are not cut again."""
    begin = 0
    while begin < len(texts):
        stretch = known.get(begin) or _stretch(texts, sizes, target, begin)
        yield stretch
        begin = stretch.end


def _stretch(texts: Sequence[str], sizes: Sequence[int], target: int, begin: int) -> Stretch:
    least, most = (target * eighths // 8 for eighths in NEAR_TARGET)
    size, best, smallest = 0, begin, 0  # best: where the file may best end
    for place in range(begin, len(texts)):
        if place > begin:
            if sizes[place] > target or sizes[place - 1] > target:
                return Stretch(begin, place, place)
            if size + sizes[place] > most:
                return Stretch(begin, best if best > begin else place, place)
        if size >= least:
            checksum = crc32(texts[place].encode("utf-8", "surrogatepass"))
            if best == begin or checksum < smallest:
                best, smallest = place, checksum
        size += sizes[place]
    return Stretch(begin, len(texts), len(texts))


def behind_another(old: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each text stands behind another one than in the last list; `old` are their places there, or -1."""
    found = np.ones(old.size, dtype=np.bool_)
    found[1:] = (old[1:] != old[:-1] + 1) | (old[:-1] < 0)
    found[:1] = old[:1] != 0
    return found | (old < 0)


def still_known(last: NDArray[np.int64], old: NDArray[np.int64], same: NDArray[np.bool_]) -> dict[int, Stretch]:
    """Which of the last stretches, a row each, hold as they were; by their beginning.

    `old` are the places of texts in the last list, or -1; `same` tells which have the size they had.
    """
    if not old.size or not last.size:
        return {}
    changed = ~same | behind_another(old)
    before = np.concatenate(([0], np.cumsum(changed)))
    place = np.full(int(max(old.max(), last.max())) + 2, -1, dtype=np.int64)
    place[old[old >= 0]] = np.flatnonzero(old >= 0)
    begin, seen = place[last[:, 0]], place[last[:, 2]]
    held = (begin >= 0) & (seen >= 0)
    held[held] = before[seen[held] + 1] == before[begin[held] + 1]
    held[held] &= same[begin[held]]
    return {
        int(at): Stretch(int(at), int(at + row[1] - row[0]), int(at + row[2] - row[0]))
        for at, row in zip(begin[held], last[held], strict=True)
    }


def shared_heads(texts: Sequence[str]) -> NDArray[np.int64]:
    """How many characters each text begins with that the one before it begins with too; texts that follow differ."""
    if not texts:
        return np.zeros(0, dtype=np.int64)
    characters = np.array(["", *texts])
    table = characters.view(np.uint32).reshape(characters.size, -1)  # a row a text, filled up with zeros
    same = table[1:] == table[:-1]
    return np.where(same.all(axis=1), table.shape[1], same.argmin(axis=1))


def separators(texts: Sequence[str], places: Sequence[int]) -> list[str]:
    """For each file the shortest beginning of its first text that sorts behind the text before; "" for the first."""
    pairs = [text for place in places[1:] for text in texts[place - 1 : place + 1]]
    heads = shared_heads(pairs)[1::2].tolist()
    return ["", *(texts[place][: head + 1] for place, head in zip(places[1:], heads, strict=True))]


def write_directory(
    store: Store, prefix: str, keys: Sequence[str], names: Sequence[str], suffix: str, most: int = ENTRIES
) -> dict[str, Any]:
    """Section of the manifest for files whose stretches begin with these keys: {file, keys, names, [lists]}.

    `file` is what stands before and behind the hash in a name, `keys` are joined by spaces, `names` are the hashes,
    joined by nothing. Of more than `most` files the section has `lists`, which is as `file`: then keys and names are of
    files that hold those two for a stretch.
    """
    section: dict[str, Any] = {"file": [prefix, suffix]}
    if len(names) <= most:
        return section | _entries(keys, names, prefix, suffix)
    places = cuts(keys, [1] * len(keys), ENTRIES)
    lists = [
        store.add(prefix, to_json(_entries(keys[begin:end], names[begin:end], prefix, suffix)), ".json")
        for begin, end in zip(places, [*places[1:], len(keys)], strict=True)
    ]
    return section | _entries([keys[place] for place in places], lists, prefix, ".json") | {"lists": [prefix, ".json"]}


def _entries(keys: Sequence[str], names: Sequence[str], prefix: str, suffix: str) -> dict[str, Any]:
    return {
        "keys": " ".join(keys),
        "names": "".join(name.removeprefix(prefix).removesuffix(suffix) for name in names),
    }
