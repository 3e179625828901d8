"""Which map a page shows: the regions it is about, each with its stories, and what lies around them.

What lies around has a name and a link, and no number: a page tells of its own region and of what is inside it. So a
story changes the pages of what it is filed under and no other region's.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..tones import tone_of
from ..trees import Node, RegionVocabulary, Tree
from .sheets import Around, Kept, Sheets, anew

MAIN = 0.25  # of the stories of the country with most; the home page's map is of the countries that have so many


class Shape(Struct, frozen=True):
    """One outline. `tone` is 1 to TONES by stories, 0 around what the map is of; `here` marks the page's own region."""

    label: str
    url: str  # below the site's root; "" without stories
    stories: int  # 0 around what the map is of
    tone: int
    here: bool
    path: str  # the `d` of an SVG path


class Map(Struct, frozen=True):
    """A map as a template draws it, 1,000 units wide."""

    height: int
    land: str  # everything without stories, as one path
    shapes: tuple[Shape, ...]  # by name, those the page is about last
    dot: tuple[int, int] | None  # the town the page is about


class _Subject(Struct, frozen=True):
    """What a map is of: countries, the regions marked in it, a town, whether its countries are shown whole, and
    whether all but the marked regions lies around what the page is about."""

    focus: tuple[str, ...]
    here: frozenset[str] = frozenset()
    town: Node | None = None
    whole: bool = False
    only_here: bool = False


class Atlas:
    """Maps for the pages of one archive."""

    def __init__(self, tree: Tree, regions: RegionVocabulary, kept: Kept = anew) -> None:
        """`kept` gives what earlier builds have drawn."""
        self._tree = tree
        self._regions = regions
        self._sheets = Sheets(kept)
        self._facts: dict[Around, list[str | int]] = {}
        self._plain: dict[Around, dict[str, Shape]] = {}

    def of_archive(self) -> Map | None:
        """The map of the countries that most stories are filed under."""
        names = self._sheets.names
        nodes = [node for node in self._tree.nodes.values() if node.level == "country" and node.id in names]
        most = max((node.total for node in nodes), default=0)
        return self._map(_Subject(tuple(sorted(node.id for node in nodes if node.total >= MAIN * most))))

    def of_region(self, node: Node) -> Map | None:
        """The map of a region's page; None where nothing of it has an outline."""
        subject = self._subject(node)
        return self._map(subject) if subject else None

    def facts_of_region(self, node: Node) -> list[str | int]:
        """All that the map of a region's page shows, without drawing it."""
        subject = self._subject(node)
        if subject is None:
            return []
        around = self._around(subject)
        if around not in self._facts:
            shown = [(id, self._tree.get(id)) for id in self._sheets.on(around)]
            named = ((id, self._regions.label(id), node.path) for id, node in shown if node)
            self._facts[around] = [*around[0], "", *around[1], "", *(fact for row in named for fact in row)]
        here = (fact for id in sorted(subject.here) for fact in (id, self._regions.label(id)))
        town = self._place(subject.town) or ()
        return [*self._facts[around], "", *self.counts_of_region(node), "", "", *here, "", *map(str, town)]

    def counts_of_region(self, node: Node) -> list[str | int]:
        """The numbers on the map of a region's page: all of it that stories change where no region gains or loses its
        last."""
        subject = self._subject(node)
        inside = sorted(self._inside_of(subject)) if subject else ()
        return [fact for id in inside for fact in (id, self._stories(id))]

    def _subject(self, node: Node) -> _Subject | None:
        """What the map of a region's page is of."""
        names = self._sheets.names
        if node.level == "country":
            return _Subject((node.id,), frozenset({node.id}))
        if node.level in ("admin1", "city"):
            country = next((id for id in reversed(node.parents) if id in names and "-" not in id), "")
            part = next((id for id in (node.id, *reversed(node.parents)) if id in names), "")
            return _Subject((country,), frozenset({part}), node, only_here=True) if country else None
        members = self._regions.members(node.id) if node.level == "macro" else ()
        inside = [id for id in members or self._inside(node.id) if id in names]
        if all("-" in id for id in inside):
            countries = tuple(sorted({id.partition("-")[0] for id in inside}))
            return _Subject(countries, frozenset(inside), only_here=bool(inside))
        return _Subject(tuple(sorted(inside)), frozenset(inside if members else ()), whole=True)

    def _inside(self, id: str) -> list[str]:
        """The countries of a continent or a part of one."""
        found = []
        for country in self._sheets.countries:
            region = self._regions.get(country)
            while region is not None and region.id != id:
                region = self._regions.get(region.parent) if region.parent else None
            found += [country] if region else []
        return found

    def _around(self, subject: _Subject) -> Around:
        """What the sheet is around: countries, and their subdivisions unless they are shown whole."""
        parts = () if subject.whole else (part for id in subject.focus for part in self._sheets.parts(id))
        return subject.focus, tuple(parts)

    def _divided(self, subject: _Subject) -> set[str]:
        """The countries that are drawn as their subdivisions."""
        return set() if subject.whole else {id for id in subject.focus if self._sheets.parts(id)}

    def _inside_of(self, subject: _Subject) -> frozenset[str]:
        """The shapes whose stories the map tells."""
        focus, parts = self._around(subject)
        inside = subject.here if subject.only_here else {*focus, *parts}
        return frozenset(inside) - self._divided(subject)

    def _map(self, subject: _Subject) -> Map | None:
        around = self._around(subject)
        paths = self._sheets.paths(around)
        if not paths:
            return None
        plain, land = self._shapes(around), []
        inside, here, divided = self._inside_of(subject), subject.here, self._divided(subject)
        most = max(map(self._stories, inside), default=0)
        shapes: list[Shape] = []
        marked: list[Shape] = []
        for id, shape in plain.items():
            if id in divided:
                continue
            if id in inside or id in here:
                stories = self._stories(id) if id in inside else 0
                shape = replace(shape, stories=stories, tone=tone_of(stories, most), here=id in here)
            if not shape.url and not shape.here:
                land.append(shape.path)
            else:
                (marked if shape.here else shapes).append(shape)
        place = self._place(subject.town)
        dot = self._sheets.spot(around, *place) if place else None
        return Map(self._sheets.height(around), "".join(land), (*shapes, *marked), dot)

    def _shapes(self, around: Around) -> dict[str, Shape]:
        """What is on a sheet, by name: as it is drawn around what a map is of."""
        if around not in self._plain:
            named = [(self._regions.label(id), id, path) for id, path in self._sheets.paths(around).items()]
            self._plain[around] = {
                id: Shape(label, f"region/{node.path}/" if (node := self._tree.get(id)) else "", 0, 0, False, path)
                for label, id, path in sorted(named)
            }
        return self._plain[around]

    def _stories(self, id: str) -> int:
        node = self._tree.get(id)
        return node.total if node else 0

    def _place(self, town: Node | None) -> tuple[float, float] | None:
        """Longitude and latitude of a town."""
        region = self._regions.get(town.id) if town and town.level == "city" else None
        if region is None or region.longitude is None or region.latitude is None:
            return None
        return region.longitude, region.latitude
