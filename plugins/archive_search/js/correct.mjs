/** What a reader may have meant who finds nothing: words spelt otherwise, and filters that are in the way. */

import { chains } from "./normalise.mjs";
import { parse, QueryError } from "./parser.mjs";

const SPELLINGS = 3; // of a word, and queries offered
const MOST_WORDS = 5; // unknown words of a query that are looked at
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

/** The query with its unknown words replaced by like ones: first each by its best, then one of them by its next. */
async function spellings(archive, query) {
  const words = await unknownWords(archive, query);
  const likes = await Promise.all(words.map(async ({ word }) => (await archive.vocabulary.lookAlikes(word, SPELLINGS)).map((like) => like.word)));
  const places = words.map((place, i) => ({ ...place, likes: likes[i] })).filter((place) => place.likes.length);
  if (!places.length) return [];
  const best = places.map((place) => place.likes[0]);
  const others = places.flatMap((place, i) => place.likes.slice(1).map((like) => best.with(i, like)));
  return [best, ...others].slice(0, SPELLINGS).map((chosen) => replaced(query, places, chosen));
}

/** The positive words of a query that no article has: [{word, start, end}]. */
async function unknownWords(archive, query) {
  const places = wordsIn(treeOf(query), query).filter(({ word }) => !archive.isCommon(word));
  const known = await Promise.all(
    places.map(async ({ word }) => {
      const lists = await Promise.all(archive.termsOf(word).map((term) => archive.terms.articles(term, null)));
      return lists.some((list) => list.length);
    }),
  );
  return places.filter((_, i) => !known[i]).slice(0, MOST_WORDS);
}

function treeOf(query) {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof QueryError) return { kind: "ranked", items: [] };
    throw error;
  }
}

/** The words and phrases' words of a tree with their places in the query; none that is excluded, or meant exactly. */
function wordsIn(node, query) {
  if (node.items) return node.items.flatMap((item) => wordsIn(item, query));
  if (node.kind === "must" || node.kind === "field") return wordsIn(node.item, query);
  if (node.kind === "near") return [...wordsIn(node.left, query), ...wordsIn(node.right, query)];
  if (node.kind !== "word" && node.kind !== "phrase") return [];
  const first = node.at + (node.kind === "phrase" ? 1 : 0);
  if (!query.startsWith(node.text, first)) return []; // a phrase with more space than its text tells
  return [...chains(node.text)]
    .filter(({ whole }) => whole)
    .map(({ whole, start, end }) => ({ word: whole, start: first + start, end: first + end }));
}

function replaced(query, places, words) {
  let at = 0;
  const parts = places.flatMap(({ start, end }, i) => {
    const kept = query.slice(at, start);
    at = end;
    return [kept, words[i]];
  });
  return parts.join("") + query.slice(at);
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
