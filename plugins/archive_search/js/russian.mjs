/** The Russian stemmer: the twin of `russian.py`, which says how it works. Loaded when a query or a text has Cyrillic letters. */

const VOWEL = /[аеиоуыэюя]/u;
const R2 = /^(?:[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]){2}/u;

const GERUND = endings("ив ивши ившись ыв ывши ывшись", "в вши вшись");
const ADJECTIVE = endings("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
const PARTICIPLE = endings("ивш ывш ующ", "ем нн вш ющ щ");
const REFLEXIVE = endings("ся сь");
const VERB = endings(
  "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
  "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
);
const NOUN = endings("а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");
const SUPERLATIVE = endings("ейш ейше");
const DERIVED = endings("ост ость");

function endings(others, afterA = "") {
  const [first, second] = [afterA, others].map((list) => new Set(list.split(" ")));
  return { afterA: first, others: second, longest: Math.max(...[...first, ...second].map(({ length }) => length)) };
}

/** The stem of a folded word in Cyrillic letters (ё is е). */
export function stem(word) {
  const vowel = word.search(VOWEL);
  if (vowel < 0) return word;
  const head = word.slice(0, vowel + 1);
  const tail = inflection(word.slice(vowel + 1)).replace(/и$/u, "");
  return head + tidy(derivation(head, tail));
}

/** Without the ending of a gerund, else without a reflexive one and one of an adjective, a verb or a noun. */
function inflection(tail) {
  const gerund = without(tail, GERUND);
  if (gerund !== null) return gerund;
  const bare = without(tail, REFLEXIVE) ?? tail;
  const adjective = without(bare, ADJECTIVE);
  if (adjective !== null) return without(adjective, PARTICIPLE) ?? adjective;
  return without(bare, VERB) ?? without(bare, NOUN) ?? bare;
}

/** What stands before the longest ending of the class; null where the tail has none. */
function without(tail, { afterA, others, longest }) {
  for (let length = Math.min(longest, tail.length); length > 0; length -= 1) {
    const rest = tail.slice(0, -length);
    const ending = tail.slice(-length);
    if (others.has(ending)) return rest;
    if (afterA.has(ending)) return /[ая]$/u.test(rest) ? rest : null;
  }
  return null;
}

/** Without ость, where it lies behind two syllables. */
function derivation(head, tail) {
  const rest = without(tail, DERIVED);
  const region = R2.exec(head + tail);
  return rest !== null && region && (head + rest).length >= region[0].length ? rest : tail;
}

/** Without the ending of a superlative or a soft sign; double н made one. */
function tidy(tail) {
  const rest = without(tail, SUPERLATIVE);
  const left = rest ?? tail;
  if (left.endsWith("нн")) return left.slice(0, -1);
  return rest === null ? left.replace(/ь$/u, "") : left;
}
