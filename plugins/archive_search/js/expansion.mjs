/** Patterns and misspellings → the words they stand for. */

import { patternOf, wordsOf } from "./ways.mjs";
import { figures, say } from "./words.mjs";

const MAX_MATCHES = 2_000; // words one stands for, the commonest first: what a telephone ranks by in a tenth of a second
const MAX_FILES = 64; // files of terms read for one: an archive of 1,000 articles has no more; half a megabyte

/**
 * What a pattern or misspelling stands for: [{terms, notes}], one for each of its words; all of them are meant. The words
 * are those of the vocabulary; `vocabulary` is that of evaluate.mjs.
 */
export function matchesOf(node, { vocabulary, terms }) {
  if (node.kind === "pattern") return Promise.all([found(node, vocabulary.matching(patternOf(node.text), MAX_MATCHES), terms)]);
  const words = wordsOf(node.text);
  return Promise.all(words.map((word) => found(node, vocabulary.near(word, node.edits, MAX_MATCHES), terms)));
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
  const values = { typed, taken: figures(taken), left: figures(left) };
  if (!left) return say("%(typed)s stands for %(taken)s words of this form, the commonest first", values);
  return say("%(typed)s stands for %(taken)s words of this form, the commonest first; %(left)s others were left out", values);
}
