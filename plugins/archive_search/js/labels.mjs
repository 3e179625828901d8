/** Words of a query → the tags whose labels have them: region:harbin, topic:"oil and gas", source:xin*. */

import { fitsPattern, isNear } from "./match.mjs";
import { chains } from "./normalise.mjs";
import { patternOf, waysOf, wordsOf } from "./ways.mjs";

/**
 * Promise of {ids, terms}: the tags of a kind that a leaf means, and the index terms that rank their articles. Null for a
 * leaf without a word.
 */
export async function tagsOf(node, kind, index) {
  if (node.kind === "exact") {
    return { ids: await index.columns.find(kind, ({ id, label }) => id === node.text || label === node.text), terms: [] };
  }
  const seen = new Set();
  const fits = testOf(node, index, seen);
  if (!fits) return null;
  const ids = await index.columns.find(kind, ({ label }) => fits(placesOf(label, index)));
  return { ids, terms: [...seen] };
}

/** A test of a label's words by place; it puts the terms it finds into `seen`. */
function testOf(node, index, seen) {
  const mark = (terms) => terms.forEach((term) => seen.add(term));
  if (node.kind === "chain") {
    if (index.isCommon(node.chain.whole)) return (places) => places.some((words) => words.has(node.chain.whole));
    const ways = waysOf(node.chain, index);
    return (places) => {
      const held = new Set(places.flatMap((words) => [...words.values()].flat()));
      const way = ways.find((slots) => slots.every((terms) => terms.some((term) => held.has(term))));
      if (way) mark(way.flat().filter((term) => held.has(term)));
      return way !== undefined;
    };
  }
  if (node.kind === "phrase") {
    const slots = [...chains(node.text)].flatMap((chain) => chain.parts).map((word) => keysOf(word, index));
    if (!slots.length) return null;
    const at = (words, slot) => words !== undefined && [...words.values()].flat().some((key) => slot.includes(key));
    return (places) => {
      const found = places.some((_, from) => slots.every((slot, i) => at(places[from + i], slot)));
      if (found) mark(slots.flat().filter((key) => !index.isCommon(key)));
      return found;
    };
  }
  const pattern = node.kind === "pattern" ? patternOf(node.text) : "";
  const meant = node.kind === "fuzzy" ? wordsOf(node.text) : [pattern];
  if (!meant.length) return null;
  const fits = pattern ? fitsPattern : (word, other) => isNear(word, other, node.edits);
  return (places) => {
    const found = meant.map((one) => places.flatMap((words) => [...words].filter(([word]) => !index.isCommon(word) && fits(word, one))));
    const all = found.every((words) => words.length > 0);
    if (all) mark(found.flat().flatMap(([, terms]) => terms));
    return all;
  };
}

/** The places of a label in order: word → what it is found by. */
function placesOf(label, index) {
  const places = [];
  for (const { parts, readings } of chains(label)) {
    const first = places.length;
    parts.forEach(() => places.push(new Map()));
    for (const { word, place } of readings) places[first + place].set(word, keysOf(word, index));
  }
  return places;
}

function keysOf(word, { isCommon, termsOf }) {
  return isCommon(word) ? [word] : termsOf(word);
}
