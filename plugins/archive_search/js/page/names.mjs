/** Searches a list of names, one a line: a table of how many articles have each. Nothing leaves the browser. */

import { MOST_NAMES, countNames, inOrder, namesIn, tableOf } from "../batch.mjs";
import { fileName } from "../exporting.mjs";
import { button, element, stateLink } from "./nodes.mjs";
import { Progress, Saver, withStyles } from "./panels.mjs";
import { say, sayMany } from "../words.mjs";
import { figures } from "./sentences.mjs";
import { addressOf, stateOf } from "./state.mjs";

const ROWS_SHOWN = 1_000; // of the table on the page; the file has all
const FIELD_ID = "archive-search-names";

/** Fills the <details> of the page that counts names. */
export function start(view, details, archive) {
  withStyles();
  const part = new Names(view, archive);
  details.querySelector(".search-tool-panel").append(...part.nodes());
}

class Names {
  constructor(view, archive) {
    Object.assign(this, { view, archive, rows: [], order: "given" });
    this.saver = new Saver();
    this.progress = new Progress(button("search-tool-stop", say("Stop")));
    this.field = element("textarea", "search-names");
    this.field.id = FIELD_ID;
    this.field.rows = 8;
    this.field.spellcheck = false;
    this.phrases = checkbox(true);
    this.byHits = checkbox(false);
    this.body = element("tbody");
    this.found = element("div", "search-names-found");
    this.found.hidden = true;
  }

  nodes() {
    const most = figures(MOST_NAMES);
    const words = say("One name a line, at most %(most)s. Each is searched as if it was typed; the list stays in this browser.", { most });
    const label = element("label", "", words);
    label.htmlFor = FIELD_ID;
    const go = element("button", "search-tool-button", say("Count the articles"));
    const form = element("form", "", // of its own: Chromium asks a server of its maker what to fill into three fields outside forms
      element("p", "", label), this.field, element("p", "", labelled(this.phrases, say("Several words are a phrase"))),
      element("p", "search-tool-buttons", go));
    form.autocomplete = "off";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.count(go);
    });
    const save = button("search-tool-button", say("Save as CSV"));
    save.addEventListener("click", () => this.save());
    this.byHits.addEventListener("change", () => this.show());
    const table = element("table", "search-names-table", element("caption", "", say("Articles that have each name")), heads(), this.body);
    const scroll = element("div", "search-names-scroll", table);
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.ariaLabel = say("Articles of each name");
    this.found.append(element("p", "search-tool-buttons", save, labelled(this.byHits, say("Most articles first"))), scroll);
    return [form, this.progress.node, this.found];
  }

  async count(go) {
    const { names, left } = namesIn(this.field.value, this.phrases.checked);
    if (!names.length) return this.progress.tell(say("There is no name in the list."));
    this.rows = [];
    this.body.replaceChildren();
    this.found.hidden = false;
    this.byHits.checked = false;
    go.disabled = true;
    const found = (row) => {
      this.rows.push(row);
      if (this.rows.length <= ROWS_SHOWN) this.body.append(this.rowOf(row));
      this.progress.at(this.rows.length, names.length);
    };
    this.progress.tell(sayMany(names.length, "%(num)s name …", "%(num)s names …"));
    const { ask } = this.view;
    const done = await this.progress.run(async (signal) => {
      await countNames(names, { ask, found, signal });
      return true;
    });
    go.disabled = false;
    this.show();
    if (done) this.progress.tell(this.summary(left));
  }

  summary(left) {
    const some = this.rows.filter(({ total }) => total).length;
    const most = figures(MOST_NAMES);
    const said = [sayMany(this.rows.length, "%(some)s of %(num)s name found.", "%(some)s of %(num)s names found.", { some: figures(some) })];
    if (left) said.push(sayMany(left, "%(num)s line beyond the first %(most)s was not searched.", "%(num)s lines beyond the first %(most)s were not searched.", { most }));
    if (this.rows.length > ROWS_SHOWN) said.push(say("The table shows %(shown)s; the file has all.", { shown: figures(ROWS_SHOWN) }));
    return said.join(say(" "));
  }

  show() {
    const rows = inOrder(this.rows, this.byHits.checked ? "hits" : "given").slice(0, ROWS_SHOWN);
    this.body.replaceChildren(...rows.map((row) => this.rowOf(row)));
  }

  rowOf({ name, query, total, first, last, problem }) {
    const bdi = element("bdi", "", name);
    const head = element("th", "", total ? stateLink(stateAddress(query), "", bdi) : bdi);
    head.scope = "row";
    const years = first === null ? "" : first === last ? String(first) : `${first}–${last}`;
    return element("tr", "", head, element("td", "", problem ? "–" : figures(total)), element("td", "", problem || years));
  }

  save() {
    const home = new URL("search/", this.archive.home);
    const rows = inOrder(this.rows, this.byHits.checked ? "hits" : "given");
    const table = tableOf(rows, (query) => new URL(stateAddress(query), home).href);
    const release = this.view.answer()?.release.slice(0, 8) ?? "";
    const name = fileName([this.archive.name, "names", release], "csv");
    this.saver.save(new Blob([table], { type: "text/csv;charset=utf-8" }), name);
    this.progress.tell(sayMany(this.rows.length, "%(num)s name saved as %(name)s.", "%(num)s names saved as %(name)s.", { name }));
  }
}

/** "?q=…" of a search that counts what the table counted: articles with all words. */
function stateAddress(query) {
  const all = /\s/u.test(query) && !/^"[^"]*"$/u.test(query);
  return addressOf({ ...stateOf(""), q: query, all });
}

function heads() {
  const names = [say("Name"), say("Articles"), say("Years")].map((name) => {
    const head = element("th", "", name);
    head.scope = "col";
    return head;
  });
  return element("thead", "", element("tr", "", ...names));
}

function checkbox(checked) {
  const box = element("input");
  box.type = "checkbox";
  box.checked = checked;
  return box;
}

function labelled(box, text) {
  return element("label", "search-tool-check", box, ` ${text}`);
}
