/** The panel of filters: regions and topics as trees, sources, years, and two dates. */

import { button, element, place, quiet } from "./nodes.mjs";
import { marked, say, sayMany } from "../words.mjs";
import { figures } from "./sentences.mjs";
import { FACETS, dateOf, filtersOf } from "./state.mjs";
import { forestOf, foundIn, holdsChoice, shownOf, sizeOf } from "./tree.mjs";

const NAMES = { // name, name of its group, and what a box to look for one says
  region: [marked("Region"), marked("Filter by region"), marked("Find a region")],
  topic: [marked("Topic"), marked("Filter by topic"), marked("Find a topic")],
  source: [marked("Source"), marked("Filter by source"), marked("Find a source")],
  year: [marked("Year"), marked("Filter by year"), marked("Find a year")],
};
const MANY = 20; // tags from which on a box to find one helps

/** The panel, and in the bar the button that opens it on a small screen. `choose(kind, id)` is called for a tag that was ticked or unticked; two dates are fields of the search form. */
export class Facets {
  constructor(panel, bar, form, choose) {
    this.panel = panel;
    this.groups = FACETS.map((kind) => new Group(kind, form, (id) => choose(kind, id)));
    this.dates = new Dates(form);
    this.toggle = button("search-filters-toggle", say("Filters"));
    this.toggle.setAttribute("aria-expanded", "false");
    this.toggle.setAttribute("aria-controls", "archive-search-filters");
    this.toggle.addEventListener("click", () => this.open(this.toggle.getAttribute("aria-expanded") !== "true"));
    this.body = element("div", "search-filters-body", ...this.groups.map((group) => group.node), this.dates.node);
    this.body.id = "archive-search-filters";
    this.body.hidden = true; // until the first counts: groups that come one above another would move
    bar.append(this.toggle);
    panel.append(this.body);
  }

  /** On a small screen the panel opens and closes; on a wide one it is always there. */
  open(open) {
    this.toggle.setAttribute("aria-expanded", String(open));
    this.panel.classList.toggle("search-filters-open", open);
  }

  /** What of the panel follows from the state alone. */
  announce(state) {
    const number = filtersOf(state).length;
    this.toggle.textContent = number ? say("Filters (%(number)s)", { number }) : say("Filters");
    this.dates.show(state);
  }

  show(facets, state) {
    this.body.hidden = false;
    for (const group of this.groups) group.show(facets[group.kind] ?? [], state);
  }
}

/** One facet: a fieldset of checkboxes that can be folded away. */
class Group {
  constructor(kind, form, choose) {
    const [name, filter, find] = NAMES[kind].map((text) => say(text));
    Object.assign(this, { kind, choose, everything: false, opened: new Set(), rows: new Map(), forest: [], state: null });
    this.list = element("ul", "search-tags");
    this.find = textInput("", form);
    this.find.className = "search-find";
    this.find.setAttribute("aria-label", find);
    this.find.placeholder = find;
    this.find.addEventListener("input", () => this.draw());
    this.find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it is no question
    this.all = button("search-show-all", "");
    this.all.addEventListener("click", () => {
      this.everything = !this.everything;
      this.draw();
    });
    const legend = element("legend", "search-quiet", filter);
    const fields = element("fieldset", "", legend, this.find, this.list, this.all);
    this.node = element("details", `search-facet search-facet-${kind}`, element("summary", "", name), fields);
    this.node.open = true;
    this.node.hidden = true;
  }

  show(tags, state) {
    this.state = state;
    const named = tags.map((tag) => ({ ...tag, label: tag.label ?? tag.id, selected: state[this.kind].includes(tag.id) }));
    this.forest = forestOf(this.kind === "year" ? named.reverse() : named, this.kind !== "year");
    this.number = named.length;
    this.node.hidden = !this.number;
    this.find.hidden = this.number <= MANY;
    for (const key of [...this.rows.keys()].filter((key) => !this.rows.get(key).used)) this.rows.delete(key);
    this.draw();
  }

  draw() {
    const text = this.find.hidden ? "" : this.find.value.trim();
    const forest = text ? foundIn(this.forest, text) : this.forest;
    for (const row of this.rows.values()) row.used = false;
    this.hiding = false;
    place(this.list, this.level(forest, "", Boolean(text)));
    this.all.hidden = !this.everything && !this.hiding;
    this.all.textContent = this.everything ? say("Show fewer") : say("Show all %(number)s", { number: figures(sizeOf(this.forest)) });
  }

  /** The items of a level; a level inside is shown where it was opened, or holds what is chosen or looked for. */
  level(nodes, path, searching) {
    const shown = shownOf(nodes, this.everything || searching);
    if (shown.length < nodes.length) this.hiding = true;
    return shown.map((node) => {
      const key = `${path}/${node.tag.id}`;
      const row = this.rows.get(key) ?? this.row(key, node.tag);
      row.used = true;
      const open = searching || (this.opened.has(key) ?? false) || (!this.opened.has(`-${key}`) && node.inside.some(holdsChoice));
      row.update(node, open);
      place(row.inside, open ? this.level(node.inside, key, searching) : []);
      row.inside.hidden = !open || !node.inside.length;
      return row.node;
    });
  }

  /** The nodes of one tag, made once and kept, so that the focus stays where it is. */
  row(key, { id, label }) {
    const box = element("input", "");
    Object.assign(box, { type: "checkbox", name: this.kind, value: id });
    box.addEventListener("change", () => this.choose(id));
    const number = element("span", "search-tag-count");
    const name = element("label", "search-tag-name", box, element("bdi", "", label), number);
    const opener = button("search-tag-open", quiet(say("Inside %(label)s", { label })));
    opener.addEventListener("click", () => {
      const open = opener.getAttribute("aria-expanded") !== "true";
      this.opened[open ? "add" : "delete"](key);
      this.opened[open ? "delete" : "add"](`-${key}`); // closed by hand, although something inside is chosen
      this.draw();
    });
    const inside = element("ul", "search-tags");
    const node = element("li", "", element("div", "search-tag", opener, name), inside);
    const update = ({ tag, inside: below }, open) => {
      box.checked = tag.selected;
      box.disabled = !tag.count && !tag.selected;
      const articles = sayMany(tag.count, "article", "articles");
      number.replaceChildren(figures(tag.count), quiet(` ${articles}`));
      opener.hidden = !below.length;
      opener.setAttribute("aria-expanded", String(open));
    };
    this.rows.set(key, { node, inside, update, used: true });
    return this.rows.get(key);
  }
}

/** Two dates that are typed: years, months or days. */
class Dates {
  constructor(form) {
    this.inputs = ["from", "to"].map((name) => textInput(name, form));
    const labels = [say("From"), say("To")].map((words, i) => element("label", "", element("span", "", words), this.inputs[i]));
    const apply = element("button", "search-apply", say("Apply"));
    apply.setAttribute("form", form.id);
    const hint = element("p", "search-dates-hint", say("A year, month or day: 2012, 2012-03, 2012-03-15"));
    hint.id = "archive-search-dates-hint";
    for (const input of this.inputs) {
      Object.assign(input, { size: 10, maxLength: 10 });
      input.setAttribute("aria-describedby", hint.id);
      input.addEventListener("input", () => this.check(input));
    }
    const fields = element("fieldset", "search-dates", element("legend", "search-quiet", say("Filter by date")), ...labels, apply, hint);
    this.node = element("details", "search-facet", element("summary", "", say("Date")), fields);
    this.node.open = true;
  }

  check(input) {
    input.setCustomValidity(input.value.trim() && !dateOf(input.value) ? say("Type a date as 2012, 2012-03 or 2012-03-15") : "");
  }

  show({ from, to }) {
    for (const [i, value] of [from, to].entries()) {
      this.inputs[i].value = value;
      this.check(this.inputs[i]);
    }
  }
}

/** A text field of the search form: browsers ask no service how to fill in the fields of a search. */
function textInput(name, form) {
  const input = element("input", "");
  Object.assign(input, { type: "text", name, autocomplete: "off" });
  input.setAttribute("form", form.id);
  return input;
}
