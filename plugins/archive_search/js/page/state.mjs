/**
 * The state of a search page, as its address says it: what is asked, filtered, sorted and shown.
 *
 *     /search/?q=…&region=RU&region=CN-HL&topic=…&source=…&year=2012&from=2012-03&to=2018&sort=newest&all=1&n=30
 *
 * Pure: no document, no location. A state is {q, region, topic, source, year, from, to, sort, all, n} and is never changed;
 * the functions return new ones. What an address says wrongly is left out, so every address is some page.
 */

export const FACETS = ["region", "topic", "source", "year"]; // filters of many values: any of them will do
export const SORTS = ["relevance", "newest", "oldest"];
export const FIRST = 10; // results at first: what fits a screen or two
export const MORE = 20; // results a press of the button adds
const MOST = 1_000; // results an address may ask for at once
const MOST_CHOICES = 100; // values of one filter; a longer address is no reader's
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** The state an address's "?…" stands for. */
export function stateOf(search) {
  const given = new URLSearchParams(search);
  const chosen = Object.fromEntries(FACETS.map((kind) => [kind, choices(kind, given.getAll(kind))]));
  const [from, to] = inOrder(dateOf(given.get("from")), dateOf(given.get("to")));
  const sort = SORTS.includes(given.get("sort")) ? given.get("sort") : SORTS[0];
  const n = /^\d{1,4}$/.test(given.get("n") ?? "") ? Number(given.get("n")) : FIRST;
  return {
    q: given.get("q") ?? "", ...chosen, from, to, sort,
    all: given.get("all") === "1",
    n: Math.min(MOST, Math.max(FIRST, n)),
  };
}

/** "?…" of a state, always in the same order; "" for the empty page. */
export function addressOf(state) {
  const said = new URLSearchParams();
  if (state.q.trim()) said.append("q", state.q.trim());
  for (const kind of FACETS) for (const value of state[kind]) said.append(kind, value);
  if (state.from) said.append("from", state.from);
  if (state.to) said.append("to", state.to);
  if (state.sort !== SORTS[0]) said.append("sort", state.sort);
  if (state.all) said.append("all", "1");
  if (state.n !== FIRST) said.append("n", String(state.n));
  return said.size ? `?${said}` : "";
}

/** What the engine is asked for a state: all of it but how many rows. */
export function requestOf(state) {
  const { q, region, topic, source, year, from, to, sort, all } = state;
  return { query: q.trim(), filters: { region, topic, source, year, from, to }, sort, allWords: all };
}

/** Whether there is anything to look for. */
export function asksNothing(state) {
  return !state.q.trim() && !filtersOf(state).some(({ kind }) => kind !== "all");
}

/** The filters in the order of their chips: {kind, value}; from and to together are of the kind "date". */
export function filtersOf(state) {
  const filters = FACETS.flatMap((kind) => state[kind].map((value) => ({ kind, value })));
  if (state.from || state.to) filters.push({ kind: "date", value: `${state.from}..${state.to}` });
  if (state.all) filters.push({ kind: "all", value: "1" });
  return filters;
}

/** The state with a value of a facet chosen, or no longer chosen, and shown from its beginning. */
export function toggled(state, kind, value) {
  const chosen = state[kind].includes(value) ? state[kind].filter((other) => other !== value) : [...state[kind], value];
  return changed(state, { [kind]: chosen });
}

/** The state with one more value of a facet. */
export function choosing(state, kind, value) {
  return state[kind].includes(value) ? changed(state, {}) : toggled(state, kind, value);
}

/** The state between two dates, either of which may be ""; the years chosen one by one give way. */
export function dated(state, from, to) {
  const [first, last] = inOrder(dateOf(from), dateOf(to));
  return changed(state, { from: first, to: last, year: [] });
}

/** The state without one of its filters. */
export function without(state, { kind, value }) {
  if (kind === "date") return changed(state, { from: "", to: "" });
  if (kind === "all") return changed(state, { all: false });
  return changed(state, { [kind]: state[kind].filter((other) => other !== value) });
}

/** The state without any filter. */
export function unfiltered(state) {
  const none = Object.fromEntries(FACETS.map((kind) => [kind, []]));
  return changed(state, { ...none, from: "", to: "", all: false });
}

/** The state with some parts changed, shown from its beginning. */
export function changed(state, parts) {
  return { ...state, n: FIRST, ...parts };
}

/** A date as ISO 8601, cut to what is known; "" when it is none. */
export function dateOf(text) {
  const trimmed = (text ?? "").trim();
  return DATE.test(trimmed) ? trimmed : "";
}

function choices(kind, values) {
  const fit = (value) => value && (kind !== "year" || /^\d{4}$/.test(value));
  return [...new Set(values.filter(fit))].slice(0, MOST_CHOICES);
}

/** Two dates, swapped where the first begins after the second has ended. */
function inOrder(from, to) {
  return from && to && from.slice(0, to.length) > to ? [to, from] : [from, to];
}
