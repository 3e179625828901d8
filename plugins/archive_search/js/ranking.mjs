/** Articles in lunr's order: all are scored as lunr would, and lunr ranks the best, in an index made of the query's terms. */

import { placeOf } from "./lists.mjs";
import { best, matches, scoresOf } from "./scores.mjs";

const LUNRS = 200; // articles lunr ranks; who wants more (an export) gets the others by our equal scores

/**
 * The first `count` articles of a list as [{number, score}]: by lunr's score for the wishes {term, field|null, boost},
 * equal scores in lunr's order, then those that no wish matches, newest first, with score 0.
 * `index` is a Terms of shards.mjs, `lunr` the library.
 */
export async function rank(lunr, index, wishes, list, count) {
  const postings = await postingsOf(index, wishes.map(({ term }) => term));
  const clauses = wishes
    .filter(({ term }) => postings.has(term))
    .map(({ term, field, boost }) => ({ terms: [term], fields: field ? [field] : index.fields, boost }));
  const scored = scoresOf(index, postings, clauses, list);
  const places = best(scored, Math.min(count, list.length));
  const top = places.slice(0, LUNRS).map((place) => list[place]);
  const ranked = lunrs(composed(lunr, index, postings, top), clauses);
  for (const place of places.slice(LUNRS)) ranked.push({ number: list[place], score: scored.scores[place] });
  for (let place = list.length - 1; place >= 0 && ranked.length < count; place -= 1) {
    if (!matches(scored, place)) ranked.push({ number: list[place], score: 0 });
  }
  return ranked;
}

/** term → postings, of those terms that the index has; their files are read side by side. */
export async function postingsOf(index, terms) {
  const found = await Promise.all([...new Set(terms)].map(async (term) => [term, await index.postings(term)]));
  return new Map(found.filter(([, postings]) => postings));
}

/** lunr's results for clauses that each stand for terms as they are. */
function lunrs(small, clauses) {
  if (!clauses.length) return []; // lunr would take it for everything
  const results = small.query((query) => {
    for (const { terms, fields, boost } of clauses) query.clause({ term: terms[0], fields, boost, usePipeline: false });
  });
  return results.map(({ ref, score }) => ({ number: Number(ref), score }));
}

/** A lunr index of some terms and some articles, which it scores as the whole index would. */
export function composed(lunr, index, postings, numbers, pipeline = new lunr.Pipeline()) {
  const list = Uint32Array.from(numbers).sort();
  const terms = [...postings.keys()].sort();
  const invertedIndex = Object.create(null);
  const elements = new Map(index.fields.flatMap((name) => numbers.map((number) => [`${name}/${number}`, []])));
  terms.forEach((term, place) => {
    const entry = Object.assign(Object.create(null), { _index: place });
    for (const name of index.fields) {
      entry[name] = Object.create(null);
      if (!postings.get(term).fields[name]) continue;
      const { articles } = postings.get(term).fields[name];
      const weight = index.weights(postings.get(term), name);
      for (const number of list) {
        const at = placeOf(articles, number);
        if (articles[at] !== number) continue;
        entry[name][number] = Object.create(null);
        elements.get(`${name}/${number}`).push(place, weight[at]);
      }
    }
    invertedIndex[term] = entry;
  });
  return new lunr.Index({
    fields: index.fields,
    fieldVectors: Object.fromEntries([...elements].map(([ref, vector]) => [ref, new lunr.Vector(vector)])),
    invertedIndex,
    tokenSet: trie(lunr, terms),
    pipeline,
  });
}

/**
 * A plain tree of sorted terms. lunr's own TokenSet.Builder also merges equal ends of words, and among many with digits
 * it merges unequal ones.
 */
export function trie(lunr, terms) {
  const root = new lunr.TokenSet();
  for (const term of terms) {
    let node = root;
    for (const unit of term.split("")) node = node.edges[unit] ??= new lunr.TokenSet();
    node.final = true;
  }
  return root;
}
