"""Tables of the benchmarks: printed and, when asked, put between the marks of their part in the documentation."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tools.environment import node

from .processes import ROOT

PAGE = ROOT / "docs" / "search-benchmarks.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def kilobytes(number: float) -> str:
    """Bytes in units of 1,000, as budgets are given."""
    return f"{number / 1_000:,.1f}"


def how(command: str) -> str:
    """The line under a table: when, by what command, where and with which versions."""
    return f"*{date.today().isoformat()}, `{command}`; {machine()}.*"


def machine() -> str:
    return (
        f"{os.cpu_count()} cores of {processor()}, Python {platform.python_version()}, node {_said(node())},"
        f" numpy {version('numpy')}, lunr.py {version('lunr')}"
    )


def processor() -> str:
    """What this machine calculates with, as its maker calls it."""
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    return re.sub(r"\s+", " ", found[1]) if found else platform.processor() or platform.machine()


def _said(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def put(name: str, text: str, write: bool) -> None:
    """Prints a part; with `write` also puts it into the page. Raises SystemExit when the page has no such part."""
    print(text, flush=True)
    if not write:
        return
    page = PAGE.read_text(encoding="utf-8")
    pattern = rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)"
    changed, places = re.subn(pattern, lambda marks: f"{marks[1]}{text}\n{marks[2]}", page, flags=re.DOTALL)
    if places != 1:
        sys.exit(f"{PAGE.name}: no part between <!-- {name} --> and <!-- end -->; add the two marks")
    PAGE.write_text(changed, encoding="utf-8")
