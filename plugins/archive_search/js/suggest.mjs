/** What is offered while a reader types: words of the vocabulary, tags by their labels, articles by their titles. */

import { Lines } from "./lines.mjs";
import { EMPTY, intersect, unite } from "./lists.mjs";
import { chains } from "./normalise.mjs";
import { COMMON } from "./terms.mjs";

const TAGS = 3; // offered at once
const TITLES = 2; // each costs its article's file, of one to three kilobytes
const TAG_LETTERS = 2; // letters typed before tags are looked for
const TITLE_LETTERS = 4; // and before headlines are; behind another word fewer tell as much
const NEXT_LETTERS = 2;
const FILES = 2; // of lines that begin with the typed letters: a few kilobytes a keypress
const TYPED = 200; // characters before the caret that are looked at
const KINDS = ["region", "topic", "source", "author"];
const FIELD = /(?:^|[\s(+\-])((title|body|region|topic|source|author):)[^\s:"()]*$/iu;
const NO_WORD = /[=*?~^"\u201c\u201d\u201e\u00ab\u00bb\uff02]/u; // signs of the query language: a headline has no such meaning

export class Suggestions {
  /** `section` is the manifest's of suggestions; `documents` gives the rows of articles. */
  constructor(section, files, { vocabulary, documents }) {
    this.tags = new Lines(section.tags, files);
    this.titles = new Lines(section.titles, files);
    Object.assign(this, { vocabulary, documents });
  }

  /**
   * {from, to, items} for the word before the caret, which stands from `from` to `to`. An item is {kind, text, from, to}:
   * kind "word" with `count` (articles it finds), "region", "topic" or "source" with `id` and `count`, "author" with
   * `count` and `query` (what to put instead), "title" with `url`.
   */
  async suggest(text, caret, count) {
    const start = Math.max(0, caret - TYPED);
    const before = text.slice(start, caret);
    const words = [...chains(before)];
    const last = words.at(-1);
    const nothing = { from: caret, to: caret, items: [] };
    if (!last || last.end < before.length || /^[\p{L}\p{N}]/u.test(text.slice(caret))) return nothing;
    const field = FIELD.exec(before);
    const [from, to] = [start + last.start, caret];
    const kinds = field ? KINDS.filter((kind) => kind === field[2].toLowerCase()) : KINDS;
    const begun = field && kinds.length ? start + field.index + field[0].indexOf(field[1]) : from;
    const plain = !field && !NO_WORD.test(before);
    const [offered, tags, titles] = await Promise.all([
      field && kinds.length ? [] : this.words(last, count),
      this.tagsOf(words, kinds, field ? 1 : TAG_LETTERS),
      plain ? this.titlesOf(words) : [],
    ]);
    const found = tags.map((tag) => ({ from: tag.words > 1 ? start + words.at(-tag.words).start : begun, to, ...itemOf(tag) }));
    const room = Math.max(0, count - found.length - titles.length);
    return { from, to, items: [...offered.slice(0, room).map((item) => ({ from, to, ...item })), ...found, ...titles].slice(0, count) };
  }

  async words({ whole }, count) {
    const found = whole ? await this.vocabulary.suggest(whole, count) : [];
    return found.map(({ word, articles }) => ({ kind: "word", text: word, count: articles }));
  }

  /** The tags of which the label's words go on as typed, of most articles first: {kind, id, count, label, words}. */
  async tagsOf(chainsTyped, kinds, least) {
    const typed = chainsTyped.map(keyOf);
    const last = typed.at(-1);
    if (!kinds.length || [...last].length < least) return [];
    const { whole, extra, parts } = chainsTyped.at(-1);
    const lines = await this.tags.startingWith(whole || (extra[0] ?? parts[0]), FILES);
    const best = new Map();
    for (const { text } of lines) {
      const [kind, id, count, label] = JSON.parse(text);
      const words = kinds.includes(kind) ? fitting([...chains(label)].map(keyOf), typed) : 0;
      const key = `${kind} ${id}`;
      if (words > (best.get(key)?.words ?? 0)) best.set(key, { kind, id, count, label, words });
    }
    return [...best.values()].sort((a, b) => b.words - a.words || b.count - a.count || (a.label < b.label ? -1 : 1)).slice(0, TAGS);
  }

  /** The newest articles of which the title has all words typed, the last as the beginning of a word. */
  async titlesOf(chainsTyped) {
    const words = chainsTyped.flatMap((chain) => (chain.whole ? [chain.whole] : chain.extra.length ? chain.extra : chain.parts));
    const last = chainsTyped.at(-1).whole; // "" for a run of Chinese, of which every pair is a whole word
    if (last && [...last].length < (words.length > 1 ? NEXT_LETTERS : TITLE_LETTERS)) return [];
    const whole = (last ? words.slice(0, -1) : words).filter((word) => !COMMON.has(word));
    const lists = whole.map(async (word) => numbersOf((await this.titles.of(word))[0]));
    if (last) lists.push(this.titles.startingWith(last, FILES).then((lines) => unite(lines.map(({ text }) => numbersOf(text)))));
    const found = (await Promise.all(lists)).reduce(intersect);
    const rows = await Promise.all([...found.slice(-TITLES)].reverse().map((number) => this.documents.row(number)));
    return rows.map(({ title, url }) => ({ kind: "title", text: title, url }));
  }
}

/** A word's letters as they are looked up; a run of Chinese is looked up by its characters. */
function keyOf({ whole, parts }) {
  return whole || parts.join("");
}

/** How many of the last words typed the label has in a row, the last of them as the beginning of a word. */
function fitting(label, typed) {
  const last = typed.at(-1);
  let most = 0;
  label.forEach((word, end) => {
    if (!word.startsWith(last)) return;
    let words = 1;
    while (words <= end && words < typed.length && label[end - words] === typed[typed.length - 1 - words]) words += 1;
    most = Math.max(most, words);
  });
  return most;
}

function itemOf({ kind, id, count, label }) {
  const query = `author:"${label.replace(/["\u201c\u201d\u201e\u00ab\u00bb\uff02]/gu, " ").trim()}"`;
  return { kind, id, text: label, count, ...(kind === "author" && { query }) };
}

/** The list that a line of title words holds. */
function numbersOf(line) {
  if (!line) return EMPTY;
  let number = 0;
  const steps = line.split(" ").map((digits) => Number.parseInt(digits, 36));
  return Uint32Array.from(steps.map((step, i) => (number = i ? number - step : step)).reverse());
}
