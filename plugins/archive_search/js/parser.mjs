/**
 * A query → its tree. The grammar is in docs/how-to-search.md; this is it, function by function.
 *
 * Nodes, besides the leaves of lexer.mjs, each with `at`, the place where it begins:
 *   {kind: "ranked", items}                a whole query without AND and OR: more words found, higher up
 *   {kind: "must", item}                   +, only in "ranked"
 *   {kind: "and" | "or", items}            two or more
 *   {kind: "not", item}
 *   {kind: "near", left, right, distance, ordered}
 *   {kind: "field", name, item}
 */

import { QueryError, TEXT_FIELDS, tokens } from "./lexer.mjs";

import { say } from "./words.mjs";

export { QueryError };
export const MAX_WORDS = 500; // words and phrases of a query
export const MAX_DEPTH = 50; // brackets and NOTs inside each other; nobody reads so deep

const MAX_COSTLY = 50; // words of a query that each stand for many
const COSTLY = new Set(["pattern", "fuzzy"]);

const BESIDE_NEAR = new Set(["word", "phrase", "exact", "pattern", "fuzzy", "near"]);
const UNARY = new Set(["leaf", "(", "field", "sign", "not"]); // what an operand begins with

/** The tree of a query: {kind: "ranked", …}, or an AND or OR of the whole. Throws QueryError, never anything else. */
export function parse(query) {
  return new Parser(query).query();
}

class Parser {
  constructor(query) {
    this.text = query;
    this.tokens = tokens(query);
    this.place = 0;
    this.depth = 0;
    this.words = 0;
    this.costly = 0;
    this.field = null; // whose brackets we are in
    this.asides = new Set(); // brackets around bare words, as prose has them
  }

  query() {
    const { rows, operators } = this.rows();
    const left = this.next;
    if (left) throw this.error(say("There is no opening bracket for this one; leave it out"), left);
    if (!operators) return { kind: "ranked", items: this.opened(rows[0]), at: 0 };
    return this.joined(rows, 0);
  }

  /** OR of ANDs, as rows of operands; `operators` says whether an AND or OR was written. */
  rows() {
    const rows = [[]];
    let operators = false;
    for (let token = this.next; token && token.type !== ")"; token = this.next) {
      const row = rows.at(-1);
      if (token.type === "and" || token.type === "or") {
        if (!row.length) throw this.missing("before", token);
        this.place += 1;
        if (!UNARY.has(this.next?.type)) throw this.missing("after", token);
        if (token.type === "or") rows.push([]);
        operators = true;
      } else if (token.type === "near") {
        throw this.missing("before", token);
      } else {
        row.push(this.near());
      }
    }
    return { rows, operators };
  }

  /** Rows as one node; + says nothing where everything must be there. */
  joined(rows, at) {
    const ands = rows.map((row) => {
      const items = row.map((item) => (item.kind === "must" ? item.item : item));
      return items.length === 1 ? items[0] : { kind: "and", items, at: items[0].at };
    });
    return ands.length === 1 ? ands[0] : { kind: "or", items: ands, at };
  }

  /** The items without brackets that say nothing: "the Alliance (of islands) met" is a sentence. */
  opened(items) {
    return items.flatMap((item) => (this.asides.has(item) ? this.opened(item.items) : [item]));
  }

  near() {
    let left = this.unary();
    for (let token = this.next; token?.type === "near"; token = this.next) {
      this.place += 1;
      if (!UNARY.has(this.next?.type)) throw this.missing("after", token);
      const right = this.unary();
      this.checkNear(left, token);
      this.checkNear(right, token);
      const { distance, ordered } = token;
      left = { kind: "near", left, right, distance, ordered, at: left.at };
    }
    return left;
  }

  checkNear(operand, token) {
    if (operand.kind === "or") return operand.items.forEach((item) => this.checkNear(item, token));
    if (BESIDE_NEAR.has(operand.kind)) return;
    const name = this.nameOf(token);
    const advice = {
      field: say("Beside %(name)s stands a word or phrase; a field goes before brackets around both words: title:(a %(name)s b)", { name }),
      not: say("Beside %(name)s stands a word or phrase; brackets go around both words: NOT (a %(name)s b)", { name }),
      must: say("Beside %(name)s stands a word or phrase; the sign goes before brackets around both words: +(a %(name)s b)", { name }),
      and: say("Beside %(name)s stands a word or phrase; words side by side want quotation marks there, others an OR", { name }),
    }[operand.kind];
    throw new QueryError(advice, this.text, operand.at);
  }

  unary() {
    const token = this.next;
    this.place += 1;
    if (token.type === "leaf") return this.leaf(token);
    if (token.type === "(") return this.deeper(token, () => this.brackets(token));
    if (token.type === "field") return this.inField(token);
    if (!UNARY.has(this.next?.type)) throw this.missing("after", token);
    if (token.type === "sign" && token.sign === "+") return this.must(token);
    const item = this.deeper(token, () => this.unary());
    return { kind: "not", item: item.kind === "must" ? item.item : item, at: token.at };
  }

  must(token) {
    const item = this.unary();
    return item.kind === "must" ? item : { kind: "must", item, at: token.at };
  }

  leaf(token) {
    this.words += 1;
    if (COSTLY.has(token.node.kind)) this.costly += 1;
    if (this.costly > MAX_COSTLY) throw this.error(say("At most %(most)s words with *, ? or ~ are searched at once; leave this out", { most: MAX_COSTLY }), token);
    if (this.words > MAX_WORDS) throw new QueryError(say("At most %(most)s words are searched at once", { most: MAX_WORDS }));
    return { ...token.node, at: token.at };
  }

  brackets(open) {
    const { rows, operators } = this.rows();
    if (!this.next) throw this.error(say("This bracket is not closed; close it or leave it out"), open);
    if (!rows[0].length) throw this.error(say("There is nothing between the brackets; put a word there or leave them out"), open);
    this.place += 1;
    const group = this.joined(rows, open.at);
    const isBare = (item) => item.kind === "word" || this.asides.has(item);
    if (!operators && group.kind === "and" && rows[0].every(isBare)) this.asides.add(group);
    return group;
  }

  inField({ name, at }) {
    const token = this.next;
    if (this.field) throw this.error(say("A field inside %(field)s:( ); leave one of the two out", { field: this.field }), { at });
    if (token?.type === "sign") throw this.error(say("The sign goes before the field: %(sign)s%(name)s:", { sign: token.sign, name }), token);
    if (name === "date" && token?.node?.kind !== "date") {
      throw this.error(say("After date: comes a date: 2012, 2012-03, 2012-03-14 or 2012..2018"), { at });
    }
    if (token?.type !== "leaf" && token?.type !== "(") throw this.error(say("A word is missing after %(sign)s", { sign: `${name}:` }), { at });
    this.field = name;
    const item = this.unary();
    this.field = null;
    if (name === "date") return { ...item, at };
    if (!TEXT_FIELDS.includes(name)) this.checkTags(name, item);
    return { kind: "field", name, item, at };
  }

  /** Labels of tags are short: nothing is near anything in them. */
  checkTags(name, node) {
    if (node.kind === "near") throw new QueryError(say("NEAR and PRE look into texts; %(name)s: takes words and phrases", { name }), this.text, node.at);
    if (node.item) this.checkTags(name, node.item);
    node.items?.forEach((item) => this.checkTags(name, item));
  }

  deeper(token, read) {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.error(say("Brackets and NOTs go at most %(most)s deep", { most: MAX_DEPTH }), token);
    const node = read();
    this.depth -= 1;
    return node;
  }

  get next() {
    return this.tokens[this.place];
  }

  nameOf({ type, ordered }) {
    return type === "near" ? (ordered ? "PRE" : "NEAR") : type.toUpperCase();
  }

  missing(side, token) {
    const name = token.type === "sign" ? token.sign : this.nameOf(token);
    return this.error(side === "before" ? say("A word is missing before %(sign)s", { sign: name }) : say("A word is missing after %(sign)s", { sign: name }), token);
  }

  error(message, { at }) {
    return new QueryError(message, this.text, at);
  }
}
