"""What is installed is pinned: to versions, to digests, and to no address."""

from __future__ import annotations

import json
import re

from tests.conftest import ROOT


def names(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"^([\w.-]+)==[\w.]+", text, re.MULTILINE)}


def test_every_direct_requirement_has_a_version_and_is_compiled() -> None:
    direct = (ROOT / "requirements.in").read_text()
    lines = [line for line in direct.splitlines() if line and not line.startswith("#")]

    assert len(names(direct)) == len(lines)
    assert names(direct) <= names((ROOT / "requirements.txt").read_text())


def test_every_requirement_has_a_digest() -> None:
    compiled = (ROOT / "requirements.txt").read_text()
    entries = re.split(r"^(?=[\w.-]+==)", compiled, flags=re.MULTILINE)[1:]

    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_lock_file_names_an_address() -> None:
    for name in ("requirements.txt", "package-lock.json"):
        assert re.findall(r"https?://|file:|--index-url|--find-links|\"resolved\"", (ROOT / name).read_text()) == []


def test_browser_dependencies_have_digests() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, package in packages.items() if name and not package["integrity"].startswith("sha512-")] == []
