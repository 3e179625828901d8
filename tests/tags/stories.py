"""Short stories for the tags' tests, in sentences of our own."""

from __future__ import annotations

from plugins.seed_posts.model import Block, Dateline, Evidence, Finding, Role, Story
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions


def story(*paragraphs: str, headline: str = "", deck: str = "", dateline: str = "") -> Story:
    """A story with the headline on line 1, the deck on line 2 and its paragraphs from line 3."""
    body = tuple(Block(text, n, n) for n, text in enumerate(paragraphs, 3))
    return Story(
        "test.txt",
        1,
        1,
        2 + len(body),
        body,
        headline=Finding(headline, (Evidence("test", headline, 1),)) if headline else Finding(),
        deck=Finding(deck, (Evidence("test", deck, 2),)) if deck else Finding(),
        dateline=Finding(Dateline(dateline)) if dateline else Finding(),
    )


def roles(regions: Regions, *paragraphs: str, **parts: str) -> dict[str, str]:
    """Label → role of every tag of such a story."""
    return {tag.label: str(tag.role) for tag in tag_regions(story(*paragraphs, **parts), regions)}


def listed(regions: Regions, *paragraphs: str, **parts: str) -> set[str]:
    """Labels of the regions whose pages list such a story."""
    found = roles(regions, *paragraphs, **parts)
    return {label for label, role in found.items() if role in (Role.PRIMARY, Role.SECONDARY)}
