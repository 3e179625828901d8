/** Dates as the search says them, at the precision they have. */

import { inContext, sayAs } from "./words.mjs";

const MONTHS = [
  inContext("month", "January"), inContext("month", "February"), inContext("month", "March"),
  inContext("month", "April"), inContext("month", "May"), inContext("month", "June"),
  inContext("month", "July"), inContext("month", "August"), inContext("month", "September"),
  inContext("month", "October"), inContext("month", "November"), inContext("month", "December"),
];
const MONTHS_IN_DATES = [
  inContext("month in a date", "January"), inContext("month in a date", "February"), inContext("month in a date", "March"),
  inContext("month in a date", "April"), inContext("month in a date", "May"), inContext("month in a date", "June"),
  inContext("month in a date", "July"), inContext("month in a date", "August"), inContext("month in a date", "September"),
  inContext("month in a date", "October"), inContext("month in a date", "November"), inContext("month in a date", "December"),
];
const SHORT_MONTHS = [
  inContext("month, short", "Jan"), inContext("month, short", "Feb"), inContext("month, short", "Mar"),
  inContext("month, short", "Apr"), inContext("month, short", "May"), inContext("month, short", "Jun"),
  inContext("month, short", "Jul"), inContext("month, short", "Aug"), inContext("month, short", "Sep"),
  inContext("month, short", "Oct"), inContext("month, short", "Nov"), inContext("month, short", "Dec"),
];
const SHORT_MONTHS_IN_DATES = [
  inContext("month, short, in a date", "Jan"), inContext("month, short, in a date", "Feb"), inContext("month, short, in a date", "Mar"),
  inContext("month, short, in a date", "Apr"), inContext("month, short, in a date", "May"), inContext("month, short, in a date", "Jun"),
  inContext("month, short, in a date", "Jul"), inContext("month, short, in a date", "Aug"), inContext("month, short, in a date", "Sep"),
  inContext("month, short, in a date", "Oct"), inContext("month, short, in a date", "Nov"), inContext("month, short, in a date", "Dec"),
];

/** "19 March 2018", "March 2018", "2018"; "" for an unknown date. */
export function dateInWords(date) {
  const [year, month, day] = partsOf(date);
  if (day) return sayAs("date", "%(day)s %(month)s %(year)s", { day: Number(day), month: named(MONTHS_IN_DATES, month), year });
  if (month) return sayAs("date", "%(month)s %(year)s", { month: named(MONTHS, month), year });
  return year ? sayAs("date", "%(year)s", { year }) : "";
}

/** "19 Mar 2018", for margins. */
export function dateInShort(date) {
  const [year, month, day] = partsOf(date);
  if (day) return sayAs("date, short", "%(day)s %(month)s %(year)s", { day: Number(day), month: named(SHORT_MONTHS_IN_DATES, month), year });
  if (month) return sayAs("date, short", "%(month)s %(year)s", { month: named(SHORT_MONTHS, month), year });
  return dateInWords(date);
}

/** "Mar" of "2018-03". */
export function shortMonth(period) {
  return named(SHORT_MONTHS, period.slice(5, 7));
}

function named(months, month) {
  return sayAs(...months[Number(month) - 1]);
}

/** [year, month, day] of a date, as far as it tells them; none of what is no date. */
function partsOf(date) {
  return /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/u.exec(date ?? "")?.slice(1) ?? [];
}
