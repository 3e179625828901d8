"""Trees as bytes, for the next build: where no tag changed, no story need be sorted into them again."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any

import numpy as np

from .columns import Places
from .table import Entries, Table
from .trees import Node, Tree

_LENGTH = Struct("<I")  # of what is no array, at the beginning


def packed(tree: Tree) -> bytes:
    """The tree, its stories by their places."""
    nodes = [_said(node) for node in tree.nodes.values()]
    text = json.dumps([nodes, tree.roots, tree.unknown], separators=(",", ":")).encode()
    lists = (places.tobytes() for node in tree.nodes.values() for places in (node.about.places, node.also.places))
    return b"".join([_LENGTH.pack(len(text)), text, *lists])


def unpacked(data: bytes, table: Table) -> Tree:
    """The tree that was packed, of a table in which each story has the place it had."""
    (length,) = _LENGTH.unpack_from(data)
    begin = _LENGTH.size + length
    said, roots, unknown = json.loads(data[_LENGTH.size : begin])
    places: Places = np.frombuffer(data[begin:], np.int32)
    ends = pairwise(accumulate((count for node in said for count in node[-1]), initial=0))
    lists = (Entries(table, places[start:end]) for start, end in ends)
    nodes = {node[0]: _node(node, next(lists), next(lists)) for node in said}
    return Tree(nodes, tuple(roots), tuple(unknown))


def _said(node: Node) -> list[Any]:
    """All of it but its stories, of which there is how many there are."""
    lists = (node.parents, node.also_in, node.children)
    numbers = (node.here, node.mentioned)
    return [node.id, node.label, node.path, node.level, *lists, *numbers, (len(node.about), len(node.also))]


def _node(said: list[Any], about: Entries, also: Entries) -> Node:
    id, label, path, level, parents, also_in, children, here, mentioned, _ = said
    return Node(
        id=id,
        label=label,
        path=path,
        level=level,
        parents=tuple(parents),
        also_in=tuple(also_in),
        children=tuple(children),
        here=here,
        about=about,
        also=also,
        mentioned=mentioned,
    )
