/**
 * Which words a pattern or a misspelt word means. A letter is a Unicode character here, however many UTF-16 units it has.
 * Time per word is at most its letters (64 in an index) times those of the pattern, and patterns longer than words fit none.
 */

export const FAR = 2; // edits a wrong word may be away from what was meant
export const MIN_FAR = 5; // letters of a word that may be so far off; a shorter one would become any other
const ASTRAL = /[\ud800-\udfff]/; // no u: it looks for halves of letters that have two units

/** The letters of a text, to be used by number: a string where units are letters, else an array. */
function letters(text) {
  return ASTRAL.test(text) ? [...text] : text;
}

/** A pattern of letters, `*` (any run) and `?` (one letter), with doubled stars made one. */
export function plainPattern(pattern) {
  return pattern.replace(/\*+/gu, "*");
}

/** Whether the word fits a pattern. */
export function fitsPattern(word, pattern) {
  const w = letters(word);
  const p = letters(pattern);
  let here = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (here < w.length) {
    if (sign < p.length && p[sign] === "*") {
      star = sign;
      resume = here;
      sign += 1;
    } else if (sign < p.length && (p[sign] === "?" || p[sign] === w[here])) {
      here += 1;
      sign += 1;
    } else if (star >= 0) {
      resume += 1; // let the last star swallow one more letter
      here = resume;
      sign = star + 1;
    } else {
      return false;
    }
  }
  while (p[sign] === "*") sign += 1;
  return sign === p.length;
}

/** What a pattern says of every word that fits it: {first, last, least}, the letters it begins and ends with and the fewest it has. */
export function outline(pattern) {
  const [first] = /^[^*?]*/u.exec(pattern);
  const [last] = first === pattern ? [pattern] : /[^*?]*$/u.exec(pattern);
  return { first, last, least: [...pattern.replaceAll("*", "")].length };
}

/**
 * How many letters must be put in, left out, changed or swapped with a neighbour to make one word of the other, no pair of
 * letters touched twice; `most + 1` for every distance beyond `most`.
 */
export function distance(a, b, most) {
  if (Math.abs(letters(a).length - letters(b).length) > most) return most + 1;
  return Math.min(rows(a, b, most).at(-1), most + 1);
}

/** Whether two words differ by at most so many edits. */
export function isNear(a, b, edits) {
  return distance(a, b, edits) <= edits;
}

/**
 * Whether a word that begins with `start` can be within `edits` of the word, with at most `early` of the edits in the
 * word's first `half` letters. Never false for one that is; may be true where none is.
 */
export function canBegin(start, word, edits, half, early) {
  return rows(start, word, edits).some((cost, length) => cost <= (length <= half ? early : edits));
}

/** The last row of the table of distances: from all of `a` to each beginning of `b`; a number beyond `most` is a lower bound. */
function rows(a, b, most) {
  const x = letters(a);
  const y = letters(b);
  let before = [];
  let last = Array.from({ length: y.length + 1 }, (_, j) => j);
  for (let i = 1; i <= x.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= y.length; j += 1) {
      let cost = Math.min(last[j - 1] + (x[i - 1] === y[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    [before, last] = [last, row];
    if (least > most) return last; // rows only grow
  }
  return last;
}
