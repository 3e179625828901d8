"""Captures and stories of our own, for the specifications of the chain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.model import Block, Capture, Finding, Story
from plugins.seed_posts.posts import slugify

FLOOD = """Flood at mill

By Ada Brook

MILL VALLEY, March 19, 2018 - The river rose over the old mill on Monday and closed two roads.

Council workers carried sandbags through the night, and nobody was hurt.
"""
BRIDGE = """New bridge opens in Harbin

March 21, 2018

The mayor of Harbin opened a bridge to the northern bank of the Songhua river on Wednesday.

It took four years to build and carries two lanes of traffic and a footpath.
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder of two sound captures, `bridge.txt` and `flood.txt`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "flood.txt").write_text(FLOOD)
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


@pytest.fixture
def story() -> Callable[..., Story]:
    """Makes a story of the capture `flood.txt`, its body one block a paragraph."""

    def make(*paragraphs: str, headline: str = "Flood at mill", ordinal: int = 1, **fields: object) -> Story:
        body = tuple(Block(text, line, line) for line, text in enumerate(paragraphs or ("The river rose.",), 2))
        slug = slugify(headline, "flood.txt", ordinal)
        return Story(
            "flood.txt",
            ordinal,
            1,
            len(body) + 1,
            body,
            headline=Finding(headline),
            slug=slug,
            **fields,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture
def capture() -> Callable[..., Capture]:
    """Makes the capture `flood.txt` with these lines."""

    def make(*lines: str, **fields: object) -> Capture:
        return Capture("flood.txt", lines or ("Flood at mill", "The river rose."), "0" * 64, **fields)  # type: ignore[arg-type]

    return make
