"""The modules of the search page, tested in their own language."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .node import TIMEOUT, node

FILES = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_the_tests_written_in_javascript_pass(file: Path) -> None:
    done = subprocess.run([node(), "--test", str(file)], capture_output=True, text=True, timeout=TIMEOUT)

    assert done.returncode == 0, done.stdout
