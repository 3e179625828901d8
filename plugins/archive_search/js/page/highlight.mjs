/**
 * Marks in an article what a search found in it. The address names the words as they are printed: `#hl=pipeline,oil%20field`.
 * A fragment never leaves the browser and is no part of the canonical address.
 *
 * Marked are the elements with `data-archive-highlight`, in a theme that has none the first <article> or <main>. A bar tells the
 * number, leads from one to the next, and takes the marks away, as Escape does. Imports nothing but a few words.
 */

import { WORDS } from "./marks.mjs";

const MOST = 2_000; // matches that are marked
const MOST_WORDS = 100; // words of an address that are looked for
const SKIPPED = "script, style, noscript, textarea, select, button";
const STYLE = `
  @layer archive-search-marks {
    .search-marks { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.3em 0.75em; align-items: center;
      padding: 0.5em var(--search-inset, 0.75em); background: var(--search-ground, Canvas); color: var(--search-text, CanvasText);
      border-bottom: 1px solid var(--search-edge, currentColor); font: 0.875rem / 1.4 var(--search-ui, system-ui, sans-serif); }
    .search-marks p { margin: 0; }
    .search-marks button { font: inherit; color: inherit; min-height: 1.75rem; padding: 0.1em 0.6em; background: none;
      border: 1px solid var(--search-edge, currentColor); border-radius: 0; cursor: pointer; }
    mark[data-archive-mark] { scroll-margin-block: 6rem; }
    mark[aria-current] { outline: 2px solid; outline-offset: 2px; }
    @media print { .search-marks { display: none; } }
  }`;

/** Marks what the address asks for and scrolls to the first match. */
export function highlight() {
  const words = wordsIn(location.hash);
  const roots = rootsOf(document);
  const groups = roots.flatMap((root) => markAll(root, words)).slice(0, MOST);
  if (!groups.length) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  new Bar(groups, roots[0].closest("article, main") ?? roots[0]).show();
}

/** The words and phrases that a fragment names; none where it is spoilt. */
export function wordsIn(hash) {
  try {
    const words = hash.replace(/^#hl=/u, "").split(",").map(decodeURIComponent);
    return [...new Set(words.map((word) => word.trim()).filter(Boolean))].slice(0, MOST_WORDS);
  } catch {
    return []; // "%" and no digits
  }
}

/** [start, end] of every place of the text where one of the words stands, printed so, and not inside another word. */
export function placesIn(text, words) {
  if (!words.length) return [];
  const longestFirst = [...words].sort((a, b) => b.length - a.length).map(patternOf);
  return [...text.matchAll(new RegExp(longestFirst.join("|"), "gu"))].map(({ 0: found, index }) => [index, index + found.length]);
}

function patternOf(word) {
  const spaced = /^[\p{L}\p{N}\p{M}]/u.test(word) && !UNSPACED.test(word);
  const text = word.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+");
  return spaced ? `(?<![\\p{L}\\p{N}\\p{M}])${text}(?![\\p{L}\\p{N}\\p{M}])` : text;
}

const UNSPACED = /[\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/u;

function say(text) {
  return WORDS[text] ?? text;
}

function rootsOf(page) {
  const own = [...page.querySelectorAll("[data-archive-highlight]")];
  return own.length ? own : [page.querySelector("article") ?? page.querySelector("main") ?? page.body];
}

/** Wraps every match below the root; a match is the list of its <mark> elements, several where it runs through others. */
function markAll(root, words) {
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(SKIPPED)) continue;
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const groups = placesIn(text, words).slice(0, MOST).map(([start, end]) => ({ start, end, marks: [] }));
  let last = groups.length - 1;
  for (const { node, start } of nodes.reverse()) { // from the end, so that a node's beginning stays in place
    const end = start + node.data.length;
    while (last >= 0 && groups[last].start >= end) last -= 1;
    for (let i = last; i >= 0 && groups[i].end > start; i -= 1) {
      const from = Math.max(0, groups[i].start - start);
      const to = Math.min(node.data.length, groups[i].end - start);
      if (node.data.slice(from, to).trim()) groups[i].marks.unshift(wrapped(node, from, to));
    }
  }
  return groups.map(({ marks }) => marks).filter((marks) => marks.length);
}

function wrapped(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const mark = document.createElement("mark");
  mark.dataset.archiveMark = "";
  range.surroundContents(mark);
  return mark;
}

class Bar {
  constructor(groups, place) {
    this.groups = groups;
    this.place = place;
    this.current = -1;
    this.count = document.createElement("p");
    this.count.setAttribute("role", "status");
    this.bar = document.createElement("div");
    this.bar.className = "search-marks";
    this.bar.setAttribute("role", "region");
    this.bar.setAttribute("aria-label", say("What the search found here"));
    this.escape = ({ key, target }) => key === "Escape" && !target.closest?.("input, textarea, select, dialog") && this.remove();
  }

  show() {
    const button = (text, act) => {
      const node = document.createElement("button");
      node.type = "button";
      node.textContent = text;
      node.addEventListener("click", act);
      return node;
    };
    this.bar.append(this.count, button(say("Previous"), () => this.go(-1)), button(say("Next"), () => this.go(1)), button(say("Remove the marks"), () => this.remove()));
    this.place.prepend(this.bar);
    document.addEventListener("keydown", this.escape);
    const [visit] = performance.getEntriesByType("navigation");
    this.go(1, visit?.type !== "back_forward"); // Back leads to where the reader was
  }

  go(step, scroll = true) {
    const number = this.groups.length;
    this.groups[this.current]?.[0].removeAttribute("aria-current");
    this.current = (this.current + step + number) % number;
    const [mark] = this.groups[this.current];
    mark.setAttribute("aria-current", "true");
    if (scroll) mark.scrollIntoView({ block: "center" });
    this.count.textContent = say("Match %(place)s of %(number)s").replace("%(place)s", this.current + 1).replace("%(number)s", number);
  }

  /** The page as it is without a search, and its plain address. */
  remove() {
    document.removeEventListener("keydown", this.escape);
    const focused = this.bar.contains(document.activeElement);
    for (const mark of this.groups.flat()) {
      const { parentNode } = mark;
      mark.replaceWith(...mark.childNodes);
      parentNode.normalize();
    }
    this.bar.remove();
    history.replaceState(history.state, "", location.pathname + location.search);
    if (!focused) return;
    this.place.tabIndex = -1;
    this.place.focus({ preventScroll: true });
  }
}
