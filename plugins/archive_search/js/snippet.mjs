/** Texts with their matches: as lists of {text, match} pieces, never as markup. */

import { chains, wordsOf } from "./normalise.mjs";

const SNIPPET = 240; // characters; about two and a half lines of a result row
const LEAD = 60; // characters shown before the first match
const SEARCHED = 200_000; // characters of a text that are looked through for matches

/** The whole text in pieces, every chain with a wanted term marked. */
export function marked(text, wanted, termOf) {
  return pieces(text, 0, text.length, hitsIn(text, wanted, termOf));
}

/** The stretch of the text that holds the most different wanted terms, in pieces. */
export function snippet(text, wanted, termOf) {
  const line = text.slice(0, SEARCHED).replace(/\s/gu, " "); // same length, so offsets hold
  const hits = hitsIn(line, wanted, termOf);
  const [start, end] = windowOf(line, hits);
  const shown = pieces(line, start, end, hits);
  if (start > 0) shown.unshift({ text: "… ", match: false });
  if (end < line.trimEnd().length) shown.push({ text: " …", match: false });
  return shown;
}

function hitsIn(text, wanted, termOf) {
  const hits = [];
  for (const chain of chains(text)) {
    const term = wordsOf(chain).map(termOf).find((candidate) => wanted.has(candidate));
    if (term !== undefined) hits.push({ start: chain.start, end: chain.end, term });
  }
  return hits;
}

function windowOf(text, hits) {
  let best = 0;
  let most = 0;
  for (let first = 0; first < hits.length; first += 1) {
    const seen = new Set();
    for (let i = first; i < hits.length && hits[i].end - hits[first].start <= SNIPPET - LEAD; i += 1) seen.add(hits[i].term);
    if (seen.size > most) [best, most] = [first, seen.size];
  }
  const wish = hits.length ? Math.max(0, hits[best].start - LEAD) : 0;
  const start = wish === 0 ? 0 : Math.min(text.indexOf(" ", wish) + 1 || wish, hits[best].start);
  const limit = Math.min(text.length, start + SNIPPET);
  const space = limit < text.length ? text.lastIndexOf(" ", limit) : limit;
  return [start, space > start + LEAD ? space : limit];
}

function pieces(text, start, end, hits) {
  const shown = [];
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    if (hit.start > at) shown.push({ text: text.slice(at, hit.start), match: false });
    shown.push({ text: text.slice(hit.start, hit.end), match: true });
    at = hit.end;
  }
  if (at < end) shown.push({ text: text.slice(at, end), match: false });
  return shown;
}
