"""After any edits, the site that was kept up to date is the site that a clean build makes, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fast_build.edits import first_wrong

SEQUENCES = 20  # `invoke fuzz-builds` tries as many as it is told
STEPS = 5  # edits of a sequence


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_site_kept_up_to_date_is_the_site_of_a_clean_build(seed: int, tmp_path: Path) -> None:
    assert first_wrong(tmp_path / "archive", seed, STEPS) == ""
