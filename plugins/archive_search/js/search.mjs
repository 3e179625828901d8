/**
 * A query → the articles that answer it, in order. Knows no browser and no node: `lunr` and
 * `read` (file name → promise of its text) are given to it.
 */

import { fitsPattern, isNear } from "./match.mjs";
import { chains, fold, wordsOf } from "./normalise.mjs";
import { parse, QueryError } from "./query.mjs";
import { WholeIndex } from "./reader.mjs";
import { shown } from "./snippet.mjs";
import { COMMON, stemmer } from "./terms.mjs";

const FORMAT = 1;
const MANIFEST = "root.json";
const TEXTS_AT_ONCE = 24; // files of a phrase check that are fetched side by side

/** Opens the index that `read` gives the files of. */
export async function openSearch(lunr, read) {
  const files = new Files(read);
  const manifest = await files.json(MANIFEST);
  if (manifest.format !== FORMAT) throw new Error(`${MANIFEST}: format ${manifest.format}, this page reads ${FORMAT}; reload it`);
  const index = new WholeIndex(lunr, await files.json(manifest.whole.index));
  return new Search(manifest, index, files, stemmer(lunr));
}

class Search {
  constructor(manifest, index, files, termOf) {
    Object.assign(this, { manifest, index, files, termOf });
  }

  /**
   * {total, all, some, hits}: articles with every word, then those with some of them; a hit is
   * {number, score, all}. Or {problem} with a sentence for the reader.
   */
  async search(query) {
    try {
      return await this.answer(parse(query, this.manifest.fields));
    } catch (error) {
      if (error instanceof QueryError) return { problem: error.message, total: 0, all: 0, some: 0, hits: [], wanted: [] };
      throw error;
    }
  }

  async answer(clauses) {
    const units = await Promise.all(clauses.flatMap((clause) => this.unitsOf(clause)));
    const kept = droppingCommon(units);
    if (!kept.length) throw new QueryError("There is no word to search for");
    const musts = kept.filter((unit) => unit.presence === "must");
    const somes = kept.filter((unit) => unit.presence === "some");
    const nots = kept.filter((unit) => unit.presence === "not");

    const allowed = (number) => musts.every((u) => u.articles.has(number)) && !nots.some((u) => u.articles.has(number));
    const base = musts.length ? musts[0].articles : somes.length ? union(somes.map((u) => u.articles)) : this.everyArticle();
    const found = new Set([...base].filter(allowed));
    const isAll = (number) => somes.every((unit) => unit.articles.has(number));

    const wishes = [...musts, ...somes].flatMap((unit) => unit.wishes);
    const ranked = this.index.rank(wishes).filter(({ number }) => found.has(number));
    const scored = new Set(ranked.map(({ number }) => number));
    const rest = [...found].filter((number) => !scored.has(number)).sort((a, b) => b - a); // newest first
    const hits = [...ranked, ...rest.map((number) => ({ number, score: 0 }))].map((hit) => ({ ...hit, all: isAll(hit.number) }));
    const all = hits.filter((hit) => hit.all);
    const some = hits.filter((hit) => !hit.all);
    const wanted = [...musts, ...somes].flatMap((unit) => unit.marks);
    return { total: hits.length, all: all.length, some: some.length, hits: [...all, ...some], wanted: [...new Set(wanted)] };
  }

  /**
   * The units of a clause, as promises: {presence, articles, wishes, marks, common}. A unit is
   * what an article either has or has not; `wishes` rank it, `marks` are shown in its text.
   */
  unitsOf(clause) {
    if (clause.kind === "phrase") return [this.phrase(clause)];
    if (clause.kind === "pattern") return [this.pattern(clause)];
    const parts = [...chains(clause.text)];
    if (clause.kind === "fuzzy") {
      return parts.map((chain) => this.fuzzy(clause, chain.whole || chain.parts.join("")));
    }
    return parts.map((chain) => this.word(clause, chain));
  }

  /** A word as typed: as one ("covid19"), or all of its parts ("covid" and "19"). */
  async word(clause, chain) {
    if (!chain.whole) return this.terms(clause, [chain.extra.length ? chain.extra : chain.parts]);
    if (COMMON.has(chain.whole)) return this.common(clause, chain.whole);
    const parts = chain.parts.filter((part) => !COMMON.has(part));
    const tell = parts.length > 1 && parts.every((part) => [...part].length > 1); // "r" and "d" say nothing of "R&D"
    return this.terms(clause, [[chain.whole], ...(tell ? [parts] : [])].map((way) => way.map(this.termOf)));
  }

  /** A unit that holds where all terms of one of the ways do. */
  terms(clause, ways) {
    const articles = union(ways.map((way) => intersection(way.map((term) => this.index.articlesOf(term, clause.field)))));
    const known = [...new Set(ways.flat())].filter((term) => this.index.has(term));
    return unit(clause, articles, known);
  }

  /** Patterns and misspellings are held against the words as written; the index has only their stems. */
  async pattern(clause) {
    const pattern = [...clause.text].map((c) => (c === "*" || c === "?" ? c : fold(c))).join("").replace(/\*+/gu, "*");
    return this.anyOf(clause, (word) => fitsPattern(word, pattern));
  }

  async fuzzy(clause, typed) {
    return this.anyOf(clause, (word) => isNear(word, typed, clause.edits));
  }

  async anyOf(clause, fits) {
    const words = await this.files.json(this.manifest.whole.words);
    const terms = [...new Set(words.filter(fits).map(this.termOf))];
    return unit(clause, union(terms.map((term) => this.index.articlesOf(term, clause.field))), terms);
  }

  /** A common word: ranking ignores it, a list apart knows its articles. */
  async common(clause, word) {
    if (clause.field && clause.presence !== "some") {
      throw new QueryError(`“${word}” is too common to be searched in one field`, clause.at);
    }
    const lists = await this.files.json(this.manifest.whole.common);
    let number = 0;
    const articles = new Set((Object.hasOwn(lists, word) ? lists[word] : []).map((gap) => (number += gap)));
    return { ...unit(clause, articles, []), marks: [word], common: true };
  }

  /** A phrase: its articles have all its words, and their texts have them side by side. */
  async phrase(clause) {
    const words = [...chains(clause.text)].flatMap((chain) => chain.parts);
    if (!words.length) throw new QueryError("There is no word between the quotation marks", clause.at);
    const anywhere = { ...clause, field: clause.field, presence: "must" };
    const sets = await Promise.all(
      words.map((word) => {
        if (!COMMON.has(word)) return this.terms(anywhere, [[this.termOf(word)]]);
        return this.common({ ...anywhere, field: null }, word);
      }),
    );
    const candidates = [...intersection(sets.map((set) => set.articles))];
    const terms = words.map(this.termOf);
    const articles = new Set();
    for (let first = 0; first < candidates.length; first += TEXTS_AT_ONCE) {
      const batch = candidates.slice(first, first + TEXTS_AT_ONCE);
      const texts = await Promise.all(batch.map((number) => this.textsOf(number, clause.field)));
      batch.forEach((number, i) => texts[i].some((text) => this.holds(text, terms)) && articles.add(number));
    }
    const known = [...new Set(sets.flatMap((set) => set.wishes.map((wish) => wish.term)))];
    return { ...unit(clause, articles, known), marks: terms };
  }

  /** Whether the terms follow each other in the text. */
  holds(text, terms) {
    const line = [...chains(text)].flatMap((chain) => chain.parts).map(this.termOf);
    return line.some((_, at) => terms.every((term, i) => line[at + i] === term));
  }

  /** The texts of an article, one a value of a field: a phrase does not run from one into the next. */
  async textsOf(number, field) {
    const row = await this.row(number);
    const of = {
      title: () => [row.title ?? ""],
      body: async () => [await this.files.text(row.text)],
      source: () => row.source ?? [],
      author: () => row.authors ?? [],
      region: () => row.places ?? [],
      topic: () => row.topics ?? [],
    };
    return field ? of[field]() : (await Promise.all(Object.values(of).map((texts) => texts()))).flat();
  }

  /** The stored row of an article: {id, title, url, date, source, authors, places, topics, text}. */
  async row(number) {
    const { perFile, files } = this.manifest.whole.documents;
    const rows = await this.files.json(files[Math.floor(number / perFile)]);
    return rows[number % perFile];
  }

  /** Rows ready to be shown, for hits of an answer: title and snippet come in pieces. */
  async rows(hits, wanted) {
    const operands = wanted.map((word) => ({ field: null, slot: [{ term: word }, { common: word }] }));
    return Promise.all(
      hits.map(async (hit) => {
        const row = await this.row(hit.number);
        const text = await this.files.text(row.text);
        return {
          ...row,
          ...hit,
          ...shown({ title: row.title ?? row.id, text }, operands, this.termOf),
        };
      }),
    );
  }

  everyArticle() {
    return new Set(Array.from({ length: this.manifest.articles }, (_, number) => number));
  }
}

/** Files by name, each read once; a failed read is tried again at the next wish. */
class Files {
  constructor(read) {
    this.read = read;
    this.kept = new Map();
  }

  text(name) {
    return this.keep(name, (text) => text);
  }

  json(name) {
    return this.keep(name, (text) => {
      try {
        return JSON.parse(text);
      } catch {
        throw new Error(`${name} is damaged or incomplete`);
      }
    });
  }

  keep(name, convert) {
    if (!this.kept.has(name)) {
      const promise = this.read(name).then(convert);
      promise.catch(() => this.kept.delete(name));
      this.kept.set(name, promise);
    }
    return this.kept.get(name);
  }
}

function unit(clause, articles, terms) {
  const { presence, field, boost } = clause;
  const wishes = presence === "not" ? [] : terms.map((term) => ({ term, field, boost }));
  return { presence, articles, wishes, marks: terms, common: false };
}

/** Without the optional common words, if anything else is asked for. */
function droppingCommon(units) {
  const others = units.filter((unit) => !(unit.common && unit.presence === "some"));
  return others.some((unit) => unit.presence !== "not") ? others : units;
}

function union(sets) {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersection(sets) {
  const [smallest, ...others] = [...sets].sort((a, b) => a.size - b.size);
  return new Set([...(smallest ?? [])].filter((item) => others.every((set) => set.has(item))));
}
