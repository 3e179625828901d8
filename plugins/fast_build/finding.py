"""The files below content folders that a generator reads, found as Pelican's `get_files` finds them."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence


def found_files(
    base: str,
    paths: Iterable[str],
    excluded: Iterable[str],
    ignored: Sequence[str],
    endings: Collection[str],
    is_ignored: Callable[[str], object],
) -> Iterator[str]:
    """Every file at or below the paths with one of the endings ("md"), as its path below `base`.

    Folders that are excluded, or of an ignored name, are not looked into; `is_ignored` tells of a file's name. Links
    are followed.
    """
    left_out: dict[str, set[str]] = {}
    for path in excluded:
        parent, name = os.path.split(os.path.join(base, path))
        left_out.setdefault(parent, set()).add(name)
    ends = tuple(f".{ending}" for ending in endings if ending and "." not in ending)

    def takes(name: str) -> bool:
        return (name[0] != "." or os.path.splitext(name)[1] in ends) and not is_ignored(name)

    for path in paths:
        root = os.path.join(base, path) if path else base
        if not os.path.isdir(root):
            if os.path.exists(root) and path.endswith(ends) and takes(os.path.basename(path)):
                yield path
            continue
        for folder, folders, names in os.walk(root, followlinks=True):
            here = left_out.get(folder, ())
            folders[:] = [
                name
                for name in folders
                if name not in here and not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)
            ]
            before = os.path.join(os.path.relpath(folder, base), "")
            yield from [before + name for name in names if name.endswith(ends) and takes(name)]
