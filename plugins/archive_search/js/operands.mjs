/** Leaves and NEARs of a query → operands, which places in texts are looked up by. snippet.mjs draws their shape. */

import { chains } from "./normalise.mjs";
import { say } from "./words.mjs";

/**
 * Promise of {operand, terms: [{term, boost}], notes}; `error(message, at)` makes what is thrown when there is no word.
 * `index` is that of evaluate.mjs.
 */
export async function operandOf(node, index, error) {
  const make = {
    word: () => typed(node, index, false),
    phrase: () => typed(node, index, true),
    exact: () => exact(node, index),
    pattern: () => expanded(node, index),
    fuzzy: () => expanded(node, index),
    or: () => several(node.items, index, error, (any) => ({ any })),
    near: () => several([node.left, node.right], index, error, (near) => ({ near, distance: node.distance, ordered: node.ordered })),
  }[node.kind];
  const made = await make();
  if (!made) throw error(node.kind === "word" ? say("There is no word beside NEAR or PRE") : say("There is no word between the quotation marks"), node.at);
  return made;
}

/** Words side by side, hyphens and other joints counting as spaces, or each chain as one word. */
function typed(node, index, quoted) {
  const found = [...chains(node.text)];
  if (!found.length) return null;
  const slotOf = (word) => (index.isCommon(word) ? [{ common: word }] : index.termsOf(word).map((term) => ({ term })));
  const parts = found.flatMap((chain) => chain.parts).map(slotOf);
  const wholes = found.flatMap((chain) => (chain.whole ? [chain.whole] : chain.parts)).map(slotOf);
  const operand = wholes.length === parts.length ? joined(parts) : { any: [joined(wholes), joined(parts)] };
  const slots = quoted || wholes.length === parts.length ? parts : [...wholes, ...parts];
  return { operand, terms: termsIn(slots, node.boost), notes: [] };
}

/** Words as printed. */
function exact(node, index) {
  const found = [...chains(node.text)];
  if (!found.length) return null;
  const slotOf = ({ word, form }) => {
    return index.isCommon(word) ? [{ common: word, form }] : index.termsOf(word).map((term) => ({ term, form }));
  };
  const [first] = found;
  const alone = found.length === 1 && first.whole && !node.phrase;
  const slots = (alone ? [wholeOf(first)] : found.flatMap(partsOf)).map(slotOf);
  return { operand: joined(slots), terms: termsIn(slots, node.boost), notes: [] };
}

function wholeOf({ whole, readings }) {
  return readings.find(({ word, place }) => word === whole && place === 0);
}

/** The readings of the parts of a chain. */
function partsOf({ parts, readings }) {
  return parts.map((part, i) => readings.find(({ word, place }) => word === part && place === i));
}

/** Any of the words a pattern or a misspelling stands for. */
async function expanded(node, index) {
  const { matchesOf } = await import("./lookup.mjs");
  const found = await matchesOf(node, index);
  if (!found.length) return null;
  const slots = found.map(({ terms }) => terms.map((term) => ({ term })));
  return { operand: joined(slots), terms: termsIn(slots, node.boost), notes: found.flatMap(({ notes }) => notes) };
}

async function several(nodes, index, error, join) {
  const made = await Promise.all(nodes.map((node) => operandOf(node, index, error)));
  return {
    operand: join(made.map(({ operand }) => operand)),
    terms: made.flatMap(({ terms }) => terms),
    notes: made.flatMap(({ notes }) => notes),
  };
}

function joined(slots) {
  return slots.length === 1 ? { slot: slots[0] } : { phrase: slots };
}

function termsIn(slots, boost) {
  return [...new Set(slots.flat().map(({ term }) => term))].filter((term) => term !== undefined).map((term) => ({ term, boost }));
}
