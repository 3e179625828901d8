"""Regions against topics: how many stories have both, for a table whose cells open a search."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import numpy as np
from msgspec import Struct

from .tones import tone_of
from .trees import Node, Tree

LEVELS = ("country", "admin1", "macro")  # of regions: continents hold everything, towns too little
ROWS = 10  # regions
COLUMNS = 8  # topics


class Cell(Struct, frozen=True):
    """How many stories a region and a topic share; `tone` is 0 for none, else 1 to TONES."""

    topic: Node
    stories: int
    tone: int
    query: str  # of the search that lists them


class Matrix(Struct, frozen=True):
    """The regions and topics with most stories, each region a row of cells."""

    topics: tuple[Node, ...]
    rows: tuple[tuple[Node, tuple[Cell, ...]], ...]


def matrix_of(regions: Tree, topics: Tree) -> Matrix | None:
    """The table; None for an archive without regions or without topics."""
    rows = _fullest((node for node in regions.nodes.values() if node.level in LEVELS), ROWS)
    columns = _fullest((node for node in topics.nodes.values() if node.here), COLUMNS)
    if not rows or not columns:
        return None
    told = {node.id: np.concatenate([node.about.places, node.also.places]) for node in (*rows, *columns)}
    shared = {(r.id, c.id): len(np.intersect1d(told[r.id], told[c.id], True)) for r in rows for c in columns}
    most = max(shared.values())
    return Matrix(
        tuple(columns),
        tuple((row, tuple(_cell(row, column, shared[row.id, column.id], most) for column in columns)) for row in rows),
    )


def _fullest(nodes: Iterable[Node], count: int) -> list[Node]:
    return sorted(nodes, key=lambda node: (-node.total, node.label, node.id))[:count]


def _cell(region: Node, topic: Node, stories: int, most: int) -> Cell:
    tone = tone_of(stories, most)
    return Cell(topic, stories, tone, urlencode({"region": region.id, "topic": topic.id}))
