/** A word or pattern of a query → what of it a text must have. */

import { chains, fold } from "./normalise.mjs";

const JOINTS = /[-'&,;:!\u2019\u2010-\u2013]|(?<!\d)\.|\.(?!\d)/gu; // no word of the vocabulary holds one, but the point of a number

/**
 * How the word of one chain may stand in a text: ways, each a list of what must be there, each of these a list of terms of
 * which one must. "COVID-19" is "covid19", or "covid" and "19".
 */
export function waysOf({ whole, parts, extra }, { isCommon, termsOf }) {
  if (!whole) return [(extra.length ? extra : parts).map(termsOf)]; // characters in a row, by pairs
  const kept = parts.filter((part) => !isCommon(part));
  const telling = kept.length > 1 && kept.every((part) => [...part].length > 1); // "r" and "d" say nothing of "R&D"
  return [[whole], ...(telling ? [kept] : [])].map((way) => way.map(termsOf));
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
