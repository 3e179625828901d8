/** Words → index terms: the twin of `terms.py`, with lunr.js's own stemmer. */

import { chains, wordsOf } from "./normalise.mjs";

export const PIPELINE = "archive-search"; // the label under which lunr files name our function

export const COMMON = new Set(
  `a about after also an and any are as at be because been but by can could did do does for from had has have he her
  his how i if in into is it its just more most no nor not of on or our out over she so some such than that the their
  them then there these they this those to too up was we were what when where which while who whom why with would
  you your`.split(/\s+/),
);
const ENGLISH = /^[a-z]+$/;

/** A function from a folded word to its index term. */
export function stemmer(lunr) {
  const known = new Map();
  return (word) => {
    if (!ENGLISH.test(word)) return word;
    let term = known.get(word);
    if (term === undefined) {
      term = lunr.stemmer(new lunr.Token(word)).toString();
      known.set(word, term);
    }
    return term;
  };
}

/**
 * Registers the pipeline function that plain lunr needs to open `lunr.json`:
 * `register(lunr)`, then `lunr.Index.load(json)`.
 */
export function register(lunr) {
  const termOf = stemmer(lunr);
  const pipeline = (token) => {
    const words = [...chains(token.toString())].flatMap(wordsOf).filter((word) => !COMMON.has(word));
    return [...new Set(words.map(termOf))].map((term) => token.clone(() => term));
  };
  if (!lunr.Pipeline.registeredFunctions[PIPELINE]) lunr.Pipeline.registerFunction(pipeline, PIPELINE);
}
