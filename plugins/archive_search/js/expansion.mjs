/** Patterns and misspellings → the words they stand for. */

import { chains, fold } from "./normalise.mjs";

export const MAX_MATCHES = 1_000; // words one stands for, the commonest first; more would say nothing and cost every shard

const JOINTS = /[-'&,;:!\u2019\u2010-\u2013]|(?<!\d)\.|\.(?!\d)/gu; // no word of the vocabulary holds one, but the point of a number

/**
 * What a pattern or misspelling stands for: [{terms, notes}], one for each of its words; all of them are meant. The words
 * are those of the vocabulary; `vocabulary` is that of evaluate.mjs.
 */
export function matchesOf(node, { vocabulary }) {
  if (node.kind === "pattern") return Promise.all([found(node, vocabulary.matching(patternOf(node.text), MAX_MATCHES))]);
  const words = wordsOf(node.text);
  return Promise.all(words.map((word) => found(node, vocabulary.near(word, node.edits, MAX_MATCHES))));
}

/** "Éco*" as the vocabulary writes it. */
export function patternOf(text) {
  const plain = text.replace(JOINTS, "");
  return [...plain].map((c) => (c === "*" || c === "?" ? c : fold(c))).join("").replace(/\*+/gu, "*");
}

/** The words of a misspelling, each as one. */
export function wordsOf(text) {
  return [...chains(text)].map((chain) => chain.whole || chain.parts.join(""));
}

async function found(node, matching) {
  const { matches, left, cut } = await matching;
  const terms = [...new Set(matches.flatMap((match) => match.terms))];
  return { terms, notes: left || cut ? [noteOf(node, matches.length, left)] : [] };
}

function noteOf({ kind, text, edits }, taken, left) {
  const typed = kind === "fuzzy" ? `${text}~${edits}` : text;
  const rest = left ? `; ${left.toLocaleString("en")} rarer ones were left out` : "";
  return `${typed} stands for the ${taken.toLocaleString("en")} commonest words of this form${rest}`;
}
