/** How the articles found lie in time: bars that filter, with a table that says the same. */

import { barsOf, labelEvery, yearLabels } from "./bars.mjs";
import { drawing, element, place, stateLink } from "./nodes.mjs";
import { say, sayMany } from "../words.mjs";
import { count, dateInWords, figures, rangeInWords } from "./sentences.mjs";
import { addressOf, dated } from "./state.mjs";

const HEIGHT = 48; // CSS pixels of the tallest bar
const FOOT = 36; // pixels for the labels below: months, and their year
const LABEL = 40; // pixels a label needs, with the space beside it
const GAP = 2; // pixels between two bars
const LEAST = 2; // pixels of a bar that counts one article

/** The figure; `show` fills it, and a change of its width draws it anew. */
export class Histogram {
  constructor(figure) {
    this.figure = figure;
    this.caption = element("figcaption", "search-histogram-caption");
    this.frame = element("div", "search-histogram-frame");
    this.body = element("tbody", "");
    const head = element("tr", "", heading("col", say("Date")), heading("col", say("Articles")));
    this.tableCaption = element("caption", "");
    const table = element("table", "search-histogram-table", this.tableCaption, element("thead", "", head), this.body);
    this.twin = element("details", "search-histogram-twin", element("summary", "", say("As a table")), table);
    figure.append(this.caption, this.frame, this.twin);
    this.clear();
    new ResizeObserver(() => this.shown && this.frame.clientWidth !== this.width && this.draw()).observe(this.frame);
  }

  /** Draws {unit, bars, undated} of the articles that a state finds. */
  show(histogram, state) {
    this.shown = { histogram, state };
    const words = [captionOf(histogram)];
    if (histogram.undated) words.push(sayMany(histogram.undated, "%(num)s undated", "%(num)s undated"));
    place(this.caption, [words.join(say("; ")), ...widerLinks(state)]);
    const shown = histogram.bars.reduce((sum, [, number]) => sum + number, 0);
    this.tableCaption.textContent = histogram.unit === "month"
      ? sayMany(shown, "%(num)s article by month", "%(num)s articles by month")
      : sayMany(shown, "%(num)s article by year", "%(num)s articles by year");
    this.body.replaceChildren(
      ...histogram.bars.map(([period, number]) =>
        element("tr", "", heading("row", stateLink(addressOf(dated(state, period, period)), "", dateInWords(period))), element("td", "", figures(number))),
      ),
    );
    this.twin.hidden = !histogram.bars.length;
    this.draw();
  }

  clear() {
    this.shown = null;
    this.caption.replaceChildren("\u00a0");
    this.frame.replaceChildren();
    this.twin.hidden = true;
  }

  draw() {
    const { histogram, state } = this.shown;
    this.width = this.frame.clientWidth;
    if (!this.width) return;
    const bars = barsOf(histogram, this.width);
    const most = Math.max(...bars.map((bar) => bar.count));
    const wide = Math.min(this.width / bars.length, 3 * LABEL);
    const every = labelEvery(bars.length, wide * bars.length, LABEL);
    const label = captionOf(histogram);
    const size = { width: Math.ceil(wide * bars.length), height: HEIGHT + FOOT };
    const years = yearLabels(bars, every);
    const parts = bars.flatMap((bar, i) => barNodes(bar, { x: i * wide, wide, most, labelled: i % every === 0, year: years[i] }, state));
    const base = drawing("line", { class: "search-histogram-base", x1: 0, x2: size.width, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 });
    const picture = drawing("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: "group", "aria-label": label }, ...parts, base);
    this.frame.replaceChildren(bars.length ? picture : element("p", "search-histogram-none", say("None of these articles has a date")));
  }
}

function captionOf({ unit }) {
  return unit === "month" ? say("Articles by month") : say("Articles by year");
}

/** A bar as a link over its whole column, and its label. */
function barNodes({ from, to, count: number, label, name }, { x, wide, most, labelled, year }, state) {
  const nodes = [];
  if (number) {
    const tall = Math.max(LEAST, Math.round((number / most) * HEIGHT));
    const words = say("%(name)s: %(count)s", { name, count: count(number) });
    const area = drawing("rect", { class: "search-histogram-area", x, y: 0, width: wide, height: HEIGHT });
    const bar = drawing("rect", { class: "search-histogram-bar", x: x + GAP / 2, y: HEIGHT - tall, width: wide - GAP, height: tall });
    const link = drawing("a", { href: addressOf(dated(state, from, to)), "aria-label": words, "data-archive-search-state": "" });
    link.append(drawing("title", {}, words), area, bar);
    nodes.push(link);
  }
  const below = (y, words) => drawing("text", { class: "search-histogram-label", x: x + wide / 2, y, "text-anchor": "middle", "aria-hidden": "true" }, words);
  if (labelled) nodes.push(below(HEIGHT + 15, label));
  if (year) nodes.push(below(HEIGHT + 30, year));
  return nodes;
}

/** From a month its year, from anything all dates: links that widen a choice made with the bars. */
function widerLinks(state) {
  const { from, to } = state;
  if (!from && !to && !state.year.length) return [];
  const links = [[say("All dates"), dated(state, "", "")]];
  const year = from.slice(0, 4);
  if (from.length > 4 && year === to.slice(0, 4)) links.push([rangeInWords(year, year), dated(state, year, year)]);
  return links.flatMap(([words, wider]) => [" ", stateLink(addressOf(wider), "search-histogram-wider", words)]);
}

function heading(scope, child) {
  const cell = element("th", "", child);
  cell.scope = scope;
  return cell;
}
