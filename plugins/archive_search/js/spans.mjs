/**
 * Where operands of a query stand in texts: phrases, NEAR and PRE over spans. No file is read here.
 *
 * A *text* is one field of one article, as a number. A span is a stretch of a text, [start, end) in positions. Each node
 * below answers for one text after the other, in ascending order: `seek(text)` says whether it stands there at all, and
 * then `starts` and `ends` from `from` on and below `to` are its spans, by start and end, without repeats.
 */

import { placeOf } from "./lists.mjs";

// Spans of one NEAR in one text from where on a NEAR around it gets but the nearest and the farthest pair of each word, or
// where these are as many the nearest. Only a text that repeats a word by the thousand comes there; without it three NEAR in
// each other could fill the memory.
const MANY = 65_536;
const POSITIONS = 2 ** 26; // more than a text has; its square is an exact number

export const [ONE, NEAREST, EVERY] = [1, 2, 3];
const ENDS = 4; // of each span the nearest and the farthest pair

/** A word: `spans` are {text, start, end}, parallel typed arrays by text, start and end. */
export class Leaf {
  constructor({ text, start, end }) {
    Object.assign(this, { text, starts: start, ends: end, from: 0, to: 0 });
  }

  /** Whether the word stands in the text. */
  seek(text) {
    const { text: texts } = this;
    let from = this.to;
    if (from < texts.length && texts[from] < text) from += placeOf(texts.subarray(from), text);
    let to = from;
    while (to < texts.length && texts[to] === text) to += 1;
    [this.from, this.to] = [from, to];
    return to > from;
  }
}

/** Spans a node finds itself. */
class Found {
  constructor() {
    Object.assign(this, { starts: new Uint32Array(16), ends: new Uint32Array(16), from: 0, to: 0 });
  }

  push(start, end) {
    if (this.to === this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
    }
    this.starts[this.to] = start;
    this.ends[this.to++] = end;
  }

  /** Brings the spans into order, by start and end or, for `byEnd`, by end and start; drops repeats. */
  sort(byEnd = false) {
    const { starts, ends, to } = this;
    const [first, second] = byEnd ? [ends, starts] : [starts, ends];
    const inOrder = (a, b) => first[a] < first[b] || (first[a] === first[b] && second[a] < second[b]);
    let sorted = true;
    for (let i = 1; sorted && i < to; i += 1) sorted = inOrder(i - 1, i);
    if (sorted) return;
    const keys = Float64Array.from({ length: to }, (_, i) => first[i] * POSITIONS + second[i]).sort();
    this.to = 0;
    for (let i = 0; i < keys.length; i += 1) {
      if (keys[i] === keys[i - 1]) continue;
      first[this.to] = Math.floor(keys[i] / POSITIONS);
      second[this.to++] = keys[i] % POSITIONS;
    }
  }
}

/** Nodes side by side, each beginning where the one before ends. */
export class Phrase extends Found {
  constructor(nodes) {
    super();
    this.nodes = nodes;
    this.before = new Found();
  }

  /** Whether the phrase stands in the text. */
  seek(text) {
    if (!this.nodes[0].seek(text)) return false;
    copy(this.nodes[0], this);
    for (const node of this.nodes.slice(1)) {
      if (!node.seek(text)) return false;
      [this.before.starts, this.starts] = [this.starts, this.before.starts];
      [this.before.ends, this.ends] = [this.ends, this.before.ends];
      [this.before.to, this.to] = [this.to, 0];
      this.before.sort(true);
      this.join(this.before, node);
      if (!this.to) return false;
    }
    this.sort();
    return true;
  }

  /** Each span of `before` with each that begins where it ends. */
  join(before, { starts, ends, from, to }) {
    for (let i = 0, first = from; i < before.to; i += 1) {
      const end = before.ends[i];
      while (first < to && starts[first] < end) first += 1;
      for (let j = first; j < to && starts[j] === end; j += 1) this.push(before.starts[i], ends[j]);
    }
  }
}

/** Whichever of some nodes stand there. */
export class Any extends Found {
  constructor(nodes) {
    super();
    this.nodes = nodes;
  }

  /** Whether any stands in the text. */
  seek(text) {
    this.to = 0;
    for (const node of this.nodes) {
      if (!node.seek(text)) continue;
      for (let i = node.from; i < node.to; i += 1) this.push(node.starts[i], node.ends[i]);
    }
    this.sort();
    return this.to > 0;
  }
}

/**
 * Two nodes with less than `distance` positions between a span of one and a span of the other; `ordered`: the first
 * before the second. A span goes from the beginning of the one to the end of the other. `pairs`: EVERY, which a NEAR around
 * this one needs; NEAREST, one for each span of a node with the nearest of the other; ONE, which tells that there is one.
 */
export class Near extends Found {
  constructor(first, second, { distance, ordered, pairs = NEAREST }) {
    super();
    Object.assign(this, { first, second, distance, ordered, pairs });
  }

  /** Whether they stand near each other in the text. */
  seek(text) {
    if (!this.first.seek(text) || !this.second.seek(text)) return false;
    if (!this.find(this.pairs) && !this.find(ENDS)) this.find(NEAREST);
    this.sort();
    return this.to > 0;
  }

  /** Finds pairs; false, and not all of them, where EVERY or ENDS are more than MANY. */
  find(pairs) {
    this.to = 0;
    if (!this.after(this.first, this.second, pairs)) return false;
    return this.ordered || (pairs === ONE && this.to > 0) || this.after(this.second, this.first, pairs);
  }

  /** The pairs with a span of `one` before a span of `other`. */
  after(one, other, pairs) {
    for (let i = one.from; i < one.to; i += 1) {
      const end = one.ends[i];
      const first = bound(other, end);
      if (first === other.to || other.starts[first] >= end + this.distance) continue;
      if (pairs === EVERY) {
        for (let j = first; j < other.to && other.starts[j] < end + this.distance; j += 1) this.push(one.starts[i], other.ends[j]);
      } else {
        this.push(one.starts[i], other.ends[first]);
        if (pairs === ENDS) this.push(one.starts[i], other.ends[bound(other, end + this.distance) - 1]);
      }
      if (pairs === ONE) return true;
      if (this.to > MANY && pairs !== NEAREST) return false;
    }
    return true;
  }
}

/** The spans of a node in those texts, as {text, start, end}. */
export function spansIn(node, texts) {
  const found = { text: new Uint32Array(256), start: new Uint32Array(256), end: new Uint32Array(256) };
  let size = 0;
  for (const text of texts) {
    if (!node.seek(text)) continue;
    for (let i = node.from; i < node.to; i += 1, size += 1) {
      if (size === found.text.length) for (const name of Object.keys(found)) found[name] = grown(found[name]);
      found.text[size] = text;
      found.start[size] = node.starts[i];
      found.end[size] = node.ends[i];
    }
  }
  return { text: found.text.slice(0, size), start: found.start.slice(0, size), end: found.end.slice(0, size) };
}

/** Those of the texts where the node stands; `quick` is null or a node that stands in some of these alone. */
export function textsWith(node, texts, quick = null) {
  return texts.filter((text) => quick?.seek(text) || node.seek(text));
}

/** The spans of both, in order; they may repeat. */
export function merged(a, b) {
  if (!a.text.length) return b;
  if (!b.text.length) return a;
  const size = a.text.length + b.text.length;
  const both = { text: new Uint32Array(size), start: new Uint32Array(size), end: new Uint32Array(size) };
  for (let i = 0, j = 0, k = 0; k < size; k += 1) {
    const first = j === b.text.length || (i < a.text.length && compare(a, i, b, j) <= 0);
    const [one, place] = first ? [a, i++] : [b, j++];
    both.text[k] = one.text[place];
    both.start[k] = one.start[place];
    both.end[k] = one.end[place];
  }
  return both;
}

function compare(a, i, b, j) {
  return a.text[i] - b.text[j] || a.start[i] - b.start[j] || a.end[i] - b.end[j];
}

/** The first span of a node that begins at `start` or later. */
function bound({ starts, from, to }, start) {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function copy(node, into) {
  into.to = 0;
  for (let i = node.from; i < node.to; i += 1) into.push(node.starts[i], node.ends[i]);
}

function grown(array) {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
