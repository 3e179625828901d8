/**
 * The words and terms of an archive, read in the chunks a pattern, a misspelling or a beginning needs; `vocabulary.py`
 * says how they are written. Every answer equals that of a scan of the whole list.
 */

import { Directory } from "./directory.mjs";
import { Lines } from "./lines.mjs";
import { canBegin, distance, FAR, fitsPattern, isNear, MIN_FAR, outline, plainPattern } from "./match.mjs";
import { isUnspaced } from "./normalise.mjs";

export const WORD = "w"; // what to look through: words as written (folded)
export const TERM = "t"; // or index terms
const LAST = "\uffff"; // sorts behind every letter
const FIRST_CODE = 48; // "0" says that an entry shares no letter with the one before
const MAX_CHUNKS = 1_024; // about 4 MB as sent: an archive of half a million articles, looked through from end to end

/**
 * The vocabulary of a manifest's section. `termsOf` gives the index terms a word is found by.
 *
 * A match is {word, terms, articles}; `articles` counts those with its term, what a search for it finds. Lists of matches come as {matches, left, cut}:
 * those of most articles first, how many were left out, and whether the vocabulary was too large to be looked through.
 */
export class Vocabulary {
  constructor(section, files, termsOf) {
    Object.assign(this, { section, files, termsOf });
  }

  /** Whether the text is one of the words. */
  async has(word) {
    let found = false;
    await this.scan([await this.range("forward", word)], (text, numbers) => (found ||= numbers.word > 0 && text === word));
    return found;
  }

  /** The words that fit a folded pattern of letters, `*` and `?`. */
  async matching(pattern, max, kind = WORD) {
    const plain = plainPattern(pattern);
    const { first, last } = outline(plain);
    const ways = [];
    if (first || !last) ways.push(this.range("forward", first));
    if (last) ways.push(this.range("reverse", reversed(last)));
    const [shortest] = (await Promise.all(ways)).sort((a, b) => a.names.length - b.names.length);
    return this.best([shortest], (text) => fitsPattern(text, plain), max, kind);
  }

  /** The words at most so many edits from a folded one. */
  async near(word, edits, max, kind = WORD) {
    const letters = [...word];
    const half = Math.floor(letters.length / 2);
    const early = Math.floor(edits / 2); // however the edits lie, one half of the word has no more than this
    const end = reversed(word);
    const ways = [
      this.range("forward", early ? "" : start(word, half), (begun) => canBegin(begun, word, edits, half, early)),
      this.range("reverse", early ? "" : start(end, letters.length - half), (begun) =>
        canBegin(begun, end, edits, letters.length - half, early),
      ),
    ];
    if (edits === 1 && half) {
      letters.splice(half - 1, 2, letters[half], letters[half - 1]); // swapped across the middle, neither half is right
      ways.push(this.range("forward", letters.join("")));
    }
    const [all, ...parts] = await Promise.all([this.range("forward", ""), ...ways]);
    const fewer = parts.reduce((sum, { names }) => sum + names.length, 0) < all.names.length;
    return this.best(fewer ? parts : [all], (text) => isNear(text, word, edits), max, kind);
  }

  /**
   * Words that a wrong one may have been meant as: matches, the nearest first, then those of most articles. In a long word
   * two letters may be wrong, unless that spoils both its first and its last third.
   */
  async lookAlikes(word, max) {
    let { matches } = await this.near(word, 1, Infinity);
    const letters = [...word].length;
    if (!matches.length && letters >= MIN_FAR) {
      const third = Math.ceil(letters / 3);
      const ways = [this.range("forward", start(word, third)), this.range("reverse", start(reversed(word), third))];
      ({ matches } = await this.best(await Promise.all(ways), (text) => isNear(text, word, FAR), Infinity, WORD));
    }
    const edits = new Map(matches.map((match) => [match, distance(match.word, word, FAR)]));
    return matches
      .filter((match) => edits.get(match))
      .sort((a, b) => edits.get(a) - edits.get(b)) // a stable sort: by articles within
      .slice(0, max);
  }

  /** The words that begin so, one of each term, as matches of which `articles` counts those with the term. */
  async suggest(beginning, max) {
    const way = await this.range("forward", beginning);
    if (way.names.length > 1) return this.head(beginning, max);
    const best = new Map(); // term → its commonest word: "russia" and "russias" are one suggestion
    await this.scan([way], (text, { word, found }) => {
      if (!word || !text.startsWith(beginning) || isUnspaced(text)) return;
      const terms = this.termsOf(text);
      if (!(best.get(terms[0])?.written >= word)) best.set(terms[0], { written: word, match: { word: text, terms, articles: found } });
    });
    return [...best.values()].map(({ match }) => match).sort(byArticles).slice(0, max);
  }

  /** The same for a beginning of so many words that they were counted when the index was built. */
  async head(beginning, max) {
    const [line = ""] = await new Lines(this.section.heads, this.files).of(beginning);
    const items = line ? line.split(" ") : [];
    const words = items.filter((_, i) => i % 2 === 0).slice(0, max);
    return words.map((word, i) => ({ word, terms: this.termsOf(word), articles: Number(items[2 * i + 1]) }));
  }

  /** The matches among the entries of some ranges. */
  async best(ways, fits, max, kind) {
    const found = new Map(); // a word may lie in two ranges
    const cut = await this.scan(ways, (text, numbers) => {
      const articles = kind === TERM ? numbers.term : numbers.found;
      if (articles && fits(text)) found.set(text, articles);
    });
    const matches = [...found]
      .map(([word, articles]) => ({ word, terms: kind === TERM ? [word] : this.termsOf(word), articles }))
      .sort(byArticles);
    return { matches: matches.slice(0, max), left: Math.max(0, matches.length - max), cut };
  }

  /** Calls visit(text, {word, found, term}) for the entries; true if they are too many to be all looked at. */
  async scan(ways, visit) {
    const files = ways.flatMap(({ list, names }) => names.map((name) => ({ list, name })));
    const kept = files.slice(0, MAX_CHUNKS);
    const chunks = await Promise.all(kept.map(({ name }) => this.files.made(name, "entries", entriesOf)));
    chunks.forEach((entries, i) => {
      const read = kept[i].list === "reverse" ? reversed : (text) => text;
      for (const { text, ...numbers } of entries) visit(read(text), numbers);
    });
    return kept.length < files.length;
  }

  /** The files of a list that can hold texts with this beginning, of those whose common beginning passes the test. */
  async range(list, beginning, passes = () => true) {
    const directory = new Directory(await this.files.json(this.section[list]), this.files);
    return { list, names: await directory.between(beginning, beginning + LAST, (from, to) => passes(shared(from, to))) };
  }
}

/** The entries of a chunk: {text, word, found, term}, numbers of articles as in vocabulary.py. */
function entriesOf(bytes) {
  const [line, overlaps, marks, last] = new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  const [ends, counts] = [line.split(" "), last.split(" ")];
  if ([overlaps, marks, counts].some(({ length }) => length !== ends.length)) throw new RangeError("lines of unequal length");
  let text = "";
  return ends.map((end, i) => {
    text = text.slice(0, overlaps.charCodeAt(i) - FIRST_CODE) + end;
    const [one, two = one, three = two] = counts[i].split("-").map(Number);
    if (marks[i] === TERM) return { text, word: 0, found: 0, term: one };
    return { text, word: one, found: two, term: marks[i] === WORD ? 0 : three };
  });
}

function byArticles(a, b) {
  return b.articles - a.articles || (a.word < b.word ? -1 : 1);
}

function reversed(text) {
  return [...text].reverse().join("");
}

/** The first letters of a text. */
function start(text, count) {
  return [...text].slice(0, count).join("");
}

/** The letters two texts begin with. */
function shared(a, b) {
  const others = [...b];
  const letters = [...a];
  const end = letters.findIndex((letter, i) => letter !== others[i]);
  return end < 0 ? a : letters.slice(0, end).join("");
}
