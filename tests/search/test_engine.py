"""The JavaScript as published: less of it, and the same program."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest
from pygments.token import Literal

from plugins.archive_search.engine import (
    ARTICLE,
    ENTRIES,
    LunrMissing,
    article_files,
    as_module,
    engine_files,
    find_lunr,
)
from plugins.archive_search.link import loaded_with
from plugins.archive_search.shrink import _Lexer, shrink

from .node import JS, ROOT, TIMEOUT, node

SAMPLE = Path(__file__).parent / "shrink.sample.mjs"


def output_of(module: Path) -> str:
    done = subprocess.run([node(), str(module)], capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return engine_files(find_lunr())


def test_a_shrunken_program_says_what_the_whole_one_says(tmp_path: Path) -> None:
    (tmp_path / "small.mjs").write_text(shrink(SAMPLE.read_text()))

    assert len(output_of(SAMPLE)) > 200
    assert output_of(tmp_path / "small.mjs") == output_of(SAMPLE)


def test_comments_and_indentation_go() -> None:
    text = "/** What it does. */\nexport function f(a, b) {\n  // why\n  return a + b; // so\n}\n"

    assert shrink(text) == "export function f(a,b){return a + b;}\n"


def test_shrinking_twice_changes_nothing_more() -> None:
    once = shrink(SAMPLE.read_text())

    assert shrink(once) == once


@pytest.mark.parametrize("path", sorted(JS.rglob("*.mjs")), ids=lambda path: path.relative_to(JS).as_posix())
def test_a_division_sign_has_spaces_around_it(path: Path) -> None:
    """What Pygments takes for one without them is a regular expression after a parenthesis, which it cannot tell."""
    tokens = list(_Lexer(stripnl=False, ensurenl=False).get_tokens(path.read_text()))

    signs = [i for i, (kind, value) in enumerate(tokens) if value in ("/", "/=") and kind not in Literal]
    beside = [(tokens[i - 1][1], tokens[i + 1][1]) for i in signs]
    assert [pair for pair in beside if pair[0][-1:] not in (" ", "\n") or pair[1][:1] != " "] == []


def test_every_published_module_is_one(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    modules = [str(tmp_path / name) for name in files if name.endswith(".mjs")]

    checks = [subprocess.run([node(), "--check", path], capture_output=True, text=True) for path in modules]

    assert [check.stderr for check in checks if check.returncode] == []


def test_every_module_is_published_but_the_one_for_node(files: dict[str, bytes]) -> None:
    there = {path.relative_to(JS).as_posix() for path in JS.rglob("*") if path.is_file()}

    assert set(files) == there - {"cli.mjs", *ARTICLE} | {"lunr.mjs"}
    assert set(article_files()) == {Path(name).name for name in ARTICLE}


def test_every_module_finds_what_it_imports(files: dict[str, bytes]) -> None:
    modules = {name: data.decode() for name, data in files.items() if name.endswith(".mjs")}

    for name in modules:
        assert set(loaded_with(name, modules)) <= set(modules)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_page_and_a_worker_fetch_one_module_each_to_begin_with(entry: str, files: dict[str, bytes]) -> None:
    modules = {name: data.decode() for name, data in files.items() if name.endswith(".mjs")}

    assert loaded_with(entry, modules) == (entry,)


def test_lunr_is_published_small_with_its_licence(files: dict[str, bytes]) -> None:
    assert b"@license MIT" in files["lunr.mjs"]
    assert len(gzip.compress(files["lunr.mjs"])) < 9_000


@pytest.mark.parametrize("name", ["lunr.js", "lunr.min.js"])
def test_either_file_of_lunr_will_do(name: str) -> None:
    assert as_module(ROOT / "node_modules" / "lunr" / name).endswith(b"\nexport default module.exports;\n")


def test_another_version_of_the_small_lunr_is_refused(tmp_path: Path) -> None:
    text = find_lunr().read_text()
    (tmp_path / "lunr.min.js").write_text(re.sub(r'version="2\.3\.9"', 'version="2.3.8"', text))

    with pytest.raises(LunrMissing, match=r'not lunr\.js 2\.3\.9; run "npm ci"'):
        as_module(tmp_path / "lunr.min.js")
