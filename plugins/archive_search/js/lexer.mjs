/**
 * What a reader typed → tokens. The grammar is in docs/how-to-search.md.
 *
 * A token is {type, at}: "(" ")" "and" "or" "not" "sign" {sign} "near" {distance, ordered}
 * "field" {name} "leaf" {node}; `at` counts UTF-16 units from 0. A leaf is one of
 *
 *   {kind: "word", text, boost}             {kind: "fuzzy", text, edits, boost}
 *   {kind: "pattern", text, boost}          {kind: "phrase", text, boost}
 *   {kind: "exact", text, phrase, boost}    {kind: "date", from, to}
 */

import { isNear } from "./match.mjs";
import { figures, say } from "./words.mjs";

export const MAX_QUERY = 5_000; // characters: a pasted paragraph; a longer text is a mistake
export const MAX_EDITS = 2; // letters; with three, every short word is near every other
export const MAX_BOOST = 100; // times; more decides nothing that this does not
export const MAX_DISTANCE = 200; // words; what is farther apart is no longer near
const DISTANCE = 10; // words, of a NEAR without a number: about a clause
const MIN_LITERAL = 2; // letters a pattern must give, else it means half the vocabulary
const LONGEST_NAME = 12; // characters of a field's name with its colon, and one more

export const TEXT_FIELDS = ["title", "body"];
export const TAG_FIELDS = ["source", "author", "region", "topic"];
export const FIELDS = [...TEXT_FIELDS, ...TAG_FIELDS, "date"];

const SPACE = /[\s\u200b]/u;
export const QUOTES = new Set('"\u201c\u201d\u201e\u00ab\u00bb\uff02'); // telephones curl them
const BRACKETS = { "(": "(", ")": ")", "\uff08": "(", "\uff09": ")" };
const SIGNS = { "+": "+", "\uff0b": "+", "-": "-", "\u2212": "-", "\uff0d": "-" };
const WORD_OPERATORS = { AND: "and", OR: "or", NOT: "not" };
const NEAR = /^(NEAR|PRE)(?:\/(.*))?$/u;
const FIELD = /^([A-Za-z]+)[:\uff1a](?!\/\/)(?=[^\s\u200b)\uff09])/u;
const PATTERN = /\*|\?(?=[\p{L}\p{N}*])/u; // a ? at the end of a word is punctuation
const WORDLIKE = /^[\p{L}\p{N}\p{M}*?.&'\u2019\-\u2010-\u2013,;:!]+$/u; // else a star is part of an address or a formula
const LITERAL = /[\p{L}\p{N}]/gu;
const WORDLY = /^[\p{L}\p{N}]/u;
const STARS = /^\*+$/u; // a mark in a list
const NUMBER = /^\d{1,4}(\.\d{1,4})?$/u;
const SUFFIX = /([~^])([^~^]*)/gu;
const ADDRESS = "://"; // what holds it is a web address, in which ~ and ? are letters like others

/** A query that cannot be understood; the message ends with the place, `at`, in characters from 1. */
export class QueryError extends Error {
  /** `offset` counts UTF-16 units of the query from 0; without it the whole query is meant, and `at` is 0. */
  constructor(message, query = "", offset = -1) {
    const at = offset < 0 ? 0 : [...query.slice(0, offset)].length + 1;
    super(at ? say("%(message)s at %(at)s", { message, at }) : message);
    this.at = at;
  }
}

/** All tokens of a query. Throws QueryError. */
export function tokens(query) {
  if (query.length > MAX_QUERY) {
    const values = { number: figures(query.length), most: figures(MAX_QUERY) };
    throw new QueryError(say("The query has %(number)s characters; at most %(most)s are read", values));
  }
  const found = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query[at])) {
      at += 1;
      continue;
    }
    const [token, next] = tokenAt(query, at, found.at(-1));
    if (token) found.push({ at, ...token });
    at = next;
  }
  return found;
}

/** The token that begins here (null for a dash that stands alone) and where the next may begin. */
function tokenAt(query, at, before) {
  const bound = before?.type === "sign" || before?.type === "field"; // what follows is a word, never an operator
  const bracket = BRACKETS[query[at]];
  if (bracket) return [{ type: bracket }, at + 1];
  if (query[at] in SIGNS) return signAt(query, at);
  const field = fieldAt(query, at, before);
  if (field) return field;
  if (query[at] === "=") return exactAt(query, at);
  if (query[at] === "~" && WORDLY.test(query.slice(at + 1, at + 3))) return [null, at + 1]; // "~500"
  if (QUOTES.has(query[at])) return quotedAt(query, at, { kind: "phrase" });
  const end = wordEnd(query, at);
  const text = query.slice(at, end);
  if (STARS.test(text)) return [null, end];
  if (before?.type === "field" && before.name === "date") return [{ type: "leaf", node: dateOf(query, at, text) }, end];
  if (!bound && Object.hasOwn(WORD_OPERATORS, text)) return [{ type: WORD_OPERATORS[text] }, end];
  const near = bound ? null : NEAR.exec(text);
  if (near) return [nearOf(query, at, near), end];
  const node = wordOf(query, at, text);
  if (node.kind === "word" && isOperator(node.text)) node.text = node.text.toLowerCase(); // of "-OR" the word
  return [{ type: "leaf", node }, end];
}

function isOperator(text) {
  return Object.hasOwn(WORD_OPERATORS, text) || NEAR.test(text);
}

function signAt(query, at) {
  let end = at;
  while (end < query.length && query[end] in SIGNS) end += 1;
  const alone = end === query.length || SPACE.test(query[end]) || BRACKETS[query[end]] === ")";
  if (alone || end > at + 1) return [null, end]; // "China - Russia", "--"
  return [{ type: "sign", sign: SIGNS[query[at]] }, end];
}

function fieldAt(query, at, before) {
  const match = FIELD.exec(query.slice(at, at + LONGEST_NAME));
  if (!match) return null;
  const name = match[1].toLowerCase();
  const known = FIELDS.includes(name);
  if (known && before?.type === "field") {
    throw new QueryError(say("A word has one field; leave one of the two out"), query, at);
  }
  if (known) return [{ type: "field", name }, at + match[0].length];
  const meant = FIELDS.find((field) => isNear(field, name, 1));
  if (meant) throw new QueryError(say("There is no field “%(name)s”; did you mean %(meant)s:?", { name: match[1], meant }), query, at);
  return null; // "UPDATE:Talks"
}

/** `=Word` or `="Some Words"`. */
function exactAt(query, start) {
  let at = start;
  while (query[at] === "=") at += 1;
  if (at < query.length && QUOTES.has(query[at])) return quotedAt(query, at, { kind: "exact", phrase: true });
  const end = wordEnd(query, at);
  if (end === at) return [null, at]; // "a = b"
  if (fieldAt(query, at)) throw new QueryError(say("The sign = goes behind the field: title:=Word"), query, start);
  const node = wordOf(query, at, query.slice(at, end));
  if (node.kind === "pattern") throw new QueryError(say("Use either = or * on a word"), query, start);
  if (node.kind === "fuzzy") throw new QueryError(say("Use either = or ~ on a word"), query, start);
  return [{ type: "leaf", node: { kind: "exact", text: node.text, phrase: false, boost: node.boost } }, end];
}

function quotedAt(query, open, node) {
  let close = open + 1;
  while (close < query.length && !QUOTES.has(query[close])) close += 1;
  if (close === query.length) throw new QueryError(say("Unclosed quotation mark"), query, open);
  const text = query.slice(open + 1, close).trim().replace(/\s+/gu, " ");
  if (!text) throw new QueryError(say("There is no word between the quotation marks"), query, open);
  const behind = "~^".includes(query[close + 1] ?? " ") ? wordEnd(query, close + 1) : close + 1;
  const { edits, boost } = suffixes(query, close + 1, query.slice(close + 1, behind));
  if (edits !== null) {
    throw new QueryError(say("~ goes with a word; for words near each other write NEAR/5 between them"), query, close + 1);
  }
  return [{ type: "leaf", node: { ...node, text, boost } }, behind];
}

/** Where a run of anything but spaces, brackets and quotation marks ends. */
function wordEnd(query, start) {
  let at = start;
  while (at < query.length && !SPACE.test(query[at]) && !BRACKETS[query[at]] && !QUOTES.has(query[at])) at += 1;
  return at;
}

function wordOf(query, at, run) {
  if (run.includes(ADDRESS)) return { kind: "word", text: run, boost: 1 };
  const cut = /[~^]/u.exec(run)?.index ?? run.length;
  if (cut === 0) throw new QueryError(say("A word is missing before %(sign)s", { sign: run[0] }), query, at);
  const { edits, boost } = suffixes(query, at + cut, run.slice(cut));
  const text = run.slice(0, cut);
  const asked = text.replace(/\?+$/u, ""); // a ? behind a word is punctuation, and so are those around one ("?slip?")
  const shape = asked === text ? text : asked.replace(/^\?+/u, "");
  if (PATTERN.test(shape) && WORDLIKE.test(shape)) {
    if (edits) throw new QueryError(say("Use either * or ~ on a word"), query, at);
    if ((shape.match(LITERAL) ?? []).length < MIN_LITERAL) {
      throw new QueryError(say("A word with * needs at least %(least)s letters", { least: MIN_LITERAL }), query, at);
    }
    return { kind: "pattern", text: shape, boost };
  }
  if (edits) return { kind: "fuzzy", text, edits, boost };
  return { kind: "word", text, boost };
}

/** What "~1" and "^3" behind a word say: {edits: null without a ~, boost}. */
function suffixes(query, start, run) {
  let edits = null;
  let boost = 1;
  for (const { 1: sign, 2: number, index } of run.matchAll(SUFFIX)) {
    const value = NUMBER.test(number) ? Number(number) : NaN;
    if (sign === "~") {
      edits = number === "" ? 1 : value;
      if (!(Number.isInteger(edits) && edits <= MAX_EDITS)) {
        throw new QueryError(say("After ~ comes 1 or %(most)s, the letters that may differ", { most: MAX_EDITS }), query, start + index);
      }
    } else {
      if (!(value > 0 && value <= MAX_BOOST)) {
        throw new QueryError(say("After ^ comes a number up to %(most)s", { most: MAX_BOOST }), query, start + index);
      }
      boost = value;
    }
  }
  return { edits, boost };
}

function nearOf(query, at, [, name, number]) {
  const distance = number === undefined ? DISTANCE : NUMBER.test(number) ? Number(number) : NaN;
  if (!(Number.isInteger(distance) && distance >= 1 && distance <= MAX_DISTANCE)) {
    throw new QueryError(say("After %(name)s/ comes a number from 1 to %(most)s", { name, most: MAX_DISTANCE }), query, at);
  }
  return { type: "near", distance, ordered: name === "PRE" };
}

const DAY = "\\d{4}(?:-\\d{1,2}(?:-\\d{1,2})?)?";
const RANGE = new RegExp(`^(${DAY})?(?:\\.\\.+|\u2026)(${DAY})?$`, "u"); // a telephone makes one sign of the dots
const YEARS = /^(\d{4})[-\u2013](\d{4})$/u; // "2012-2018"
const ONE = new RegExp(`^${DAY}$`, "u");

function dateOf(query, at, text) {
  const range = ONE.test(text) ? [text, text, text] : (RANGE.exec(text) ?? YEARS.exec(text));
  const [from, to] = (range ?? []).slice(1, 3).map((day) => (day ? isoOf(day) : ""));
  if (from === undefined || from === null || to === null || !(from || to)) {
    throw new QueryError(say("“%(text)s” is no date; write 2012, 2012-03, 2012-03-14 or 2012..2018", { text }), query, at);
  }
  if (from && to && from > to && !from.startsWith(to)) {
    throw new QueryError(say("%(from)s comes after %(to)s; the earlier date goes first", { from, to }), query, at);
  }
  return { kind: "date", from, to };
}

/** "2012-3" as "2012-03"; null for a day that no calendar has. */
function isoOf(day) {
  const [year, month = 1, date = 1] = day.split("-").map(Number);
  const length = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate(); // the calendar repeats every 400 years
  if (month < 1 || month > 12 || date < 1 || date > length) return null;
  return day.replace(/-(\d)(?!\d)/gu, "-0$1");
}

