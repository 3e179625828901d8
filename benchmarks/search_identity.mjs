/**
 * Asks the whole lunr index and the files of terms the same queries: {folder, whole, queries, wishes} as JSON from standard
 * input, the first a folder with root.json, the second the path of the whole index. Prints how many were equal in articles,
 * order and scores to the last bit, and those that were not.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const HERE = import.meta.url;
const JS = new URL("../plugins/archive_search/js/", HERE);
const lunr = createRequire(HERE)("lunr");
const { Files } = await import(new URL("files.mjs", JS));
const { unite } = await import(new URL("lists.mjs", JS));
const { lunrSearch } = await import(new URL("lunrquery.mjs", JS));
const { rank, trie } = await import(new URL("ranking.mjs", JS));
const { Terms } = await import(new URL("shards.mjs", JS));
const { openTerms, pipelineOf, register } = await import(new URL("terms.mjs", JS));

const FIRST = 10; // hits of a pruned answer, as a page shows them

const input = JSON.parse(readFileSync(0, "utf-8"));
const files = new Files(async (name) => new Uint8Array(readFileSync(`${input.folder}/${name}`)));
const root = await files.json("root.json");
const index = new Terms(root.terms, files, root);
const { termsOf } = await openTerms(lunr, root.languages);
register(lunr, termsOf);
const pipeline = new lunr.Pipeline();
pipeline.add(pipelineOf(lunr, termsOf));
const json = JSON.parse(readFileSync(input.whole, "utf-8"));
const whole = lunr.Index.load(json);
whole.tokenSet = trie(lunr, json.invertedIndex.map(([term]) => term)); // lunr's own is wrong for many words with digits

const told = ({ ref, score }) => ({ number: Number(ref), score });
const text = (value) => JSON.stringify(value);

async function outcome(work) {
  try {
    return await work();
  } catch (error) {
    return { thrown: String(error.name) };
  }
}

let hits = 0;
let empty = 0;
const differing = [];

function compare(query, expected, all, first) {
  const same = Array.isArray(expected)
    ? text(all) === text({ total: expected.length, hits: expected }) &&
      text(first) === text({ total: expected.length, hits: expected.slice(0, FIRST) })
    : text(all) === text(expected) && text(first) === text(expected);
  hits += expected.length ?? 0;
  empty += expected.length === 0 || !Array.isArray(expected);
  if (!same) differing.push(query);
}

for (const query of input.queries) {
  const expected = await outcome(() => whole.search(query).map(told));
  const ask = (count) => outcome(() => lunrSearch(lunr, index, pipeline, query, count));
  compare(query, expected, await ask(Infinity), await ask(FIRST));
}

for (const wishes of input.wishes) {
  const expected = whole.query((query) => {
    for (const { term, field, boost } of wishes) {
      query.clause({ term, boost, usePipeline: false, ...(field && { fields: [field] }) });
    }
  }).map(told);
  const list = unite(await Promise.all(wishes.map(({ term, field }) => index.articles(term, field))));
  const ask = async (count) => ({ total: list.length, hits: await rank(lunr, index, wishes, list, count) });
  compare(wishes, expected, await ask(Infinity), await ask(FIRST));
}

const asked = input.queries.length + input.wishes.length;
console.log(text({ asked, equal: asked - differing.length, differing: differing.slice(0, 20), hits, empty }));
