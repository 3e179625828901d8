"""Maps: every region with stories is a link in the right place, and the paths are small and sound."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.filings import regions_of
from plugins.archive_pages.maps.atlas import Atlas, Map, Shape
from plugins.archive_pages.maps.drawing import BESIDE, WIDTH, Frame, frame_around, paths_of
from plugins.archive_pages.maps.outlines import Cap, Outlines, load_outlines
from plugins.archive_pages.maps.pictures import Pictures
from plugins.archive_pages.tones import TONES
from plugins.archive_pages.trees import Tree, build_tree
from plugins.seed_posts.model import Role
from plugins.seed_posts.regions.vocabulary import Regions, load_regions

HARBIN = "geonames:2037013"
PATH = re.compile(r"(M-?\d+ -?\d+l(?:-?\d+[ -]\d*\s?)+z)+")


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(None)


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return load_outlines()


def tree_of(regions: Regions, *filed: str) -> Tree:
    entries = [
        Entry(f"s{number}", f"article/s{number}/", "S", date="2018-01-01", regions=(Listed(id, Role.PRIMARY),))
        for number, id in enumerate(filed)
    ]
    return build_tree(entries, regions_of, regions)


def boxes(map: Map) -> dict[str, tuple[int, int, int, int]]:
    """West, north, east and south of each shape with a label, on the sheet."""
    found = {}
    for shape in map.shapes:
        xs, ys = [], []
        for part in filter(None, shape.path.split("M")):
            start, steps = part.rstrip("z").split("l")
            numbers = [*map_numbers(start), *map_numbers(steps)]
            x = y = 0
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                xs.append(x)
                ys.append(y)
        found[shape.label] = (min(xs), min(ys), max(xs), max(ys))
    return found


def map_numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


@pytest.mark.parametrize("country", ["CN", "RU", "US"])
def test_every_subdivision_of_a_divided_country_has_an_outline(
    country: str, regions: Regions, outlines: Outlines
) -> None:
    parts = [id for id in regions if id.startswith(f"{country}-")]

    assert len(parts) > 30
    assert [id for id in parts if id not in outlines] == []


def test_the_archives_map_is_of_the_countries_with_most_stories(regions: Regions) -> None:
    tree = tree_of(regions, *["CN-HL"] * 8, *["RU-PRI"] * 6, "JP")

    map = Atlas(tree, regions).of_archive()

    assert map is not None
    tones = {shape.label: shape.tone for shape in map.shapes}
    assert tones["Heilongjiang"] == TONES
    assert 0 < tones["Primorsky Krai"] <= TONES
    assert tones["Japan"] == 0  # around it, and still a link
    assert {shape.label: shape.url for shape in map.shapes}["Heilongjiang"] == "region/cn/heilongjiang/"


def test_places_lie_where_they_lie_on_the_globe(regions: Regions) -> None:
    tree = tree_of(regions, "RU-KGD", "RU-CHU", "RU-DA", "RU-MUR", "CN-HI", "CN-HL", "RU-PRI")
    map = Atlas(tree, regions).of_archive()

    assert map is not None
    west, north, east, south = 0, 1, 2, 3
    box = boxes(map)
    assert box["Kaliningrad Oblast"][east] < box["Heilongjiang"][west] < box["Chukotka"][west]
    assert box["Murmansk Oblast"][south] < box["Heilongjiang"][south] < box["Hainan"][north]
    assert box["Heilongjiang"][west] < box["Primorsky Krai"][west]
    assert box["Chukotka"][east] - box["Chukotka"][west] < WIDTH / 4  # though it lies on both sides of 180 degrees
    assert all(b[west] >= 0 and b[east] <= WIDTH and b[north] >= 0 and b[south] <= map.height for b in box.values())


def test_a_province_is_marked_on_the_map_of_its_country_and_a_town_with_a_dot(regions: Regions) -> None:
    tree = tree_of(regions, HARBIN)
    atlas = Atlas(tree, regions)

    province, town = (atlas.of_region(tree.nodes[id]) for id in ("CN-HL", HARBIN))

    assert province is not None
    assert [shape.label for shape in province.shapes if shape.here] == ["Heilongjiang"]
    assert province.dot is None
    assert town is not None
    assert town.dot is not None
    west, north, east, south = boxes(town)["Heilongjiang"]
    assert west < town.dot[0] < east
    assert north < town.dot[1] < south


def test_a_map_tells_no_stories_of_what_lies_around_the_region_of_the_page(regions: Regions) -> None:
    tree, more = tree_of(regions, HARBIN, "CN-JL", "RU-PRI"), tree_of(regions, HARBIN, "CN-JL", "RU-PRI", "CN-JL", "RU")
    few, many = Atlas(tree, regions), Atlas(more, regions)

    for id in (HARBIN, "CN-HL"):
        map = few.of_region(tree.nodes[id])
        assert map is not None
        assert {shape.label: shape.stories for shape in map.shapes if shape.url}.items() >= {
            "Heilongjiang": 1,
            "Jilin": 0,
            "Russia": 0,
        }.items()
        assert map == many.of_region(more.nodes[id])
        assert few.facts_of_region(tree.nodes[id]) == many.facts_of_region(more.nodes[id])
    assert few.facts_of_region(tree.nodes["CN"]) != many.facts_of_region(more.nodes["CN"])


def test_a_macro_region_marks_its_members(regions: Regions) -> None:
    tree = tree_of(regions, "x:northeast-china", "CN-LN")

    map = Atlas(tree, regions).of_region(tree.nodes["x:northeast-china"])

    assert map is not None
    assert {shape.label for shape in map.shapes if shape.here} >= {"Heilongjiang", "Jilin", "Liaoning"}


def test_a_continent_shows_its_countries_whole(regions: Regions) -> None:
    tree = tree_of(regions, "CN-HL", "JP")

    map = Atlas(tree, regions).of_region(tree.nodes["m49:142"])

    assert map is not None
    assert {shape.label for shape in map.shapes if shape.tone} == {"China", "Japan"}


def test_a_region_without_an_outline_has_no_map(regions: Regions) -> None:
    tree = tree_of(regions, "CN-HL")
    nowhere = replace(tree.nodes["CN"], id="ZZ", level="country")

    assert Atlas(tree, regions).of_region(nowhere) is None
    assert Atlas(tree_of(regions), regions).of_archive() is None


def test_paths_are_whole_numbers_and_small(regions: Regions, outlines: Outlines) -> None:
    world = [id for id in outlines.shapes if "-" not in id]
    for focus, most in ((outlines.parts("RU"), 30_000), (outlines.parts("CN"), 16_000), (world, 26_000)):
        frame = frame_around(focus, outlines)
        assert frame is not None
        paths = list(paths_of(focus, outlines, frame).values())
        assert len(paths) > 0.8 * len(focus)
        assert all(PATH.fullmatch(path) for path in paths)
        assert sum(map(len, paths)) < most


class Undecided(Frame):
    """A frame that holds everything to be possible, so that every region is projected."""

    def holds(self, cap: Cap) -> bool:
        return True


@pytest.mark.parametrize("country", ["FJ", "NO", "RU", "EC"])
def test_regions_that_no_one_projects_are_those_a_sheet_does_not_show(country: str, outlines: Outlines) -> None:
    frame = frame_around([country], outlines)
    assert frame is not None
    whole = Undecided(frame.projection, frame.left, frame.top, frame.scale, frame.height)

    passed_over = [id for id in outlines.shapes if not frame.holds(outlines.cap(id))]

    assert len(passed_over) > len(outlines.shapes) / 3
    assert paths_of(outlines.shapes, outlines, frame) == paths_of(outlines.shapes, outlines, whole)


def test_outlines_are_cut_off_a_little_beside_the_sheet(outlines: Outlines) -> None:
    frame = frame_around(outlines.parts("CN"), outlines)
    assert frame is not None
    for id, path in paths_of(outlines.shapes, outlines, frame).items():
        for ring in re.findall(r"M([^z]*)z", path):
            (x, y), *steps = [(int(a), int(b)) for a, b in zip(*[iter(re.findall(r"-?\d+", ring))] * 2, strict=True)]
            for dx, dy in [(0, 0), *steps]:
                x, y = x + dx, y + dy
                assert -BESIDE <= x <= WIDTH + BESIDE, id
                assert -BESIDE <= y <= frame.height + BESIDE, id


def test_a_picture_writes_names_that_could_be_markup_as_text() -> None:
    here = Shape('A "b" <c>', "region/a b/", 3, 2, True, "M0 0l1 0 0 1z")
    around = Shape("D&E", "region/d/", 0, 0, False, "M5 5l1 0 0 1z")

    page = BeautifulSoup(
        Pictures("/repo")(Map(400, "M1 1l1 0 0 1z", (around, here), (7, 8)), "Map: <x>"), "html.parser"
    )

    assert page.svg["aria-label"] == "Map: <x>"
    assert [(a["href"], a["aria-label"], a.title.string) for a in page.select("a")] == [
        ("/repo/region/d/", "D&E", "D&E"),
        ("/repo/region/a b/", 'A "b" <c>, 3 stories', 'A "b" <c>: 3 stories'),
    ]
    assert [(path.get("class"), path["d"]) for path in page.select("path")] == [
        (["land"], "M1 1l1 0 0 1z"), (None, "M5 5l1 0 0 1z"), (["tone-2", "here"], "M0 0l1 0 0 1z"),
    ]  # fmt: skip
    assert (page.circle["cx"], page.circle["cy"]) == ("7", "8")
    assert not Pictures("")(None, "x")
