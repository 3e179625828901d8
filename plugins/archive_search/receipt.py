"""What tells, before any article is looked at, that a search is what it would become: a small file beside the state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from .store import Packed, digest, to_json

NAME = "receipt.json"


def leave(state: Path, inputs: str, there: Packed, held: Mapping[str, bytes]) -> None:
    """Says that of these inputs, told by a digest, these files were made; those `held` keep their names whatever is in
    them. An empty digest says nothing."""
    if inputs:
        digests = {name: digest(data).hex() for name, data in held.items()}
        (state / NAME).write_bytes(to_json({"inputs": inputs, "files": _digest_of(there), "held": digests}))


def holds(state: Path, inputs: str, there: Packed) -> dict[str, bytes] | None:
    """The digests of what keeps its name, if the files that are there were made of these inputs; None if nobody
    knows."""
    try:
        told = json.loads((state / NAME).read_bytes())
        if inputs and told["inputs"] == inputs and told["files"] == _digest_of(there):
            return {name: bytes.fromhex(text) for name, text in told["held"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return None


def _digest_of(there: Packed) -> str:
    return digest(b"\0".join(there)).hex()
