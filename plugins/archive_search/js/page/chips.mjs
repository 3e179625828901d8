/** The filters in force, each with a way to take it away. */

import { element, place, quiet, stateLink } from "./nodes.mjs";
import { marked, say } from "../words.mjs";
import { rangeInWords } from "./sentences.mjs";
import { addressOf, filtersOf, unfiltered, without } from "./state.mjs";

const KINDS = { region: marked("Region"), topic: marked("Topic"), source: marked("Source"), year: marked("Year"), date: marked("Date") };

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
    if (kind === "all") return say("All of the words");
    if (kind === "date") return named("date", rangeInWords(...value.split("..")));
    return named(kind, this.known.get(`${kind} ${value}`) ?? value);
  }
}

function named(kind, value) {
  return say("%(kind)s: %(value)s", { kind: say(KINDS[kind]), value });
}

/** Shows the filters of a state in a list; the list is hidden when there are none. */
export function showChips(list, state, labels) {
  const filters = filtersOf(state);
  const chips = filters.map((filter) => {
    const name = element("bdi", "", labels.of(filter));
    return element("li", "", stateLink(addressOf(without(state, filter)), "search-chip", quiet(say("Remove filter ")), name));
  });
  if (filters.length > 1) chips.push(element("li", "", stateLink(addressOf(unfiltered(state)), "search-clear", say("Clear all filters"))));
  place(list, chips);
  list.hidden = !filters.length;
}
