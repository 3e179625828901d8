/** Texts with their matches, as lists of {text, match} pieces, never as markup. `wanted` is told in matches.mjs. */

import { joined, matchesIn } from "./matches.mjs";

const LENGTH = 250; // characters of a snippet, about two and a half lines of a result row; one of Han counts two
const LEAD = 70; // of them, at most, before the first match where no sentence begins nearer
const LEAST = 0.6; // share of the length that a snippet keeps when it is cut back to the end of a sentence
const FAR = 80; // characters looked through for an edge of a word
const WORDS = 40; // printed words and phrases that are handed on to an article's page
const LONGEST_WORD = 120; // characters of one

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu;
const SENTENCE = /(?<=\p{L}{3}|[\p{N})\]])[.!?…]["'”’»)\]]*\s+(?=["'“‘«([]*[\p{Lu}\p{Lo}\p{N}])|[。！？](?:[”’」』》）]*)|\n\s*/gu;
const SPACE = /\s/u;
const UNSPACED = /[\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/u;
const INSIDE = /[\p{M}\udc00-\udfff]/u; // what does not begin a character

/**
 * What a result row shows of an article: {title, snippet} in pieces, and `words`, the different matches as printed, for
 * the marks on the article's own page. `termOf` gives a folded word's index term in the article's language.
 */
export function shown({ title, text }, wanted, termOf) {
  const inTitle = matchesIn(title, wanted, termOf, "title");
  const inText = matchesIn(text, wanted, termOf, "body");
  return {
    title: piecesOf(title, 0, title.length, joined(inTitle)),
    snippet: cutOut(text, inText),
    words: [...new Set([...printedWords(title, inTitle), ...printedWords(text, inText)])].slice(0, WORDS),
  };
}

/** The whole text in pieces. */
export function marked(text, wanted, termOf, field = null) {
  return piecesOf(text, 0, text.length, joined(matchesIn(text, wanted, termOf, field)));
}

/**
 * The stretch of the text that holds the most different matches, in pieces; two shorter stretches where they hold more.
 * Begins and ends with a sentence where one does nearby, else between words. Without a match: how the text begins.
 */
export function snippet(text, wanted, termOf) {
  return cutOut(text, matchesIn(text, wanted, termOf, "body"));
}

function cutOut(text, matches) {
  const whole = joined(matches);
  const stretches = stretchesOf(text, matches);
  const pieces = stretches.flatMap(([start, end], i) => {
    const gap = i ? " … " : start > 0 ? "… " : "";
    return [{ text: gap, match: false }, ...piecesOf(text, start, end, whole)];
  });
  if (stretches.at(-1)[1] < text.trimEnd().length) pieces.push({ text: " …", match: false });
  return pieces.map((piece) => ({ ...piece, text: piece.text.replace(/\s+/gu, " ") })).filter((piece) => piece.text);
}

/** One stretch [start, end), or two in text order. */
function stretchesOf(text, matches) {
  const length = lengthFor(text, matches[0]?.start ?? 0);
  if (text.length <= length) return [[0, text.length]];
  const all = new Set(matches.map(({ unit }) => unit));
  const one = densest(matches, length - LEAD / 2, new Set());
  if (!one) return [widened(text, 0, 0, length, 0)];
  if (one.units.size < all.size) {
    const half = Math.floor(length / 2);
    const first = densest(matches, half - LEAD / 4, new Set());
    const second = densest(matches, half - LEAD / 4, first.units);
    if (second && new Set([...first.units, ...second.units]).size > one.units.size) {
      const [a, b] = [first, second].sort((x, y) => x.start - y.start);
      const left = widened(text, a.start, a.end, half, 0);
      const right = widened(text, b.start, b.end, half, left[1]);
      return right[0] - left[1] > 1 ? [left, right] : [[left[0], right[1]]];
    }
  }
  return [widened(text, one.start, one.end, length, 0)];
}

/** The first window of matches within the length that holds the most units besides the known ones: {start, end, units}. */
function densest(matches, length, known) {
  const open = matches.filter(({ unit }) => !known.has(unit));
  const counts = new Map();
  let best = null;
  let first = 0;
  for (const [last, match] of open.entries()) {
    counts.set(match.unit, (counts.get(match.unit) ?? 0) + 1);
    for (; first < last && match.end - open[first].start > length; first += 1) {
      const left = counts.get(open[first].unit) - 1;
      if (left) counts.set(open[first].unit, left);
      else counts.delete(open[first].unit);
    }
    if (!best || counts.size > best.units.size) {
      best = { start: open[first].start, end: Math.min(match.end, open[first].start + length), units: new Set(counts.keys()) };
    }
  }
  return best;
}

/** [start, end) widened to the length: back to where a sentence or a word begins, not before `floor`, and on to where one ends. */
function widened(text, start, end, length, floor) {
  const lead = Math.max(floor, start - Math.max(0, Math.min(LEAD, length - (end - start))));
  let from = lead <= floor ? floor : (sentencesIn(text, lead, start).at(-1) ?? edge(text, lead, start));
  let to = Math.max(end, from + length);
  if (to >= text.length) {
    to = text.length;
    from = Math.min(from, Math.max(floor, edge(text, Math.max(floor, to - length), start)));
  } else {
    const least = Math.max(end, from + Math.round(length * LEAST));
    to = sentencesIn(text, least, to).at(-1) ?? edgeBack(text, to, end);
  }
  while (to > end && SPACE.test(text[to - 1])) to -= 1;
  return [from, to];
}

/** Places within [from, to] where a sentence begins. */
function sentencesIn(text, from, to) {
  const before = Math.max(0, from - FAR);
  const found = [...text.slice(before, to + 2).matchAll(SENTENCE)].map(({ 0: end, index }) => before + index + end.length);
  return found.filter((at) => at >= from && at <= to);
}

/** The first place from `at` on, at most `limit`, where no word is cut. */
function edge(text, at, limit) {
  for (let i = at; i <= Math.min(limit, at + FAR); i += 1) if (isEdge(text, i) && !SPACE.test(text[i] ?? "")) return i;
  return whole(text, Math.min(limit, at));
}

/** The last place up to `at`, at least `limit`, where no word is cut. */
function edgeBack(text, at, limit) {
  for (let i = at; i >= Math.max(limit, at - FAR); i -= 1) if (isEdge(text, i)) return i;
  return whole(text, Math.max(limit, at));
}

function isEdge(text, at) {
  if (at <= 0 || at >= text.length) return true;
  if (SPACE.test(text[at - 1]) || SPACE.test(text[at])) return true;
  return whole(text, at) === at && UNSPACED.test(String.fromCodePoint(text.codePointAt(at))) && UNSPACED.test(text[at - 1]);
}

/** The place itself, or the one before where it would part a character from its mark or its other half. */
function whole(text, at) {
  let place = at;
  while (place > 0 && place < text.length && at - place < FAR && INSIDE.test(text[place])) place -= 1;
  return place;
}

/** Characters that fill the row: half as many where the text is in wide ones. */
function lengthFor(text, at) {
  const sample = text.slice(Math.max(0, at - LENGTH / 2), at + LENGTH / 2);
  return Math.round(LENGTH / (1 + (sample.match(WIDE)?.length ?? 0) / (sample.length || 1)));
}

function piecesOf(text, start, end, matches) {
  const pieces = [];
  let at = start;
  for (const match of matches) {
    const [from, to] = [Math.max(at, match.start), Math.min(end, match.end)];
    if (from >= to) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), match: false });
    pieces.push({ text: text.slice(from, to), match: true });
    at = to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), match: false });
  return pieces;
}

function printedWords(text, matches) {
  const words = joined(matches).map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, " "));
  return words.filter((word) => word.length <= LONGEST_WORD);
}
