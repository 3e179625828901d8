/**
 * What a citation says of an article, in the words of the article's own page.
 *
 * A row is {id, title, assigned, date, source, agency, authors, regions, topics, original_url, lang, rights, url}; all but `id`
 * and `url` may be missing. `assigned` is true of a headline the archive supplied, `rights` is "digest" of a story told in the
 * archive's own words, regions and topics are [id, label] pairs, `url` is relative to the site. An archive is {name, home},
 * home being its full address.
 */

const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** {title, authors, source, agency, date, address, url, note, rights, language}: texts of one line, "" for what is unknown. */
export function citedValues(row, archive) {
  const isDigest = row.rights === "digest";
  const address = addressOf(row, archive);
  const title = line(row.title) || "Untitled";
  return {
    title: row.assigned ? `[${title}]` : title, // as archivists write what they supplied
    authors: (row.authors ?? []).map(line),
    source: line(row.source),
    agency: line(row.agency),
    date: line(row.date),
    address,
    url: line(row.original_url) || address,
    note: `${isDigest ? "Digest" : "Text"} in ${archive.name}, ${address}`,
    rights: isDigest ? `Digest by ${archive.name}` : line(row.rights),
    language: line(row.lang),
  };
}

/** The full address of an article's page. */
export function addressOf(row, archive) {
  return new URL(row.url ?? "", archive.home).href;
}

/** The text on one line, without control characters and halves of characters; "" for none. */
export function line(text) {
  return (text ?? "").replace(CONTROLS, " ").replace(/\p{Surrogate}/gu, "\ufffd").trim();
}
