"""Runs our JavaScript in the pinned node, for tests that compare it with Python."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from plugins.archive_search.engine import program_of
from tools.environment import node

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugins" / "archive_search"
JS = PLUGIN / "js"
LUNR = ROOT / "node_modules" / "lunr" / "lunr.js"
PROGRAM = program_of(LUNR)  # as it is written: quicker to make than the small one, which does the same
TIMEOUT = 120  # s


def run(program: str, given: Any = None) -> Any:
    """What a module prints as JSON; it finds `given` in `input`, our modules below `JS`, lunr in `lunr`."""
    head = (
        'import { readFileSync } from "node:fs"; import { createRequire } from "node:module";'
        f"const JS = {json.dumps(JS.as_uri())};"
        f"const lunr = createRequire({json.dumps(LUNR.as_uri())})({json.dumps(str(LUNR))});"
        'const input = JSON.parse(readFileSync(0, "utf-8"));\n'
    )
    command = [node(), "--input-type=module", "--eval", head + program]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def search(folder: Path, query: str, *options: str) -> dict[str, Any]:
    """What cli.mjs prints for a query."""
    command = [node(), str(JS / "cli.mjs"), str(folder), query, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
