#!/usr/bin/env node
/**
 * node cli.mjs DIR "query" [--limit N] [--lunr]: searches a built folder and prints JSON:
 * {total, all, some, ids, scores, files, bytes, fetched}, with {problem} for a query that cannot be read.
 * `files` and `bytes` count what a browser would fetch for the answer and the rows shown, JavaScript apart.
 * With --lunr the query is in lunr's own language, and the answer is lunr's.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { lunrAnswer } from "./lunrquery.mjs";
import { openSearch } from "./search.mjs";

const USAGE = 'usage: node cli.mjs DIR "query" [--limit N] [--lunr]';

/** {folder, query, limit, lunrs}; a query may begin with a minus sign, so nothing else is an option. */
function optionsOf(given) {
  const lunrs = given.lastIndexOf("--lunr");
  if (lunrs > 1) given.splice(lunrs, 1);
  const at = given.lastIndexOf("--limit");
  const limit = at < 2 ? 10 : Number(given.splice(at, 2)[1]);
  if (given.length !== 2 || !Number.isInteger(limit) || limit < 0) throw new Error(USAGE);
  return { folder: given[0], query: given[1], limit, lunrs: lunrs > 1 };
}

async function main() {
  const { folder, query, limit, lunrs } = optionsOf(process.argv.slice(2));
  const fileOf = (name) =>
    readFile(path.join(folder, name)).catch(() => {
      throw new Error(`${path.join(folder, name)} is not there; build the folder with python -m plugins.archive_search`);
    });
  const fetched = [];
  const read = async (name) => {
    const data = await fileOf(name);
    fetched.push({ name, bytes: data.length });
    return data;
  };
  const { engine } = JSON.parse(await fileOf("root.json"));
  const lunr = (await import(pathToFileURL(path.resolve(folder, engine, "lunr.mjs")))).default;

  const search = await openSearch(lunr, read);
  const { problem, total, all, some, rows } = await (lunrs ? lunrAnswer(search.archive, query, limit) : search.search({ query, count: limit }));
  return {
    ...(problem && { problem: problem.message }),
    total,
    all,
    some,
    ids: rows.map((row) => row.id),
    scores: rows.map((row) => row.score),
    files: fetched.length,
    bytes: fetched.reduce((sum, file) => sum + file.bytes, 0),
    fetched,
  };
}

try {
  console.log(JSON.stringify(await main()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
