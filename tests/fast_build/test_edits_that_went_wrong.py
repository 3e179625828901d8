"""Edits that once left a site which no clean build makes, each alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from plugins.seed_posts.model import Evidence, RegionTag, Role, TopicTag
from tests.pages.cases import make_story

from .edits import ChangingArchive
from .warm import Warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each build is a copy of this process")


class Chosen(Random):
    """A random that makes an archive of no stories, one to a page."""

    def choice(self, values):  # type: ignore[no-untyped-def]
        return values[0]


def archive_of(folder: Path, *titles: str) -> ChangingArchive:
    archive = ChangingArchive(folder, Chosen(0), Warm())
    for title in titles:
        story = make_story(title)
        archive.stories[story.slug] = story
    archive.write()
    return archive


def assert_up_to_date(archive: ChangingArchive) -> None:
    ended, clean = archive.bring_up_to_date(), archive.build_anew()
    assert (ended.status, clean.status) == (0, 0), ended.said + clean.said
    assert archive.difference() == []


def test_a_name_that_changes_in_the_language_of_the_site_changes_how_stories_were_made(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", "One")
    slug, story = archive.stories.popitem()
    archive.stories[slug] = replace(story, topics=(TopicTag("x:towns", "towns", 0.5, (Evidence("lexicon", "x", 5),)),))
    archive.write()
    archive.settings["DEFAULT_LANG"] = "ru"
    topics = archive.seeds / "topics.yaml"
    text = "x:towns:\n  label: {label}\n  parent: medtop:20000638\n  strong: [twin city]\n"
    topics.write_text(text.format(label="twin towns"), encoding="utf-8")
    assert_up_to_date(archive)
    topics.write_text(text.format(label="sisters"), encoding="utf-8")

    assert_up_to_date(archive)

    assert "Sisters" in next((archive.folder / "site" / "how").rglob("*.html")).read_text(encoding="utf-8")


def test_a_link_to_a_file_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", "One")
    page = archive.content / "pages" / "about.md"
    page.write_text("Title: About\n\n[Map]({static}/extra/map.svg), [all]({static}/extra)\n", encoding="utf-8")
    (archive.content / "extra" / "one.txt").write_text("one")

    assert_up_to_date(archive)
    (archive.content / "extra" / "map.svg").write_text("<svg/>")

    assert_up_to_date(archive)
    assert (archive.folder / "site" / "extra" / "map.svg").exists()


def test_a_template_that_shows_names_of_the_archives_trees_shows_what_they_are_now(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", "One")
    slug, story = archive.stories.popitem()
    place = RegionTag("x:nowhere", "Nowhere", Role.PRIMARY, 0.5, (Evidence("name", "x", 5),))
    archive.stories[slug] = replace(story, regions=(place,))
    archive.write()
    template = archive.theme / "templates" / "404.html"
    names = "{% for node in archive.regions.nodes.values() %}{{ node.label }}{% endfor %}"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", f"<h1>{names} ", 1), encoding="utf-8")
    regions = archive.seeds / "regions.yaml"
    text = 'x:nowhere:\n  label: {label}\n  level: macro\n  parent: ""\n  members: [CN-HL]\n'
    regions.write_text(text.format(label="Nowhere"), encoding="utf-8")
    assert_up_to_date(archive)
    regions.write_text(text.format(label="Elsewhere"), encoding="utf-8")

    assert_up_to_date(archive)

    assert "<h1>Elsewhere" in (archive.folder / "site" / "404.html").read_text(encoding="utf-8")


def test_damaged_evidence_is_told_by_each_build_until_it_is_mended(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", "One", "Two")
    assert_up_to_date(archive)
    (evidence, *_) = sorted(archive.content.rglob("*.evidence.json"))
    sound = evidence.read_bytes()
    evidence.write_bytes(b"{")

    told = [archive.bring_up_to_date() for _ in range(3)]
    evidence.write_bytes(sound)

    assert [build.status for build in told] == [1, 1, 1]
    assert_up_to_date(archive)
