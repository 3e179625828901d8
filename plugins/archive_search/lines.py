"""Sorted lines in files of a few kilobytes: a key, a tab, what is to be known of it. `js/lines.mjs` reads them."""

from __future__ import annotations

from collections.abc import Sequence

from .directory import IN_A_FILE, cuts, separators, write_directory
from .store import Store, to_json

SEPARATOR = "\t"


def write_lines(store: Store, prefix: str, lines: Sequence[tuple[str, str]], target: int) -> str:
    """Writes pairs of a key and its text, sorted by key in UTF-16 units, in files of about `target` bytes; returns the
    name of the directory file. Keys may come again; none holds a space."""
    keys = [key for key, _ in lines]
    written = [f"{key}{SEPARATOR}{text}" for key, text in lines]
    places = _firsts(keys, cuts(keys, [len(line.encode()) + 1 for line in written], target))
    names = [
        store.add(prefix, "\n".join(written[first:end]).encode(), ".txt")
        for first, end in zip(places, [*places[1:], len(lines)], strict=False)
    ]
    starts = separators(keys, places) if keys else []
    return store.add(prefix, to_json(write_directory(store, prefix, starts, names, ".txt", IN_A_FILE)), ".json")


def _firsts(keys: Sequence[str], places: Sequence[int]) -> list[int]:
    """The places moved back to the first line of their key, so that a key lies in one file."""
    found: list[int] = []
    for place in places:
        first = place
        while first and keys[first - 1] == keys[place]:
            first -= 1
        if first not in found[-1:]:
            found.append(first)
    return found
