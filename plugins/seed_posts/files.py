"""Writing a file so that a reader, or a crash, sees the old one or the new one whole."""

from __future__ import annotations

import os
from pathlib import Path

PART = ".part"  # ending of a file being written; one left by a crash is overwritten by the next run


def write_whole(path: Path, text: str) -> None:
    """Put the text at this path in UTF-8, by way of a hidden file beside it that is renamed."""
    if path.exists() and not path.is_file():  # a pipe or a terminal, which can only be written to
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    part = path.with_name(f".{path.name}{PART}")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)
