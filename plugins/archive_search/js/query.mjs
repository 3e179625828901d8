/**
 * What a reader typed → clauses. docs: "Searching" in the README of this plugin.
 *
 *   word  +word  -word  "a phrase"  field:word  field:"a phrase"  wild*  wom?n  name~1  word^3
 */

import { isNear } from "./match.mjs";

export const MAX_QUERY = 5_000; // characters: a pasted paragraph; a longer text is a mistake
export const MAX_CLAUSES = 500;
const LONGEST_FIELD = 32; // characters of a name before a colon
export const MAX_EDITS = 2;
export const MAX_BOOST = 100;
const MIN_LITERAL = 2; // letters a pattern must give, else it means half the vocabulary

const SPACE = /[\s\u200b]/u;
const QUOTES = new Set('"\u201c\u201d\u201e\u00ab\u00bb\uff02'); // telephones curl them
const SIGNS = { "+": "must", "-": "not" };
const PATTERN = /\*|\?(?=[\p{L}\p{N}*])/u; // a ? at the end of a word is punctuation
const NUMBER = /^\d+(\.\d+)?/;

/** A query that cannot be understood; `at` counts characters from 1. */
export class QueryError extends Error {
  constructor(message, at = 0) {
    super(at ? `${message} at ${at}` : message);
    this.at = at;
  }
}

/**
 * The clauses of a query: {kind, presence, field, text, edits, boost, at}; kind is "words",
 * "phrase", "pattern" or "fuzzy", presence "some", "must" or "not", field null for all fields.
 * Throws QueryError, never anything else.
 */
export function parse(query, fields) {
  if (query.length > MAX_QUERY) {
    throw new QueryError(`The query has ${query.length.toLocaleString("en")} characters; at most ${MAX_QUERY.toLocaleString("en")} are read`);
  }
  const clauses = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query[at])) {
      at += 1;
      continue;
    }
    const [clause, next] = clauseAt(query, at, fields);
    if (clause) clauses.push(clause);
    if (clauses.length > MAX_CLAUSES) throw new QueryError(`At most ${MAX_CLAUSES} words are searched at once`);
    at = next;
  }
  return clauses;
}

/** One clause (null for a sign that stands alone) and where the next begins. */
function clauseAt(query, start, fields) {
  let at = start;
  let presence = "some";
  if (query[at] in SIGNS) {
    presence = SIGNS[query[at]];
    at += 1;
    if (at === query.length || SPACE.test(query[at])) return [null, at]; // "China - Russia"
  }
  let field = null;
  [field, at] = fieldAt(query, at, fields);
  const clause = { kind: "words", presence, field, text: "", edits: 0, boost: 1, at: start + 1 };
  if (QUOTES.has(query[at])) {
    const end = closingQuote(query, at);
    clause.kind = "phrase";
    clause.text = query.slice(at + 1, end);
    if (presence === "some") clause.presence = "must"; // who quotes insists
    at = end + 1;
  } else {
    const first = at;
    while (at < query.length && !SPACE.test(query[at]) && !"~^".includes(query[at]) && !QUOTES.has(query[at])) at += 1;
    clause.text = query.slice(first, at);
  }
  at = suffixes(query, at, clause);
  if (clause.kind !== "phrase" && PATTERN.test(clause.text)) asPattern(clause);
  return [clause.text ? clause : null, Math.max(at, start + 1)];
}

/** The field a clause is limited to and where its words begin. */
function fieldAt(query, at, fields) {
  const match = /^([A-Za-z]+):(?=\S)/u.exec(query.slice(at, at + LONGEST_FIELD));
  if (!match) return [null, at];
  const name = match[1].toLowerCase();
  if (fields.includes(name)) return [name, at + match[0].length];
  const meant = fields.find((field) => isNear(field, name, MAX_EDITS));
  if (meant) throw new QueryError(`There is no field “${match[1]}”; did you mean ${meant}:?`, at + 1);
  return [null, at]; // "https://…", "UPDATE:Talks"
}

function closingQuote(query, open) {
  for (let at = open + 1; at < query.length; at += 1) if (QUOTES.has(query[at])) return at;
  throw new QueryError("Unclosed quotation mark", open + 1);
}

/** Reads "~1" and "^3" behind a word or phrase into the clause; returns where they end. */
function suffixes(query, start, clause) {
  let at = start;
  while (query[at] === "~" || query[at] === "^") {
    const number = NUMBER.exec(query.slice(at + 1, at + 9))?.[0] ?? "";
    const value = Number(number);
    if (query[at] === "~") {
      clause.edits = number ? value : 1;
      if (clause.kind === "phrase") throw new QueryError("~ goes with a word, not with a phrase", at + 1);
      if (!Number.isInteger(clause.edits) || clause.edits > MAX_EDITS) {
        throw new QueryError(`After ~ comes 1 or ${MAX_EDITS}, the letters that may differ`, at + 1);
      }
      if (clause.edits) clause.kind = "fuzzy";
    } else {
      if (!(value > 0 && value <= MAX_BOOST)) throw new QueryError(`After ^ comes a number up to ${MAX_BOOST}`, at + 1);
      clause.boost = value;
    }
    at += 1 + number.length;
  }
  if (clause.text === "" && at > start) throw new QueryError("A word is missing before the sign", start + 1);
  return at;
}

function asPattern(clause) {
  if (clause.kind === "fuzzy") throw new QueryError("Use either * or ~ on a word", clause.at);
  if ([...clause.text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length < MIN_LITERAL) {
    throw new QueryError(`A word with * needs at least ${MIN_LITERAL} letters`, clause.at);
  }
  clause.kind = "pattern";
}
