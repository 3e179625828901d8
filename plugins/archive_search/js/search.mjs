/**
 * A query → the articles that answer it, in order, with all that is told of them. Knows no browser and no node: `lunr` and
 * `read` (file name → promise of its bytes) are given to it.
 *
 * A request is {query, filters: {region: [ids], topic: [ids], source: [ids], year: ["2012"], from, to}, sort, allWords, first,
 * count}, all of it optional; sort is "relevance", "newest" or "oldest". What a request asks in a wrong way is told as
 * `problem`: {message, at}, a sentence that ends with the place, and the place in characters from 1, 0 for the whole query.
 */

import { openArchive } from "./archive.mjs";
import { evaluate } from "./evaluate.mjs";
import { isFiltered, passing } from "./filters.mjs";
import { EMPTY, intersect, unite } from "./lists.mjs";
import { parse, QueryError } from "./parser.mjs";
import { rank } from "./ranking.mjs";
import { shown } from "./snippet.mjs";
import { say } from "./words.mjs";

const KEPT = 16; // evaluated queries, the reader's last: facets, further pages and exports evaluate nothing anew
const NOTHING = { all: EMPTY, some: EMPTY, wishes: [], wanted: [], notes: [] };

/** Promise of the Search whose files `read` gives. */
export async function openSearch(lunr, read) {
  return new Search(await openArchive(lunr, read));
}

class Search {
  constructor(archive) {
    this.archive = archive;
    this.manifest = archive.manifest;
    this.evaluated = new Map();
  }

  /** {problem, total, all, some, rows, wanted, notes}, what `about` tells, and in `rows` the hits first … first + count. */
  async search({ first = 0, count = 10, sort = "relevance", ...request }) {
    this.archive.documents.open().catch(() => {}); // beside the files of terms; the first row tells if it failed
    const { problem, all, some, wishes, wanted, notes } = await this.lists(request);
    const hits = await this.hits(all, some, wishes, sort, first, count);
    const rows = await Promise.all(hits.map((hit) => this.shownRow(hit, wanted)));
    const total = all.length + some.length;
    return { problem, total, all: all.length, some: some.length, rows, wanted, notes, ...this.about() };
  }

  /** {articles, newest, release, released}: how many articles, the date of the last, and which state of the archive this is. */
  about() {
    const { articles, newest, release, released = "" } = this.manifest;
    return { articles, newest, release, released };
  }

  /** {problem, all, some, wishes, wanted, notes}: the lists of a request, filters applied. */
  lists({ query = "", filters = {}, allWords = false }) {
    return answering(async () => {
      const [found, pass] = await Promise.all([this.found(query, isFiltered(filters)), passing(filters, this.archive.columns)]);
      const narrowed = (list) => (pass ? intersect(list, pass) : list);
      return { ...found, all: narrowed(found.all), some: allWords ? EMPTY : narrowed(found.some) };
    });
  }

  /** What a query finds without filters; one without a word finds everything, if there are any. */
  async found(query, filtered) {
    let promise = this.evaluated.get(query);
    if (!promise) {
      promise = Promise.resolve().then(() => evaluate(parse(query), query, this.archive));
      promise.catch(() => this.evaluated.get(query) === promise && this.evaluated.delete(query));
      this.evaluated.set(query, promise);
      if (this.evaluated.size > KEPT) this.evaluated.delete(this.evaluated.keys().next().value);
    }
    const found = await promise;
    if (!found && !filtered) throw new QueryError(say("There is no word to search for"));
    return found ?? { ...NOTHING, all: this.archive.everything() };
  }

  /** [{number, score, all}]: articles with all words, then those with some, each in the order wished for. */
  async hits(all, some, wishes, sort, first, count) {
    const last = first + count;
    const ordered = async (list, most) => {
      if (most <= 0 || !list.length) return [];
      if (sort === "relevance") return rank(this.archive.lunr, this.archive.terms, wishes, list, Math.min(most, list.length));
      return (await this.byDate(list, sort, most)).map((number) => ({ number, score: 0 }));
    };
    const hits = (await ordered(all, last)).map((hit) => ({ ...hit, all: true }));
    const others = (await ordered(some, last - all.length)).map((hit) => ({ ...hit, all: false }));
    return [...hits, ...others].slice(first, last);
  }

  /** The first articles of a list by date; what has none comes last. */
  async byDate(list, sort, most) {
    if (sort === "newest") return [...list.slice(-most)].reverse();
    const dated = intersect(list, await this.archive.columns.dated("", ""));
    return [...dated, ...list.subarray(0, list.length - dated.length)].slice(0, most);
  }

  async shownRow(hit, wanted) {
    const { text, ...row } = await this.archive.documents.rowAndText(hit.number);
    const termOf = (word) => this.archive.termOf(word, row.lang);
    return { ...row, ...hit, ...shown({ title: row.title ?? row.id, text: text ?? "" }, wanted, termOf) };
  }

  /** {problem}, or the counts of facets.mjs for all hits of a request. */
  async facets({ query = "", filters = {}, allWords = false }) {
    const [{ facetsOf }] = await Promise.all([import("./facets.mjs"), this.archive.part("columns")]);
    return answering(async () => {
      const { all, some } = await this.found(query, true);
      return facetsOf(allWords ? all : unite([all, some]), filters, this.archive.columns);
    });
  }

  /** {problem, total, first, last}: the articles with all words, and the first and last year of those with a date. */
  async count(request) {
    const { problem, all } = await this.lists({ ...request, allWords: true });
    const years = all.length ? await this.archive.columns.histogram(all, "year") : [];
    return { problem, total: all.length, first: years[0]?.[0] ?? null, last: years.at(-1)?.[0] ?? null };
  }

  /** What is offered for the word at the caret; suggest.mjs says what. */
  suggest(text, caret, count) {
    return this.archive.suggestions.suggest(text, caret, count);
  }

  /** What may have been meant instead; correct.mjs says how it is told. */
  async correct(request) {
    return (await import("./correct.mjs")).corrections(this, request);
  }

  /** {problem, rows, total, release}: whole rows of all hits, from `first` on, in the order of the archive: oldest first. */
  async exportRows({ first = 0, count = Infinity, ...request }) {
    const { problem, all, some } = await this.lists(request);
    const list = unite([all, some]);
    const rows = [];
    for await (const row of this.archive.documents.rows(list.slice(first, first + count))) rows.push(row);
    return { problem, rows, total: list.length, release: this.manifest.release };
  }
}

/** What a function finds, and `problem`: null, or what is wrong with the query, for which nothing is found. */
async function answering(find) {
  try {
    return { ...(await find()), problem: null };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { ...NOTHING, problem: { message: error.message, at: error.at } };
  }
}
