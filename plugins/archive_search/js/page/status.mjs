/** What the page says of an answer: how many, how fast, out of what; or why there is none. */

import { button, element, place, quiet, stateLink } from "./nodes.mjs";
import { marked, say, sayNodes } from "../words.mjs";
import { count, figures, searchedOf, secondsOf, sharesOf, totalOf } from "./sentences.mjs";
import { SORTS, addressOf, changed, filtersOf, unfiltered, without } from "./state.mjs";

const REST = 700; // ms without a new count before it is announced: a screen reader speaks the last, not each
const EMPTY = "\u00a0"; // a line that keeps its height
const ORDERS = { relevance: marked("Relevance"), newest: marked("Newest"), oldest: marked("Oldest") };

/** The heading, the line below it, and what screen readers are told. */
export class Status {
  constructor({ status, order, problem, announcer }, input) {
    Object.assign(this, { order, problem, announcer, input, timer: 0 });
    this.total = element("h2", "search-total");
    this.total.tabIndex = -1;
    this.shares = element("p", "search-shares");
    this.about = element("p", "search-about");
    this.notes = element("div", "search-notes");
    status.append(this.total, this.shares, this.about, this.notes);
    this.clear();
  }

  /** Before the first answer of a state: as much room as the answer will probably take. */
  expect(state) {
    this.sorts(state);
    if (this.total.textContent === EMPTY) this.shares.hidden = state.all || !/\S\s+\S/u.test(state.q);
  }

  /** An answer and how long it took. */
  show(answer, milliseconds, state) {
    this.problem.hidden = true;
    const { all, some, notes = [] } = answer;
    this.total.textContent = totalOf(answer);
    this.shares.hidden = !some;
    this.shares.textContent = sharesOf(answer);
    if (all && some) {
      const only = stateLink(addressOf(changed(state, { all: true })), "", say("Only the %(all)s with all words", { all: figures(all) }));
      this.shares.replaceChildren(...sayNodes("%(link)s, %(some)s with some of them", { link: only, some: figures(some) }));
    }
    this.about.replaceChildren(secondsOf(milliseconds), separator(), searchedOf(answer));
    place(this.notes, notes.map((note) => element("p", "", note)));
    this.sorts(state);
    this.announce([totalOf(answer), sharesOf(answer)].filter(Boolean).join(say(": ")));
  }

  sorts(state) {
    const links = SORTS.map((sort) => {
      const link = stateLink(addressOf(changed(state, { sort })), "", say(ORDERS[sort]));
      if (sort === state.sort) link.setAttribute("aria-current", "true");
      return element("li", "", link);
    });
    this.order.replaceChildren(...links);
  }

  /** A query that cannot be read: the sentence, and the query with the place marked. */
  unread({ message, at }, query) {
    this.clear();
    const nodes = [element("p", "search-problem-message", message)];
    if (at) {
      const [before, here, after] = placeIn(query, at);
      const go = button("search-problem-go", say("Go to the place"));
      go.addEventListener("click", () => {
        this.input.focus();
        this.input.setSelectionRange(before.length, before.length + here.length);
      });
      nodes.push(element("p", "search-problem-query", short(before, -60), element("mark", "", here || "\u00a0"), short(after, 60)), go);
    }
    this.problem.replaceChildren(...nodes);
    this.problem.hidden = false;
    this.announce(message);
  }

  clear() {
    this.problem.hidden = true;
    for (const line of [this.total, this.shares, this.about]) line.textContent = EMPTY;
    this.notes.replaceChildren();
  }

  announce(words) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.announcer.textContent = words), REST);
  }
}

/**
 * When nothing is found, or nothing with all words: other spellings, filters to drop, ways on. Ways that always stand
 * open are told once it is known (`queries`) that there are no nearer ones.
 */
export function showAdvice(part, { queries, drops = [] }, state, labels, found) {
  const nodes = [];
  if (!found && queries && state.q.trim()) nodes.push(element("p", "", ...sayNodes("Searched for: %(query)s", { query: element("bdi", "", state.q.trim()) })));
  if (queries?.length) {
    const links = queries.map(({ query, total }) => stateLink(addressOf(changed(state, { q: query })), "", element("bdi", "", query), ` (${figures(total)})`));
    const choice = document.createDocumentFragment();
    choice.append(...links.flatMap((link, i) => (i ? [say(" or "), link] : [link])));
    nodes.push(element("p", "search-mean", ...sayNodes("Did you mean %(queries)s?", { queries: choice })));
  }
  const filters = filtersOf(state);
  if (!found && filters.length) {
    const more = new Map(drops.map(({ kind, value, total }) => [`${kind} ${value}`, total]));
    const items = filters.map((filter) => {
      const total = more.get(`${filter.kind} ${filter.value}`);
      const words = total === undefined ? "" : total ? say(": %(count)s", { count: count(total) }) : say(": none either");
      return element("li", "", stateLink(addressOf(without(state, filter)), "", ...sayNodes("Without %(filter)s", { filter: element("bdi", "", labels.of(filter)) })), words);
    });
    if (filters.length > 1) items.push(element("li", "", stateLink(addressOf(unfiltered(state)), "", say("Without all filters"))));
    nodes.push(element("p", "", say("No article passes all these filters. What there is:")), element("ul", "", ...items));
  }
  const helped = queries?.length || drops.some(({ total }) => total);
  if (!found && queries && !helped && state.q.trim()) nodes.push(element("p", "", say("What may help:")), element("ul", "", ...waysOn(state)));
  place(part, nodes);
  part.hidden = !nodes.length;
}

/** What a reader may try whose words nothing has. */
function waysOn(state) {
  const words = state.q.trim().split(/\s+/u);
  const tips = [
    words.length > 1 && say("fewer words: the one or two that are least common"),
    say("another spelling, or another word for the same"),
    words.length === 1 && /^\p{L}{4,}$/u.test(state.q.trim()) && say("the beginning of the word with an asterisk behind it: %(example)s", { example: `${[...state.q.trim()].slice(0, -2).join("")}*` }),
    /["\u201c\u201d\u00ab\u00bb]/u.test(state.q) && say("the same words without quotation marks"),
    say("the language in which the articles are written"),
  ];
  return tips.filter(Boolean).map((tip) => element("li", "", tip));
}

/** The query before, at and after the character `at`, counted from 1 as readers count. */
export function placeIn(query, at) {
  const characters = [...query];
  return [characters.slice(0, at - 1), characters.slice(at - 1, at), characters.slice(at)].map((part) => part.join(""));
}

/** At most so many characters from the beginning of a text, or from its end. */
function short(text, most) {
  if (text.length <= Math.abs(most)) return text;
  return most < 0 ? `…${text.slice(most)}` : `${text.slice(0, most)}…`;
}

function separator() {
  return element("span", "search-dot", quiet(say(", ")));
}
