"""Modules made into few small files by esbuild: the same programs, each class once, what is loaded later apart."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from plugins.archive_search.bundle import VERSION, BundleError, bundled, find_esbuild
from tools.environment import node

from .node import ROOT, TIMEOUT

ESBUILD = find_esbuild([ROOT])
SOURCES = {
    "main.mjs": """
/** What only its author reads. */
import { Ferry, nameOf as name } from "./ferry.mjs";
import { Berth } from "./berth.mjs";
const say = (what) => console.log(JSON.stringify(what));
say([new Ferry().berth instanceof Berth, name(new Ferry())]);
import("./later.mjs").then(({ check, FERRIES }) => say([check(new Ferry()), FERRIES]));
import("./other.mjs").then(({ check, FERRIES }) => say([check(new Ferry()), FERRIES, "again"]));
say(import.meta.url.endsWith("main.mjs"));
""",
    "ferry.mjs": """
/*! Made by others, who want to be named. */
import { Berth, MOST as most } from "./berth.mjs";
export class Ferry { constructor() { this.berth = new Berth(); } }
export function nameOf({ berth }) { return `${most} ${berth.number}`; }
export { Berth as Place, most };
""",
    "berth.mjs": "export const MOST = 3;\nexport class Berth { number = MOST }\n",
    "later.mjs": """
import { Ferry, Place, most } from "./ferry.mjs";
import { count } from "./deep/count.mjs";
export const FERRIES = count(most);
export function check(ferry) { return ferry instanceof Ferry && ferry.berth instanceof Place; }
""",
    "other.mjs": 'export { check, FERRIES } from "./later.mjs";\n',
    "deep/count.mjs": 'import { MOST } from "../berth.mjs";\nexport function count(n) { return n + MOST; }\n',
    "page/page.mjs": 'import { MOST } from "../berth.mjs";\nimport("./saving.mjs").then(({ save }) => save(MOST));\n',
    "page/saving.mjs": 'export function save(most) { console.log(`saved ${most}, ${import.meta.url}`); }\n',
    "page/look.css": "/* Said once. */\n.search {\n  color: #ff0000;\n}\n",
}  # fmt: skip


def made(sources: dict[str, str], *programs: str, alone: tuple[str, ...] = ()) -> dict[str, str]:
    assert ESBUILD, "npm ci brings esbuild"
    files = bundled(ESBUILD, {name: text.encode() for name, text in sources.items()}, programs, alone)
    return {name: data.decode() for name, data in files.items()}


def output_of(files: dict[str, str], folder: Path, program: str = "main.mjs") -> list[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    done = subprocess.run([node(), str(folder / program)], capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())


def test_a_bundled_program_does_what_its_sources_do(tmp_path: Path) -> None:
    apart = output_of(SOURCES, tmp_path / "apart")

    assert output_of(made(SOURCES, "main.mjs"), tmp_path / "joined") == apart
    assert len(apart) == 4
    assert "[true,6]" in apart


def test_a_program_is_one_file_and_what_it_loads_later_is_apart() -> None:
    files = made(SOURCES, "main.mjs", "page/page.mjs")

    assert {"main.mjs", "later.mjs", "page/page.mjs", "page/saving.mjs"} <= set(files)
    assert "berth.mjs" not in files
    assert [name for name in ("main.mjs", "page/page.mjs") if re.search(r'(from|import)"', files[name])] == []
    assert all("page/" in name for name in files if "chunk" in name and "saved" in files[name])


def test_files_beside_a_program_are_found_from_where_it_lies(tmp_path: Path) -> None:
    [said] = output_of(made(SOURCES, "main.mjs", "page/page.mjs"), tmp_path, "page/page.mjs")

    assert re.fullmatch(r"saved 3, file:.*/page/[\w-]+\.mjs", said)


def test_a_module_alone_is_one_file_with_what_it_would_load_later(tmp_path: Path) -> None:
    files = made(SOURCES, alone=("main.mjs",))

    assert list(files) == ["main.mjs"]
    assert "[true,6]" in output_of(files, tmp_path)


def test_a_style_sheet_becomes_small_under_its_name() -> None:
    assert made(SOURCES, alone=("page/look.css",)) == {"page/look.css": ".search{color:red}\n"}


def test_our_comments_go_and_licences_stay() -> None:
    whole = made(SOURCES, "main.mjs")["main.mjs"]

    assert "only its author" not in whole
    assert "/*! Made by others, who want to be named. */" in whole


def test_the_same_sources_give_the_same_bytes() -> None:
    assert made(SOURCES, "main.mjs", "page/page.mjs") == made(SOURCES, "main.mjs", "page/page.mjs")


@pytest.mark.parametrize(
    ("text", "message"),
    [("export const = 1;", "berth.mjs:1:13"), ('import "./missing.mjs";', 'Could not resolve "./missing.mjs"')],
)
def test_a_module_that_cannot_be_read_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(BundleError, match=re.escape(message)) as caught:
        made(SOURCES | {"berth.mjs": text}, "main.mjs")

    assert "\n" not in str(caught.value)


def test_a_part_of_one_program_may_be_at_the_top_of_another() -> None:
    second = {"second.mjs": 'import { FERRIES } from "./later.mjs";\nconsole.log(FERRIES);'}
    files = made(SOURCES | second, "main.mjs", "second.mjs")

    assert files["second.mjs"] == made(SOURCES | second, "second.mjs")["second.mjs"]


def test_a_module_that_is_both_imported_and_loaded_later_is_told() -> None:
    with pytest.raises(BundleError, match=r"ferry\.mjs: is imported at the top in main\.mjs and loaded later too"):
        made(SOURCES | {"deep/count.mjs": 'import("../ferry.mjs");'}, "main.mjs")


def test_a_module_that_two_programs_load_later_is_told() -> None:
    second = {"second.mjs": 'import("./later.mjs");'}

    with pytest.raises(BundleError, match=r"later\.mjs: two programs load it later"):
        made(SOURCES | second, "main.mjs", "second.mjs")


def test_a_program_that_does_not_run_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "esbuild"
    broken.write_bytes(b"none")

    with pytest.raises(BundleError, match=r'does not run .*; run "npm ci" again'):
        bundled(broken, {"main.mjs": b""}, ["main.mjs"])


def test_esbuild_of_another_version_is_not_taken(tmp_path: Path) -> None:
    assert ESBUILD
    package = tmp_path / ESBUILD.relative_to(ROOT).parents[1]
    (package / "bin").mkdir(parents=True)
    (package / "bin" / "esbuild").write_bytes(b"")
    (package / "package.json").write_text('{"version": "0.1.0"}')

    assert find_esbuild([tmp_path]) is None
    (package / "package.json").write_text(f'{{"version": "{VERSION}"}}')
    assert find_esbuild([tmp_path]) == package / "bin" / "esbuild"
