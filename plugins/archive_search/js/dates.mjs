/** Which articles have which dates, out of what `dates.py` writes and describes. */

import { BitReader } from "./bits.mjs";
import { EMPTY, placeOf, subtract } from "./lists.mjs";

const MONTHS = 12;
const PER_YEAR = MONTHS + 1; // numbers: articles dated to the year alone, then those of each month
const PER_MONTH = 32; // numbers: articles dated to the month alone, then those of each day

export class Dates {
  constructor(section, files) {
    Object.assign(this, { section, files });
  }

  /** The years that have articles, in order: [{id, label, parents, count}]. */
  async years() {
    const { years, at } = await this.months();
    return years.map((year, i) => ({ id: yearName(year), label: yearName(year), parents: [], count: at[(i + 1) * PER_YEAR] - at[i * PER_YEAR] }));
  }

  /**
   * The list of the articles whose date, as far as it is known, lies wholly between two dates, each "2012", "2012-03",
   * "2012-03-14" or "" for no limit: an article of 2012 lies in 2012, not in its March. Undated ones never do.
   */
  async between(from, to) {
    const [start, [end, vague]] = await Promise.all([this.start(partsOf(from)), this.end(partsOf(to))]);
    const list = stretch(start, end);
    return vague.reduce((left, [first, last]) => subtract(left, stretch(Math.max(first, start), last)), list);
  }

  /** [[period, number of the list's articles in it], …] by "year" or "month", without periods that have none. */
  async histogram(list, unit) {
    const { years, at } = await this.months();
    const found = [];
    years.forEach((year, i) => {
      if (unit === "year") add(yearName(year), at[i * PER_YEAR], at[(i + 1) * PER_YEAR]);
      else for (let m = 1; m <= MONTHS; m += 1) add(monthName(year, m), at[i * PER_YEAR + m], at[i * PER_YEAR + m + 1]);
    });
    return found;

    function add(period, first, end) {
      const count = placeOf(list, end) - placeOf(list, first);
      if (count) found.push([period, count]);
    }
  }

  /** How many articles of the list are dated in each of `years`. */
  async countByYear(list) {
    const { years, at } = await this.months();
    return Uint32Array.from(years, (_, i) => placeOf(list, at[(i + 1) * PER_YEAR]) - placeOf(list, at[i * PER_YEAR]));
  }

  /** The number of the first article that begins on the date or later. */
  async start([year, month, day]) {
    const { undated, years, at, total } = await this.months();
    if (year === undefined) return undated;
    const i = years.findIndex((one) => one >= year);
    if (i < 0) return total;
    if (years[i] > year || month === undefined || (month === 1 && (day ?? 1) === 1)) return at[i * PER_YEAR];
    const place = i * PER_YEAR + Math.min(month, PER_YEAR);
    return (day ?? 1) === 1 ? at[place] : (await this.days(place))[Math.min(day, PER_MONTH)];
  }

  /**
   * The number behind the last article that ends on the date or earlier, and the stretches before it of those that end
   * later, as nobody knows when in the year or month they were written.
   */
  async end([year, month, day]) {
    const { years, at, total } = await this.months();
    if (year === undefined) return [total, []];
    const i = years.findLastIndex((one) => one <= year);
    if (i < 0) return [0, []];
    const last = day === undefined || day >= lengthOf(year, month);
    if (years[i] < year || month === undefined || (month >= MONTHS && last)) return [at[(i + 1) * PER_YEAR], []];
    const place = i * PER_YEAR + month;
    const ofYear = [at[i * PER_YEAR], at[i * PER_YEAR + 1]];
    if (last) return [at[place + 1], [ofYear]];
    const days = await this.days(place);
    return [days[day + 1], [ofYear, [days[0], days[1]]]];
  }

  /** {undated, years, at, total, k}: `at` has the first article of each of the numbers, and behind the last. */
  months() {
    return this.files.made(this.section.months, "months", readMonths);
  }

  /** The first article of the month alone, of each day, and behind the last, of the month at a place. */
  async days(place) {
    const { at, k, before } = await this.months();
    const all = await this.files.made(this.section.days, "days", (bytes) => readDays(bytes, before.at(-1), k));
    const starts = new Uint32Array(PER_MONTH + 1);
    starts[0] = at[place];
    if (at[place + 1] === at[place]) return starts.fill(at[place]);
    for (let i = 0; i < PER_MONTH; i += 1) starts[i + 1] = starts[i] + all[before[place] * PER_MONTH + i];
    return starts;
  }
}

function readMonths(bytes) {
  const { undated, years, counts, k } = JSON.parse(new TextDecoder().decode(bytes));
  if (counts.length !== PER_YEAR * years.length) throw new RangeError("thirteen numbers a year are needed");
  const at = new Uint32Array(counts.length + 1);
  const before = new Uint32Array(counts.length + 1); // months with articles before each number
  at[0] = undated;
  counts.forEach((count, i) => {
    at[i + 1] = at[i] + count;
    before[i + 1] = before[i] + (count > 0 && i % PER_YEAR > 0 ? 1 : 0);
  });
  return { undated, years, at, before, total: at.at(-1), k };
}

function readDays(bytes, months, k) {
  const days = new Uint32Array(months * PER_MONTH);
  const reader = new BitReader(bytes);
  reader.rices(days, 0, days.length, k);
  reader.finish();
  return days;
}

/** [year, month, day] of a date, as far as it tells them. */
function partsOf(date) {
  return date ? date.split("-").map(Number) : [];
}

function lengthOf(year, month) {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate(); // the calendar repeats every 400 years
}

function yearName(year) {
  return String(year).padStart(4, "0");
}

function monthName(year, month) {
  return `${yearName(year)}-${String(month).padStart(2, "0")}`;
}

/** The numbers from one on and below another. */
function stretch(from, to) {
  return to > from ? Uint32Array.from({ length: to - from }, (_, i) => from + i) : EMPTY;
}
