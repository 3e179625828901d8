/**
 * What a search needs of an index: the articles of a term, and lunr's ranking over some terms.
 * This reader holds one whole lunr index; whatever else answers the same methods (an index in
 * shards) can take its place.
 */

export class WholeIndex {
  /** `json` is a serialised lunr index, `lunr` the library. */
  constructor(lunr, json) {
    this.lunr = lunr;
    this.fields = json.fields;
    this.terms = new Map(json.invertedIndex);
    this.vectors = Object.fromEntries(json.fieldVectors.map(([ref, elements]) => [ref, new lunr.Vector(elements)]));
  }

  has(term) {
    return this.terms.has(term);
  }

  /** Numbers of the articles with the term, in one field or in any. */
  articlesOf(term, field) {
    const posting = this.terms.get(term);
    const fields = field ? [field] : this.fields;
    return new Set(posting ? fields.flatMap((name) => Object.keys(posting[name]).map(Number)) : []);
  }

  /** lunr's results for {term, field, boost} wishes, any of which may match: [{number, score}]. */
  rank(wishes) {
    if (!wishes.length) return []; // lunr would take it for "everything"
    const index = this.compose([...new Set(wishes.map((wish) => wish.term))]);
    const results = index.query((query) => {
      for (const { term, field, boost } of wishes) {
        query.clause({ term, boost, usePipeline: false, ...(field && { fields: [field] }) });
      }
    });
    return results.map(({ ref, score }) => ({ number: Number(ref), score }));
  }

  /** A lunr index of these terms alone; it ranks them as the whole index would. */
  compose(terms) {
    return new this.lunr.Index({
      fields: this.fields,
      fieldVectors: this.vectors,
      invertedIndex: Object.assign(Object.create(null), Object.fromEntries(terms.map((t) => [t, this.terms.get(t)]))),
      tokenSet: trie(this.lunr, terms),
      pipeline: new this.lunr.Pipeline(),
    });
  }
}

/**
 * A plain tree of the terms. lunr's own TokenSet.Builder also merges equal tails, and on large
 * vocabularies with digits it merges unequal ones.
 */
function trie(lunr, terms) {
  const root = new lunr.TokenSet();
  for (const term of terms) {
    let node = root;
    for (const unit of term.split("")) node = node.edges[unit] ??= new lunr.TokenSet();
    node.final = true;
  }
  return root;
}
