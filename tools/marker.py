"""A Pelican plugin of the build task: marks a site that was written to its end, and as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

NAME = ".backfile"  # in every folder we built: only such a folder, or an empty one, is ever replaced


def register() -> None:
    signals.finalized.connect(mark)


def mark(pelican: Any) -> None:
    """Leave the marker, and the file that keeps GitHub Pages from leaving out names with an underscore."""
    output = Path(pelican.output_path)
    (output / NAME).write_text("Built by Backfile, which replaces this folder whole.\n")
    (output / ".nojekyll").touch()
