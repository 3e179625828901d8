/** What each filter would leave of the hits: counts by region, topic, source and year, and the histogram of dates. */

import { KINDS, passing } from "./filters.mjs";
import { intersect } from "./lists.mjs";

const MONTHS = 24; // up to which hits are counted by month; beyond, bars would be hairs

/**
 * {region: [{id, label, parents, count, selected}], topic, source, year, histogram: {unit, bars: [[period, count]], undated}}
 * of a list of articles that no filter has narrowed yet. What is chosen within a facet does not narrow its own counts.
 */
export async function facetsOf(list, filters, columns) {
  const narrowed = async (except) => {
    const pass = await passing(filters, columns, except);
    return pass ? intersect(list, pass) : list;
  };
  const [histogram, ...tags] = await Promise.all([
    narrowed("").then((hits) => histogramOf(hits, columns)),
    ...KINDS.map(async (kind) => tagsOf(kind, await narrowed(kind), filters[kind] ?? [], columns)),
  ]);
  return { ...Object.fromEntries(KINDS.map((kind, i) => [kind, tags[i]])), histogram };
}

/** All tags of a kind, and what is chosen though no tag is called so. */
async function tagsOf(kind, list, chosen, columns) {
  const [{ tags }, counts] = await Promise.all([columns.table(kind), columns.facet(kind, list)]);
  const known = new Set(tags.map(({ id }) => id));
  const unknown = chosen.filter((id) => !known.has(id)).map((id) => ({ id, label: id, parents: [] }));
  return [...tags, ...unknown].map(({ id, label, parents }, i) => {
    return { id, label, parents, count: counts[i] ?? 0, selected: chosen.includes(id) };
  });
}

/** By month where the hits lie close together and all of them tell their month, else by year. */
async function histogramOf(list, columns) {
  const [years, months] = await Promise.all([columns.histogram(list, "year"), columns.histogram(list, "month")]);
  const dated = sum(years);
  const close = months.length > 0 && monthOf(months.at(-1)) - monthOf(months[0]) < MONTHS && sum(months) === dated;
  return { unit: close ? "month" : "year", bars: close ? months : years, undated: list.length - dated };
}

function sum(bars) {
  return bars.reduce((total, [, count]) => total + count, 0);
}

/** Months since the year 0. */
function monthOf([period]) {
  const [year, month] = period.split("-").map(Number);
  return 12 * year + month;
}
