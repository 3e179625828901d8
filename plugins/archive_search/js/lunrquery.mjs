/** lunr's own query language and results, out of the files of terms: what `lunr.Index.search` gives on the whole index. */

import { complement, EMPTY, intersect, unite } from "./lists.mjs";
import { fitsPattern, isNear } from "./match.mjs";
import { composed, postingsOf, trie } from "./ranking.mjs";
import { best, scoresOf } from "./scores.mjs";
import { PIPELINE, register } from "./terms.mjs";

const WILDCARD = "*";

/** What lunr itself finds in an archive, in its own language; told as search.mjs does. Throws what lunr throws. */
export async function lunrAnswer({ lunr, terms, termsOf, documents }, query, count) {
  register(lunr, termsOf);
  const pipeline = lunr.Pipeline.load([PIPELINE]);
  const { total, hits } = await lunrSearch(lunr, terms, pipeline, query, count);
  const rows = await Promise.all(hits.map(async (hit) => ({ ...(await documents.row(hit.number)), ...hit, all: true })));
  return { problem: null, total, all: total, some: 0, rows };
}

/**
 * lunr's results for a query in lunr's syntax: {total, hits: [{number, score}]}, the first `count` of them. Throws what
 * lunr throws. `index` is a Terms of shards.mjs, `pipeline` lunr's of the words; for patterns and misspellings all terms
 * are read, unless `termsLike(clause)` gives a promise of those that may be meant.
 */
export async function lunrSearch(lunr, index, pipeline, text, count, termsLike = (clause) => scan(index, clause)) {
  const query = new lunr.Query(index.fields);
  new lunr.QueryParser(text, query).parse();
  const given = query.clauses.flatMap((clause) => {
    const terms = clause.usePipeline ? pipeline.runString(clause.term, { fields: clause.fields }) : [clause.term];
    return terms.map((term) => ({ ...clause, term, of: clause }));
  });
  const likely = await Promise.all(given.map((clause) => (isPlain(clause) ? [clause.term] : termsLike(clause))));
  const postings = await postingsOf(index, likely.flat());
  const tree = trie(lunr, [...postings.keys()].sort());
  const meant = (clause) => tree.intersect(lunr.TokenSet.fromClause(clause)).toArray();
  const clauses = given.map((clause) => ({ ...clause, terms: meant(clause) }));

  const list = allowed(lunr, index, query, clauses, postings);
  if (query.isNegated()) {
    return { total: list.length, hits: Array.from(list.slice(0, count), (number) => ({ number, score: 0 })) };
  }
  const wished = clauses.filter(({ presence }) => presence !== lunr.Query.presence.PROHIBITED);
  const scored = scoresOf(index, postings, wished, list);
  const places = best(scored, list.length);
  const first = places.slice(0, count).map((place) => list[place]);
  const small = composed(lunr, index, postings, first, pipeline);
  return { total: places.length, hits: small.search(text).map(({ ref, score }) => ({ number: Number(ref), score })) };
}

/** The articles that all required clauses and no prohibited one name. */
function allowed(lunr, index, query, clauses, postings) {
  const { REQUIRED, PROHIBITED } = lunr.Query.presence;
  const holders = (term, field) => postings.get(term).fields[field]?.articles ?? EMPTY;
  const named = (some) =>
    unite(some.flatMap(({ terms, fields }) => terms.flatMap((term) => fields.map((field) => holders(term, field)))));
  let list = complement(named(clauses.filter(({ presence }) => presence === PROHIBITED)), index.articlesInAll);
  for (const clause of query.clauses) {
    if (clause.presence === REQUIRED) list = intersect(list, named(clauses.filter(({ of }) => of === clause)));
  }
  return list;
}

function isPlain(clause) {
  return !("editDistance" in clause) && !clause.term.includes(WILDCARD);
}

/** The terms a pattern or a misspelling may mean, by looking at all of them. */
async function scan(index, { term, editDistance }) {
  if (editDistance !== undefined && term.includes(WILDCARD)) return index.all(); // for lunr the star is then any letter
  // lunr changes letters between two that it has swapped; counted one by one its edits are at most twice as many
  if (editDistance !== undefined) return (await index.all()).filter((other) => isNear(other, term, 2 * editDistance));
  const literal = term.slice(0, term.indexOf(WILDCARD));
  const terms = literal ? await index.startingWith(literal) : await index.all();
  return terms.filter((other) => fitsPattern(other, term));
}
