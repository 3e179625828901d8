/** The histogram's arithmetic: years or months → bars that fit a width. Pure. */

import { rangeInWords, shortMonth } from "./sentences.mjs";

export const BAR = 24; // CSS pixels a bar is wide at least, to be pressed: WCAG 2.2, 2.5.8
const STEPS = { year: [1, 2, 5, 10, 20, 50, 100, 200, 500], month: [1, 2, 3, 6, 12, 24, 60, 120] }; // periods a bar may hold
const MOST = 12_000; // periods between the first and the last: a thousand years of months

/**
 * The bars of {unit, bars: [[period, count], …]} in a width of so many pixels, without gaps: [{from, to, count, label, name}].
 * Where one period a bar would be too narrow, a bar holds two, five, ten …; `label` stands below it, `name` says it in full.
 */
export function barsOf({ unit, bars }, width) {
  const counts = new Map(bars.filter(([, count]) => count).map(([period, count]) => [numberOf(unit, period), count]));
  if (!counts.size) return [];
  const first = Math.min(...counts.keys());
  const last = Math.min(Math.max(...counts.keys()), first + MOST);
  const room = Math.max(1, Math.floor(width / BAR));
  const fits = (step) => Math.floor(last / step) - Math.floor(first / step) + 1 <= room;
  const step = STEPS[unit].find(fits) ?? STEPS[unit].at(-1);
  const shown = [];
  for (let start = Math.floor(first / step) * step; start <= last; start += step) {
    let count = 0;
    for (let period = start; period < start + step; period += 1) count += counts.get(period) ?? 0;
    shown.push(barOf(unit, start, step, count));
  }
  return shown;
}

/** How many bars share one label, so that labels of so many pixels do not touch. */
export function labelEvery(number, width, label) {
  return Math.max(1, Math.ceil(label / (width / number)));
}

/** The years to write below labels of months, each below its first: a list as long as the bars, "" where none stands. */
export function yearLabels(bars, every) {
  let last = "";
  return bars.map(({ from, label }, i) => {
    const year = from.slice(0, 4);
    if (i % every !== 0 || label === year || year === last) return "";
    last = year;
    return year;
  });
}

function barOf(unit, start, step, count) {
  const from = periodOf(unit, start);
  const to = periodOf(unit, start + step - 1);
  const name = rangeInWords(from, to);
  const label = unit === "year" ? from : step < 12 ? shortMonth(from) : from.slice(0, 4);
  return { from, to, count, label, name };
}

function numberOf(unit, period) {
  const [year, month = "01"] = period.split("-");
  return unit === "year" ? Number(year) : Number(year) * 12 + Number(month) - 1;
}

function periodOf(unit, number) {
  if (unit === "year") return String(number).padStart(4, "0");
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
