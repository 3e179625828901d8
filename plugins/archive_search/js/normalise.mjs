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
  "\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}";
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ",
};

const WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])`;
const JOINT = `[${HYPHENS}${APOSTROPHES}.&]|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))`;
const CHAIN = new RegExp(`[${UNSPACED}]+|${WORD}+(?:(?:${JOINT})${WORD}+)*`, "gu");
const PIECE = new RegExp(`(${JOINT})`, "u");
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "gu");
const ACCENT = /([\u0418\u0438]\u0306)|[\u0300-\u036f]/gu;
const ONE_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu;
const LATIN = /[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]/gu;
const CYRILLIC = /[\u0400-\u052f]/gu;
const LATIN_OF = pairs("АВЕКМНОРСТУХІЅЈҺԀԚԜаеорсухіѕјһԁԛԝ", "ABEKMHOPCTYXISJHDQWaeopcyxisjhdqw");
const CYRILLIC_OF = pairs("ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху");
const ONE_LETTER = /^\p{L}$/u;
const DIGIT = /\p{Nd}/u;

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
 * The chains of a text in order: {start, end, whole, parts, extra}, offsets in UTF-16 units.
 * Never one without a word.
 */
export function* chains(text) {
  for (const match of text.matchAll(CHAIN)) {
    const chain = chainOf(match[0]);
    if (chain.parts.length) yield { start: match.index, end: match.index + match[0].length, ...chain };
  }
}

/** Everything an index finds the chain by, without repeats. */
export function wordsOf(chain) {
  return [...new Set([...chain.parts, chain.whole, ...chain.extra])].filter(Boolean);
}

function chainOf(text) {
  if (ONE_UNSPACED.test(text)) {
    const characters = [...text.normalize("NFC")];
    const pairs = characters.slice(1).map((character, i) => characters[i] + character);
    return { whole: "", parts: characters, extra: pairs };
  }
  const pieces = text.split(PIECE);
  const words = pieces.filter((_, i) => i % 2 === 0).map(fold);
  const joints = pieces.filter((_, i) => i % 2 === 1).map(kindOf);
  if (words.length > 1 && joints.at(-1) === "'" && words.at(-1) === "s") {
    words.pop();
    joints.pop();
  }
  if (words.length > 1 && joints.every((joint) => joint === ".") && words.every((word) => ONE_LETTER.test(word))) {
    return { whole: words.join(""), parts: [words.join("")], extra: [] };
  }
  const parts = [words[0]];
  const tails = [];
  let whole = words[0];
  joints.forEach((joint, i) => {
    const word = words[i + 1];
    const decimal = joint === "." && isDigit([...whole].at(-1)) && isDigit([...word][0]);
    whole += (decimal ? "." : "") + word;
    if (joint === "'" || joint === ",") {
      parts[parts.length - 1] += word;
      if (joint === "'" && [...word].length >= MIN_TAIL) tails.push(word);
    } else if (decimal) {
      parts[parts.length - 1] += "." + word;
    } else {
      parts.push(word);
    }
  });
  return { whole: cut(whole), parts: parts.filter(Boolean).map(cut), extra: tails };
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
