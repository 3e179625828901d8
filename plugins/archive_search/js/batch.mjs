/** Many searches at once: a list of names in, the number of articles of each out. */

import { csvFile } from "./formats.mjs";

export const MOST_NAMES = 5_000; // lines of a list; what is beyond is not searched, and a sentence says so
const LONGEST_NAME = 500; // characters of a line
const OPERATORS = /["*?^~]|(?:^|\s)[-+=](?=\S)|(?:^|\s)(?:AND|OR|NOT|NEAR|PRE)(?:\/\d+)?(?:\s|$)|(?:^|[\s(])(?:title|body|source|author|region|topic|date):/u;
const HEADS = ["name", "articles", "first_year", "last_year", "query", "address", "problem"];

/**
 * {names, left}: the lines that hold something, each {name, query}, and how many more there were. A line is a query of the
 * language; with `phrases`, one of several words and without an operator is looked for as a phrase.
 */
export function namesIn(text, phrases) {
  const lines = text.split(/[\r\n]+/u).map((name) => name.replace(/\s+/gu, " ").trim()).filter(Boolean);
  const names = lines.slice(0, MOST_NAMES).map((name) => {
    const query = name.slice(0, LONGEST_NAME);
    return { name: query, query: phrases && query.includes(" ") && !OPERATORS.test(query) ? `"${query}"` : query };
  });
  return { names, left: lines.length - names.length };
}

/**
 * Counts every name, one after the other: calls `found({name, query, total, first, last, problem})` for each, in order. A query
 * that comes again is counted once. `signal` stops it with an AbortError.
 */
export async function countNames(names, { ask, found, signal }) {
  const known = new Map();
  for (const { name, query } of names) {
    if (!known.has(query)) {
      const { total, first, last, problem } = await ask({ type: "count", query });
      signal?.throwIfAborted();
      known.set(query, { total, first, last, problem: problem?.message ?? "" });
    }
    found({ name, query, ...known.get(query) });
  }
}

/** The rows as given, or by number of articles, most first. */
export function inOrder(rows, order) {
  return order === "hits" ? [...rows].sort((a, b) => b.total - a.total) : [...rows]; // sorts of equals keep their places
}

/** The table as a CSV file; `addressOf(query)` gives the address of a search. */
export function tableOf(rows, addressOf) {
  const lines = rows.map((row) => [row.name, row.total, row.first, row.last, row.query, addressOf(row.query), row.problem]);
  return csvFile([HEADS, ...lines]);
}
