#!/usr/bin/env node
/**
 * node cli.mjs DIR "query" [--limit N]: searches a built folder and prints JSON:
 * {total, all, some, ids, scores, files, bytes, fetched}, or {problem} for a query that cannot be read.
 * `files` and `bytes` count what a browser would fetch for the answer and the rows shown,
 * JavaScript apart.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { openSearch } from "./search.mjs";

const USAGE = 'usage: node cli.mjs DIR "query" [--limit N]';

/** {folder, query, limit}; a query may begin with a minus sign, so only --limit is an option. */
function optionsOf(given) {
  const at = given.lastIndexOf("--limit");
  const limit = at < 0 ? 10 : Number(given.splice(at, 2)[1]);
  if (given.length !== 2 || !Number.isInteger(limit) || limit < 0) throw new Error(USAGE);
  return { folder: given[0], query: given[1], limit };
}

async function main() {
  const { folder, query, limit } = optionsOf(process.argv.slice(2));
  const fileOf = (name) =>
    readFile(path.join(folder, name)).catch(() => {
      throw new Error(`${path.join(folder, name)} is not there; build the folder with python -m plugins.archive_search`);
    });
  const fetched = [];
  const read = async (name) => {
    const data = await fileOf(name);
    fetched.push({ name, bytes: data.length });
    return data.toString("utf-8");
  };
  const { engine } = JSON.parse(await fileOf("root.json"));
  const lunr = (await import(pathToFileURL(path.resolve(folder, engine, "lunr.mjs")))).default;

  const search = await openSearch(lunr, read);
  const answer = await search.search(query);
  const rows = await search.rows(answer.hits.slice(0, limit), answer.wanted);
  const bytes = fetched.reduce((sum, file) => sum + file.bytes, 0);
  return {
    ...(answer.problem && { problem: answer.problem }),
    total: answer.total,
    all: answer.all,
    some: answer.some,
    ids: rows.map((row) => row.id),
    scores: rows.map((row) => row.score),
    files: fetched.length,
    bytes,
    fetched,
  };
}

try {
  console.log(JSON.stringify(await main()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
