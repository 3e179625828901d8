"""What most specifications of the chain do: convert a folder with the shipped vocabulary, loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plugins.seed_posts import pipeline, refresh
from plugins.seed_posts.pipeline import Run, Vocabulary
from plugins.seed_posts.refresh import Refresh


@cache
def shipped() -> Vocabulary:
    return pipeline.load_vocabulary(Path("a folder without vocabulary files of its own"))


def convert(seeds: Path) -> Run:
    return pipeline.convert(seeds, vocabulary=shipped())


def refresh_posts(seeds: Path, posts: Path, *, check: bool = False) -> Refresh:
    return refresh.refresh_posts(seeds, posts, check=check, vocabulary=shipped())
