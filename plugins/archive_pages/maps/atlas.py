"""Which map a page shows: the regions it is about, what lies around them, and how many stories each has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..tones import tone_of
from ..trees import Node, RegionVocabulary, Tree
from .drawing import Frame, frame_around, path_of
from .outlines import Outlines, load_outlines

MAIN = 0.25  # of the stories of the country with most; the home page's map is of the countries that have so many


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline. `tone` is 1 to TONES by stories, 0 around what the map is of; `here` marks the page's own region."""

    label: str
    url: str  # below the site's root; "" without stories
    stories: int
    tone: int
    here: bool
    path: str  # the `d` of an SVG path


@dataclass(frozen=True, slots=True)
class Map:
    """A map as a template draws it, 1,000 units wide."""

    height: int
    land: str  # everything without stories, as one path
    shapes: tuple[Shape, ...]  # by name, those the page is about last
    dot: tuple[int, int] | None  # the town the page is about


class Atlas:
    """Maps for the pages of one archive."""

    def __init__(self, tree: Tree, regions: RegionVocabulary) -> None:
        self._tree = tree
        self._regions = regions
        self._sheets: dict[tuple[str, ...], tuple[Frame, dict[str, str]] | None] = {}

    @cached_property
    def _outlines(self) -> Outlines:
        return load_outlines()

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        return tuple(sorted(id for id in self._outlines.shapes if "-" not in id))

    def of_archive(self) -> Map | None:
        """The map of the countries that most stories are filed under."""
        nodes = [node for node in self._tree.nodes.values() if node.level == "country" and node.id in self._outlines]
        most = max((node.total for node in nodes), default=0)
        return self._map(sorted(node.id for node in nodes if node.total >= MAIN * most))

    def of_region(self, node: Node) -> Map | None:
        """The map of a region's page; None where nothing of it has an outline."""
        if node.level == "country":
            return self._map([node.id], {node.id})
        if node.level in ("admin1", "city"):
            country = next((id for id in reversed(node.parents) if id in self._outlines and "-" not in id), "")
            part = next((id for id in (node.id, *reversed(node.parents)) if id in self._outlines), "")
            return self._map([country], {part}, node) if country else None
        members = self._regions.members(node.id) if node.level == "macro" else ()
        inside = [id for id in members or self._inside(node.id) if id in self._outlines]
        countries = sorted({id.partition("-")[0] for id in inside})
        if all("-" in id for id in inside):
            return self._map(countries, set(inside))
        return self._map(sorted(inside), set(inside) if members else set(), whole=True)

    def _inside(self, id: str) -> list[str]:
        """The countries of a continent or a part of one."""
        found = []
        for country in self._countries:
            region = self._regions.get(country)
            while region is not None and region.id != id:
                region = self._regions.get(region.parent) if region.parent else None
            found += [country] if region else []
        return found

    def _map(
        self, focus: Sequence[str], here: Iterable[str] = (), town: Node | None = None, whole: bool = False
    ) -> Map | None:
        """A map of these countries, with their subdivisions unless they are shown `whole`."""
        divided = {} if whole else {id: parts for id in focus if (parts := self._outlines.parts(id))}
        sheet = self._sheet(tuple(focus), [part for parts in divided.values() for part in parts])
        if sheet is None:
            return None
        frame, paths = sheet
        marked = set(here)
        shapes, land = [], []
        inside = {*focus, *(part for parts in divided.values() for part in parts)} - divided.keys()
        most = max(map(self._stories, inside), default=0)
        for id, path in paths.items():
            stories = self._stories(id)
            if id in divided:
                continue
            if not stories and id not in marked:
                land.append(path)
                continue
            node = self._tree.get(id)
            tone = tone_of(stories, most) if id in inside else 0
            url = f"region/{node.path}/" if node else ""
            shapes.append(Shape(self._regions.label(id), url, stories, tone, id in marked, path))
        return Map(
            frame.height, "".join(land), tuple(sorted(shapes, key=lambda s: (s.here, s.label))), self._dot(town, frame)
        )

    def _sheet(self, focus: tuple[str, ...], parts: Sequence[str]) -> tuple[Frame, dict[str, str]] | None:
        """The frame around countries and every path in it; provinces of one country share it."""
        key = (*focus, *parts[:1])
        if key not in self._sheets:
            frame = frame_around(parts or focus, self._outlines)
            drawn = [(id, path_of(id, self._outlines, frame)) for id in (*self._countries, *parts)] if frame else []
            self._sheets[key] = (frame, {id: path for id, path in drawn if path}) if frame else None
        return self._sheets[key]

    def _stories(self, id: str) -> int:
        node = self._tree.get(id)
        return node.total if node else 0

    def _dot(self, node: Node | None, frame: Frame) -> tuple[int, int] | None:
        region = self._regions.get(node.id) if node and node.level == "city" else None
        if region is None or region.longitude is None or region.latitude is None:
            return None
        return next(iter(frame.spots([(region.longitude, region.latitude)])), None)
