"""The pages of regions and topics: their indexes, and a listing for each that has stories.

What a page shows of a region is its value, and nothing else reaches the template: a name and an address on the numbered
pages of the listing, counts and neighbours on the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from msgspec import Struct

from .maps.atlas import Atlas, Map
from .site import Site
from .speech import _
from .trees import Node, Tree
from .ways import Crossings, search_of, years_of

FIELD = "field"  # a topic that no other contains, as ARCHIVE_SHORT_LISTS calls it
ALSO = "also"  # part of the address of the list of stories that also concern a region


class Named(Struct, frozen=True):
    """A region or topic as its numbered pages know it."""

    id: str
    label: str
    path: str
    level: str


class Counted(Struct, frozen=True):
    """A region or topic as the pages of others know it."""

    id: str
    label: str
    path: str
    total: int  # stories


class Shown(Struct, frozen=True):
    """A region or topic as its own page of the newest stories knows it; stories are counted, not named."""

    id: str
    label: str
    path: str
    level: str
    children: tuple[str, ...]
    here: int
    below: int
    total: int
    about: range
    also: range
    mentioned: int


def write_trees(site: Site) -> None:
    """Writes the two indexes and every listing below them."""
    atlas, digest = site.atlas, site.build.digest
    crossings = cache(lambda: Crossings(site.archive.regions, site.archive.topics))
    topics = [(id, node.here > 0) for id, node in site.archive.topics.nodes.items()]
    others = digest(list(site.archive.regions.nodes), topics)
    for kind, name, tree in (
        ("region", _("Regions"), site.archive.regions),
        ("topic", _("Topics"), site.archive.topics),
    ):
        index = (name, f"{kind}/")
        value = site.build.digest(*_flat(map(_facts, tree.nodes.values())), *tree.roots)
        more = partial(_index, tree, atlas.of_archive if kind == "region" else None)
        site.pages.page(index[1], f"{kind}_index", value, more, crumbs=[index])
        for node in tree.walk():
            crumbs = [index, *((n.label, f"{kind}/{n.path}/") for n in (*tree.parents(node), node))]
            value = digest(others, site.vocabulary, *_told(site, kind, node))
            write = partial(_write_node, site, atlas, crossings, tree, kind, node, crumbs)
            site.pages.run(f"{kind} {node.id}", value, write)


def _told(site: Site, kind: str, node: Node) -> Iterator[Any]:
    """All that the pages of a region or topic are made of, but for the vocabularies and which others have stories.

    What they say of what lies inside it, of the ways across and of years is of its own stories. Stories that are not
    its own are counted on its map, where a town shows the province around it, and among members of a macro-region.
    """
    yield from (kind, node.id, node.about.digests, node.also.digests, node.mentioned)
    if kind == "region":
        yield from site.atlas.counts_of_region(node)
        for name, other in _members(site, node):
            yield from (name, other.id if other else "", other.total if other else 0)


def _index(tree: Tree, draw: Callable[[], Map | None] | None) -> Mapping[str, Any]:
    return {"tree": tree, "map": draw() if draw else None}


def _write_node(
    site: Site,
    atlas: Atlas,
    crossings: Callable[[], Crossings],
    tree: Tree,
    kind: str,
    node: Node,
    crumbs: Sequence[tuple[str, str]],
) -> None:
    base, digest = crumbs[-1][1], site.build.digest
    also = node.also[: site.settings["ARCHIVE_PAGE_SIZE"]]
    children = [_counted(child) for child in tree.children(node)]
    also_in = [_named(tree.nodes[id]) for id in node.also_in]
    members = _members(site, node)

    def more() -> Mapping[str, Any]:
        return {
            "node": _shown(node),
            "children": children,
            "ways": crossings().of(kind, node),
            "also": also,
            "map": atlas.of_region(node) if kind == "region" else None,
            "members": members,
            "also_in": also_in,
        }

    across = site.archive.topics if kind == "region" else site.archive.regions
    newest = digest(
        *_facts(node),
        *_flat((child.id, child.label, child.path, child.total) for child in children),
        *_flat((id, across.nodes[id].label, count) for id, count in crossings().counts(kind, node).items()),
        *_flat(years_of(node).items()),
        *_flat((name, other.id if other else "", other.path if other else "", other.total if other else 0)
               for name, other in members),
        *_flat((other.id, other.label, other.path) for other in also_in),
        also.digests,
        *_flat([atlas.facts_of_region(node) if kind == "region" else ()]),
    )  # fmt: skip
    named = _named(node)
    value = digest(named.id, named.label, named.path, named.level)
    own = {"node": named, "followed": True}
    level = node.level if kind == "region" else FIELD if not node.parents else ""
    elsewhere = search_of({kind: node.id}) if level in site.settings["ARCHIVE_SHORT_LISTS"] else ""
    site.pages.listing(
        base,
        node.about,
        kind,
        crumbs=crumbs,
        value=value,
        more=own,
        newest=newest,
        more_of_newest=more,
        elsewhere=elsewhere,
    )
    if len(also) < len(node.also):
        trail = [*crumbs, (_("Also concerning %(region)s") % {"region": node.label}, f"{base}{ALSO}/")]
        shown = {"node": named}
        site.pages.listing(
            trail[-1][1], node.also, "region_also", crumbs=trail, value=value, more=shown, elsewhere=elsewhere
        )


def _members(site: Site, node: Node) -> list[tuple[str, Counted | None]]:
    """What a macro-region is made of, by name: each member's label, and its node where it has stories."""
    ids = site.regions.members(node.id) if node.level == "macro" else ()
    nodes = {id: site.archive.regions.get(id) for id in ids}
    named = ((site.regions.label(id), _counted(found) if found else None) for id, found in nodes.items())
    return sorted(named, key=lambda member: member[0])


def _facts(node: Node) -> Iterator[Any]:
    yield from (node.id, node.label, node.path, node.level, node.here, len(node.about), len(node.also), node.mentioned)
    yield len(node.parents)
    yield from node.parents
    yield len(node.children)
    yield from node.children


def _flat(rows: Iterable[Iterable[Any]]) -> list[Any]:
    """The items of all rows, and how many rows they were: so that two lists of lists never look the same."""
    kept = [tuple(row) for row in rows]
    return [len(kept), *(item for row in kept for item in row)]


def _named(node: Node) -> Named:
    return Named(node.id, node.label, node.path, node.level)


def _counted(node: Node) -> Counted:
    return Counted(node.id, node.label, node.path, node.total)


def _shown(node: Node) -> Shown:
    return Shown(
        id=node.id,
        label=node.label,
        path=node.path,
        level=node.level,
        children=node.children,
        here=node.here,
        below=node.below,
        total=node.total,
        about=range(len(node.about)),
        also=range(len(node.also)),
        mentioned=node.mentioned,
    )
