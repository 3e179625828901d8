/**
 * The search page: results as they are typed, in a worker, the query in the address.
 *
 * Markup it works on: templates/archive_search/search.html. It tells of every shown answer by a
 * bubbling `search-results` event with {query, total} and of a failure by `search-error`.
 */

import { element, resultItem } from "./results.mjs";

const PAUSE = 200; // ms of rest before what was typed is searched
const ROWS = 20; // results shown at once

const ROOT = new URL("../../../", import.meta.url); // this module lies in search/js-…/page/
const WORKER = new URL("../worker.mjs", import.meta.url).href;

/** `new Worker` under a policy that lets scripts come from this site alone. */
function startWorker() {
  const sameOrigin = (url) => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`${url} is not of this site`);
    return url;
  };
  const policy = globalThis.trustedTypes?.createPolicy("archive", { createScriptURL: sameOrigin });
  return new Worker(policy ? policy.createScriptURL(WORKER) : sameOrigin(WORKER), { type: "module" });
}

class Engine {
  constructor() {
    this.worker = null;
    this.waiting = new Map();
    this.last = 0;
  }

  /** A promise of the worker's reply; starts the worker at the first call. */
  ask(message) {
    if (!this.worker) {
      this.worker = startWorker();
      this.worker.addEventListener("message", ({ data }) => this.settle(data));
      this.worker.addEventListener("error", () => {
        for (const id of [...this.waiting.keys()]) this.settle({ id, error: "The search program could not be started" });
      });
    }
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...message });
    });
  }

  settle({ id, error, ...reply }) {
    const promise = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) promise?.reject(new Error(error));
    else promise?.resolve(reply);
  }
}

class SearchPage {
  constructor(section) {
    const part = (name) => section.querySelector(`[data-archive-search="${name}"]`);
    this.section = section;
    this.form = section.querySelector("form");
    this.input = this.form.elements.namedItem("q");
    this.status = part("status");
    this.list = part("results");
    this.more = part("more");
    this.failure = part("failure");
    this.engine = new Engine();
    this.turn = 0; // counts searches, so that a slow answer never replaces a newer one
    this.timer = 0;
  }

  start() {
    this.input.addEventListener("focus", () => this.engine.ask({ type: "open" }).catch(() => {}), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.typed(), PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.submitted();
    });
    this.more.addEventListener("click", () => this.showMore());
    this.failure.querySelector("button").addEventListener("click", () => this.show(this.query));
    addEventListener("popstate", () => this.fromAddress());
    this.fromAddress();
  }

  /** The query of the address into the box and onto the page. */
  fromAddress() {
    this.input.value = new URLSearchParams(location.search).get("q") ?? "";
    this.show(this.input.value);
  }

  /** While typing, one entry of the history is rewritten; Enter makes it stay. */
  typed() {
    if (this.input.value === this.query) return;
    if (history.state?.typing) history.replaceState({ typing: true }, "", this.address());
    else history.pushState({ typing: true }, "", this.address());
    this.show(this.input.value);
  }

  submitted() {
    if (history.state?.typing) history.replaceState({}, "", this.address());
    else if (this.input.value !== this.query) history.pushState({}, "", this.address());
    this.show(this.input.value);
  }

  address() {
    const query = this.input.value.trim();
    return query ? `?${new URLSearchParams({ q: query })}` : location.pathname;
  }

  async show(query) {
    const turn = (this.turn += 1);
    this.query = query;
    this.shown = 0;
    this.failure.hidden = true;
    if (!query.trim()) return this.clear("");
    const answer = await this.ask(query, turn);
    if (!answer) return;
    this.clear(answer.problem ?? summaryOf(answer));
    this.append(answer);
    this.section.dispatchEvent(new CustomEvent("search-results", { bubbles: true, detail: { query, total: answer.total } }));
  }

  async showMore() {
    const before = this.shown;
    const answer = await this.ask(this.query, this.turn);
    if (!answer) return;
    this.append(answer);
    this.list.querySelectorAll(".search-result a")[before]?.focus(); // the button moved away from under the keyboard
  }

  /** The worker's answer; null when it failed or a newer search has begun. */
  async ask(query, turn) {
    const slow = setTimeout(() => this.section.setAttribute("aria-busy", "true"), PAUSE);
    try {
      const answer = await this.engine.ask({ type: "search", query, first: this.shown, count: ROWS });
      return turn === this.turn ? answer : null;
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return null;
    } finally {
      clearTimeout(slow);
      this.section.setAttribute("aria-busy", "false");
    }
  }

  fail(error) {
    this.clear("");
    this.failure.querySelector("span").textContent = `Search does not work just now: ${error.message}.`;
    this.failure.hidden = false;
    this.section.dispatchEvent(new CustomEvent("search-error", { bubbles: true, detail: { message: error.message } }));
  }

  clear(status) {
    this.status.textContent = status;
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  append({ rows, all, some, total }) {
    for (const row of rows) {
      if (!row.all && !this.list.querySelector(".search-some")) {
        const words = `${count(some, "article")} with some of the words`;
        this.list.append(element("li", "search-some", all ? `${words} only` : words));
      }
      this.list.append(resultItem(row, ROOT));
    }
    this.shown += rows.length;
    this.more.hidden = this.shown >= total;
  }
}

/** What is read out: the count and nothing else. */
function summaryOf({ all, some }) {
  if (all) return some ? `${count(all, "article")}, and ${some.toLocaleString("en")} with some of the words` : count(all, "article");
  return some ? `No article has all the words; ${count(some, "article")} with some of them` : "No articles found";
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

const section = document.querySelector("[data-archive-search='page']");
if (section) new SearchPage(section).start();
