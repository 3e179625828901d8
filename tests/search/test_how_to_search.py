"""Every example of the documentation finds something in the shipped archive, and no operator lacks an example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from lxml import html

from tests.conftest import BuiltSite

from .node import ROOT, run

PAGES = {
    "docs/how-to-search.md": "http://127.0.0.1:8000/search/",
    "how-to-search/": "../search/",
}
LINK = re.compile(r"\[`([^`]+)`\]\(([^()\s]+)\)")
ASK = """
const { parse } = await import(JS + "/parser.mjs");
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const seen = (node) => {
  const sign = {
    near: node.ordered ? "PRE" : "NEAR",
    field: `${node.name}:`,
    pattern: node.text?.includes("*") ? "*" : "?",
    exact: node.phrase ? "exact phrase" : "exact",
  };
  const own = [sign[node.kind] ?? node.kind, ...(node.boost > 1 ? ["^"] : [])];
  const range = node.kind === "date" && node.from !== node.to ? [".."] : [];
  const inside = node.kind === "field" && node.item.kind === "exact" ? [`${node.name}:=`] : [];
  const inner = [...(node.items ?? []), node.item, node.left, node.right].filter(Boolean);
  return [...own, ...range, ...inside, ...inner.flatMap(seen)];
};
const answers = [];
for (const query of input.queries) {
  const { problem, total } = await engine.search({ query, count: 1 });
  answers.push({ problem, total, operators: problem ? [] : seen(parse(query)) });
}
console.log(JSON.stringify(answers));
"""
OPERATORS = {  # of the grammar
    "word", "must", "not", "and", "or", "phrase", "NEAR", "PRE", "exact", "exact phrase", "*", "?", "fuzzy", "^",
    "date", "..", "title:", "body:", "source:", "author:", "region:", "topic:", "region:=",
}  # fmt: skip


Example = tuple[str, str]  # a query, and the address it is linked to


@pytest.fixture(scope="module")
def examples(site: BuiltSite) -> dict[str, list[Example]]:
    """Those of the documentation, and those of the site's own page, which has words of the archive in its text."""
    page = html.document_fromstring((site.folder / "how-to-search" / "index.html").read_text(encoding="utf-8"))
    return {
        "docs/how-to-search.md": LINK.findall((ROOT / "docs" / "how-to-search.md").read_text(encoding="utf-8")),
        "how-to-search/": [(link.text_content(), link.get("href")) for link in page.xpath("//main//a[code]")],
    }


@pytest.fixture(scope="module")
def answers(site: BuiltSite, examples: dict[str, list[Example]]) -> dict[str, dict[str, Any]]:
    """What the engine answers to each example."""
    queries = sorted({query for shown in examples.values() for query, _ in shown})
    return dict(zip(queries, run(ASK, {"folder": str(site.folder / "search"), "queries": queries}), strict=True))


@pytest.mark.parametrize("page", PAGES)
def test_an_example_is_linked_to_the_search_for_it(page: str, examples: dict[str, list[Example]]) -> None:
    linked = [(query, address) for query, address in examples[page] if "?q=" in address]

    assert len(linked) > 20
    for query, address in linked:
        assert address.partition("?")[0] == PAGES[page]
        assert parse_qs(urlsplit(address).query) == {"q": [query]}, f"?q={quote_plus(query)}"


@pytest.mark.parametrize("page", PAGES)
def test_every_example_finds_something_in_the_shipped_archive(
    page: str, examples: dict[str, list[Example]], answers: dict[str, dict[str, Any]]
) -> None:
    nothing = [(query, answers[query]) for query, _ in examples[page] if not answers[query]["total"]]

    assert nothing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_operator_of_the_grammar_has_an_example(
    page: str, examples: dict[str, list[Example]], answers: dict[str, dict[str, Any]]
) -> None:
    shown = {operator for query, _ in examples[page] for operator in answers[query]["operators"]}

    assert OPERATORS - shown == set()


def test_the_site_s_own_links_work_below_a_folder(repo_site: BuiltSite) -> None:
    page = (Path(repo_site.folder) / "how-to-search" / "index.html").read_text(encoding="utf-8")

    assert page.count('href="../search/?q=') > 25
    assert 'href="/search/?q=' not in page
