/** Elements made of texts and other elements; nothing here reads markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with a class and children, which may be elements or texts. */
export function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** A link to a state of this page ("?…"); the page itself follows it, without loading anew. */
export function stateLink(address, className, ...children) {
  const link = element("a", className, ...children);
  link.href = address || location.pathname;
  link.dataset.archiveSearchState = "";
  return link;
}

/** An element of a drawing; its sizes are attributes, which need no style. */
export function drawing(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** A text for screen readers alone. */
export function quiet(text) {
  return element("span", "search-quiet", text);
}

/** A button that is no submit button. */
export function button(className, ...children) {
  const node = element("button", className, ...children);
  node.type = "button";
  return node;
}

/** Puts the children in place; leaves the document alone, and the focus with it, where they are there already. */
export function place(parent, children) {
  const same = parent.childNodes.length === children.length && children.every((child, i) => parent.childNodes[i] === child);
  if (!same) parent.replaceChildren(...children);
}
