/** Result rows as DOM nodes. Everything from the archive goes in as text, never as markup. */

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

/** The <li> of a row; its link leads to `root`-relative `row.url`. */
export function resultItem(row, root) {
  const title = element("h2", "search-result-title", titleLink(row, root));
  const meta = [row.source?.[0], dateOf(row.date), row.places?.slice(0, 3).join(", ")].filter(Boolean);
  const parts = meta.map((part) => (typeof part === "string" ? element("span", "", part) : part));
  const line = parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
  const item = element("li", "search-result", title, element("p", "search-result-meta", ...line));
  if (row.snippet.length) item.append(element("p", "search-result-snippet", ...row.snippet.map(piece)));
  for (const part of item.children) part.dir = "auto"; // a text written to the left, or a stray direction mark, stays its own
  return item;
}

/** An element with a class and children, which may be nodes or texts. */
export function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function titleLink(row, root) {
  const link = element("a", "", ...row.title.map(piece));
  const address = webAddress(row.url ?? "", root);
  if (address) link.href = address;
  return link;
}

/** The full address, if it is one a reader may be led to; "" otherwise. */
function webAddress(url, root) {
  try {
    const { protocol, href } = new URL(url, root);
    return /^https?:$/u.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

function piece({ text, match }) {
  return match ? element("mark", "", text) : document.createTextNode(text);
}

/** A <time> in words for "2012", "2018-03" or "2018-03-19"; null for an unknown date. */
function dateOf(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/u.exec(date ?? "");
  if (!match) return null;
  const [, year, month, day] = match;
  const words = [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  const time = element("time", "", words);
  time.dateTime = date;
  return time;
}
