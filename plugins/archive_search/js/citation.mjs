/**
 * A citation of a search itself: what was asked, what it found, in which release of the archive, and an address that repeats it.
 *
 * The address carries what was found as `cited=RELEASE.COUNT.DATE`, so that the page can say later what has changed since.
 */

import { line } from "./cited.mjs";
import { bibtexAddress, bibtexEntry, bibtexText, risDate, risRecord } from "./formats.mjs";

const CITED = /^([0-9a-z]{4,64})\.(\d{1,9})\.(\d{4}-\d\d-\d\d)$/u;
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
const ORDERS = { newest: "newest first", oldest: "oldest first" };
const KEY_LENGTH = 30; // characters of the query in a BibTeX key

/** The address of a search, with what it found on a day ("2026-11-22"). */
export function citedAddress(address, { release, total }, today) {
  const url = new URL(address);
  url.searchParams.delete("n"); // how many results are shown is no part of the search
  url.searchParams.set("cited", `${release}.${total}.${today}`);
  return url.href;
}

/** {release, total, date} that an address's "?…" carries; null where there is none, or a spoilt one. */
export function citedIn(search) {
  const match = CITED.exec(new URLSearchParams(search).get("cited") ?? "");
  return match && { release: match[1], total: Number(match[2]), date: match[3] };
}

/** What has changed since a search was cited, in a sentence. */
export function changeSince(cited, { release, total, newest, released }) {
  const then = `When this search was cited, on ${inWords(cited.date)}, it found ${counted(cited.total)}`;
  const same = cited.total === total;
  if (cited.release === release) {
    if (same) return `${then}; the archive has not changed since.`;
    return `${then}, and now it finds ${counted(total)}, at the same release of the archive: the search itself has been changed.`;
  }
  const now = [short(release), released && ` of ${inWords(released)}`, newest && `, with articles up to ${inWords(newest)}`].filter(Boolean);
  const state = `The archive was then at release ${short(cited.release)} and is now at ${now.join("")}.`;
  if (same) return `${then}, as many as now. ${state} Some may have been exchanged for others.`;
  const difference = `${figures(Math.abs(total - cited.total))} ${total > cited.total ? "more" : "fewer"}`;
  return `${then}; now it finds ${counted(total)}, ${difference}. ${state}`;
}

/**
 * {plain, bibtex, ris} for {query, filters, sort, answer, archive, address, today}. `filters` are phrases such as "region: China"
 * and "date: since 2012"; `address` is that of citedAddress, `today` is ISO 8601.
 */
export function citationOf({ query, filters, sort, answer, archive, address, today }) {
  const order = ORDERS[sort];
  const asked = [query.trim() && `“${line(query)}”`, ...filters].filter(Boolean).join("; ");
  const title = `Search for ${asked}${order ? `, ${order}` : ""}`;
  const shares = answer.some ? ` (${figures(answer.all)} with all words, ${figures(answer.some)} with some)` : "";
  const searched = `${counted(answer.articles)} searched${answer.newest ? `, the newest of ${inWords(answer.newest)}` : ""}`;
  const released = answer.released ? `, ${inWords(answer.released)}` : "";
  const found = `${counted(answer.total)}${shares}; ${searched}; release ${answer.release} of the archive${released}`;
  const words = (query.toLowerCase().match(/[a-z0-9]+/gu) ?? []).join("-").slice(0, KEY_LENGTH);
  const key = ["search", words, short(answer.release)].filter(Boolean).join("-");
  return {
    plain: `${line(archive.name)}. ${title}. ${found}. ${address}. Accessed ${inWords(today)}.`,
    bibtex: `${bibtexEntry("misc", key, {
      title: `{${bibtexText(title)}}`,
      author: `{${bibtexText(archive.name)}}`,
      year: today.slice(0, 4),
      url: bibtexAddress(address),
      urldate: today,
      note: bibtexText(found),
    })}\n`,
    ris: risRecord([
      ["TY", "ELEC"],
      ["TI", title],
      ["AU", archive.name],
      ["PY", today.slice(0, 4)],
      ["UR", address],
      ["Y2", risDate(today)],
      ["DP", archive.name],
      ["N1", found],
    ]),
  };
}

/** As much of a release as a reader needs to tell two apart. */
function short(release) {
  return release.slice(0, 8);
}

function counted(number) {
  return `${figures(number)} article${number === 1 ? "" : "s"}`;
}

function figures(number) {
  return number.toLocaleString("en");
}

/** "19 March 2018", "March 2018", "2018". */
function inWords(date) {
  const [year, month, day] = date.split("-");
  return [day && String(Number(day)), MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}
