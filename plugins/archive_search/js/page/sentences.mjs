/** What the search page says, in words. Pure; English, as the page's template is. */

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

const RELEASE = 8; // digits that tell one state of an archive from its others

/** "1,204 articles", "1 article". */
export function count(number, noun = "article") {
  return `${figures(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** "1,204". */
export function figures(number) {
  return number.toLocaleString("en");
}

/** "19 March 2018", "March 2018", "2018"; "" for an unknown date. */
export function dateInWords(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/u.exec(date ?? "");
  if (!match) return "";
  const [, year, month, day] = match;
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** "19 Mar 2018", for margins. */
export function dateInShort(date) {
  return dateInWords(date).replace(/[A-Z][a-z]+/u, (month) => month.slice(0, 3));
}

/** "2012 to March 2018", "since 2012", "until March 2018". */
export function rangeInWords(from, to) {
  if (from && to) return from === to ? dateInWords(from) : `${dateInWords(from)} to ${dateInWords(to)}`;
  return from ? `since ${dateInWords(from)}` : `until ${dateInWords(to)}`;
}

/** "Mar" of "2018-03". */
export function shortMonth(period) {
  return MONTHS[Number(period.slice(5, 7)) - 1].slice(0, 3);
}

/** The number of articles of an answer, as it is announced. */
export function totalOf({ total }) {
  return total ? count(total) : "No articles found";
}

/** How the articles of an answer have the words: "312 with all words, 892 with some of them"; "" where there is nothing to tell. */
export function sharesOf({ all, some }) {
  if (!some) return "";
  const others = `${figures(some)} with some of them`;
  return all ? `${figures(all)} with all words, ${others}` : `None with all words, ${others}`;
}

/** "10,000 articles searched, newest of 19 March 2018, index of 22 November 2026"; without that date, the index by its name. */
export function searchedOf({ articles, newest, released, release }) {
  const last = newest && `newest of ${dateInWords(newest)}`;
  const index = released ? `index of ${dateInWords(released)}` : release && `index ${release.slice(0, RELEASE)}`;
  return [`${count(articles)} searched`, last, index].filter(Boolean).join(", ");
}

/** "0.04 seconds". */
export function secondsOf(milliseconds) {
  return `${Math.max(0.01, milliseconds / 1000).toFixed(2)} seconds`;
}
