/**
 * The files of a search, opened: its parts, each loaded with its program when a query first needs it. Knows no browser and no
 * node: `lunr` and `read` (file name → promise of its bytes) are given to it.
 */

import { Documents } from "./documents.mjs";
import { Files } from "./files.mjs";
import { Terms } from "./shards.mjs";
import { COMMON, openTerms } from "./terms.mjs";
import { say } from "./words.mjs";

const FORMAT = 2;
const MANIFEST = "root.json";

const PARTS = {
  common: async (section, { files, manifest }) => new (await import("./common.mjs")).Common(section, files, manifest),
  columns: async (section, { files, manifest }) => new (await import("./columns.mjs")).Columns(section, files, manifest),
  positions: async (section, { files, manifest, terms }) => new (await import("./phrases.mjs")).Positions(section, files, manifest, terms),
  suggestions: async (section, archive) => new (await import("./lookup.mjs")).Suggestions(section, archive.files, archive),
  vocabulary: async (section, { files, termsOf }) => new (await import("./lookup.mjs")).Vocabulary(section, files, termsOf),
};

/** Promise of the Archive whose files `read` gives. */
export async function openArchive(lunr, read) {
  const files = new Files(read);
  const manifest = await files.json(MANIFEST);
  if (manifest.format !== FORMAT) {
    const values = { name: MANIFEST, format: manifest.format, known: FORMAT };
    throw new Error(say("%(name)s: format %(format)s, this page reads %(known)s; reload it", values));
  }
  return new Archive(lunr, files, manifest, await openTerms(lunr, manifest.languages));
}

class Archive {
  constructor(lunr, files, manifest, { termOf, termsOf }) {
    Object.assign(this, { lunr, files, manifest, termOf, termsOf, articles: manifest.articles });
    this.opened = new Map();
    this.terms = new Terms(manifest.terms, files, manifest);
    this.documents = new Documents(manifest.documents, files);
    this.vocabulary = this.lazily("vocabulary", ["matching", "near", "lookAlikes", "suggest", "has"]);
    this.columns = this.lazily("columns", ["table", "find", "articles", "facet", "dated", "histogram"]);
    this.suggestions = this.lazily("suggestions", ["suggest"]);
    this.commonWords = this.lazily("common", ["articles"]);
  }

  /** Promise of a part; one that fails to load is tried anew at the next wish. */
  part(name) {
    if (!this.opened.has(name)) {
      const promise = PARTS[name](this.manifest[name], this);
      promise.catch(() => this.opened.delete(name));
      this.opened.set(name, promise);
    }
    return this.opened.get(name);
  }

  /** The methods of a part, which load it first. */
  lazily(name, methods) {
    return Object.fromEntries(methods.map((method) => [method, async (...given) => (await this.part(name))[method](...given)]));
  }

  isCommon(word) {
    return COMMON.has(word);
  }

  /** The list of the articles with a common word. */
  common(word) {
    return this.commonWords.articles(word);
  }

  /** The list of the articles where a phrase, NEAR or printed form stands, in one field or in any. */
  async near(operand, field) {
    const [{ articlesWith }, positions] = await Promise.all([import("./phrases.mjs"), this.part("positions")]);
    return articlesWith(operand, field, { positions, textOf: (number, name) => this.textOf(number, name) });
  }

  /** The text of an article's title or body. */
  async textOf(number, field) {
    const { title, text } = await this.documents.rowAndText(number);
    return (field === "title" ? title : text) ?? "";
  }

  /** Every article. */
  everything() {
    return Uint32Array.from({ length: this.articles }, (_, number) => number);
  }
}
