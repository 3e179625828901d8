"""Paths that are what `os.path` would make of them, told apart quickly: nearly all paths of a build are."""

from __future__ import annotations

import os
from collections.abc import Sequence


def is_plain(path: str) -> bool:
    """Whether the path is absolute, and `os.path.abspath` would leave it as it is."""
    plain = path[:1] == "/" == os.sep and "//" not in path and path[-1] != "/"
    return plain and ("/." not in path or not _has_steps(path))


def _has_steps(path: str) -> bool:
    """Whether a part of it is "." or ".."; a name that begins with a dot is a name."""
    return "/./" in path or "/../" in path or path.endswith(("/.", "/.."))


def are_plain(paths: Sequence[str]) -> bool:
    """Whether all these paths are plain, told by one look at all of them."""
    joined = "\0".join(paths)
    first = all(path[:1] == "/" for path in paths)
    return first and os.sep == "/" and "//" not in joined and "/." not in joined and "/\0" not in f"{joined}\0"


def is_plain_below(path: str) -> bool:
    """Whether joined to a folder the path is normal, and below that folder."""
    return os.sep == "/" and is_plain(f"/{path}")
