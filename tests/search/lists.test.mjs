// Operations on lists give what operations on sets give.

import assert from "node:assert/strict";
import test from "node:test";

import { between, complement, contains, intersect, placeOf, subtract, unite } from "../../plugins/archive_search/js/lists.mjs";

const LIMIT = 60;

/** Lists of every density, the same at each run. */
function made(seed) {
  let state = seed;
  const chance = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const density = [0, 0.02, 0.3, 0.9, 1][seed % 5];
  return Uint32Array.from(Array.from({ length: LIMIT }, (_, i) => i).filter(() => chance() < density));
}

const LISTS = Array.from({ length: 40 }, (_, seed) => made(seed));
const PAIRS = LISTS.flatMap((a) => LISTS.map((b) => [a, b]));

test("intersect gives what both lists hold", () => {
  for (const [a, b] of PAIRS) assert.deepEqual(intersect(a, b), a.filter((number) => b.includes(number)));
});

test("intersect looks a few numbers up in a long list", () => {
  const long = Uint32Array.from({ length: 10_000 }, (_, i) => 3 * i);

  assert.deepEqual(intersect(Uint32Array.of(0, 4, 29_997, 50_000), long), Uint32Array.of(0, 29_997));
  assert.deepEqual(subtract(Uint32Array.of(0, 4, 29_997, 50_000), long), Uint32Array.of(4, 50_000));
});

test("unite gives what any of the lists holds, once", () => {
  for (const [a, b] of PAIRS) {
    const all = new Set([...a, ...b, ...LISTS[3]]);
    assert.deepEqual(unite([a, b, LISTS[3]]), Uint32Array.from([...all].sort((x, y) => x - y)));
  }
  assert.deepEqual(unite([]), new Uint32Array(0));
});

test("subtract gives what the first list holds alone", () => {
  for (const [a, b] of PAIRS) assert.deepEqual(subtract(a, b), a.filter((number) => !b.includes(number)));
});

test("complement gives the articles that are not in the list", () => {
  for (const a of LISTS) {
    const every = Uint32Array.from({ length: LIMIT }, (_, i) => i);
    assert.deepEqual(complement(a, LIMIT), every.filter((number) => !a.includes(number)));
  }
});

test("between gives a stretch, the second bound left out", () => {
  const list = Uint32Array.of(2, 5, 9, 12);

  assert.deepEqual(between(list, 5, 12), Uint32Array.of(5, 9));
  assert.deepEqual(between(list, 0, 100), list);
  assert.deepEqual(between(list, 9, 3), new Uint32Array(0));
});

test("contains and placeOf look a number up", () => {
  const list = Uint32Array.of(2, 5, 9);

  assert.deepEqual([0, 2, 3, 9, 10].map((number) => contains(list, number)), [false, true, false, true, false]);
  assert.deepEqual([0, 2, 3, 9, 10].map((number) => placeOf(list, number)), [0, 0, 1, 2, 3]);
});
