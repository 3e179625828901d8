"""The theme's style sheets put into one: a reader fetches a single file, whoever writes them has one idea in each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from posixpath import join, normpath, relpath

ADDRESS = re.compile(r'url\("([^":]+)"\)')  # of a file beside the style sheet: not https:, not data:
_IMPORT = re.compile(r'@import url\("([^":]+)"\) layer\((\w+)\);\n')


def parts_of(name: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The files a style sheet imports, in its order. Raises KeyError, with both names, for one that is not there."""
    parts = tuple(_beside(name, match[1]) for match in _IMPORT.finditer(files[name].decode()))
    for part in parts:
        if part not in files:
            raise KeyError(f"{part}: no such file; {name} imports it")
    return parts


def joined(name: str, files: Mapping[str, bytes]) -> bytes:
    """The style sheet with the files it imports in place of the imports, each in the layer it was to have."""
    parts_of(name, files)

    def inside(match: re.Match[str]) -> str:
        part = _beside(name, match[1])
        return f"@layer {match[2]} {{\n{_moved(files[part].decode(), part, name)}}}\n"

    return _IMPORT.sub(inside, files[name].decode()).encode()


def _beside(name: str, address: str) -> str:
    return normpath(join(PurePosixPath(name).parent.as_posix(), address))


def _moved(rules: str, part: str, name: str) -> str:
    """The rules of a part with addresses as they are from the style sheet they become part of."""
    here = PurePosixPath(name).parent.as_posix()
    return ADDRESS.sub(lambda match: f'url("{relpath(_beside(part, match[1]), here)}")', rules)
