"""Regions against topics: a cell counts the stories that both listings have."""

from __future__ import annotations

from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.filings import regions_of, topics_of
from plugins.archive_pages.matrix import COLUMNS, ROWS, Matrix, matrix_of
from plugins.archive_pages.tones import TONES
from plugins.archive_pages.trees import build_tree
from plugins.seed_posts.model import Role
from plugins.seed_posts.regions.vocabulary import load_regions
from plugins.seed_posts.topics.vocabulary import load_topics

REGIONS, TOPICS = load_regions(None), load_topics(None)
TRADE, DIPLOMACY, ECONOMY = "medtop:20000373", "medtop:20000639", "medtop:04000000"


def made_of(*stories: tuple[str, str]) -> Matrix | None:
    """The matrix of stories about one region and one topic each."""
    entries = [
        Entry(f"s{number}", f"article/s{number}/", "S", regions=(Listed(region, Role.PRIMARY),), topics=(topic,))
        for number, (region, topic) in enumerate(stories)
    ]
    return matrix_of(build_tree(entries, regions_of, REGIONS), build_tree(entries, topics_of, TOPICS))


def test_a_cell_counts_stories_of_what_lies_inside_too() -> None:
    matrix = made_of(("CN-HL", TRADE), ("CN-HL", TRADE), ("CN", TRADE), ("CN", DIPLOMACY), ("RU-PRI", DIPLOMACY))

    assert matrix is not None
    counts = {region.id: {cell.topic.id: cell.stories for cell in cells} for region, cells in matrix.rows}
    assert counts["CN"] == {TRADE: 3, DIPLOMACY: 1}
    assert counts["CN-HL"] == {TRADE: 2, DIPLOMACY: 0}
    assert counts["RU"] == {TRADE: 0, DIPLOMACY: 1}


def test_a_cell_leads_to_the_search_that_lists_its_stories() -> None:
    matrix = made_of(("CN-HL", TRADE))

    assert matrix is not None
    cells = {region.id: cells for region, cells in matrix.rows}
    assert cells["CN-HL"][0].query == "region=CN-HL&topic=medtop%3A20000373"
    assert cells["CN-HL"][0].tone == TONES


def test_only_the_fullest_rows_and_columns_are_shown() -> None:
    parts = [id for id in REGIONS if id.startswith("RU-")]
    matrix = made_of(*((part, TRADE) for part in parts))

    assert matrix is not None
    assert len(matrix.rows) == ROWS
    assert len(matrix.topics) <= COLUMNS
    assert matrix.rows[0][0].id == "RU"


def test_an_archive_without_topics_has_no_matrix() -> None:
    assert made_of() is None
    assert made_of(("CN", "medtop:unknown")) is None
