/** Patterns and misspellings, against plainer programs that say the same more slowly. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitsPattern, isNear } from "../../plugins/archive_search/js/match.mjs";

const LETTERS = ["a", "b"];
const words = (length) => (length ? words(length - 1).flatMap((word) => LETTERS.map((letter) => word + letter)) : [""]);
const SHORT = [0, 1, 2, 3, 4].flatMap(words);

test("patterns fit what the same regular expression fits", () => {
  const signs = ["a", "b", "*", "?"];
  const patterns = [1, 2, 3, 4].flatMap((length) =>
    Array.from({ length: length - 1 }).reduce((list) => list.flatMap((p) => signs.map((sign) => p + sign)), signs),
  );
  for (const pattern of patterns) {
    const plain = new RegExp(`^${pattern.replaceAll("?", ".").replaceAll("*", ".*")}$`);
    for (const word of SHORT) assert.equal(fitsPattern(word, pattern), plain.test(word), `${word} ${pattern}`);
  }
});

test("near words are those that so many single changes reach", () => {
  for (const from of SHORT.filter((word) => word.length < 4)) {
    const one = changesOf(from);
    for (const to of SHORT) {
      assert.equal(isNear(to, from, 0), to === from);
      assert.equal(isNear(to, from, 1), to === from || one.has(to), `${from} ${to}`);
    }
  }
});

test("two changes are two changes", () => {
  assert.ok(isNear("harbin", "habrin", 1)); // neighbours swapped count once
  assert.ok(isNear("harbin", "harbn", 1));
  assert.ok(!isNear("harbin", "harb", 1));
  assert.ok(isNear("harbin", "harb", 2));
  assert.ok(!isNear("harbin", "berlin", 2));
});

function changesOf(word) {
  const changed = new Set();
  for (let i = 0; i <= word.length; i += 1) {
    for (const letter of LETTERS) {
      changed.add(word.slice(0, i) + letter + word.slice(i));
      if (i < word.length) changed.add(word.slice(0, i) + letter + word.slice(i + 1));
    }
    if (i < word.length) changed.add(word.slice(0, i) + word.slice(i + 1));
    if (i + 1 < word.length) changed.add(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2));
  }
  return changed;
}
