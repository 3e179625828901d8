"""The posts that lie in the folder, by slug, with their files as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .notes import now, row_of

EVIDENCE = ".evidence.json"


@dataclass(frozen=True, slots=True)
class KeptPosts:
    """What lies in the folder of posts, by paths below it."""

    by_slug: Mapping[str, list[str]] = field(default_factory=dict)  # also of those of which only the evidence is left
    rows: Mapping[str, str] = field(default_factory=dict)  # of each file, by its path below the folder

    def rows_of(self, path: str) -> tuple[str, str]:
        """Of the post at this path and of its evidence; "" for one that is not there or may change unseen."""
        return self.rows.get(path, ""), self.rows.get(path.removesuffix(".md") + EVIDENCE, "")


def kept_posts(folder: Path) -> KeptPosts:
    """Posts and evidence below the folder; links to folders are not followed."""
    began = now()
    rows: dict[str, str] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = os.scandir(folder / below)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                elif _is_post(entry.name) or entry.name.endswith(EVIDENCE):
                    rows[f"{below}{entry.name}"] = _row(entry, began)
    return KeptPosts(_by_slug(rows), rows)


def _is_post(name: str) -> bool:
    return name.endswith(".md") and not name.startswith(".")


def _row(entry: os.DirEntry[str], began: float) -> str:
    try:
        return row_of(entry.stat(), began)
    except OSError:
        return ""


def _by_slug(rows: Mapping[str, str]) -> dict[str, list[str]]:
    posts = {path.removesuffix(EVIDENCE) + ".md" if path.endswith(EVIDENCE) else path for path in rows}
    kept: dict[str, list[str]] = {}
    for path in sorted(posts):
        kept.setdefault(path.rpartition("/")[2].removesuffix(".md"), []).append(path)
    return kept
