"""Paths that are what `os.path` would make of them, told apart quickly: nearly all paths of a build are."""

from __future__ import annotations

import os


def is_plain(path: str) -> bool:
    """Whether the path is absolute, and `os.path.abspath` would leave it as it is."""
    return path[:1] == "/" == os.sep and "//" not in path and "/." not in path and path[-1] != "/"


def is_plain_below(path: str) -> bool:
    """Whether joined to a folder the path is normal, and below that folder."""
    return os.sep == "/" and is_plain(f"/{path}")
