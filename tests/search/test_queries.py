"""What a reader types, and the articles that answer it: index built in Python, asked in node."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .node import run, search

MANY = """
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const answers = [];
for (const query of input.queries) {
  const { problem, all, rows } = await engine.search({ query, count: 100 });
  answers.push({ problem, all, ids: rows.map(({ id }) => id) });
}
console.log(JSON.stringify(answers));
"""

ANSWERS = [  # query, articles with all words, articles with some
    # words
    ("ferry", "ferry storm", ""),
    ("FERRIES", "ferry storm", ""),
    ("money", "ferry undated", ""),  # lunr.py's stemmer would index "monei"
    ("today", "covid", ""),
    ("monday", "ferry", ""),
    ("oil pipeline", "pipeline pipes talks", ""),
    ("ferry storm", "storm", "ferry"),
    ("ferry xylophone", "", "ferry storm"),
    ("xylophone", "", ""),
    # words as people write them
    ("u.s.", "ferry", ""),
    ("US", "ferry", ""),
    ("O'Meara", "ferry", ""),
    ("O’Meara", "ferry", ""),
    ("omeara", "ferry", ""),
    ("meara", "ferry", ""),
    ("école", "school", ""),
    ("ecole", "school", ""),
    ("e\u0301cole", "school", ""),
    ("COVID-19", "covid", ""),
    ("covid19", "covid", ""),
    ("covid", "covid", ""),
    ("cooperation", "talks undated", ""),
    ("co-operation", "talks undated", ""),
    ("3,812", "pipeline", ""),
    ("3812", "pipeline", ""),
    # other scripts
    ("россия", "russian", ""),
    ("РОССИЯ", "russian", ""),
    ("пришел", "russian", ""),  # ё is often typed е
    ("roscosmos", "russian", ""),  # printed with a Cyrillic с
    ("Ros\u0441osmos", "russian", ""),
    ("москва", "russian", ""),  # printed with a Latin o
    ("м\u006fсква", "russian", ""),
    ("сор", "russian", ""),
    ("cop", "", ""),  # all of it looks Latin and is not
    ("关系", "chinese", ""),
    ("中俄关系", "chinese", ""),
    ("俄", "chinese", ""),
    ("中系", "", ""),  # both characters are there, not side by side
    # signs
    ("+ferry storm", "storm", "ferry"),
    ("oil -gas", "pipes", ""),
    ("-oil -ferry", "covid school undated russian chinese", ""),
    ("ferry - storm", "storm", "ferry"),  # a dash that stands alone is no sign
    ("+oil +gas", "pipeline talks", ""),
    # fields
    ("title:ferry", "ferry storm", ""),
    ("title:money", "", ""),
    ("source:gazette", "ferry pipes storm", ""),
    ("region:kestrel", "ferry pipeline school", ""),
    ("topic:transport", "ferry storm", ""),
    ("author:mary", "ferry", ""),
    ("UPDATE:oil", "", "pipeline pipes talks"),  # not a field, so two words
    ("https://ferry", "", "ferry storm"),
    ("ferry source:phare", "", ""),  # a filter, always required
    ("ferry source:gazette", "ferry storm", ""),
    # forms of words
    ("pipe*", "pipeline pipes talks", ""),
    ("pipeline*", "pipeline pipes talks", ""),  # lunr has only the stem "pipelin"
    ("*line", "pipeline pipes talks", ""),
    ("f?rry", "ferry storm", ""),
    ("f?rri", "", ""),
    ("title:pipe*", "pipeline pipes", ""),
    ("-pipe* oil", "", ""),
    ("Éco*", "school", ""),
    ("Росс*", "russian", ""),
    ("fery~1", "ferry storm", ""),
    ("ferry~0", "ferry storm", ""),
    ("frery~1", "ferry storm", ""),
    ("pypelnie~2", "pipeline pipes talks", ""),
    ("moneys~1", "ferry undated", ""),
    ("oil^3 gas", "pipeline talks", "pipes"),
    # phrases
    ('"oil pipeline"', "pipeline", ""),
    ('"pipeline oil"', "", ""),
    ("“oil pipeline”", "pipeline", ""),
    ('"to be or not to be"', "storm", ""),
    ('"on the coast"', "", ""),
    ('title:"night ferry"', "ferry", ""),
    ('title:"oil pipeline"', "pipeline", ""),
    ('source:"coast wire"', "pipeline talks covid", ""),
    ('source:"wire coast"', "", ""),
    ('"alder gazette" ferry', "ferry storm", "pipes"),
    ('ferry -"second ferry"', "storm", ""),
    ('"哈尔滨"', "chinese", ""),
    ('"COVID-19"', "covid", ""),
    # common words
    ("the ferry", "ferry storm", ""),
    ("nor", "talks", ""),
    ("+nor oil", "talks", ""),
    ("oil -nor", "pipeline pipes", ""),
]  # fmt: skip


PROBLEMS = [  # query, what the reader is told
    ('coast "oil pipeline', "Unclosed quotation mark at 7"),
    ("ferry Autor:mary", "There is no field “Autor”; did you mean author:? at 7"),
    ("ferry~3", "After ~ comes 1 or 2, the letters that may differ at 6"),
    ("ferry^x", "After ^ comes a number up to 100 at 6"),
    ('"oil pipeline"~1', "~ goes with a word; for words near each other write NEAR/5 between them at 15"),
    ("f*", "A word with * needs at least 2 letters at 1"),
    ("***", "There is no word to search for"),
    ("fer*y~1", "Use either * or ~ on a word at 1"),
    ("^3", "A word is missing before ^ at 1"),
    ('""', "There is no word between the quotation marks at 1"),
    ('" … "', "There is no word between the quotation marks at 1"),
    ("+title:the", "“the” is too common to be searched alone in one field; put it in a phrase at 8"),
    ("--- ...", "There is no word to search for"),
    ("\u202e\u0000\u0007", "There is no word to search for"),
    ("a " * 50_000, "The query has 100,000 characters; at most 5,000 are read"),
    (" ".join(["oil"] * 10_000), "The query has 39,999 characters; at most 5,000 are read"),
    ("oil " * 600, "At most 500 words are searched at once"),
    ("(" * 4_900, "Brackets and NOTs go at most 50 deep at 51"),
    ("oil (gas", "This bracket is not closed; close it or leave it out at 5"),
]


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, dict[str, object]]:
    """The answers to all queries of the two tables, from one node process."""
    queries = [query for query, *_ in (*ANSWERS, *PROBLEMS)]
    return dict(zip(queries, run(MANY, {"folder": str(folder), "queries": queries}), strict=True))


@pytest.mark.parametrize(("query", "all_words", "some_words"), ANSWERS, ids=[query for query, _, _ in ANSWERS])
def test_a_query_finds_its_articles(
    query: str, all_words: str, some_words: str, answers: dict[str, dict[str, object]]
) -> None:
    answer = answers[query]

    ids, count = list(answer["ids"]), int(str(answer["all"]))  # type: ignore[call-overload]
    assert answer["problem"] is None
    assert sorted(ids[:count]) == sorted(all_words.split())
    assert sorted(ids[count:]) == sorted(some_words.split())


@pytest.mark.parametrize(("query", "problem"), PROBLEMS, ids=[query[:24] for query, _ in PROBLEMS])
def test_a_query_that_cannot_be_read_is_answered_by_a_sentence(
    query: str, problem: str, answers: dict[str, dict[str, object]]
) -> None:
    answer = answers[query]

    assert answer["problem"]["message"] == problem  # type: ignore[index]
    assert answer["ids"] == []


@pytest.mark.parametrize(
    "query",
    [
        "(a+)+$ " + "a" * 4_500,
        "a*" * 2_400,
        "*a" * 2_400 + "b",
        "a" * 4_900 + "~2",
        "a?" * 2_400,
        '"' + "the " * 1_200 + '"',
    ],
    ids=lambda value: value[:12],
)
def test_a_query_made_to_be_slow_is_answered_at_once(query: str, folder: Path) -> None:
    program = MANY.replace("const answers", "const began = performance.now();\nconst answers").replace(
        "JSON.stringify(answers)", "performance.now() - began"
    )

    milliseconds = run(program, {"folder": str(folder), "queries": [query]})

    assert milliseconds < 1_000


def test_a_word_in_the_title_outranks_the_word_in_the_text(folder: Path) -> None:
    answer = search(folder, "pipeline")

    assert answer["ids"][0] == "pipeline"  # the one with the word in its headline
    assert answer["scores"] == sorted(answer["scores"], reverse=True)


def test_articles_that_only_lack_something_come_newest_first(folder: Path) -> None:
    answer = search(folder, "-ferry")

    assert answer["ids"] == ["covid", "chinese", "russian", "talks", "school", "pipeline", "pipes", "undated"]


def test_the_command_line_counts_what_a_browser_would_fetch(folder: Path) -> None:
    answer = search(folder, "ferry", "--limit", "1")

    assert (answer["total"], len(answer["ids"])) == (2, 1)
    assert answer["files"] == len(answer["fetched"])
    assert answer["bytes"] == sum((folder / file["name"]).stat().st_size for file in answer["fetched"])


def test_a_folder_without_a_search_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"root\.json is not there; build the folder with python -m [\w.]+\n$"):
        search(tmp_path, "ferry")


def test_a_query_that_cannot_be_read_is_told_on_the_command_line_too(folder: Path) -> None:
    answer = search(folder, 'coast "oil pipeline')

    assert answer["problem"] == "Unclosed quotation mark at 7"
    assert (answer["total"], answer["ids"]) == (0, [])


def test_the_command_line_asks_lunr_in_its_own_language(folder: Path) -> None:
    answer = search(folder, "+oil title:pipe*", "--lunr", "--limit", "2")

    assert (answer["total"], answer["all"], answer["some"]) == (3, 3, 0)
    assert answer["ids"] == ["pipeline", "pipes"]


@pytest.mark.parametrize("kind", ["t", "p", "d", "c"])
def test_a_damaged_file_is_said_in_one_line(kind: str, folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    for path in (copy / kind).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-3])

    with pytest.raises(AssertionError, match=rf"^{kind}/[a-z0-9/]+\.(bin|json) is damaged or incomplete\n$"):
        search(copy, '"the ferry" OR the')


def test_a_file_that_could_not_be_read_is_read_at_the_next_wish(folder: Path) -> None:
    program = """
    const { openSearch } = await import(JS + "/search.mjs");
    let broken = true;
    const read = async (name) => {
      if (broken && name !== "root.json") throw new Error(`${name} could not be fetched`);
      return readFileSync(`${input}/${name}`);
    };
    const engine = await openSearch(lunr, read);
    const first = await engine.search({ query: "ferry" }).catch((error) => error.message);
    broken = false;
    console.log(JSON.stringify([first, (await engine.search({ query: "ferry" })).total]));
    """

    message, total = run(program, str(folder))

    assert message.endswith(" could not be fetched")
    assert total == 2


def test_plain_lunr_opens_the_whole_index(folder: Path) -> None:
    program = """
    const { register } = await import(JS + "/terms.mjs");
    register(lunr);
    const index = lunr.Index.load(JSON.parse(readFileSync(input.folder + "/lunr.json", "utf-8")));
    const found = (query) => index.search(query).map(({ ref }) => Number(ref)).sort();
    console.log(JSON.stringify(input.queries.map(found)));
    """

    found = run(
        program, {"folder": str(folder), "queries": ["money", "u.s.", "école", "COVID-19", "O'Meara", "россия"]}
    )

    assert found == [[0, 1], [1], [4], [9], [1], [7]]
