/** A tree of parser.mjs → the query that means it, in one way of writing: parse(print(tree)) is the tree. */

const LEAVES = {
  word: (node) => node.text,
  pattern: (node) => node.text,
  fuzzy: (node) => `${node.text}~${node.edits}`,
  phrase: (node) => `"${node.text}"`,
  exact: (node) => (node.phrase ? `="${node.text}"` : `=${node.text}`),
};

/** The query of a tree. */
export function print(tree) {
  return tree.kind === "ranked" ? tree.items.map(item).join(" ") : loose(tree);
}

/** With AND and OR bare: a whole query, or what stands in brackets. */
function loose(node) {
  if (node.kind === "or") return node.items.map((part) => (part.kind === "and" ? conjunction(part) : item(part))).join(" OR ");
  return node.kind === "and" ? conjunction(node) : item(node);
}

function conjunction(node) {
  return node.items.map(item).join(" AND ");
}

/** As one of several that stand side by side. */
function item(node) {
  if (node.kind !== "near") return tight(node);
  const name = `${node.ordered ? "PRE" : "NEAR"}/${node.distance}`;
  return `${item(node.left)} ${name} ${tight(node.right)}`;
}

/** So that a sign, a field or NEAR holds all of it. */
function tight(node) {
  if (node.kind === "must") return `+${signed(node.item)}`;
  if (node.kind === "not") return `-${signed(node.item)}`;
  if (node.kind === "date") return `date:${rangeOf(node)}`;
  if (node.kind === "field") return `${node.name}:${node.item.kind in LEAVES ? leaf(node.item) : `(${loose(node.item)})`}`;
  return node.kind in LEAVES ? leaf(node) : `(${loose(node)})`;
}

/** Two signs in a row would be punctuation. */
function signed(node) {
  return node.kind === "not" ? `(${tight(node)})` : tight(node);
}

function leaf(node) {
  return LEAVES[node.kind](node) + (node.boost === 1 ? "" : `^${node.boost}`);
}

function rangeOf({ from, to }) {
  return from === to ? from : `${from}..${to}`;
}
