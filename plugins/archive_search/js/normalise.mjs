/**
 * Text → words → terms, exactly as `normalise.py` does it when the index is built; that module
 * says what a chain is and why. tests/search/normalise.json holds the cases both must agree on.
 */

const MAX_WORD = 64;
const WIDE_SHIFT = 0xfee0;
const MIN_TAIL = 3;

const HYPHENS = "\\-\u2010\u2011\u2012\u2013";
const APOSTROPHES = "'\u2018\u2019\u02bc\u2032\uff07`\u00b4";
const INVISIBLE = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff";
const UNSPACED =
  "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f" +
  "\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}" +
  "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u17d7\u17dc\u17dd";
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ",
};

const WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])`;
const JOINT = `[${HYPHENS}${APOSTROPHES}.&]|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))`;
const CHAIN = new RegExp(`[${UNSPACED}]+|${WORD}+(?:(?:${JOINT})${WORD}+)*`, "gu");
const PIECE = new RegExp(`(${JOINT})`, "u");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "gu");
const HYPHEN = new RegExp(`[${HYPHENS}]`, "gu");
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "gu");
const ACCENT = /([\u0418\u0438]\u0306)|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/gu;
const ONE_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu;
const LATIN = /[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]/gu;
const CYRILLIC = /[\u0400-\u052f]/gu;
const LATIN_OF = pairs("АВЕКМНОРСТУХІЅЈҺԀԚԜаеорсухіѕјһԁԛԝ", "ABEKMHOPCTYXISJHDQWaeopcyxisjhdqw");
const CYRILLIC_OF = pairs("ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху");
const ONE_LETTER = /^\p{L}$/u;
const CLUSTER = /\P{M}?\p{M}*/gu; // a character with its marks
const DIGIT = /\p{Nd}/u;

/** Whether a text begins in a script that is written without spaces. */
export function isUnspaced(text) {
  return ONE_UNSPACED.test(text);
}

/** The word without case, accents and invisible characters, in NFC, at most MAX_WORD characters. */
export function fold(word) {
  const plain = word
    .replace(ALL_INVISIBLE, "")
    .normalize("NFD")
    .replace(ACCENT, "$1")
    .replace(WIDE, (character) => String.fromCharCode(character.charCodeAt(0) - WIDE_SHIFT));
  return cut(unmixed(plain).toLowerCase().replace(LETTER, (letter) => LETTERS[letter]).normalize("NFC"));
}

/** The word in one alphabet, if it is of two and one's letters all look like letters of the other. */
function unmixed(word) {
  const latin = word.match(LATIN);
  const cyrillic = word.match(CYRILLIC);
  if (!latin || !cyrillic) return word;
  if (cyrillic.every((letter) => LATIN_OF.has(letter))) return word.replace(CYRILLIC, (letter) => LATIN_OF.get(letter));
  if (latin.every((letter) => CYRILLIC_OF.has(letter))) return word.replace(LATIN, (letter) => CYRILLIC_OF.get(letter));
  return word;
}

function pairs(from, to) {
  return new Map([...from].map((letter, i) => [letter, to[i]]));
}

/**
 * The chains of a text in order: {start, end, whole, parts, extra, readings}, offsets in UTF-16 units;
 * `readings` are {word, form, place, start, end}: the words with the form they are printed in, the part they stand at,
 * and where they stand in the chain's text. Never one without a word.
 */
export function* chains(text) {
  for (const { start, run } of runs(text)) {
    const chain = chainOf(run);
    if (chain.parts.length) yield { start, end: start + run.length, ...chain };
  }
}

/** The texts of the chains, {start, run}, for callers that keep what `chainOf` makes of each; some may hold no word. */
export function* runs(text) {
  for (const match of text.matchAll(CHAIN)) yield { start: match.index, run: match[0] };
}

/** Everything an index finds the chain by, without repeats. */
export function wordsOf(chain) {
  return [...new Set(chain.readings.map(({ word }) => word))];
}

/** Text of a chain in NFC, hyphens and apostrophes as the keyboard has them, nothing invisible. */
export function printed(run) {
  return run.replace(ALL_INVISIBLE, "").replace(APOSTROPHE, "'").replace(HYPHEN, "-").normalize("NFC");
}

/** What `chains` says of the chain with this text, but where it stands. */
export function chainOf(text) {
  if (isUnspaced(text)) return unspaced(text);
  const { whole, parts, tails } = joined(text.split(PIECE));
  const kept = parts.filter(({ word }) => word);
  const places = new Map(kept.map((part, place) => [part, place]));
  const all = [
    ...kept.map((part) => readingOf(part, places.get(part))),
    readingOf(whole, 0),
    ...tails.map((tail) => readingOf(tail, places.get(tail.part))),
  ];
  const once = new Map(all.filter(({ word }) => word).reverse().map((reading) => [`${reading.place} ${reading.word}`, reading]));
  return {
    whole: cut(whole.word),
    parts: kept.map(({ word }) => cut(word)),
    extra: tails.map(({ word }) => word),
    readings: all.filter((reading) => once.get(`${reading.place} ${reading.word}`) === reading),
  };
}

/** A run of characters without spaces: found by each of them and by each two neighbours. */
function unspaced(text) {
  const characters = [];
  const edges = [0]; // a kana and its mark may be two characters in the text and one here
  for (const [cluster] of text.matchAll(CLUSTER)) {
    const end = edges.at(-1) + cluster.length;
    for (const character of cluster.normalize("NFC")) {
      characters.push(character);
      edges.push(end);
    }
  }
  const pairs = characters.slice(1).map((character, i) => characters[i] + character);
  const read = (length) => (word, place) => ({ word, form: word, place, start: edges[place], end: edges[place + length] });
  return { whole: "", parts: characters, extra: pairs, readings: [...characters.map(read(1)), ...pairs.map(read(2))] };
}

/** The parts, the whole and the tails of a chain, each {word, text, start}; a tail tells its part. */
function joined(pieces) {
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1) + piece.length);
  const words = pieces.filter((_, i) => i % 2 === 0).map(fold);
  const joints = pieces.filter((_, i) => i % 2 === 1).map(kindOf);
  if (words.length > 1 && joints.at(-1) === "'" && words.at(-1) === "s") {
    words.pop();
    joints.pop();
    pieces = pieces.slice(0, -2);
  }
  const whole = { word: words[0], text: pieces.join(""), start: 0 };
  if (words.length > 1 && joints.every((joint) => joint === ".") && words.every((word) => ONE_LETTER.test(word))) {
    whole.word = words.join("");
    return { whole, parts: [whole], tails: [] };
  }
  const parts = [{ word: words[0], text: pieces[0], start: 0 }];
  const tails = [];
  joints.forEach((joint, i) => {
    const word = words[i + 1];
    const text = pieces[2 * i + 2];
    const start = starts[2 * i + 2];
    const part = parts.at(-1);
    const decimal = joint === "." && isDigit([...whole.word].at(-1)) && isDigit([...word][0]);
    const point = decimal ? "." : "";
    whole.word += point + word;
    if (joint === "'" || joint === "," || decimal) {
      part.word += point + word;
      part.text += pieces[2 * i + 1] + text;
      if (joint === "'" && [...word].length >= MIN_TAIL) tails.push({ word, text, start, part });
    } else {
      parts.push({ word, text, start });
    }
  });
  return { whole, parts, tails };
}

function readingOf({ word, text, start }, place) {
  const short = cut(word);
  const form = printed(text);
  return { word: short, form: [...form].length <= MAX_WORD ? form : short, place, start, end: start + text.length };
}

function kindOf(joint) {
  if (".&,".includes(joint)) return joint;
  return APOSTROPHES.includes(joint) ? "'" : "-";
}

function isDigit(character) {
  return character !== undefined && DIGIT.test(character);
}

function cut(word) {
  return word.length <= MAX_WORD ? word : [...word].slice(0, MAX_WORD).join("");
}
