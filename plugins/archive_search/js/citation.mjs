/**
 * A citation of a search itself: what was asked, what it found, in which release of the archive, and an address that repeats it.
 *
 * The address carries what was found as `cited=RELEASE.COUNT.DATE`, so that the page can say later what has changed since.
 */

import { line } from "./cited.mjs";
import { dateInWords } from "./days.mjs";
import { bibtexAddress, bibtexEntry, bibtexText, risDate, risRecord } from "./formats.mjs";
import { figures, marked, say, sayMany } from "./words.mjs";

const CITED = /^([0-9a-z]{4,64})\.(\d{1,9})\.(\d{4}-\d\d-\d\d)$/u;
const ORDERS = { newest: marked("newest first"), oldest: marked("oldest first") };
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
  const values = { date: dateInWords(cited.date), then: counted(cited.total), now: counted(total) };
  const same = cited.total === total;
  if (cited.release === release) {
    if (same) return say("When this search was cited, on %(date)s, it found %(then)s; the archive has not changed since.", values);
    return say("When this search was cited, on %(date)s, it found %(then)s, and now it finds %(now)s, at the same release of the archive: the search itself has been changed.", values);
  }
  const name = [
    short(release), released && say(" of %(date)s", { date: dateInWords(released) }),
    newest && say(", with articles up to %(date)s", { date: dateInWords(newest) }),
  ].filter(Boolean).join("");
  values.state = say("The archive was then at release %(then)s and is now at %(now)s.", { then: short(cited.release), now: name });
  if (same) return say("When this search was cited, on %(date)s, it found %(then)s, as many as now. %(state)s Some may have been exchanged for others.", values);
  values.number = figures(Math.abs(total - cited.total));
  if (total > cited.total) return say("When this search was cited, on %(date)s, it found %(then)s; now it finds %(now)s, %(number)s more. %(state)s", values);
  return say("When this search was cited, on %(date)s, it found %(then)s; now it finds %(now)s, %(number)s fewer. %(state)s", values);
}

/**
 * {plain, bibtex, ris} for {query, filters, sort, answer, archive, address, today}. `filters` are phrases such as "region: China"
 * and "date: since 2012"; `address` is that of citedAddress, `today` is ISO 8601.
 */
export function citationOf({ query, filters, sort, answer, archive, address, today }) {
  const asked = [query.trim() && say("“%(words)s”", { words: line(query) }), ...filters].filter(Boolean).join(say("; "));
  const order = ORDERS[sort] ? say(", ") + say(ORDERS[sort]) : "";
  const title = say("Search for %(asked)s", { asked }) + order;
  const { all, some, newest } = answer;
  const shares = some ? say(" (%(all)s with all words, %(some)s with some)", { all: figures(all), some: figures(some) }) : "";
  const searched = sayMany(answer.articles, "%(num)s article searched", "%(num)s articles searched");
  const last = newest ? say(", the newest of %(date)s", { date: dateInWords(newest) }) : "";
  const released = answer.released ? say(", ") + dateInWords(answer.released) : "";
  const release = say("release %(name)s of the archive", { name: answer.release });
  const found = [counted(answer.total) + shares, searched + last, release + released].join(say("; "));
  const words = (query.toLowerCase().match(/[a-z0-9]+/gu) ?? []).join("-").slice(0, KEY_LENGTH);
  const key = ["search", words, short(answer.release)].filter(Boolean).join("-");
  return {
    plain: say("%(archive)s. %(title)s. %(found)s. %(address)s. Accessed %(date)s.", { archive: line(archive.name), title, found, address, date: dateInWords(today) }),
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
  return sayMany(number, "%(num)s article", "%(num)s articles");
}
