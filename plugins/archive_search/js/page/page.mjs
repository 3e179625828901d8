/**
 * The search page: an address is a state, a state is asked of the engine in a worker, the views show the answer.
 *
 * Markup it works on: templates/archive_search/search.html. What it tells others: extras.mjs.
 */

import { Labels, showChips } from "./chips.mjs";
import { Client } from "./client.mjs";
import { say, speak } from "../words.mjs";
import { Combobox } from "./combobox.mjs";
import { EXTRAS } from "./extras.mjs";
import { Facets } from "./facets.mjs";
import { Histogram } from "./histogram.mjs";
import { listenToKeys } from "./keyboard.mjs";
import { Results, webAddress } from "./results.mjs";
import { Status, showAdvice } from "./status.mjs";
import { FACETS, MORE, addressOf, asksNothing, changed, choosing, dated, requestOf, stateOf, toggled } from "./state.mjs";

const PAUSE = 100; // ms of rest before what was typed is searched; the answer takes less, and an old one is never shown
const SLOW = 200; // ms after which the page says that it is busy
const PATIENCE = 900; // ms more before a query being typed is called wrong: its quotation mark may still come
const ROOT = new URL("../../../", import.meta.url); // this module lies in search/js-…/page/

class SearchPage {
  constructor(section) {
    const names = ["status", "order", "bar", "problem", "announcer", "chips", "advice", "facets", "histogram", "results", "more", "failure", "start", "answer", "slash"];
    this.part = Object.fromEntries(names.map((name) => [name, section.querySelector(`[data-archive-search="${name}"]`)]));
    this.section = section;
    this.form = section.querySelector("form");
    this.input = this.form.elements.namedItem("q");
    this.client = new Client();
    this.labels = new Labels();
    this.status = new Status(this.part, this.input);
    this.results = new Results(this.part.results, this.part.more, ROOT);
    this.histogram = new Histogram(this.part.histogram);
    this.facets = new Facets(this.part.facets, this.part.bar, this.form, (kind, id) => this.go(toggled(this.state, kind, id)));
    this.combobox = new Combobox(this.input, {
      suggest: (text, caret, count) => this.client.ask({ type: "suggest", text, caret, count }),
      choose: (...taken) => this.suggested(...taken),
    });
    this.title = document.title;
    this.turn = 0; // counts searches, so that a slow answer never replaces a newer one
    this.timer = 0;
    this.answer = null;
    this.adding = -1; // the number of results to which more are being added
  }

  start() {
    this.input.addEventListener("focus", () => this.client.ask({ type: "open" }).catch(() => {}), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.typed(), PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.combobox.close();
      this.go(this.submitted());
    });
    this.section.addEventListener("click", (event) => this.followed(event));
    this.part.more.addEventListener("click", () => this.showMore());
    this.part.failure.querySelector("button").addEventListener("click", () => this.show(this.state));
    const { section, input, combobox, results } = this;
    listenToKeys({ section, input, combobox, results, slash: this.part.slash, clear: () => this.cleared() });
    addEventListener("popstate", () => this.fromAddress());
    addEventListener("pagehide", () => history.replaceState({ ...history.state, scroll: scrollY }, ""));
    for (const extra of EXTRAS) extra(this.view());
    this.fromAddress();
  }

  /** What modules that add to the page get to know of it; see extras.mjs. */
  view() {
    return {
      section: this.section,
      root: ROOT,
      slot: (name) => this.section.querySelector(`[data-archive-search="${name}"]`),
      ask: (message) => this.client.ask(message),
      request: () => requestOf(this.state),
      answer: () => this.answer,
      address: () => new URL(addressOf(this.state) || location.pathname, location.href).href,
    };
  }

  /** The state of the address into the box and onto the page. */
  fromAddress() {
    clearTimeout(this.timer);
    this.combobox.close();
    const state = stateOf(location.search);
    this.input.value = state.q;
    this.show(state, { scroll: history.state?.scroll });
  }

  /** A new state becomes an entry of the history, or takes the place of the one that was being typed. */
  go(state) {
    clearTimeout(this.timer);
    this.input.value = state.q;
    const address = addressOf(state) || location.pathname;
    if (history.state?.typing) history.replaceState({}, "", address);
    else if (address !== (location.search || location.pathname)) history.pushState({}, "", address);
    this.show(state);
  }

  /** While typing, one entry of the history is rewritten; Enter makes it stay. */
  typed() {
    const state = changed(this.state, { q: this.input.value });
    if (state.q.trim() === this.state.q.trim()) return;
    const address = addressOf(state) || location.pathname;
    if (history.state?.typing) history.replaceState({ typing: true }, "", address);
    else history.pushState({ typing: true }, "", address);
    this.show(state, { typing: true });
  }

  /** The state the fields of the form say; the years chosen one by one stay unless other dates were typed. */
  submitted() {
    const { from, to } = this.form.elements;
    const typed = changed(this.state, { q: this.input.value });
    return from.value === typed.from && to.value === typed.to ? typed : dated(typed, from.value, to.value);
  }

  cleared() {
    this.go(changed(this.state, { q: "" }));
  }

  /** A plain click on a link to another state of this page needs no new page. */
  followed(event) {
    const link = event.target.closest("a[data-archive-search-state]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(stateOf(new URL(link.getAttribute("href"), location.href).search));
  }

  /** A suggestion was taken: a word or a name into the box, a tag among the filters, a headline opens. */
  suggested(item, reply, elsewhere) {
    const { from, to } = { ...reply, ...item }; // a name of two words, or one behind its field, replaces more than a word
    const text = this.input.value;
    if (item.kind === "title") {
      const address = webAddress(item.url, ROOT);
      if (elsewhere) open(address, "_blank", "noopener");
      else if (address) location.assign(address);
      return;
    }
    const isTag = FACETS.includes(item.kind);
    const instead = isTag ? "" : (item.query ?? item.text);
    const q = (text.slice(0, item.from ?? from) + instead + text.slice(item.to ?? to)).trim();
    if (isTag) this.labels.remember(item.kind, item.id, item.text);
    const state = changed(this.state, { q });
    this.go(isTag ? choosing(state, item.kind, item.id) : state);
  }

  async show(state, { typing = false, scroll } = {}) {
    const turn = (this.turn += 1);
    this.focused = this.section.contains(document.activeElement);
    this.state = state;
    this.part.failure.hidden = true;
    document.title = state.q.trim() ? `${state.q.trim().slice(0, 200)} – ${this.title}` : this.title;
    showChips(this.part.chips, state, this.labels);
    this.facets.announce(state);
    const idle = asksNothing(state);
    this.part.start.hidden = !idle;
    this.part.answer.hidden = idle;
    if (idle) return this.clear();
    this.status.expect(state);
    const began = performance.now();
    const answer = await this.ask({ type: "search", ...requestOf(state), first: 0, count: state.n }, turn);
    if (!answer) return;
    if (answer.problem) return this.unread(answer, turn, typing);
    this.answer = answer;
    this.status.show(answer, performance.now() - began, state);
    this.results.clear();
    this.append(answer);
    this.part.histogram.hidden = !answer.total;
    this.keepFocus();
    if (scroll) scrollTo(0, scroll);
    this.tell("search-results", { query: state.q, total: answer.total, request: requestOf(state), answer });
    this.further(turn);
  }

  /** What comes after the first results: the filters' counts, the histogram, and advice where nothing is found. */
  async further(turn) {
    const { state, answer } = this;
    const advice = answer.all && answer.total ? {} : this.client.ask({ type: "correct", ...requestOf(state) });
    Promise.resolve(advice).catch(() => {}); // said below, unless the filters fail first
    showAdvice(this.part.advice, {}, state, this.labels, answer.total);
    try {
      const facets = await this.client.ask({ type: "facets", ...requestOf(state) });
      if (turn !== this.turn) return;
      for (const kind of FACETS) for (const { id, label } of facets[kind] ?? []) if (label) this.labels.remember(kind, id, label);
      this.facets.show(facets, state);
      this.histogram.show(facets.histogram, state);
      showChips(this.part.chips, state, this.labels);
      this.keepFocus();
      const found = await advice;
      if (turn === this.turn) showAdvice(this.part.advice, found, state, this.labels, answer.total);
      this.tell("search-facets", { facets });
    } catch (error) {
      if (turn === this.turn) this.warn(say("The filters do not work just now: %(error)s.", { error: error.message }));
    }
  }

  async showMore() {
    const before = this.results.shown;
    if (this.adding === before) return; // a second press while the first is answered
    this.adding = before;
    this.part.more.hidden = before + MORE >= this.answer.total; // nothing will be left to show
    const answer = await this.ask({ type: "search", ...requestOf(this.state), first: before, count: MORE }, this.turn);
    this.adding = -1;
    if (!answer) return;
    this.state = changed(this.state, { n: before + MORE });
    history.replaceState(history.state, "", addressOf(this.state));
    this.append(answer);
    this.results.links()[before]?.focus(); // the button moved away from under the keyboard
  }

  /** The worker's answer; null when it failed or a newer search has begun. */
  async ask(message, turn) {
    const slow = setTimeout(() => this.section.setAttribute("aria-busy", "true"), SLOW);
    try {
      const answer = await this.client.ask(message);
      return turn === this.turn ? answer : null;
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return null;
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.section.setAttribute("aria-busy", "false"); // else the newer search tells
    }
  }

  append(answer) {
    const rows = this.results.append(answer, this.state);
    this.tell("search-rows", { rows, answer });
  }

  async unread({ problem }, turn, typing) {
    if (typing) await new Promise((rested) => setTimeout(rested, PATIENCE));
    if (turn !== this.turn) return;
    this.clear();
    this.status.unread(problem, this.state.q);
    this.part.answer.hidden = true;
  }

  fail(error) {
    this.clear();
    this.part.answer.hidden = true;
    this.warn(say("Search does not work just now: %(error)s.", { error: error.message }));
    this.tell("search-error", { message: error.message });
  }

  /** A line with a button that tries again. */
  warn(words) {
    this.part.failure.querySelector("span").textContent = words;
    this.part.failure.hidden = false;
  }

  clear() {
    this.answer = null;
    this.status.clear();
    this.status.announce("");
    this.results.clear();
    this.histogram.clear();
    this.part.advice.hidden = true;
  }

  /** Where something new took the focused element away, as a filter's chip, the focus goes to the count. */
  keepFocus() {
    if (this.focused && document.activeElement === document.body) this.status.total.focus();
  }

  tell(name, detail) {
    this.section.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

const section = document.querySelector("[data-archive-search='page']");
const words = document.getElementById("archive-search-words");
speak(words && JSON.parse(words.textContent));
if (section) new SearchPage(section).start();
