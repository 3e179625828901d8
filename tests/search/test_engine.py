"""The JavaScript as published, made small by esbuild or as it is written: the same program both ways."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.bundle import find_esbuild
from plugins.archive_search.engine import OF_ARTICLES, LunrMissing, Program, as_module, find_lunr, program_of
from plugins.archive_search.records import read_records
from tools.environment import node

from .conftest import CORPUS
from .node import JS, LUNR, PROGRAM, ROOT, TIMEOUT, run, search

IMPORTED = re.compile(r'(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+)"')
AT_ONCE = re.compile(r'(?:\bfrom|\bimport)\s*"(\.[^"]+)"')
WORKER = """
import { readFile } from "node:fs/promises";
const [folder, engine, ...queries] = process.argv.slice(2);
const waiting = new Map();
globalThis.self = {
  addEventListener: (_, listener) => (self.listener = listener),
  postMessage: ({ id, ...answer }) => waiting.get(id)(answer),
};
globalThis.fetch = async (url) => new Response(await readFile(url));
await import(`${folder}/${engine}/worker.mjs`);
const ask = (data) => new Promise((resolve) => {
  waiting.set(waiting.size, resolve);
  self.listener({ data: { id: waiting.size - 1, ...data } });
});
const answers = [];
for (const query of queries) {
  const { total, rows, problem, error } = await ask({ type: "search", query });
  const { region } = await ask({ type: "facets", query });
  answers.push({ total, ids: rows?.map((row) => row.id), problem, error, regions: region?.length });
}
console.log(JSON.stringify(answers));
"""


@pytest.fixture(scope="module")
def small() -> Program:
    esbuild = find_esbuild([ROOT])
    assert esbuild, "npm ci brings esbuild"
    return program_of(find_lunr(), esbuild)


def modules_of(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items() if name.endswith(".mjs")}


@pytest.fixture(params=["small", "as written"])
def program(request: pytest.FixtureRequest, small: Program) -> Program:
    return small if request.param == "small" else PROGRAM


def test_every_published_module_is_one(program: Program, tmp_path: Path) -> None:
    modules = modules_of({**program.search, **program.article})
    (tmp_path / "modules.json").write_text(json.dumps(list(modules.values())))
    check = "for (const text of require(process.argv[1])) new (require('vm').SourceTextModule)(text)"

    command = [node(), "--experimental-vm-modules", "-e", check, str(tmp_path / "modules.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)

    assert done.returncode == 0, done.stderr


def test_every_module_finds_what_it_imports(program: Program) -> None:
    for files in (program.search, program.article):
        modules = modules_of(files)
        named = {
            normpath(join(dirname(name), other)) for name, text in modules.items() for other in IMPORTED.findall(text)
        }
        assert named
        assert named <= set(files)


def test_a_page_and_a_worker_fetch_one_module_each_to_begin_with(small: Program) -> None:
    for name in ("page/page.mjs", "worker.mjs", "terms.mjs"):
        assert AT_ONCE.findall(small.search[name].decode()) == []


def test_the_small_program_is_less_than_half_of_what_is_written(small: Program) -> None:
    page, worker = (len(gzip.compress(small.search[name])) for name in ("page/page.mjs", "worker.mjs"))
    written = sum(len(gzip.compress(data)) for data in PROGRAM.search.values())

    assert sum(len(gzip.compress(data)) for data in small.search.values()) < 0.6 * written
    assert page <= 14_000
    assert worker <= 28_000


def test_without_esbuild_every_module_is_published_as_it_is_written_but_the_one_for_node() -> None:
    there = {path.relative_to(JS).as_posix(): path.read_bytes() for path in JS.rglob("*") if path.is_file()}
    written = {name: data for name, data in there.items() if name not in ("cli.mjs", *OF_ARTICLES)}

    assert PROGRAM.search == written | {"lunr.mjs": as_module(LUNR)}
    assert PROGRAM.article == {Path(name).name: there[name] for name in OF_ARTICLES}


def test_without_esbuild_one_line_says_what_to_install(small: Program) -> None:
    assert re.search(r'; "npm install esbuild@[0-9.]+" makes it small$', PROGRAM.note)
    assert "\n" not in PROGRAM.note
    assert small.note == ""


def test_lunr_is_published_with_its_licence(program: Program, small: Program) -> None:
    assert b"@license MIT" in program.search["lunr.mjs"]
    assert b"@license MIT" in small.search["worker.mjs"]


@pytest.mark.parametrize("name", ["lunr.js", "lunr.min.js"])
def test_either_file_of_lunr_will_do(name: str) -> None:
    assert as_module(ROOT / "node_modules" / "lunr" / name).endswith(b"\nexport default module.exports;\n")


def test_another_version_of_the_small_lunr_is_refused(tmp_path: Path) -> None:
    text = find_lunr().read_text()
    (tmp_path / "lunr.min.js").write_text(re.sub(r'version="2\.3\.9"', 'version="2.3.8"', text))

    with pytest.raises(LunrMissing, match=r'not lunr\.js 2\.3\.9; run "npm ci"'):
        as_module(tmp_path / "lunr.min.js")


def test_the_published_worker_answers_as_the_program_in_its_sources_does(program: Program, tmp_path: Path) -> None:
    build(read_records(CORPUS), tmp_path / "search", program)
    engine = json.loads((tmp_path / "search" / "root.json").read_text())["engine"]
    queries = ["ferry", '"night ferry"', "pip*", "ferri~1", "region:alder -oil", "oil NEAR/5 pipeline", "=U.S.", "the"]
    (tmp_path / "ask.mjs").write_text(WORKER)

    command = [node(), str(tmp_path / "ask.mjs"), str(tmp_path / "search"), engine, *queries, '"open']
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)

    assert done.returncode == 0, done.stderr
    *answers, wrong = json.loads(done.stdout)
    sources = [search(tmp_path / "search", query) for query in queries]
    assert [(a["total"], a["ids"]) for a in answers] == [(s["total"], s["ids"]) for s in sources]
    assert all(answer["regions"] and answer["total"] and not answer.get("error") for answer in answers)
    assert wrong["problem"]["at"] == 1


ROUNDS = """
const { openSearch } = await import(JS + "/search.mjs");
const rounds = [];
let waiting = [];
const deliver = () => {
  const names = waiting.map(({ name }) => name.replace(/[a-z2-7]{8}/u, ""));
  rounds.push([...new Set(names.map((name) => name.replace(/[0-9]+/u, "")))].sort());
  for (const { name, resolve } of waiting.splice(0)) resolve(readFileSync(`${input}/${name}`));
};
const read = (name) => new Promise((resolve) => {
  if (!waiting.length) setImmediate(deliver); // after all that asks now has asked
  waiting.push({ name, resolve });
});
const { total } = await (await openSearch(lunr, read)).search({ query: "ferry quay" });
console.log(JSON.stringify({ total, rounds }));
"""


def test_a_query_of_words_waits_for_the_manifest_then_for_terms_and_list_then_for_its_articles(folder: Path) -> None:
    answer = run(ROUNDS, str(folder))

    assert answer["total"] > 1
    assert answer["rounds"] == [["root.json"], ["d/.json", "t/.bin"], ["d//.json"]]
