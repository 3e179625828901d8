/** What the search page says, in words. Pure. */

import { dateInShort, dateInWords, shortMonth } from "../days.mjs";
import { decimal, figures, say, sayMany } from "../words.mjs";

export { dateInShort, dateInWords, figures, shortMonth };

const RELEASE = 8; // digits that tell one state of an archive from its others

/** "1,204 articles", "1 article". */
export function count(number) {
  return sayMany(number, "%(num)s article", "%(num)s articles");
}

/** "2012 to March 2018", "since 2012", "until March 2018". */
export function rangeInWords(from, to) {
  const [first, last] = [dateInWords(from), dateInWords(to)];
  if (from && to) return from === to ? first : say("%(first)s to %(last)s", { first, last });
  return from ? say("since %(date)s", { date: first }) : say("until %(date)s", { date: last });
}

/** The number of articles of an answer, as it is announced. */
export function totalOf({ total }) {
  return total ? count(total) : say("No articles found");
}

/** How the articles of an answer have the words: "312 with all words, 892 with some of them"; "" where there is nothing to tell. */
export function sharesOf({ all, some }) {
  if (!some) return "";
  const values = { all: figures(all), some: figures(some) };
  if (all) return say("%(all)s with all words, %(some)s with some of them", values);
  return say("None with all words, %(some)s with some of them", values);
}

/** "10,000 articles searched, newest of 19 March 2018, index of 22 November 2026"; without that date, the index by its name. */
export function searchedOf({ articles, newest, released, release }) {
  const searched = sayMany(articles, "%(num)s article searched", "%(num)s articles searched");
  const last = newest && say("newest of %(date)s", { date: dateInWords(newest) });
  const index = released
    ? say("index of %(date)s", { date: dateInWords(released) })
    : release && say("index %(name)s", { name: release.slice(0, RELEASE) });
  return [searched, last, index].filter(Boolean).join(say(", "));
}

/** "0.04 seconds". */
export function secondsOf(milliseconds) {
  return say("%(number)s seconds", { number: decimal(Math.max(0.01, milliseconds / 1000), 2) });
}
