/**
 * lunr's scores for many articles at once, in typed arrays: the same operations in the same order, so the same numbers
 * to the last bit, and ties in lunr's order. ranking.mjs lets lunr itself rank the best of them.
 */

const K1 = 1.2; // lunr's, as the whole index is built with
const B = 0.75;
const NONE = 0xffffffff; // where no term leads to an article
const SPARE = 64; // places the best may overflow by before they are sorted

/**
 * What each posting of a term weighs in a field: the number lunr would store, rounded to three digits.
 * `average` is the mean length of the field, `boost` the field's.
 */
export function weights({ df, fields }, name, articles, average, boost) {
  const { tf, length } = fields[name];
  const idf = Math.log(1 + Math.abs((articles - df + 0.5) / (df + 0.5)));
  const found = new Float64Array(tf.length);
  for (let i = 0; i < found.length; i += 1) {
    const score = (idf * ((K1 + 1) * tf[i])) / (K1 * (1 - B + B * (length[i] / average)) + tf[i]);
    found[i] = Math.round(score * boost * 1000) / 1000;
  }
  return found;
}

/**
 * Scores of the articles of a list. `clauses` are {terms, fields, boost}, every term one of the index; `postings` gives
 * those of a term. Returns {scores, leads}, parallel to the list: which clause, term and field led to the article first
 * decides among equal scores; NONE where nothing did.
 */
export function scoresOf(index, postings, clauses, list) {
  const fields = vectorsOf(index, clauses)
    .filter(({ boosts }) => boosts.size)
    .map((vector) => dotsOf(index, postings, vector));
  const scores = new Float64Array(list.length);
  const leads = new Uint32Array(list.length).fill(NONE);
  const here = []; // the fields that hold the article
  for (let i = 0; i < list.length; i += 1) {
    const number = list[i];
    here.length = 0;
    for (const field of fields) if (field.leads[number] !== NONE) here.push(field);
    if (!here.length) continue;
    if (here.length > 1) here.sort((a, b) => a.leads[number] - b.leads[number]); // floats are summed in this order
    leads[i] = here[0].leads[number];
    for (const { dots, magnitude } of here) scores[i] += dots[number] / magnitude || 0;
  }
  return { scores, leads };
}

/** The places of the best `count` of a scored list, in lunr's order; those without a lead are left out. */
export function best({ scores, leads }, count) {
  const inOrder = (i, j) => scores[j] - scores[i] || leads[i] - leads[j] || i - j;
  let kept = [];
  let least = -1; // what a score must reach once `count` better ones are known
  for (let i = 0; i < scores.length; i += 1) {
    if (leads[i] === NONE || scores[i] < least) continue;
    kept.push(i);
    if (kept.length >= 2 * count + SPARE) {
      kept = kept.sort(inOrder).slice(0, count);
      least = count ? scores[kept.at(-1)] : Infinity;
    }
  }
  return kept.sort(inOrder).slice(0, count);
}

/** Whether something led to the place of a scored list. */
export function matches({ leads }, place) {
  return leads[place] !== NONE;
}

/** For each field the boosts of its terms and which clause, term and field comes first to each of them. */
function vectorsOf(index, clauses) {
  const vectors = new Map(index.fields.map((name) => [name, { name, boosts: new Map(), lead: new Map() }]));
  let lead = 0;
  for (const { terms, fields, boost } of clauses) {
    for (const term of terms) {
      for (const field of fields) {
        const { boosts, lead: leads } = vectors.get(field);
        boosts.set(term, boosts.has(term) ? boosts.get(term) + boost : boost);
        if (!leads.has(term)) leads.set(term, lead);
        lead += 1;
      }
    }
  }
  return [...vectors.values()];
}

/** Products of a field's query vector with the articles' vectors, its length, and what leads to an article first. */
function dotsOf(index, postings, { name, boosts, lead }) {
  const dots = new Float64Array(index.articlesInAll);
  const leads = new Uint32Array(index.articlesInAll).fill(NONE);
  let squares = 0;
  for (const term of [...boosts.keys()].sort()) {
    const boost = boosts.get(term);
    squares += boost * boost;
    const found = postings.get(term);
    if (!found.fields[name]) continue;
    const { articles } = found.fields[name];
    const weight = index.weights(found, name);
    const place = lead.get(term);
    for (let i = 0; i < articles.length; i += 1) {
      dots[articles[i]] += boost * weight[i];
      if (place < leads[articles[i]]) leads[articles[i]] = place;
    }
  }
  return { dots, leads, magnitude: Math.sqrt(squares) };
}
