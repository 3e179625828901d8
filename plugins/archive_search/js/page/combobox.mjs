/**
 * Suggestions below the box: the editable combobox with list autocomplete of the ARIA practices. The focus stays in the box;
 * `aria-activedescendant` says which suggestion the arrows have reached.
 */

import { element } from "./nodes.mjs";
import { marked, say } from "../words.mjs";
import { figures } from "./sentences.mjs";

const PAUSE = 120; // ms of rest before suggestions are asked for
const MOST = 8; // suggestions at once
const KINDS = {
  word: marked("word"), title: marked("headline"), region: marked("region"), topic: marked("topic"), source: marked("source"),
  author: marked("author"),
};

/** `suggest(text, caret, count)` promises {items, …}; `choose(item, reply, elsewhere)` is called for the one taken. */
export class Combobox {
  constructor(input, { suggest, choose }) {
    Object.assign(this, { input, suggest, choose, items: [], active: -1, turn: 0, timer: 0 });
    this.list = element("ul", "search-suggestions");
    Object.assign(this.list, { id: "archive-search-suggestions", role: "listbox", ariaLabel: say("Suggestions"), hidden: true });
    input.after(this.list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    this.list.addEventListener("click", (event) => {
      const at = [...this.list.children].indexOf(event.target.closest("[role=option]"));
      if (at >= 0) this.take(at, event.ctrlKey || event.metaKey);
    });
  }

  get open() {
    return !this.list.hidden;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const turn = (this.turn += 1);
    const { value, selectionStart } = this.input;
    if (!value.trim()) return this.close();
    const reply = await this.suggest(value, selectionStart ?? value.length, MOST).catch(() => ({ items: [] })); // the search itself will say what fails
    if (turn !== this.turn || this.input.value !== value || document.activeElement !== this.input) return;
    this.reply = reply;
    this.items = reply.items.slice(0, MOST);
    this.list.replaceChildren(...this.items.map(option));
    this.reach(-1);
    this.show(this.items.length > 0);
  }

  close() {
    clearTimeout(this.timer);
    this.turn += 1;
    this.reach(-1);
    this.show(false);
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  /** Moves to a suggestion; -1 is the box itself. */
  reach(at) {
    this.active = at;
    for (const [i, node] of [...this.list.children].entries()) node.setAttribute("aria-selected", String(i === at));
    const node = this.list.children[at];
    if (node) {
      this.input.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  take(at, elsewhere = false) {
    const item = this.items[at];
    this.close();
    this.choose(item, this.reply, elsewhere);
  }

  /** Whether a key was one for the suggestions. */
  key(event) {
    if (event.key === "ArrowDown" && event.altKey) this.ask();
    else if (!this.open) return false;
    else if (event.key === "ArrowDown") this.reach(this.active + 1 < this.items.length ? this.active + 1 : -1);
    else if (event.key === "ArrowUp") this.reach(this.active < 0 ? this.items.length - 1 : this.active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active, event.ctrlKey || event.metaKey);
    else return false;
    event.preventDefault();
    return true;
  }
}

function option(item, place) {
  const kind = [say(KINDS[item.kind] ?? ""), item.count && figures(item.count)].filter(Boolean).join(say(", "));
  const node = element("li", "search-suggestion", element("bdi", "", item.text), " ", element("span", "search-suggestion-kind", kind));
  node.id = `archive-search-suggestion-${place}`;
  node.role = "option";
  node.setAttribute("aria-selected", "false");
  return node;
}
