"""The shipped vocabularies, loaded once."""

from __future__ import annotations

import pytest

from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics.vocabulary import Topics, load_topics


@pytest.fixture(scope="session")
def regions() -> Regions:
    return load_regions()


@pytest.fixture(scope="session")
def topics() -> Topics:
    return load_topics()
