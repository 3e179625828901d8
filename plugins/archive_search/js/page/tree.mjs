/** A facet's tags as a forest: what lies inside what, the most frequent first. Pure. */

const SHOWN = 8; // tags of a level that are shown before "Show all"

/**
 * The forest of tags {id, label, parents, count, selected}: [{tag, inside: [the same]}]. A tag with several parents hangs at the
 * first that is there; one whose parents go round in a circle is a root.
 */
export function forestOf(tags, byCount = true) {
  const nodes = new Map(tags.map((tag) => [tag.id, { tag, inside: [] }]));
  const parentOf = (tag) => (tag.parents ?? []).find((id) => id !== tag.id && nodes.has(id));
  const inCircle = (tag) => {
    const seen = new Set([tag.id]);
    for (let id = parentOf(tag); id !== undefined; id = parentOf(nodes.get(id).tag)) {
      if (seen.has(id)) return true;
      seen.add(id);
    }
    return false;
  };
  const roots = [];
  for (const node of nodes.values()) {
    const parent = parentOf(node.tag);
    (parent === undefined || inCircle(node.tag) ? roots : nodes.get(parent).inside).push(node);
  }
  if (byCount) for (const level of [roots, ...[...nodes.values()].map((node) => node.inside)]) level.sort(mostFirst);
  return roots;
}

/** The first of a level: those chosen or with something chosen inside are always among them. */
export function shownOf(level, everything) {
  if (everything || level.length <= SHOWN + 1) return level; // one more takes no more room than the button
  return level.filter((node, place) => place < SHOWN || holdsChoice(node));
}

/** Whether a node or anything inside it is chosen. */
export function holdsChoice({ tag, inside }) {
  return tag.selected || inside.some(holdsChoice);
}

/** The forest of the nodes whose label holds the text, with what leads to them; `plain` makes two texts comparable. */
export function foundIn(level, text, plain = plainly) {
  const wanted = plain(text);
  const fits = ({ tag, inside }) => {
    const below = inside.map(fits).filter(Boolean);
    return below.length || plain(tag.label).includes(wanted) ? { tag, inside: below } : null;
  };
  return level.map(fits).filter(Boolean);
}

/** How many nodes a forest has. */
export function sizeOf(level) {
  return level.reduce((sum, { inside }) => sum + 1 + sizeOf(inside), 0);
}

/** Without capitals and accents. */
function plainly(label) {
  return label.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function mostFirst(a, b) {
  return b.tag.count - a.tag.count || (a.tag.label < b.tag.label ? -1 : 1);
}
