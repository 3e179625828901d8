"""A Pelican plugin of the build task: marks a site as ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pelican import signals

NAME = ".backfile"  # in every folder we build: only such a folder, or an empty one, is ever built into
CONTENT = b"Built by Backfile. What it wrote here, it changes and removes.\n"
UNDERSCORES = ".nojekyll"  # the file that keeps GitHub Pages from leaving out names with an underscore


def register() -> None:
    signals.all_generators_finalized.connect(mark)


def mark(generators: Sequence[Any]) -> None:
    """Let the marker, and the file for GitHub Pages, be files of the site."""
    build = generators[0].context["fast_build"]
    build.put(NAME, None, lambda: CONTENT)
    build.put(UNDERSCORES, None, lambda: b"")
