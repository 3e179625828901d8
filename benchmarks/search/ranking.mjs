/**
 * Asks our engine and plain lunr.js the same queries of the same documents, in one process.
 * In (JSON): {lunr, js, boosts, shown, collections: {name: {folder, documents: [{id, title, body}], queries}}};
 * out: {name: {plain: [ids of each query], ours: {boost of the title: the same}}}.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { lunr: path, js, boosts, shown, collections } = JSON.parse(readFileSync(0, "utf-8"));
const lunr = createRequire(import.meta.url)(path);
const { openSearch } = await import(`${js}/search.mjs`);

/** The engine over a folder, the title's boost in its manifest changed. */
function engineOf(folder, boost) {
  return openSearch(lunr, async (name) => {
    const bytes = readFileSync(`${folder}/${name}`);
    if (name !== "root.json") return bytes;
    const root = JSON.parse(bytes);
    root.boosts.title = boost;
    return new TextEncoder().encode(JSON.stringify(root));
  });
}

async function ours({ folder, queries }, boost) {
  const engine = await engineOf(folder, boost);
  const found = [];
  for (const query of queries) {
    const asked = { query, filters: {}, sort: "relevance", allWords: false, first: 0, count: shown };
    const { problem, rows } = await engine.search(asked);
    if (problem) throw new Error(`${query}: ${problem.message}`);
    found.push(rows.map(({ id }) => id));
  }
  return found;
}

/** lunr.js as its guide shows it, its query language left out: the words, and nothing else, as readers type them. */
function plain({ documents, queries }) {
  const index = lunr(function () {
    this.ref("id");
    this.field("title");
    this.field("body");
    for (const document of documents) this.add(document);
  });
  return queries.map((query) =>
    index
      .search(query.replace(/[^\p{L}\p{N}]+/gu, " "))
      .slice(0, shown)
      .map(({ ref }) => ref),
  );
}

const answer = {};
for (const [name, collection] of Object.entries(collections)) {
  answer[name] = { plain: plain(collection), ours: {} };
  for (const boost of boosts) answer[name].ours[boost] = await ours(collection, boost);
}
console.log(JSON.stringify(answer));
