/** "Did you mean": what is exchanged, and that the rest of a query stays. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { distance } from "../../plugins/archive_search/js/match.mjs";
import { meantBy } from "../../plugins/archive_search/js/meant.mjs";
import { parse } from "../../plugins/archive_search/js/parser.mjs";

const WORDS = { harbin: 40, harbor: 60, consulate: 12, covid: 3, 19: 5, russia: 90, omeara: 1, pipeline: 8 };
const TAGS = [{ id: "CN-HL", label: "Harbin", count: 40 }, { id: "US", label: "New York", count: 9 }];

const INDEX = {
  terms: { articles: async (term) => new Uint32Array(WORDS[term] ?? 0) },
  vocabulary: {
    lookAlikes: async (word, max) => {
      const near = Object.keys(WORDS).filter((other) => distance(other, word, 2) <= 2);
      return near.sort((a, b) => distance(a, word, 2) - distance(b, word, 2) || WORDS[b] - WORDS[a]).slice(0, max).map((w) => ({ word: w }));
    },
  },
  columns: { table: async (kind) => ({ tags: kind === "region" ? TAGS : [] }) },
  isCommon: (word) => word === "the",
  termsOf: (word) => [word],
};

const meant = (query, max = 3) => meantBy(parse(query), query, INDEX, max);

test("a wrong word becomes the nearest of the archive, then those of most articles", async () => {
  assert.deepEqual(await meant("harbim"), ["harbin", "harbor"]);
});

test("words that are there stay, and so do signs, fields, quotation marks and dates", async () => {
  assert.deepEqual(await meant('+title:pipelin -harbim "rusia consulate" date:2012', 1), [
    '+title:pipeline -harbim "russia consulate" date:2012',
  ]);
});

test("of several wrong words each is exchanged", async () => {
  assert.deepEqual(await meant("pipelin NEAR/5 consulat", 1), ["pipeline NEAR/5 consulate"]);
});

test("a wrong word that nothing is like stays as it is beside one that is", async () => {
  assert.deepEqual(await meant("xyzzyxyzzy consulat"), ["xyzzyxyzzy consulate"]);
});

test("where every word is there, nothing else is meant", async () => {
  assert.deepEqual(await meant("harbin -russia the"), []);
  assert.deepEqual(await meant("COVID-19"), []);
});

test("what is excluded, exact, a pattern or already a misspelling is left alone", async () => {
  for (const query of ["-harbim", "NOT harbim", "=Harbim", "harbim*", "harbim~1"]) assert.deepEqual(await meant(query), [], query);
});

test("capitals are kept", async () => {
  assert.deepEqual(await meant("Harbim", 1), ["Harbin"]);
  assert.deepEqual(await meant("HARBIM", 1), ["HARBIN"]);
});

test("a name with a joint is exchanged as a whole", async () => {
  assert.deepEqual(await meant("oil O'Maera's", 1), ["oil Omeara"]);
});

test("the label of a tag is exchanged for the words of labels", async () => {
  assert.deepEqual(await meant("region:harbim pipeline"), ["region:harbin pipeline"]);
  assert.deepEqual(await meant('region:"new yrok"'), ['region:"new york"']);
  assert.deepEqual(await meant("topic:harbim"), []);
});

test("a text of wrong words looks for few of them", async () => {
  let asked = 0;
  const counting = { ...INDEX, vocabulary: { lookAlikes: async () => ((asked += 1), []) } };
  const query = Array.from({ length: 400 }, (_, i) => `wrong${i}`).join(" ");
  assert.deepEqual(await meantBy(parse(query), query, counting, 3), []);
  assert.ok(asked <= 8);
});
