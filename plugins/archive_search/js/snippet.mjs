/**
 * Texts with their matches: as lists of {text, match} pieces, never as markup.
 *
 * What is marked is `wanted`: the positive operands of a query that are looked for in texts, as `proximity.mjs` takes them,
 * each with the field it is limited to:
 *
 *     wanted       [{field: null | "title" | "body", …operand}, …]    one a word, phrase, NEAR or group of the query
 *     operand      {slot} | {phrase: [slot, …]} | {near: [operand, operand], distance, ordered} | {any: [operand, …]}
 *     slot         [alternative, …]: a word of the query, in any of its readings (a wildcard: all its terms)
 *     alternative  {term} | {term, form} (only where it is printed so) | {common: word} | {common: word, form}
 *
 * "covid-19" typed plainly is {any: [{slot: [{term: "covid19"}]}, {slot: [{term: "covid"}]}, {slot: [{term: "19"}]}]}. Plain
 * objects and arrays only, so that `wanted` passes to a worker and into JSON. Excluded words and the filters (date:, region:,
 * topic:, source:, author:) are no part of it.
 */

import { chains, fold } from "./normalise.mjs";

const PIECE = /[\p{L}\p{N}\p{M}]+/gu; // of a chain, between its joints
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
  return [...chains(text)].flatMap((chain) => {
    const run = text.slice(chain.start, chain.end);
    const term = termOf(chain.whole);
    if (chain.whole && wanted.has(term)) return [{ start: chain.start, end: chain.end, term }];
    const inside = chain.whole ? pieceHits(run, wanted, termOf) : characterHits(run, wanted);
    return inside.map((hit) => ({ ...hit, start: chain.start + hit.start, end: chain.start + hit.end }));
  });
}

/** "Russian" in "Sino-Russian". */
function pieceHits(run, wanted, termOf) {
  return [...run.matchAll(PIECE)]
    .map(({ 0: piece, index }) => ({ start: index, end: index + piece.length, term: termOf(fold(piece)) }))
    .filter(({ term }) => wanted.has(term));
}

/** Wanted pairs, or single characters, in a run of Chinese or Japanese; neighbouring hits become one. */
function characterHits(run, wanted) {
  const hits = [];
  let at = 0;
  const characters = [...run];
  for (const [i, character] of characters.entries()) {
    const pair = character + (characters[i + 1] ?? "");
    const found = [pair, character].find((candidate) => wanted.has(candidate));
    if (found) {
      const last = hits.at(-1);
      if (last && last.end >= at) last.end = Math.max(last.end, at + found.length);
      else hits.push({ start: at, end: at + found.length, term: found });
    }
    at += character.length;
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
