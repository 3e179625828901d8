/** Queries over a handful of articles in memory: which of them answer, and what ranks and marks them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate } from "../../plugins/archive_search/js/evaluate.mjs";
import { parse, QueryError } from "../../plugins/archive_search/js/parser.mjs";
import { memoryIndex } from "./memory.mjs";

const ARTICLES = [
  { title: "Letter", body: "Nobody knows the date of this letter about COVID-19 and about ferries." },
  { title: "Night ferry", body: "The night ferry left the harbour of Port Alder.", date: "2011-05-02", region: ["alder"], source: ["Alder Gazette"] },
  { title: "Pipe", body: "Oil and gas, not Polish sausages, run through the pipe.", date: "2012", region: ["bay"], source: ["Coast Wire"] },
  { title: "Storm", body: "A storm kept the ferry in the harbour; the polish of the deck is gone.", date: "2012-03", region: ["coast"], topic: ["Oil and gas"] },
];
const TAGS = {
  region: [{ id: "coast", label: "The Coast" }, { id: "alder", label: "Port Alder", parents: ["coast"] }, { id: "bay", label: "Kestrel Bay", parents: ["coast"] }],
  source: [{ id: "Alder Gazette", label: "Alder Gazette" }, { id: "Coast Wire", label: "Coast Wire" }],
  topic: [{ id: "Oil and gas", label: "Oil and gas" }],
};

const ask = (query) => evaluate(parse(query), query, memoryIndex(ARTICLES, TAGS));

const ANSWERS = [ // query, articles with all words, with some
  ["ferry", "1 3", ""],
  ["ferry harbour night", "1", "3"],
  ["+ferry oil", "3", "1"],
  ["ferry xylophone", "", "1 3"],
  ["ferry -night", "3", ""],
  ["-ferry", "0 2", ""],
  ["the ferry", "1 3", ""],
  ['"night" ferry', "1", "3"],
  ["+of ferry", "1 3", "0"],
  ["the of", "0 1 3", "2"],
  ["ferry AND harbour", "1 3", ""],
  ["oil OR night", "1 2 3", ""],
  ["oil OR -ferry", "0 2 3", ""],
  ["the OR xylophone", "0 1 2 3", ""],
  ["(night OR storm) oil", "3", "1"],
  ["covid-19", "0", ""],
  ["covid/ferries", "0", ""],
  ['"in the harbour"', "3", ""],
  ['"the harbour" night', "1", "3"],
  ["ferry NEAR/3 harbour", "1 3", ""],
  ["ferry NEAR/2 harbour", "", ""],
  ["harbour PRE/9 polish", "3", ""],
  ["=Polish", "2", ""],
  ["=polish", "3", ""],
  ["polish", "2 3", ""],
  ["pol*", "2 3", ""],
  ["fery~1", "1 3", ""],
  ["title:ferry", "1", ""],
  ["title:(night ferry)", "1", ""],
  ["region:coast", "1 2 3", ""],
  ["region:=bay", "2", ""],
  ["region:(bay OR alder) ferry", "1", ""],
  ["-region:bay ferry", "1 3", ""],
  ['topic:"oil and gas"', "3", ""],
  ["source:gaz*", "1", ""],
  ["source:gazete~1", "1", ""],
  ["date:2012", "2 3", ""],
  ["date:2012-03", "3", ""],
  ["date:..2011", "1", ""],
  ["ferry oil date:2012", "3", "2"],
  ["region:coast OR date:2011", "1 2 3", ""],
  ["ferry …", "1 3", ""],
];

for (const [query, all, some] of ANSWERS) {
  test(`«${query}» is answered by ${all || "none"}${some && `, and in part by ${some}`}`, async () => {
    const found = await ask(query);

    assert.deepEqual([[...found.all].join(" "), [...found.some].join(" ")], [all, some]);
  });
}

const PROBLEMS = [
  ["title:the", "“the” is too common to be searched alone in one field; put it in a phrase at 7"],
  ["ferry NEAR …", "There is no word beside NEAR or PRE at 12"],
  ['ferry " … "', "There is no word between the quotation marks at 7"],
];

for (const [query, message] of PROBLEMS) {
  test(`«${query}» is answered by: ${message}`, () => {
    return assert.rejects(ask(query), (error) => error instanceof QueryError && error.message === message);
  });
}

test("what holds no word asks for nothing", async () => {
  assert.equal(await ask("… & -"), null);
  assert.equal(await ask(""), null);
});

test("every positive word is a wish with its field and boost, in the order of the query", async () => {
  const { wishes } = await ask("ferry^2 title:night -storm source:wire covid-19");

  assert.deepEqual(wishes, [
    { term: "ferry", field: null, boost: 2 },
    { term: "night", field: "title", boost: 1 },
    { term: "wire", field: "source", boost: 1 },
    { term: "covid19", field: null, boost: 1 },
    { term: "covid", field: null, boost: 1 },
    { term: "19", field: null, boost: 1 },
  ]);
});

test("texts are marked with the positive words, phrases and NEARs, not with filters", async () => {
  const { wanted } = await ask('ferry -storm region:coast title:"the harbour" oil NEAR/3 =Polish');

  assert.deepEqual(wanted, [
    { field: null, slot: [{ term: "ferry" }] },
    { field: "title", phrase: [[{ common: "the" }], [{ term: "harbour" }]] },
    { field: null, near: [{ slot: [{ term: "oil" }] }, { slot: [{ term: "polish", form: "Polish" }] }], distance: 3, ordered: false },
  ]);
});

test("three characters in a row and more are found in a row, and ranked by their pairs", async () => {
  const index = memoryIndex([{ body: "今天黑龙江省下雪" }, { body: "黑龙与龙江" }, { body: "江龙黑" }, { title: "黑龙" }]);
  const found = await evaluate(parse("黑龙江"), "黑龙江", index);

  assert.deepEqual([[...found.all], [...found.some]], [[0], []]);
  assert.deepEqual(found.wishes.map(({ term }) => term), ["黑龙", "龙江"]);
  assert.deepEqual(found.wanted, [{ field: null, phrase: [[{ term: "黑" }], [{ term: "龙" }], [{ term: "江" }]] }]);
  const two = await evaluate(parse("黑龙"), "黑龙", index);
  assert.deepEqual([...two.all], [0, 1, 3]);
});

test("a pattern that would need too many files stands for the words of some, and says so", async () => {
  const words = Array.from({ length: 100 }, (_, i) => `gull${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`);
  const articles = words.map((word) => ({ title: word, body: "" }));
  const index = memoryIndex(articles, {}, (word) => word, (term) => term);

  const { all, notes } = await evaluate(parse("gull*"), "gull*", index);

  assert.equal(all.length, 64);
  assert.deepEqual(notes, ["gull* stands for 64 words of this form, the commonest first; 36 others were left out"]);
});
