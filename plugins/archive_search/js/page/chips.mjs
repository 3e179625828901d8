/** The filters in force, each with a way to take it away. */

import { element, place, quiet, stateLink } from "./nodes.mjs";
import { rangeInWords } from "./sentences.mjs";
import { addressOf, filtersOf, unfiltered, without } from "./state.mjs";

const KINDS = { region: "Region", topic: "Topic", source: "Source", year: "Year", date: "Date" };

/** Names of tags by their ids, gathered from whatever the engine said of them. */
export class Labels {
  constructor() {
    this.known = new Map();
  }

  remember(kind, id, label) {
    this.known.set(`${kind} ${id}`, label);
  }

  /** What a filter is called: "Region: Heilongjiang", "Date: since 2012". */
  of({ kind, value }) {
    if (kind === "all") return "All of the words";
    if (kind === "date") return `${KINDS.date}: ${rangeInWords(...value.split(".."))}`;
    return `${KINDS[kind]}: ${this.known.get(`${kind} ${value}`) ?? value}`;
  }
}

/** Shows the filters of a state in a list; the list is hidden when there are none. */
export function showChips(list, state, labels) {
  const filters = filtersOf(state);
  const chips = filters.map((filter) => {
    const name = element("bdi", "", labels.of(filter));
    return element("li", "", stateLink(addressOf(without(state, filter)), "search-chip", quiet("Remove filter "), name));
  });
  if (filters.length > 1) chips.push(element("li", "", stateLink(addressOf(unfiltered(state)), "search-clear", "Clear all filters")));
  place(list, chips);
  list.hidden = !filters.length;
}
