"""After any edits, the site that was kept up to date is the site that a clean build makes, byte for byte."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from .sequences import first_wrong, first_wrong_of
from .served import ServedArchive
from .warm import Warm

SEQUENCES = 20  # `invoke fuzz-builds` tries as many as it is told
STEPS = 6  # edits of a sequence
EVERY = 3  # a site is compared with a clean one after so many
SERVED = 3  # sequences built as `invoke serve` does

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each build is a copy of this process")


@pytest.fixture(scope="module")
def warm() -> Warm:
    return Warm()


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_site_kept_up_to_date_is_the_site_of_a_clean_build(seed: int, tmp_path: Path, warm: Warm) -> None:
    assert first_wrong(tmp_path / "archive", seed, STEPS, EVERY, warm) == ""


@pytest.mark.parametrize("seed", range(SERVED))
def test_a_site_kept_up_to_date_by_builds_that_went_ahead_is_that_of_a_clean_build(seed: int, tmp_path: Path) -> None:
    archive = ServedArchive(tmp_path / "archive", Random(seed))

    with closing(archive.warm_process):
        assert first_wrong_of(archive, seed, STEPS, EVERY) == ""
