"""A sidecar can say that a story repeats another, and that it does not."""

from __future__ import annotations

from pathlib import Path

from plugins.seed_posts.model import Applied
from tests.chain.conftest import FLOOD
from tests.chain.steps import convert

OTHER = """Kites over the square

March 20, 2018

Kites flew over the square all afternoon while the town kept the anniversary of its founding.

The largest had the shape of a sturgeon and needed six people to hold it against the wind.
"""


def correct(seeds: Path, name: str, value: str, story: str = "1") -> None:
    (seeds / f"{name}.yaml").write_text(
        f"corrections:\n- {{story: {story}, field: reprint_of, value: {value}, reason: the archivist compared them}}\n"
    )


def kinds(seeds: Path) -> dict[str, str]:
    """For each capture the capture whose story its own repeats, "" for none."""
    stories = convert(seeds).stories
    seed = {story.slug: story.seed for story in stories} | {"": ""}
    return {story.seed: seed[story.reprint_of] for story in stories}


def errors(seeds: Path) -> list[str]:
    return [str(error).replace(seeds.as_posix(), "seeds") for error in convert(seeds).failures]


def test_a_story_taken_for_a_reprint_can_be_set_on_its_own(seeds: Path) -> None:
    (seeds / "later.txt").write_text(FLOOD.replace("March 19", "March 20"))
    correct(seeds, "later", "none")

    assert kinds(seeds) == {"bridge.txt": "", "flood.txt": "", "later.txt": ""}


def test_a_story_can_be_made_a_reprint_of_another_by_the_beginning_of_its_address(seeds: Path) -> None:
    (seeds / "kites.txt").write_text(OTHER)
    correct(seeds, "kites", "flood-at-mill")

    story = next(story for story in convert(seeds).stories if story.seed == "kites.txt")

    assert story.reprint_of.startswith("flood-at-mill-")
    assert story.corrections == (Applied("reprint_of", "none", story.reprint_of, "the archivist compared them"),)
    assert [e.rule for e in story.reprint.evidence] == ["correction"]  # type: ignore[union-attr]


def test_what_repeats_a_story_follows_it_to_the_original(seeds: Path) -> None:
    (seeds / "later.txt").write_text(FLOOD.replace("March 19", "March 20"))
    correct(seeds, "flood", "new-bridge-opens")

    assert kinds(seeds) == {"bridge.txt": "", "flood.txt": "bridge.txt", "later.txt": "bridge.txt"}


def test_a_correction_that_changes_nothing_is_an_error(seeds: Path) -> None:
    correct(seeds, "flood", "none")

    assert errors(seeds) == ['seeds/flood.yaml:2: reprint_of already is "none"; delete this correction']


def test_an_address_that_is_not_there_is_an_error_that_names_the_nearest(seeds: Path) -> None:
    correct(seeds, "bridge", "flod-at-mill-b0b0b0")

    assert errors(seeds)[0].startswith(
        'seeds/bridge.yaml:2: no story has the address "flod-at-mill-b0b0b0"; did you mean "flood-at-mill-'
    )


def test_a_story_cannot_repeat_itself(seeds: Path) -> None:
    correct(seeds, "flood", "flood-at-mill")

    assert errors(seeds) == ['seeds/flood.yaml:2: a story cannot be a reprint of itself; name another, or "none"']


def test_other_captures_are_converted_when_a_correction_cannot_be_applied(seeds: Path) -> None:
    correct(seeds, "flood", "nothing-like-it")

    run = convert(seeds)

    assert [story.seed for story in run.stories] == ["bridge.txt"]
    assert run.failed_seeds == {"flood.txt"}
