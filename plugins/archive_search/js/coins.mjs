/** ContextObjects in Spans: what lets Zotero save articles from a list of results. */

import { citedValues } from "./cited.mjs";

const ENCODED = /[\u0000-\u001f\u007f%&+=#"'<>`]/g;

/**
 * The `title` of a row's <span class="Z3988">. Zotero reads Dublin Core with its own name of the kind, and takes rft.source for
 * the newspaper; it reads an encoded plus sign as a space, which nothing can prevent. Only what would end a value, or an
 * attribute, is written as %xx, and a space as a plus sign.
 */
export function coinsOf(row, archive) {
  const { title, authors, source, date, url, rights, language } = citedValues(row, archive);
  const pairs = [
    ["ctx_ver", "Z39.88-2004"],
    ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"],
    ["rft.type", "newspaperArticle"],
    ["rft.title", title],
    ...authors.map((author) => ["rft.au", author]),
    ["rft.source", source],
    ["rft.date", date],
    ["rft.identifier", url],
    ["rft.language", language],
    ["rft.rights", rights],
  ];
  return pairs.filter(([, value]) => value).map(([key, value]) => `${key}=${written(value)}`).join("&");
}

function written(value) {
  const encoded = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return value.replace(ENCODED, encoded).replaceAll(" ", "+");
}
