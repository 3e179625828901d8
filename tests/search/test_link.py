"""Modules joined into one file: the same program, each class once, and what is loaded later apart."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.link import LinkError, linked, loaded_with
from plugins.archive_search.records import read_records

from .conftest import CORPUS
from .node import LUNR, TIMEOUT, node, search

MODULES = {
    "main.mjs": """
import { Ferry, nameOf as name } from "./ferry.mjs";
import { Berth } from "./berth.mjs";
const text = 'import { no } from "./such.mjs"; export const none = 1;';
const say = (what) => console.log(JSON.stringify(what));
say([new Ferry().berth instanceof Berth, name(new Ferry()), text]);
import("./later.mjs").then(({ check, FERRIES }) => say([check(new Ferry()), FERRIES]));
import("./ferry.mjs").then(({ Ferry: Same }) => say(Same === Ferry));
say(import.meta.url.endsWith("main.mjs"));
""",
    "ferry.mjs": """
import { Berth, MOST as most } from "./berth.mjs";
const hidden = `export class ${most} {`;
export class Ferry { constructor() { this.berth = new Berth(); } }
export function nameOf({ berth }) { return `${hidden} ${berth.number}`; }
export async function* none() {}
export { Berth as Place, most };
""",
    "berth.mjs": "export const MOST = 3;\nexport class Berth { number = MOST }\nexport async function wait() {}\n",
    "later.mjs": """
import { Ferry, Place, most } from "./ferry.mjs";
import { count } from "./deep/count.mjs";
export const FERRIES = count(most);
export function check(ferry) { return ferry instanceof Ferry && ferry.berth instanceof Place; }
""",
    "deep/count.mjs": 'import { MOST } from "../berth.mjs";\nexport function count(n) { return n + MOST; }\n',
    "alone.mjs": "export const ALONE = 1;\n",
}


def output_of(files: dict[str, str], folder: Path) -> list[str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    done = subprocess.run([node(), str(folder / "main.mjs")], capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())


def test_joined_modules_do_what_they_did_apart(tmp_path: Path) -> None:
    apart = output_of(MODULES, tmp_path / "apart")

    assert output_of(MODULES | linked(MODULES, "main.mjs"), tmp_path / "joined") == apart
    assert "[true,6]" in apart
    assert len(apart) == 4


def test_the_joined_file_needs_no_other_to_begin_with() -> None:
    changed = linked(MODULES, "main.mjs")

    assert loaded_with("main.mjs", MODULES) == ("berth.mjs", "ferry.mjs", "main.mjs")
    assert loaded_with("main.mjs", changed) == ("main.mjs",)


def test_only_what_the_joined_file_loads_later_changes_with_it() -> None:
    assert set(linked(MODULES, "main.mjs")) == {"main.mjs", "later.mjs", "deep/count.mjs"}


@pytest.mark.parametrize(
    ("module", "text", "message"),
    [
        ("berth.mjs", 'import { Ferry } from "./ferry.mjs";', "imports itself by way of berth.mjs"),
        ("berth.mjs", "export let tide = 1;", "export let tide =…: exports something else"),
        ("berth.mjs", "export default 1;", "exports something else"),
        ("berth.mjs", "export const { a } = {};", "exports something else"),
        ("ferry.mjs", 'import * as all from "./berth.mjs";', "imports in another way than by names"),
        ("ferry.mjs", "const joined$1 = 1;", 'has "joined$" in it'),
    ],
)
def test_what_cannot_be_joined_is_told_with_its_module(module: str, text: str, message: str) -> None:
    with pytest.raises(LinkError, match=re.escape(message)) as caught:
        linked(MODULES | {module: text}, "main.mjs")

    assert ".mjs: " in str(caught.value)


def test_a_module_that_names_files_beside_it_stays_in_its_folder() -> None:
    moved = MODULES | {
        "main.mjs": 'import { count } from "./deep/count.mjs";',
        "deep/count.mjs": "export const count = import.meta.url;",
    }

    with pytest.raises(LinkError, match=r"deep/count\.mjs: names files beside it, but is joined into main\.mjs"):
        linked(moved, "main.mjs")


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


def test_the_published_worker_answers_as_the_program_in_its_sources_does(tmp_path: Path) -> None:
    build(read_records(CORPUS), tmp_path / "search", LUNR)
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
