/** Where each term stands: the files of places and leads that `positions.py` writes and describes. */

import { BitReader } from "./bits.mjs";
import { FileError } from "./files.mjs";

export const SIZE_K = 5; // parameter of the sizes of entries

/** A file of entries of `count` terms, found by their sizes. */
export class Entries {
  constructor(bytes, count) {
    this.bytes = bytes;
    const reader = new BitReader(bytes);
    const sizes = new Uint32Array(count);
    reader.rices(sizes, 0, count, SIZE_K);
    this.begin = begins(reader, sizes);
  }

  /** A reader at the entry of the term with that place in the file. */
  at(place) {
    const reader = new BitReader(this.bytes);
    reader.skip(this.begin[place]);
    return reader;
  }
}

/** Where entries of these sizes begin that lie from the reader on, in bits. */
export function begins(reader, sizes) {
  const begin = new Float64Array(sizes.length + 1).fill(reader.at);
  for (let i = 0; i < sizes.length; i += 1) begin[i + 1] = begin[i] + sizes[i];
  if (begin[sizes.length] > reader.end) throw new RangeError("entries behind the end");
  return begin;
}

/**
 * The postings of a term, of all fields behind each other: {text, tf, length}; text is `field * articles + article`, with
 * the field's number.
 */
export function postingsIn({ fields: lists }, fields, articles) {
  const found = fields.flatMap((name, field) => (lists[name] ? [{ field, ...lists[name] }] : []));
  const size = found.reduce((sum, list) => sum + list.articles.length, 0);
  const postings = { text: new Uint32Array(size), tf: new Uint32Array(size), length: new Uint32Array(size) };
  let at = 0;
  for (const list of found) {
    const first = list.field * articles;
    for (let i = 0; i < list.articles.length; i += 1) postings.text[at + i] = first + list.articles[i];
    postings.tf.set(list.tf, at);
    postings.length.set(list.length, at);
    at += list.articles.length;
  }
  return postings;
}

/** How many places each posting has: {counts, total, odd}; reads the beginning of an entry of places or forms. */
export function countsIn(reader, { tf }) {
  const odd = reader.rice(0) > 0;
  const counts = odd ? tf.map((times) => times + reader.rice(0)) : tf;
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) total += counts[i];
  if (total > reader.end) throw new RangeError("more places than bits");
  return { counts, total, odd };
}

/** The occurrences of a term, from its entry of places: {text, start, end}, parallel. */
export function placesIn(reader, postings) {
  const { counts, total, odd } = countsIn(reader, postings);
  const [text, start, end] = [new Uint32Array(total), new Uint32Array(total), new Uint32Array(total)];
  for (let posting = 0, i = 0; posting < counts.length; posting += 1) {
    const count = counts[posting];
    const k = kOfGaps(postings.length[posting], count);
    for (let position = -1, stop = i + count; i < stop; i += 1) {
      position += reader.rice(k) + 1;
      text[i] = postings.text[posting];
      start[i] = position;
      end[i] = position + 1;
    }
  }
  if (odd) for (let i = 0; i < total; i += 1) end[i] += reader.rice(0);
  return { text, start, end };
}

/** The parameter for so many positions in a field of so many terms. */
function kOfGaps(length, count) {
  return Math.max(31 - Math.clz32(Math.floor((length * 3) / (2 * (count + 1)))), 0);
}

/** What `read` makes of a file; entries are read when they are wished for, so only then a damaged one shows. */
export function sound(name, read) {
  try {
    return read();
  } catch {
    throw new FileError(name);
  }
}
