/** What a reader typed, as clauses. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parse, QueryError } from "../../plugins/archive_search/js/query.mjs";

const FIELDS = ["title", "body", "source"];
const clausesOf = (query) => parse(query, FIELDS);
const first = (query) => clausesOf(query)[0];

test("words stand for themselves", () => {
  assert.deepEqual(clausesOf("oil  gas").map(({ kind, presence, text, at }) => [kind, presence, text, at]), [
    ["words", "some", "oil", 1],
    ["words", "some", "gas", 6],
  ]);
});

test("signs say must and not", () => {
  assert.deepEqual(clausesOf("+oil -gas").map(({ presence, text }) => [presence, text]), [["must", "oil"], ["not", "gas"]]);
});

test("a sign inside a word is part of the word", () => {
  assert.deepEqual(clausesOf("COVID-19 C+").map(({ presence, text }) => [presence, text]), [["some", "COVID-19"], ["some", "C+"]]);
});

test("a field limits one word or phrase", () => {
  assert.deepEqual([first("title:oil").field, first("Title:oil").field, first('title:"oil gas"').text], ["title", "title", "oil gas"]);
  assert.deepEqual([first("-source:wire").field, first("-source:wire").presence], ["source", "not"]);
});

test("a colon after a word that is no field, or before a space, is punctuation", () => {
  assert.deepEqual([first("https://x.org").field, first("10:14").field, first("title: oil").field], [null, null, null]);
});

test("a phrase must be there, unless it must not", () => {
  assert.deepEqual([first('"oil pipe"').presence, first('-"oil pipe"').presence], ["must", "not"]);
});

test("a phrase may touch its neighbours", () => {
  assert.deepEqual(clausesOf('oil"a b"gas').map(({ kind, text }) => [kind, text]), [["words", "oil"], ["phrase", "a b"], ["words", "gas"]]);
});

test("numbers follow ~ and ^, in either order", () => {
  assert.deepEqual(["oil~", "oil~2", "oil^2.5", "oil~1^3", "oil^3~1"].map(first).map(({ edits, boost }) => [edits, boost]), [
    [1, 1], [2, 1], [0, 2.5], [1, 3], [1, 3],
  ]);
});

test("a question mark at the end is punctuation, inside a word a letter", () => {
  assert.deepEqual(["why?", "wom?n", "wom*", "??"].map((query) => first(query).kind), ["words", "pattern", "pattern", "words"]);
});

test("whatever is typed gives clauses or a QueryError", () => {
  const signs = ["a", "é", "中", " ", '"', "“", "+", "-", ":", "title:", "*", "?", "~", "^", "1", "9", ".", "(", "\u0000", "\u202e", "\ud800"];
  let seed = 7; // a small generator of our own: the same queries each time
  const next = (below) => (seed = (seed * 48271) % 2147483647) % below;
  let read = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const query = Array.from({ length: 1 + next(9) }, () => signs[next(signs.length)]).join("");
    try {
      for (const clause of clausesOf(query)) assert.ok(clause.text.length > 0 && clause.at >= 1 && clause.at <= query.length);
      read += 1;
    } catch (error) {
      assert.ok(error instanceof QueryError, `${JSON.stringify(query)}: ${error.stack}`);
    }
  }
  assert.ok(read > 5_000);
});
