/**
 * What the search says, in the language of its page. English is written where it is said; of another language the page has a
 * list of words (words.py makes it), and hands it to the worker:
 *
 *     {texts: {"Newest": "Новые", "%(num)s article": ["%(num)s …", …]}, plural: "2011…"}
 *
 * `plural` has the place of the form for each number from 0 to 99, then for each of 100 to 199, which larger ones share.
 */

const CONTEXT = "\u0004"; // between a context and its text, as gettext has it
const PERIOD = 100; // numbers whose last two digits are the same take the same form
let spoken = { texts: {}, plural: "" };

/** Lets everything from now on be said with these words; without any, in English. */
export function speak(words) {
  spoken = words ?? { texts: {}, plural: "" };
}

/** The words as they were given to `speak`, for another thread. */
export function wordsSpoken() {
  return spoken;
}

/** A text, filled in with values: say("Without %(filter)s", {filter}). */
export function say(text, values = {}) {
  return filled(spoken.texts[text] ?? text, values);
}

/** A text that means several things, told apart by a context: sayAs("month", "May"). */
export function sayAs(context, text, values = {}) {
  return filled(spoken.texts[context + CONTEXT + text] ?? text, values);
}

/** The text for a number of things, which stands in it as %(num)s. */
export function sayMany(number, one, many, values = {}) {
  const forms = spoken.texts[one];
  const form = Number(spoken.plural[number < PERIOD ? number : PERIOD + (number % PERIOD)] ?? 0);
  return filled(forms?.[form] ?? (number === 1 ? one : many), { num: figures(number), ...values });
}

/** A text that is said later, by say(). */
export function marked(text) {
  return text;
}

/** Context and text that are said later, by sayAs(). */
export function inContext(context, text) {
  return [context, text];
}

/** "1,204", as the language groups digits. */
export function figures(number) {
  return number.toLocaleString("en").replaceAll(",", sayAs("between thousands", ","));
}

/** "0.04", as the language writes fractions. */
export function decimal(number, digits) {
  return number.toFixed(digits).replace(".", sayAs("decimal point", "."));
}

/** "A, B, C" of nodes or texts: them and what stands between. */
export function commas(nodes) {
  const between = sayAs("between items of a list", ", ");
  return nodes.flatMap((node, i) => (i ? [between, node] : [node]));
}

/** A text whose %(name)s are nodes: the pieces, to be appended. */
export function sayNodes(text, nodes) {
  return pieces(spoken.texts[text] ?? text).map((piece, i) => (i % 2 ? nodes[piece] : piece));
}

function filled(text, values) {
  return pieces(text).map((piece, i) => (i % 2 ? values[piece] : piece)).join("");
}

/** The text between placeholders, and their names, by turns. */
function pieces(text) {
  return text.split(/%\((\w+)\)s/u).map((piece, i) => (i % 2 ? piece : piece.replaceAll("%%", "%")));
}
