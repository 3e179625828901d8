"""What the record of the last conversion says: captures that failed, corrections that were made.

seed_posts writes it beside the posts (run_record.record_of); docs/reference.md describes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from plugins.seed_posts import run_record
from plugins.seed_posts.errors import place

from .evidence import Change, EvidenceError


class Failed(Struct, frozen=True):
    """A capture that could not be converted; `source` is its publisher where a sidecar says so."""

    capture: str
    source: str
    why: str


class RunRecord(Struct, frozen=True):
    failed: tuple[Failed, ...] = ()
    corrections: tuple[tuple[str, Change], ...] = ()  # slug of a story, and what was changed


def read_run_record(posts: Path) -> RunRecord:
    """The record beside these posts; an empty one where there is none. Raises EvidenceError for a damaged one."""
    path = posts / run_record.NAME
    try:
        return _record(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return RunRecord()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"not the record of a conversion ({type(error).__name__})"
        raise EvidenceError(f"{place(path)}: {what}; write the posts again with `invoke posts`") from error


def _record(data: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        failed=tuple(Failed(str(f["capture"]), str(f["source"]), str(f["why"])) for f in data["failed"]),
        corrections=tuple(
            (str(c["slug"]), Change(str(c["field"]), str(c["was"]), str(c["value"]), str(c["reason"])))
            for c in data["corrections"]
        ),
    )
