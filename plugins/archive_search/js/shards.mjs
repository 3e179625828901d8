/** Terms and their postings, out of the files that `term_shards.py` writes and describes. */

import { BitReader } from "./bits.mjs";
import { Directory } from "./directory.mjs";
import { EMPTY, unite } from "./lists.mjs";
import { weights } from "./scores.mjs";

const NIBBLE = 15;
const LAST = "\uffff"; // sorts behind every character that may go on

/** The index terms of an archive. Files are read when a term in them is wished for. */
export class Terms {
  /** `section` and `root` are of the manifest, `files` a Files. */
  constructor(section, files, root) {
    const { articles, fields, boosts } = root;
    Object.assign(this, { files, articlesInAll: articles, fields, boosts, section });
    this.averageOf = Object.fromEntries(fields.map((name, i) => [name, section.total[i] / articles])); // terms
    this.directory = new Directory(section.directory, files);
  }

  /** Reads the files of these terms side by side. */
  async load(terms) {
    await Promise.all(terms.map((term) => this.shardOf(term)));
  }

  /**
   * null, or what is known of a term: {term, df, fields: {title: {articles, tf, length}, …}}, the three parallel typed
   * arrays, fields without the term left out; `df` counts an article once for each field, as lunr does.
   */
  async postings(term) {
    return (await this.shardOf(term))?.postings(term) ?? null;
  }

  /** The list of the articles that hold the term, in one field or in any. */
  async articles(term, field = null) {
    const postings = await this.postings(term);
    if (!postings) return EMPTY;
    if (field) return postings.fields[field]?.articles ?? EMPTY;
    postings.articles ??= unite(Object.values(postings.fields).map(({ articles }) => articles));
    return postings.articles;
  }

  /** What lunr would store for each posting of a field; worked out once for postings that are kept. */
  weights(postings, field) {
    const found = postings.fields[field];
    found.weights ??= weights(postings, field, this.articlesInAll, this.averageOf[field], this.boosts[field]);
    return found.weights;
  }

  /** The first terms that begin with the prefix, in order, at most `max`. */
  async startingWith(prefix, max = Infinity) {
    const found = [];
    for (const name of await this.directory.between(prefix, prefix + LAST)) {
      const { terms } = await this.shard(name);
      found.push(...terms.filter((term) => term.startsWith(prefix)));
      if (found.length >= max) return found.slice(0, max);
    }
    return found;
  }

  /** All terms in order: reads every file. */
  async all() {
    const names = await this.directory.all();
    return (await Promise.all(names.map((name) => this.shard(name)))).flatMap(({ terms }) => terms);
  }

  /** The name of the file that would hold the term. */
  fileOf(term) {
    return this.directory.find(term);
  }

  async shardOf(term) {
    const name = await this.directory.find(term);
    return name === undefined ? null : this.shard(name);
  }

  shard(name) {
    return this.files.made(name, "terms", (bytes) => new Shard(bytes, this));
  }
}

/** One file, read into typed arrays: list i has the postings from start[i] on and below start[i + 1]. */
class Shard {
  constructor(bytes, { fields, section, articlesInAll }) {
    const reader = new BitReader(bytes);
    this.fields = fields;
    this.kept = new Map();
    const count = reader.varint();
    if (count > bytes.length) throw new RangeError("more terms than bytes");
    this.terms = new Array(count);
    this.start = new Uint32Array(count * fields.length + 1);
    for (let i = 0, before = ""; i < count; i += 1) before = this.terms[i] = this.entry(reader, before, i, section.main);
    reader.align();
    this.lists(reader, section.k, articlesInAll);
    reader.align();
    if (reader.at !== reader.end) throw new RangeError("bytes behind the end");
  }

  /** Reads an entry of the dictionary: returns the term, notes how long its lists are. */
  entry(reader, before, place, main) {
    const head = reader.byte();
    const shared = (head >> 4) + (head >> 4 === NIBBLE ? reader.varint() : 0);
    const length = (head & NIBBLE) + ((head & NIBBLE) === NIBBLE ? reader.varint() : 0);
    const term = before.slice(0, shared) + reader.text(length);
    const first = place * this.fields.length + 1; // a place further on: turned into starts by `lists`
    const number = reader.varint();
    this.start[first + main] = number >>> 1;
    if (number & 1) {
      const others = reader.byte();
      for (let field = 0; field < this.fields.length; field += 1) {
        if (others & (1 << field)) this.start[first + field] = reader.varint();
      }
    }
    return term;
  }

  lists(reader, ks, articles) {
    const { start, fields } = this;
    for (let i = 1; i < start.length; i += 1) start[i] += start[i - 1];
    const size = start.at(-1);
    if (size > reader.end) throw new RangeError("more postings than bits");
    this.articles = new Uint32Array(size);
    this.tf = new Uint32Array(size);
    this.length = new Uint32Array(size);
    for (let i = 0; i + 1 < start.length; i += 1) {
      const from = start[i];
      const to = start[i + 1];
      if (from === to) continue;
      reader.list(this.articles, from, to, articles);
      reader.rices(this.tf, from, to, 0, 1);
      reader.rices(this.length, from, to, ks[i % fields.length]);
    }
  }

  postings(term) {
    let found = this.kept.get(term);
    if (found === undefined) this.kept.set(term, (found = this.made(term)));
    return found;
  }

  made(term) {
    const place = this.placeOf(term);
    if (place < 0) return null;
    const { start } = this;
    const fields = {};
    const first = place * this.fields.length;
    this.fields.forEach((name, i) => {
      const [from, to] = [start[first + i], start[first + i + 1]];
      if (from === to) return;
      const part = (numbers) => numbers.subarray(from, to);
      fields[name] = { articles: part(this.articles), tf: part(this.tf), length: part(this.length) };
    });
    return { term, df: start[first + this.fields.length] - start[first], fields };
  }

  placeOf(term) {
    let low = 0;
    let high = this.terms.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (this.terms[middle] === term) return middle;
      if (this.terms[middle] < term) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
