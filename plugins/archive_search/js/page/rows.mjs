/** What is added to each result on the page: the words for the marks in its article, and a span for Zotero. */

import { coinsOf } from "../coins.mjs";
import { element } from "./nodes.mjs";

const FRAGMENT_LENGTH = 1_500; // characters of an address's fragment

/** "#hl=pipeline,oil%20field": the fragment by which an article's page marks these words; "" for none. */
export function highlightFragment(words) {
  let said = "";
  for (const word of words) {
    const next = `${said}${said ? "," : "#hl="}${encodeURIComponent(word.toWellFormed())}`;
    if (next.length > FRAGMENT_LENGTH) break;
    said = next;
  }
  return said;
}

/** Adds to the items of the rows, then tells Zotero that the list has changed. */
export function addToRows(rows, archive) {
  for (const { row, item } of rows) {
    const link = item.querySelector(".search-result-title a[href]");
    if (link && row.words?.length) link.hash = highlightFragment(row.words);
    const span = element("span", "Z3988");
    span.title = coinsOf({ ...row, title: row.title.map(({ text }) => text).join("") }, archive);
    span.ariaHidden = "true";
    item.append(span);
  }
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
}
