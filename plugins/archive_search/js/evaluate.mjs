/**
 * The tree of a query → the articles that answer it, what ranks them and what is marked in their texts.
 *
 * `index` answers for the archive:
 *   articles                         their number
 *   terms.articles(term, field)      promise of a list, field null for any
 *   common(word)                     promise of the list of a common word
 *   near(operand, field)             promise of the list where a phrase, NEAR or printed form stands (operands: matches.mjs)
 *   vocabulary.matching, .near       the words of a pattern or misspelling: promise of {matches: [{terms}], left, cut}
 *   columns.find(kind, fits), .articles(kind, id), .dated(from, to)
 *   isCommon(word), termsOf(word)
 *
 * Every part of a query asks at once, so all files it needs are fetched side by side; modules that few queries need are loaded
 * by those.
 *
 * A finding is {list, wishes, wanted, notes}; null stands for what holds no word ("…"), which asks for nothing.
 */

import { QueryError, TAG_FIELDS } from "./lexer.mjs";
import { complement, intersect, subtract, unite } from "./lists.mjs";
import { chains } from "./normalise.mjs";
import { waysOf } from "./ways.mjs";
import { say } from "./words.mjs";

const PAIR = 2; // characters that are indexed side by side; of more, the pairs may stand apart
const REQUIRED = new Set(["must", "near", "field", "and", "or"]); // of a ranked query

/**
 * {all, some, wishes, wanted, notes}: lists of the articles with every word and of those with some. Null for a query
 * without a word. Throws QueryError.
 */
export async function evaluate(tree, query, index) {
  const found = await new Evaluation(query, index).whole(tree);
  return found && { some: new Uint32Array(0), ...found };
}

class Evaluation {
  constructor(query, index) {
    Object.assign(this, { query, index });
  }

  async whole(tree) {
    if (tree.kind === "ranked") return this.ranked(tree.items);
    const found = await this.find(tree, null);
    return found && { all: found.list, ...withoutList(found) };
  }

  /** Articles with all words, then those with some; what is required or excluded holds for both. */
  async ranked(items) {
    const kept = this.withoutCommon(this.apart(items));
    const found = await this.findAll(kept, null);
    const parts = kept.map((node, i) => ({ node, ...found[i] })).filter((part) => part.list);
    if (!parts.length) return null;
    const loose = parts.filter(({ node }) => !isRequired(node));
    const firm = parts.filter(({ node }) => isRequired(node));
    const base = firm.length ? common(firm) : null;
    const narrowed = (list) => (base ? intersect(base, list) : list);
    const all = loose.length ? narrowed(common(loose)) : base;
    const insists = firm.some(({ node }) => !isFilter(node));
    const any = !loose.length || insists ? base : narrowed(unite(loose.map((part) => part.list)));
    return { all, some: subtract(any, all), ...merged(parts) };
  }

  /** The findings of nodes in their order; their files are fetched side by side. */
  findAll(nodes, field) {
    return Promise.all(nodes.map((node) => this.find(node, field)));
  }

  find(node, field) {
    return this[node.kind](node, field);
  }

  must({ item }, field) {
    return this.find(item, field);
  }

  async and({ items }, field) {
    const found = (await this.findAll(this.withoutCommon(this.apart(items)), field)).filter(Boolean);
    return found.length ? { list: common(found), ...merged(found) } : null;
  }

  async or({ items }, field) {
    const found = (await this.findAll(items, field)).filter(Boolean);
    return found.length ? { list: unite(found.map(({ list }) => list)), ...merged(found) } : null;
  }

  async not({ item }, field) {
    const found = await this.find(item, field);
    return found && { ...nothing(complement(found.list, this.index.articles)), notes: found.notes };
  }

  async field({ name, item }) {
    return this.find(item, name);
  }

  async date({ from, to }) {
    return nothing(await this.index.columns.dated(from, to));
  }

  /** What is typed as one word may hold several ("oil/gas"): all are meant. */
  word(node, field) {
    const words = this.apart([node]);
    return words.length === 1 ? this.chain(words[0], field) : this.and({ items: words }, field);
  }

  /** A word as typed: as one ("covid19"), or all of its parts ("covid" and "19"). */
  async chain(node, field) {
    if (TAG_FIELDS.includes(field)) return this.tags(node, field);
    const { chain, text, boost, at } = node;
    if (this.index.isCommon(chain.whole)) {
      if (field) throw this.error(say("“%(text)s” is too common to be searched alone in one field; put it in a phrase", { text }), at);
      return { ...nothing(await this.index.common(chain.whole)), wanted: [{ field, slot: [{ common: chain.whole }] }] };
    }
    if (!chain.whole && chain.parts.length > PAIR) return this.run(node, field);
    const ways = waysOf(chain, this.index);
    const findings = (way) => Promise.all(way.map(async (terms) => ({ list: await this.anyTerm(terms, field) })));
    const lists = await Promise.all(ways.map(async (way) => common(await findings(way))));
    const slots = ways.flat().map((terms) => ({ slot: terms.map((term) => ({ term })) }));
    const wanted = slots.length === 1 ? slots[0] : { any: slots };
    return { list: unite(lists), wishes: this.wishes(ways.flat(2), field, boost), wanted: [{ field, ...wanted }], notes: [] };
  }

  /** Characters in a row: an article has them so; ranked by pairs, which tell more than single ones. */
  async run({ chain, text, boost, at }, field) {
    const { operandOf } = await import("./phrases.mjs");
    const { operand } = await operandOf({ kind: "phrase", text, boost, at }, this.index);
    const pairs = chain.extra.flatMap((pair) => this.index.termsOf(pair));
    const list = await this.index.near(operand, field);
    return { list, wishes: this.wishes(pairs, field, boost), wanted: [{ field, ...operand }], notes: [] };
  }

  pattern(node, field) {
    return this.expansion(node, field);
  }

  fuzzy(node, field) {
    return this.expansion(node, field);
  }

  /** Articles with any of the words a pattern or a misspelling stands for. */
  async expansion(node, field) {
    if (TAG_FIELDS.includes(field)) return this.tags(node, field);
    const { matchesOf } = await import("./lookup.mjs");
    const words = await matchesOf(node, this.index);
    const found = await Promise.all(
      words.map(async ({ terms, notes }) => ({
        list: await this.anyTerm(terms, field),
        wishes: this.wishes(terms, field, node.boost),
        wanted: [{ field, slot: terms.map((term) => ({ term })) }],
        notes,
      })),
    );
    return found.length ? { list: common(found), ...merged(found) } : null;
  }

  phrase(node, field) {
    return this.near(node, field);
  }

  exact(node, field) {
    return this.near(node, field);
  }

  /** What only places in texts can tell: phrases, NEAR, words as printed. */
  async near(node, field) {
    if (TAG_FIELDS.includes(field)) return this.tags(node, field);
    const { operandOf } = await import("./phrases.mjs");
    const { operand, terms, notes } = await operandOf(node, this.index, (message, at) => this.error(message, at));
    const list = await this.index.near(operand, field);
    const wishes = terms.flatMap(({ term, boost }) => this.wishes([term], field, boost));
    return { list, wishes, wanted: [{ field, ...operand }], notes };
  }

  /** Articles whose tags are called so; a tag holds what lies inside it. */
  async tags(node, kind) {
    const { tagsOf } = await import("./labels.mjs");
    const found = await tagsOf(node, kind, this.index);
    if (!found) return null;
    const lists = await Promise.all(found.ids.map((id) => this.index.columns.articles(kind, id)));
    return { ...nothing(unite(lists)), wishes: this.wishes(found.terms, kind, node.boost) };
  }

  async anyTerm(terms, field) {
    return unite(await Promise.all(terms.map((term) => this.index.terms.articles(term, field))));
  }

  wishes(terms, field, boost) {
    return [...new Set(terms)].map((term) => ({ term, field, boost }));
  }

  /** Bare words cut into their chains, so that "oil/gas" is two words and "&" none. */
  apart(items) {
    return items.flatMap((node) => {
      if (node.kind !== "word") return [node];
      return [...chains(node.text)].map((chain) => {
        return { kind: "chain", chain, text: node.text.slice(chain.start, chain.end), boost: node.boost, at: node.at + chain.start };
      });
    });
  }

  /** Bare words that every sentence is made of say nothing beside others. */
  withoutCommon(items) {
    const isCommon = (node) => node.kind === "chain" && this.index.isCommon(node.chain.whole);
    return items.some((node) => !isCommon(node) && !isFilter(node)) ? items.filter((node) => !isCommon(node)) : items;
  }

  error(message, at) {
    return new QueryError(message, this.query, at);
  }
}

/**
 * Whether a part of a ranked query must hold, so that an article without it is not even found with some of the words.
 * Quotation marks around one word join nothing and insist on nothing.
 */
function isRequired(node) {
  const isPhrase = node.kind === "phrase" || (node.kind === "exact" && node.phrase);
  return REQUIRED.has(node.kind) || (isPhrase && [...chains(node.text)].flatMap(({ parts }) => parts).length > 1) || isFilter(node);
}

/** Whether a node narrows what is found without a word of a text being asked for. */
function isFilter(node) {
  if (node.kind === "date" || node.kind === "not") return true;
  if (node.kind === "field") return TAG_FIELDS.includes(node.name) || isFilter(node.item);
  if (node.kind === "must") return isFilter(node.item);
  return node.kind === "and" || node.kind === "or" ? node.items.every(isFilter) : false;
}

/** The articles of all findings, the shortest lists first. */
function common(found) {
  const lists = found.map(({ list }) => list).sort((a, b) => a.length - b.length);
  return lists.reduce(intersect);
}

function nothing(list) {
  return { list, wishes: [], wanted: [], notes: [] };
}

function merged(found) {
  return {
    wishes: found.flatMap(({ wishes }) => wishes),
    wanted: found.flatMap(({ wanted }) => wanted),
    notes: [...new Set(found.flatMap(({ notes }) => notes))],
  };
}

function withoutList({ wishes, wanted, notes }) {
  return { wishes, wanted, notes };
}
