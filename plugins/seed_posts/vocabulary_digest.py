"""Which vocabulary converts: a digest of all of it that is not shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

VOCABULARIES = ("sources.yaml", "regions.yaml", "topics.yaml")  # of a folder of captures


def vocabulary_digest(folder: Path, review_below: Mapping[str, float]) -> str:
    """A digest of the folder's own additions and of the thresholds it sets."""
    files = [path.read_bytes() if (path := folder / name).is_file() else b"" for name in VOCABULARIES]
    settings = json.dumps(review_below, sort_keys=True).encode()
    return sha256(b"".join(sha256(part).digest() for part in (*files, settings))).hexdigest()
