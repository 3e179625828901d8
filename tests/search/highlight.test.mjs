/** Which words an address marks in an article, and where they stand. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { placesIn, wordsIn } from "../../plugins/archive_search/js/page/highlight.mjs";
import { highlightFragment } from "../../plugins/archive_search/js/page/rows.mjs";

const found = (text, ...words) => placesIn(text, words).map(([start, end]) => text.slice(start, end));

test("the words of a result are those its article marks", () => {
  const words = ["pipeline", "oil, gas", "50% & more", "哈尔滨", "ШОС", "a#b"];

  assert.deepEqual(wordsIn(new URL(`https://n.example/a/${highlightFragment(words)}`).hash), words);
});

test("a result without words has no fragment", () => {
  assert.equal(highlightFragment([]), "");
});

test("a fragment has a longest length, and never half a word", () => {
  const words = Array.from({ length: 400 }, (_, i) => `слово${i}`);

  const fragment = highlightFragment(words);

  assert.ok(fragment.length <= 1_500);
  assert.deepEqual(wordsIn(fragment), words.slice(0, wordsIn(fragment).length));
});

test("a spoilt fragment marks nothing", () => {
  assert.deepEqual(wordsIn("#hl=%"), []);
  assert.deepEqual(wordsIn("#hl=,,%20"), []);
  assert.equal(wordsIn(`#hl=${Array.from({ length: 500 }, (_, i) => `w${i}`).join(",")}`).length, 100);
});

test("a word is found as printed, and not inside another", () => {
  assert.deepEqual(found("Oil, oil; soil oily O’oil Sino-oil", "oil"), ["oil", "oil", "oil"]);
  assert.deepEqual(found("Нефть нефть нефтьё", "нефть"), ["нефть"]);
});

test("the longest of several is taken, and line ends count as spaces", () => {
  assert.deepEqual(found("an oil\n  field, oil", "oil", "oil field"), ["oil\n  field", "oil"]);
});

test("Chinese is found inside a run", () => {
  assert.deepEqual(found("在哈尔滨市", "哈尔滨"), ["哈尔滨"]);
});

test("what a regular expression would read as a command is plain text", () => {
  assert.deepEqual(found("a.c abc (x+)* [1]", "a.c", "(x+)*", "[1]"), ["a.c", "(x+)*", "[1]"]);
  assert.deepEqual(found("a".repeat(50_000), "(a+)+b", "a|b|"), []);
});
