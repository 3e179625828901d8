/** Words → index terms: the twin of `terms.py`, with lunr.js's own stemmer. */

import { chains, wordsOf } from "./normalise.mjs";

export const PIPELINE = "archive-search"; // the label under which lunr files name our function

export const COMMON = new Set(
  `a able about across after all almost also am among an and another any are as at be because been before being between
  both but by can cannot could did do does during each either else ever every for from get got had has have having he
  her hers him his how however i if in into is it its itself just least let like likely me might more most must my
  neither no nor not of off often on only or other our ours out over own rather shall she should since so some such
  than that the their theirs them themselves then there these they this those through tis to too twas under until up
  upon very was we were what when where whether which while who whom whose why will with within without would yet you
  your`.split(/\s+/),
);
const ENGLISH = /^[a-z]+$/;
const CYRILLIC = /^[а-я]+$/u;
export const RUSSIAN = "ru"; // the language whose posts have a stemmer of their own

/** What matters here of a post's language ("ru-RU"): RUSSIAN or "". */
export function languageOf(tag = "") {
  return tag.trim().toLowerCase().split(/[-_]/u)[0] === RUSSIAN ? RUSSIAN : "";
}

/**
 * Promise of {termOf, termsOf} for an archive with posts of these languages, beside English:
 * `termOf(word, lang)` is the index term of a folded word in a post of that language,
 * `termsOf(word)` all index terms a folded word is found by, whatever the post's language.
 */
export async function openTerms(lunr, languages = []) {
  const russian = languages.includes(RUSSIAN) ? (await import("./russian.mjs")).stem : null;
  const english = stemmer(lunr);
  const isRussian = (word) => russian !== null && CYRILLIC.test(word);
  return {
    termOf: (word, lang = "") => (isRussian(word) && languageOf(lang) === RUSSIAN ? russian(word) : english(word)),
    termsOf: (word) => (isRussian(word) ? [...new Set([russian(word), word])] : [english(word)]),
  };
}

/** A function from a folded word to its index term in a post of English or of no language known here. */
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
 * lunr's pipeline function: a token of a text or a query → tokens of its terms; `termsOf` is that of openTerms, needed
 * for an archive with Russian posts.
 */
export function pipelineOf(lunr, termsOf = null) {
  const english = stemmer(lunr);
  const found = termsOf ?? ((word) => [english(word)]);
  return (token) => {
    const words = [...chains(token.toString())].flatMap(wordsOf).filter((word) => !COMMON.has(word));
    return [...new Set(words.flatMap(found))].map((term) => token.clone(() => term));
  };
}

/**
 * Registers the pipeline function that plain lunr needs to open `lunr.json`:
 * `register(lunr)`, then `lunr.Index.load(json)`. An archive with Russian posts gives the `termsOf` of openTerms as well.
 */
export function register(lunr, termsOf = null) {
  const { registeredFunctions } = lunr.Pipeline;
  if (!registeredFunctions[PIPELINE]) lunr.Pipeline.registerFunction(pipelineOf(lunr, termsOf), PIPELINE);
}
