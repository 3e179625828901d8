/** Patterns and misspellings → the words they stand for. */

import { chains, fold } from "./normalise.mjs";

const MAX_MATCHES = 2_000; // words one stands for, the commonest first: what a telephone ranks by in a tenth of a second
const MAX_FILES = 64; // files of terms read for one: an archive of 1,000 articles has no more; half a megabyte

const JOINTS = /[-'&,;:!\u2019\u2010-\u2013]|(?<!\d)\.|\.(?!\d)/gu; // no word of the vocabulary holds one, but the point of a number

/**
 * What a pattern or misspelling stands for: [{terms, notes}], one for each of its words; all of them are meant. The words
 * are those of the vocabulary; `vocabulary` is that of evaluate.mjs.
 */
export function matchesOf(node, { vocabulary, terms }) {
  if (node.kind === "pattern") return Promise.all([found(node, vocabulary.matching(patternOf(node.text), MAX_MATCHES), terms)]);
  const words = wordsOf(node.text);
  return Promise.all(words.map((word) => found(node, vocabulary.near(word, node.edits, MAX_MATCHES), terms)));
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

async function found(node, matching, terms) {
  const { matches, left, cut } = await matching;
  const kept = await cheapest(matches, terms);
  const others = left + matches.length - kept.length;
  return { terms: [...new Set(kept.flatMap((match) => match.terms))], notes: others || cut ? [noteOf(node, kept.length, others)] : [] };
}

/** The matches that MAX_FILES files of terms hold, the files of the commonest words first. */
async function cheapest(matches, terms) {
  const names = await Promise.all(matches.map((match) => Promise.all(match.terms.map((term) => terms.fileOf(term)))));
  const files = new Set();
  return matches.filter((_, i) => {
    const more = names[i].filter((name) => !files.has(name));
    if (files.size + more.length > MAX_FILES) return false;
    more.forEach((name) => files.add(name));
    return true;
  });
}

function noteOf({ kind, text, edits }, taken, left) {
  const typed = kind === "fuzzy" ? `${text}~${edits}` : text;
  const others = left ? `; ${left.toLocaleString("en")} others were left out` : "";
  return `${typed} stands for ${taken.toLocaleString("en")} words of this form, the commonest first${others}`;
}
