/** What a reader may have meant who finds nothing: words spelt otherwise, and filters that are in the way. */

import { meantBy } from "./meant.mjs";
import { parse, QueryError } from "./parser.mjs";

const SPELLINGS = 3; // queries offered
const MOST_DROPS = 20; // filters that are tried

/**
 * {queries: [{query, total}], drops: [{kind, value, total}]}: spellings that find something, best first, and what the search
 * would find without each of its filters. `search` is that of search.mjs.
 */
export async function corrections(search, request) {
  const totalOf = async (changed) => {
    const { all, some } = await search.lists({ ...request, ...changed });
    return all.length + some.length;
  };
  const [queries, drops] = await Promise.all([
    spellings(search.archive, request.query ?? "").then((found) => Promise.all(found.map(async (query) => ({ query, total: await totalOf({ query }) })))),
    Promise.all(withoutEach(request).map(async ({ kind, value, changed }) => ({ kind, value, total: await totalOf(changed) }))),
  ]);
  return { queries: queries.filter(({ total }) => total), drops: drops.filter(({ total }) => total) };
}

/** The request without each of its filters: {kind, value, changed}. */
function withoutEach({ filters = {}, allWords = false }) {
  const { from = "", to = "", ...tags } = filters;
  const drops = Object.entries(tags).flatMap(([kind, values]) =>
    values.map((value) => ({ kind, value, changed: { filters: { ...filters, [kind]: values.filter((other) => other !== value) } } })),
  );
  if (from || to) drops.push({ kind: "date", value: `${from}..${to}`, changed: { filters: { ...filters, from: "", to: "" } } });
  if (allWords) drops.push({ kind: "all", value: "1", changed: { allWords: false } });
  return drops.slice(0, MOST_DROPS);
}

/** Queries with words the archive has; none for what cannot be read. */
async function spellings(archive, query) {
  try {
    return await meantBy(parse(query), query, archive, SPELLINGS);
  } catch (error) {
    if (error instanceof QueryError) return [];
    throw error;
  }
}
