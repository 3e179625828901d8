/** The list of results. Everything from the archive goes in as text, never as markup. */

import { element, quiet, stateLink } from "./nodes.mjs";
import { commas, say, sayMany, sayNodes } from "../words.mjs";
import { dateInShort, figures } from "./sentences.mjs";
import { addressOf, changed, choosing } from "./state.mjs";

const TAGS = 4; // regions, and topics, that one row names

/** The list and its button for more. */
export class Results {
  constructor(list, more, root) {
    Object.assign(this, { list, more, root });
    this.shown = 0;
  }

  clear() {
    this.list.replaceChildren();
    this.more.hidden = true;
    this.shown = 0;
  }

  /** Puts rows below those shown; returns [{row, item}] of the new ones. */
  append(answer, state) {
    const { rows, all, some, total } = answer;
    const items = rows.map((row) => ({ row, item: resultItem(row, this.root, state) }));
    const added = document.createDocumentFragment();
    for (const { row, item } of items) {
      if (some && !row.all && !this.list.querySelector(".search-some") && !added.querySelector(".search-some")) {
        added.append(element("li", "search-some", someOf(some, all)));
      }
      added.append(item);
    }
    this.list.append(added);
    this.shown += rows.length;
    this.more.hidden = this.shown >= total || !rows.length;
    this.more.textContent = say("Show more (%(shown)s of %(total)s shown)", { shown: figures(this.shown), total: figures(total) });
    return items;
  }

  /** The links of the titles, in order. */
  links() {
    return [...this.list.querySelectorAll(".search-result-title a")];
  }
}

/** The <li> of a row; its title leads to the article, its source, regions and topics to this search filtered by them. */
export function resultItem(row, root, state) {
  const language = row.lang && row.lang !== document.documentElement.lang ? row.lang : "";
  const title = element("h3", "search-result-title", titleLink(row, root));
  const what = element("div", "search-result-what", title);
  if (row.snippet?.length) what.append(element("p", "search-result-snippet", ...row.snippet.map(piece)));
  for (const part of what.children) {
    part.dir = "auto"; // a text written to the left, or a stray direction mark, stays its own
    if (language) part.lang = language;
  }
  const meta = metaOf(row, state);
  if (meta.childNodes.length) what.append(meta);
  return element("li", "search-result", element("p", "search-result-when", dateNode(row.date)), what);
}

function titleLink(row, root) {
  const link = element("a", "", ...row.title.map(piece));
  const address = webAddress(row.url ?? "", root);
  if (address) link.href = address;
  return link;
}

/** The full address, if it is one a reader may be led to; "" otherwise. */
export function webAddress(url, root) {
  try {
    const { protocol, href } = new URL(url, root);
    return /^https?:$/u.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

function piece({ text, match }) {
  return match ? element("mark", "", text) : document.createTextNode(text.replace(/ …$/u, "\u00a0…")); // no line has dots alone
}

function dateNode(date) {
  const words = dateInShort(date);
  if (!words) return say("Undated");
  const time = element("time", "", words);
  time.dateTime = date;
  return time;
}

/** Where from, by whom, about where and what. */
function metaOf(row, state) {
  const line = element("p", "search-result-meta");
  const part = (name, words, ...children) => line.append(element("span", `search-result-${name}`, quiet(words), ...children), " ");
  const linked = (kind, tags) => commas(tags.map((tag) => tagLink(kind, tag, state)));
  const sources = tagsOf(row.source);
  if (sources.length) part("source", say("Source: "), ...linked("source", sources.slice(0, 1)), agencyOf(row, sources));
  if (row.authors?.length) part("author", "", ...bylineOf(row.authors.slice(0, TAGS).map((name) => authorLink(name, state))));
  if (row.regions?.length) part("region", say("Regions: "), ...linked("region", tagsOf(row.regions).slice(0, TAGS)));
  if (row.topics?.length) part("topic", say("Topics: "), ...linked("topic", tagsOf(row.topics).slice(0, TAGS)));
  return line;
}

function agencyOf(row, sources) {
  const [agency] = tagsOf(row.agency);
  return agency && agency[1] !== sources[0][1] ? say(", from %(agency)s", { agency: agency[1] }) : "";
}

function tagLink(kind, [id, label], state) {
  const name = element("bdi", "", label);
  return state[kind].includes(id) ? name : stateLink(addressOf(choosing(state, kind, id)), "", name);
}

function authorLink(name, state) {
  const asked = ` author:"${name.replace(/["“”„«»＂]/gu, " ")}"`;
  const link = element("bdi", "", name);
  return state.q.includes(asked.trim()) ? link : stateLink(addressOf(changed(state, { q: state.q + asked })), "", link);
}

/** [[id, label]] of tags that may come as such pairs, as one of them, or as plain names. */
function tagsOf(value) {
  if (value === undefined || value === null || value === "") return [];
  const tags = Array.isArray(value) && !(value.length === 2 && !Array.isArray(value[0])) ? value : [value];
  return tags.map((tag) => (Array.isArray(tag) ? tag : [tag, tag]));
}

/** "by A, B", the names being links. */
function bylineOf(names) {
  const authors = document.createDocumentFragment();
  authors.append(...commas(names));
  return sayNodes("by %(authors)s", { authors });
}

function someOf(some, all) {
  if (all) return sayMany(some, "%(num)s article with some of the words only", "%(num)s articles with some of the words only");
  return sayMany(some, "%(num)s article with some of the words", "%(num)s articles with some of the words");
}
