/**
 * Where a text holds what a query wants. What that is, `wanted`, are the positive operands of the query that are looked for in
 * texts, as `proximity.mjs` takes them, each with the field it is limited to:
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

import { chainOf, runs } from "./normalise.mjs";
import { COMMON } from "./terms.mjs";

const PLAIN = /^[A-Za-z0-9]{1,64}$/; // nothing to fold but capitals
const ONE = [""]; // as many parts
const NONE = [];
const NEAR_PLACES = 2_000; // of each operand of a NEAR in one text: bounds what fifty NEAR in each other cost

/**
 * The matches in reading order: {start, end, unit}, offsets in UTF-16 units; they may overlap. A unit is a word or phrase of
 * the query: what an article is shown with should hold every one. A phrase is one match from its first word to its last;
 * a word of a NEAR is a match only where the other is near. Linear in the text.
 */
export function matchesIn(text, wanted, termOf, field) {
  const operands = wanted.filter((operand) => !operand.field || operand.field === field);
  if (!operands.length) return [];
  const finder = new Finder(placesOf(text, soughtIn(operands), termOf));
  const leaves = new Set();
  for (const operand of operands) for (const span of finder.spans(operand)) collect(span, leaves);
  return [...leaves].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The same without overlaps: what overlaps or touches becomes one {start, end}. */
export function joined(matches) {
  const whole = [];
  for (const { start, end } of matches) {
    const last = whole.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else whole.push({ start, end });
  }
  return whole;
}

const keyOf = (alternative) => (alternative.term === undefined ? `common ${alternative.common}` : `term ${alternative.term}`);

/** The keys of every alternative that occurs in the operands. */
function soughtIn(operands, keys = new Set()) {
  for (const { slot, phrase, near, any } of operands) {
    for (const slots of phrase ?? (slot ? [slot] : [])) for (const alternative of slots) keys.add(keyOf(alternative));
    soughtIn(near ?? any ?? [], keys);
  }
  return keys;
}

/**
 * Key → where it stands: [{position, last, start, end, form}], in text order; "COVID-19" as one word takes two positions, to
 * `last`. Each different chain is read once.
 */
function placesOf(text, sought, termOf) {
  const places = new Map([...sought].map((key) => [key, []]));
  const known = new Map();
  let position = 0;
  for (const { start, run } of runs(text)) {
    let chain = known.get(run);
    if (!chain) known.set(run, (chain = soughtOf(readRun(run), sought, termOf)));
    const { found, length } = chain;
    for (const { key, place, last, form, from, to } of found) {
      places.get(key).push({ position: position + place, last: position + last, start: start + from, end: start + to, form });
    }
    position += length;
  }
  return places;
}

/** What chainOf says, for most chains of an English text without its pains. */
function readRun(run) {
  if (!PLAIN.test(run)) return chainOf(run);
  return { whole: "", parts: ONE, readings: [{ word: run.toLowerCase(), form: run, place: 0, start: 0, end: run.length }] };
}

function soughtOf({ whole, parts, extra = NONE, readings }, sought, termOf) {
  const found = [];
  for (const { word, form, place, start, end } of readings) {
    const key = COMMON.has(word) ? `common ${word}` : `term ${termOf(word)}`;
    if (!sought.has(key)) continue;
    const last = word === whole ? parts.length - 1 : !whole && extra.includes(word) ? place + 1 : place; // all of it, two characters
    found.push({ key, place, last, form, from: start, to: end });
  }
  return { found: found.length ? found : NONE, length: parts.length };
}

/** Operands → spans {from, to, …} of positions, in order of `from`; a leaf has {start, end, unit}, another span its `parts`. */
class Finder {
  constructor(places) {
    this.places = places;
    this.units = 0;
  }

  spans(operand, unit = null) {
    if (operand.near) return this.near(operand, unit);
    const own = unit ?? (this.units += 1);
    if (operand.any) return inOrder(operand.any.flatMap((one) => this.spans(one, own)));
    return this.phrase(operand.phrase ?? [operand.slot], own);
  }

  phrase([first, ...others], unit) {
    const rest = others.map((slot) => byPosition(this.slot(slot)));
    return this.slot(first).flatMap((place) => {
      let ends = [place];
      for (const places of rest) ends = ends.length ? onePerEnd(ends.flatMap(({ last }) => places.get(last + 1) ?? NONE)) : ends;
      return ends.slice(0, 1).map(({ last, end }) => ({ from: place.position, to: last, start: place.start, end, unit }));
    });
  }

  slot(alternatives) {
    const found = alternatives.flatMap((alternative) => {
      const places = this.places.get(keyOf(alternative));
      return alternative.form === undefined ? places : places.filter(({ form }) => form === alternative.form);
    });
    return alternatives.length > 1 ? found.sort((a, b) => a.position - b.position || a.end - b.end) : found;
  }

  near({ near, distance, ordered }, unit) {
    const [first, second] = near.map((operand) => this.spans(operand, unit).slice(0, NEAR_PLACES));
    const pairs = [...neighbours(first, second, distance), ...(ordered ? [] : neighbours(second, first, distance))];
    const shortest = new Map(); // one span a beginning: NEAR inside NEAR must not multiply
    for (const pair of pairs) if (!(shortest.get(pair.from)?.to <= pair.to)) shortest.set(pair.from, pair);
    for (const pair of pairs) if (shortest.get(pair.from) !== pair) shortest.get(pair.from).parts.push(...pair.parts);
    return inOrder([...shortest.values()]);
  }
}

function onePerEnd(places) {
  return places.length < 2 ? places : [...new Map(places.map((place) => [place.last, place])).values()];
}

function byPosition(places) {
  const found = new Map();
  for (const place of places) {
    const here = found.get(place.position);
    if (!here) found.set(place.position, [place]);
    else if (!here.some(({ last }) => last === place.last)) here.push(place);
  }
  return found;
}

/** Each span with the next of the others after it, and each of the others with the last before it, when near enough. */
function neighbours(before, after, distance) {
  const byEnd = [...before].sort((a, b) => a.to - b.to);
  const pairs = [];
  let last = 0;
  for (const b of after) {
    while (last < byEnd.length && byEnd[last].to < b.from) last += 1;
    const a = byEnd[last - 1];
    if (a && b.from - a.to <= distance) pairs.push({ from: a.from, to: b.to, parts: [a, b] });
  }
  let next = 0;
  for (const a of byEnd) {
    while (next < after.length && after[next].from <= a.to) next += 1;
    const b = after[next];
    if (b && b.from - a.to <= distance) pairs.push({ from: a.from, to: b.to, parts: [a, b] });
  }
  return pairs;
}

function inOrder(spans) {
  return spans.sort((a, b) => a.from - b.from || a.to - b.to);
}

function collect(span, leaves, seen = new Set()) {
  if (seen.has(span)) return;
  seen.add(span);
  if (span.parts) for (const part of span.parts) collect(part, leaves, seen);
  else leaves.add(span);
}
