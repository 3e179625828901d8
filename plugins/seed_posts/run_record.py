"""What pages show of a run and no post says: the captures that failed, and the corrections that were made.

The record lies beside the posts, is reviewed and committed with them, and pages read it as they read posts: so a page
about the whole run needs no second conversion, and a build from posts alone still tells what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import CaptureError

if TYPE_CHECKING:
    from .runs import Run

NAME = "conversion.json"  # in the folder of posts


def record_of(run: Run, corrections: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """The record of a run, as text. `corrections` are those applied: slug of the story; field, was, value, reason.

    It names files, never folders: where the captures lie is nobody's business but the maintainer's.
    """
    record = {
        "failed": _failed(run.failures, run.folder),
        "corrections": [{"slug": slug, **correction} for slug, correction in corrections],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _failed(failures: Iterable[CaptureError], folder: Path) -> list[dict[str, str]]:
    """A line for each failure, by name of the file; stray files that are no captures too."""
    lines = []
    for failure in failures:
        where = Path(failure.where).name
        name = failure.seed or where.partition(":")[0]
        why = failure.what if where == name else f"{where}: {failure.what}"
        lines.append({"capture": name, "source": _source(folder, failure.seed), "why": why})
    return sorted(lines, key=lambda line: (line["capture"], line["why"]))


def _source(folder: Path, capture: str) -> str:
    """The publisher its sidecar names; "" where it names none or cannot be read."""
    from .captures import sidecar_path  # here: pages ask this module for no more than the record's name
    from .sidecars import read_sidecar

    path = sidecar_path(folder, capture)
    try:
        return read_sidecar(path).source if capture and path.is_file() else ""
    except (CaptureError, OSError):
        return ""
