/** A word of a query → what of it a text must have. */

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
