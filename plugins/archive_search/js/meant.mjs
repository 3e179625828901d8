/** "Did you mean": queries in which words the archive does not have are exchanged for words like them. */

import { QUOTES, TAG_FIELDS } from "./lexer.mjs";
import { distance, FAR, MIN_FAR } from "./match.mjs";
import { chains } from "./normalise.mjs";
import { waysOf } from "./ways.mjs";

const ALIKE = 3; // words tried for a wrong one
const WORDS = 8; // wrong words of a query that are looked into; a text pasted in has more, and none of them is a slip

/**
 * Promise of at most `max` queries, the likeliest first; none where every word is in the archive, or none is like a wrong
 * one. `tree` is the query's, `index` that of evaluate.mjs, with `vocabulary.lookAlikes`.
 */
export async function meantBy(tree, query, index, max) {
  const wrong = [];
  for (const word of wordsIn(tree, query)) {
    if (wrong.length < WORDS && !(await isThere(word, index))) wrong.push(word);
  }
  const found = await Promise.all(wrong.map(async (word) => ({ ...word, alike: await likeIt(word, index) })));
  const known = found.filter(({ alike }) => alike.length);
  if (!known.length) return [];
  const queries = known[0].alike.map((first) => exchanged(query, known.map((word, i) => ({ ...word, instead: i ? word.alike[0] : first }))));
  return [...new Set(queries)].slice(0, max);
}

/** {chain, field, text, start, end} of the words that must or may be there, in the order of the query; places are of UTF-16 units. */
function wordsIn(node, query, field = null) {
  if (node.kind === "not") return [];
  if (node.kind === "field") return wordsIn(node.item, query, node.name);
  if (node.kind === "near") return [node.left, node.right].flatMap((part) => wordsIn(part, query, field));
  if (node.kind === "must") return wordsIn(node.item, query, field);
  if (node.items) return node.items.flatMap((part) => wordsIn(part, query, field));
  if (node.kind !== "word" && node.kind !== "phrase") return [];
  const start = node.kind === "phrase" ? node.at + 1 : node.at;
  const raw = node.kind === "phrase" ? query.slice(start, endOfQuote(query, start)) : query.slice(start, start + node.text.length);
  return [...chains(raw)].map((chain) => {
    const text = raw.slice(chain.start, chain.end);
    return { chain, field, text, start: start + chain.start, end: start + chain.end };
  });
}

function endOfQuote(query, start) {
  let end = start;
  while (end < query.length && !QUOTES.has(query[end])) end += 1;
  return end;
}

/** Whether the archive has the word, in one of the ways it is looked for. */
async function isThere({ chain, field }, index) {
  if (!chain.whole || index.isCommon(chain.whole)) return true; // characters in a row cannot be misspelt by a letter
  if (TAG_FIELDS.includes(field)) return (await labelWords(field, index)).some(({ word }) => word === chain.whole);
  const has = async (terms) => (await Promise.all(terms.map((term) => index.terms.articles(term, field)))).some((list) => list.length);
  const ways = await Promise.all(waysOf(chain, index).map(async (way) => (await Promise.all(way.map(has))).every(Boolean)));
  return ways.some(Boolean);
}

/** Words like it, in its case, the likeliest first. */
async function likeIt({ chain, field, text }, index) {
  const found = TAG_FIELDS.includes(field)
    ? nearest(await labelWords(field, index), chain.whole)
    : await index.vocabulary.lookAlikes(chain.whole, ALIKE);
  return [...new Set(found.map(({ word }) => word))].slice(0, ALIKE).map((word) => cased(word, text));
}

/** The words of the labels of all tags of a kind, those of most articles first. */
async function labelWords(kind, { columns }) {
  const { tags } = await columns.table(kind);
  const words = tags.flatMap(({ label, count }) => [...chains(label)].map(({ whole }) => ({ word: whole, count })));
  return words.filter(({ word }) => word).sort((a, b) => b.count - a.count);
}

/** The words like one, the nearest first. */
function nearest(words, meant) {
  const most = [...meant].length < MIN_FAR ? 1 : FAR;
  const edits = new Map(words.map((word) => [word, distance(word.word, meant, most)]));
  return words.filter((word) => edits.get(word) <= most).sort((a, b) => edits.get(a) - edits.get(b));
}

function cased(word, typed) {
  const [first, ...rest] = typed;
  if (first === first.toLowerCase()) return word;
  const capitals = rest.length > 0 && typed === typed.toUpperCase();
  return capitals ? word.toUpperCase() : word[0].toUpperCase() + word.slice(1);
}

function exchanged(query, words) {
  let at = 0;
  let text = "";
  for (const { start, end, instead } of words) {
    text += query.slice(at, start) + instead;
    at = end;
  }
  return text + query.slice(at);
}
