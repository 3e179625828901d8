/**
 * Where phrases, NEAR, PRE and words as printed stand. matches.mjs draws what an operand is; `tools` are {positions, textOf}:
 * a Positions and, if there is one, `textOf(article, field)`, a promise of the text of a title or body.
 *
 * Lists of articles come first and narrow what is read; then places. Common words before another word are told by that word's
 * leads. Where one ends a phrase, stands beside NEAR or is wished for as printed, its own places are read last, only for
 * texts that hold the rest, and from the texts if these are fewer bytes.
 */

import { spansInTexts } from "./common-places.mjs";
import { EMPTY, intersect, unite } from "./lists.mjs";
import { Any, EVERY, Leaf, merged, Near, NEAREST, ONE, Phrase, spansIn, textsWith } from "./spans.mjs";

const TEXT_BYTES = 1_300; // of an article as sent
const SINGLE = ["title", "body"]; // fields of one value, which an article's file has as it was indexed
const NEARS = 8; // of an operand; with more, one inside another gives its nearest pairs alone: each multiplies the others
const NOWHERE = { text: EMPTY, start: EMPTY, end: EMPTY };

/** The spans of an operand, by field and article: {article, field, start, end}; `field` null looks in all, and is a number there. */
export async function spansOf(operand, field, tools) {
  const search = new Search(field, tools);
  const { node, texts } = await search.prepare(planned(operand));
  const { text, start, end } = spansIn(node, texts);
  const { articles } = tools.positions;
  return { article: text.map((n) => n % articles), field: text.map((n) => Math.floor(n / articles)), start, end };
}

/** The list of the articles where an operand stands, in one field or (null) in any. */
export async function articlesWith(operand, field, tools) {
  const search = new Search(field, tools);
  return search.articlesOf(await search.find(planned(operand)));
}

/** The list of the articles of some spans. */
export function articlesOf({ article, field }) {
  const lists = [];
  for (let from = 0, to = 0; from < article.length; from = to) {
    while (to < article.length && field[to] === field[from]) to += 1;
    lists.push(article.slice(from, to).filter((number, i, all) => number !== all[i - 1]));
  }
  return unite(lists);
}

/**
 * An operand as it is looked up: {words, lead} (alternatives, and the common words directly before), {phrase}, {near, …},
 * {any}. Common words of a phrase go to the lead of the next word, if any comes and they need not be printed in one way.
 */
function planned(operand, ordered = false) {
  const { slot, phrase, near, any } = operand;
  if (slot) return { words: distinct(slot), lead: [] };
  if (any) return one({ any: any.map((item) => planned(item)) }, "any");
  if (near) return { ...operand, near: near.map((item) => planned(item)) };
  const elements = [];
  let lead = [];
  for (const words of phrase.map(distinct)) {
    if (isPlain(words)) {
      lead.push(words[0].common);
      continue;
    }
    const takes = words.every(({ term }) => term !== undefined);
    if (!takes) elements.push(...lead.map(wordOf));
    elements.push({ words, lead: takes ? lead : [] });
    lead = [];
  }
  return one({ phrase: [...elements, ...lead.map(wordOf)] }, "phrase");
}

/**
 * What holds wherever the plan does and reads no places of common words: {all: plans}, of which every one must stand in the
 * text, or null where that is nothing.
 */
function sieve(plan) {
  const { words, phrase, near, any } = plan;
  if (words) return words.some(isCommon) ? null : plan;
  if (any) {
    const items = any.map(sieve);
    return items.includes(null) ? null : { any: items };
  }
  if (near) {
    const items = near.map(sieve).filter(Boolean);
    return items.length ? { all: items } : null;
  }
  const parts = [[]];
  for (const element of unprinted(phrase)) {
    if (element.words.some(isCommon)) parts.push([]);
    else parts.at(-1).push(element);
  }
  const items = parts.filter((part) => part.length).map((part) => one({ phrase: part }, "phrase"));
  return items.length ? { all: items } : null;
}

/** The elements of a phrase with common words before others in their leads, however they are printed. */
function unprinted(phrase) {
  const slots = phrase.flatMap(({ words, lead }) => {
    return [...lead.map((common) => [{ common }]), words.length === 1 && isCommon(words[0]) ? [{ common: words[0].common }] : words];
  });
  const plan = planned({ phrase: slots });
  return plan.phrase ?? [plan];
}

const isCommon = ({ common }) => common !== undefined;
const isPlain = (words) => words.length === 1 && isCommon(words[0]) && words[0].form === undefined;
const wordOf = (common) => ({ words: [{ common }], lead: [] });
const one = (plan, kind) => (plan[kind].length === 1 ? plan[kind][0] : plan);

function distinct(slot) {
  return [...new Map(slot.map((alternative) => [JSON.stringify(alternative), alternative])).values()];
}

function leavesOf(plan) {
  return plan.words ? [plan] : (plan.phrase ?? plan.near ?? plan.any ?? plan.all).flatMap(leavesOf);
}

class Search {
  constructor(field, { positions, textOf }) {
    Object.assign(this, { positions, textOf, fields: field ? [field] : positions.fields, read: new Map() });
  }

  articlesOf(texts) {
    const { articles, fields } = this.positions;
    return unite(fields.map((_, i) => texts.filter((text) => Math.floor(text / articles) === i).map((text) => text - i * articles)));
  }

  /** The texts where the plan stands. */
  async find(plan) {
    if (plan.all) return (await Promise.all(plan.all.map((item) => this.find(item)))).reduce(intersect);
    if (plan.any) return unite(await Promise.all(plan.any.map((item) => this.find(item))));
    if (plan.words && !plan.lead.length && !plan.words.some(isCommon)) {
      const { positions, fields } = this;
      return unite(await Promise.all(plan.words.map((w) => (w.form === undefined ? positions.texts(w.term, fields) : positions.printed(w, fields)))));
    }
    const { node, quick, texts } = await this.prepare(plan, ONE);
    return textsWith(node, texts, quick);
  }

  /**
   * {node, quick, texts}: a plan with its spans, and the texts in which it may stand. `quick` is null or the plan with fewer
   * spans of NEAR in NEAR: most texts with the whole plan have that too, and it is found in linear time. `pairs` is what is
   * wished for of an outermost NEAR.
   */
  async prepare(plan, pairs = NEAREST) {
    let texts = await this.narrowed(plan);
    const common = leavesOf(plan).flatMap(({ words }) => words.filter(isCommon));
    const rest = common.length && sieve(plan);
    if (rest) texts = await this.find(rest);
    const spans = new Map();
    const keep = async (leaf) => {
      const key = keyOf(leaf);
      if (!spans.has(key)) spans.set(key, this.spans(leaf, texts));
      spans.set(key, await spans.get(key));
    };
    const places = await this.commonSpans(common, texts);
    await Promise.all(leavesOf(plan).map(keep));
    const spansOfLeaf = (leaf) => {
      const own = leaf.words.filter(isCommon).map((word) => places.get(JSON.stringify(word)));
      return [...own, spans.get(keyOf(leaf))].reduce(merged, NOWHERE);
    };
    texts ??= unite([...places.values(), ...spans.values()].map(({ text }) => text.filter((number, i, all) => number !== all[i - 1])));
    const quick = isDeep(plan) ? nodeOf(plan, spansOfLeaf, NEAREST, pairs) : null;
    const inner = nearsIn(plan) > NEARS ? NEAREST : EVERY;
    return { node: nodeOf(plan, spansOfLeaf, inner, pairs), quick, texts };
  }

  /** The texts that have all words a plan needs; null where only common words could tell. */
  async narrowed({ words, phrase, near, any }) {
    if (words) {
      if (words.some(isCommon)) return null;
      return unite(await Promise.all(words.map(({ term }) => this.positions.texts(term, this.fields))));
    }
    const lists = await Promise.all((phrase ?? near ?? any).map((item) => this.narrowed(item)));
    if (any) return lists.includes(null) ? null : unite(lists);
    const known = lists.filter(Boolean).sort((a, b) => a.length - b.length);
    return known.length ? known.reduce(intersect) : null;
  }

  /** The spans of the terms of a leaf; `texts` null: in all. */
  async spans({ words, lead }, texts) {
    const terms = words.filter((word) => !isCommon(word));
    if (texts && !texts.length) return NOWHERE;
    let round = await Promise.all(
      terms.map(async (word) => this.positions.spans(word, lead, texts ?? (await this.positions.texts(word.term, this.fields)))),
    );
    while (round.length > 1) {
      const next = [];
      for (let i = 0; i < round.length; i += 2) next.push(i + 1 < round.length ? merged(round[i], round[i + 1]) : round[i]);
      round = next;
    }
    return round[0] ?? NOWHERE;
  }

  /** The spans of common words, by their alternatives as JSON. */
  async commonSpans(alternatives, texts) {
    const wanted = distinct(alternatives);
    if (!wanted.length || texts?.length === 0) return new Map(wanted.map((word) => [JSON.stringify(word), NOWHERE]));
    const { positions, fields } = this;
    const { common, articles } = positions;
    const ofField = (text) => positions.fields[Math.floor(text / articles)];
    const readable = texts && this.textOf ? texts.filter((text) => SINGLE.includes(ofField(text))) : EMPTY;
    const files = new Set(readable.map((text) => text % articles)).size;
    const single = fields.filter((field) => SINGLE.includes(field));
    const words = wanted.map((word) => word.common);
    const inTexts = files && files * TEXT_BYTES < (await common.bytes(words, single, readable));
    const read = (text) => this.textOf(text % articles, ofField(text));
    const [here, there] = await Promise.all([
      inTexts ? spansInTexts(wanted, readable, read) : wanted.map(() => NOWHERE),
      Promise.all(wanted.map((word) => common.spans(word, inTexts ? fields.filter((f) => !single.includes(f)) : fields, texts))),
    ]);
    return new Map(wanted.map((word, i) => [JSON.stringify(word), merged(here[i], there[i])]));
  }
}

function keyOf({ words, lead }) {
  return JSON.stringify([words, lead]);
}

/** Whether a NEAR stands inside a NEAR. */
function isDeep({ near, any }, inside = false) {
  const within = inside || near !== undefined;
  return (near ?? any ?? []).some((item) => (within && item.near !== undefined) || isDeep(item, within));
}

function nearsIn({ near, any }) {
  return (near ?? any ?? []).reduce((sum, item) => sum + nearsIn(item), near ? 1 : 0);
}

/** A plan as nodes of spans.mjs; `inner` are the pairs found of a NEAR in a NEAR, `outer` of others. */
function nodeOf(plan, spansOfLeaf, inner, outer) {
  if (plan.words) return new Leaf(spansOfLeaf(plan));
  if (plan.phrase) return new Phrase(plan.phrase.map((item) => nodeOf(item, spansOfLeaf)));
  if (plan.any) return new Any(plan.any.map((item) => nodeOf(item, spansOfLeaf, inner, outer)));
  const [first, second] = plan.near.map((item) => nodeOf(item, spansOfLeaf, inner, inner));
  return new Near(first, second, { distance: plan.distance, ordered: plan.ordered, pairs: outer });
}
