/** What articles are filed under and when they were written: tags, lists, facet counts, out of the files of `columns.py`. */

import { BitReader } from "./bits.mjs";
import { Dates } from "./dates.mjs";
import { EMPTY, unite } from "./lists.mjs";
import { decodeSets } from "./sets.mjs";

const HASH = 8; // characters of a file's name
const FOLDER = "g/";
const YEAR = "year"; // the kind of tag that dates give

/**
 * The columns of a manifest's section. A kind is "region", "topic", "source", "author" or "year"; a tag is {id, label,
 * parents, count}: parents are ids of what contains it, count is of the articles filed under it or under a tag inside it.
 */
export class Columns {
  constructor(section, files, root) {
    Object.assign(this, { section, files, articlesInAll: root.articles });
    this.dates = new Dates(section.dates, files);
  }

  /** {tags}: all tags of a kind, what lies inside a tag behind it. */
  async table(kind) {
    return kind === YEAR ? { tags: await this.dates.years() } : this.tableOf(kind);
  }

  /** The ids of the tags that `fits` accepts. */
  async find(kind, fits) {
    return (await this.table(kind)).tags.filter(fits).map(({ id }) => id);
  }

  /** The list of the articles filed under a tag or under one inside it; empty for an unknown id. */
  async articles(kind, id) {
    if (kind === YEAR) return /^\d{4}$/u.test(id) ? this.dated(id, id) : EMPTY;
    const table = await this.tableOf(kind);
    if (!table.number.has(id)) return EMPTY;
    const numbers = table.inside(table.number.get(id));
    const files = [...new Set(numbers.map(table.fileOf))];
    const lists = new Map(await Promise.all(files.map(async (file) => [file, await this.listsOf(table, file)])));
    return unite(numbers.map((number) => lists.get(table.fileOf(number))(number)));
  }

  /** How many articles of a list are filed under each tag of the table, or under one inside it. */
  async facet(kind, list) {
    if (kind === YEAR) return this.dates.countByYear(list);
    const { starts, numbers, tags } = await this.columnOf(kind);
    const counts = new Uint32Array(tags);
    for (let i = 0; i < list.length; i += 1) {
      const end = starts[list[i] + 1];
      for (let place = starts[list[i]]; place < end; place += 1) counts[numbers[place]] += 1;
    }
    return counts;
  }

  /** The list of the articles dated wholly between two dates; `dates.mjs` says how. */
  dated(from, to) {
    return this.dates.between(from, to);
  }

  /** [[period, count], …] of a list by "year" or "month", without periods that have none. */
  histogram(list, unit) {
    return this.dates.histogram(list, unit);
  }

  tableOf(kind) {
    return this.files.made(this.section[kind].table, "tags", readTable);
  }

  /** {starts, numbers, tags}: the tags an article is found under stand from starts[article] on. */
  async columnOf(kind) {
    const table = await this.tableOf(kind);
    return this.files.made(this.section[kind].column, "column", (bytes) => withAbove(decodeSets(bytes, table.sizes, table.own), table));
  }

  /** A function from a tag of a file to the list of its own articles. */
  listsOf({ starts, files, own }, file) {
    const name = `${FOLDER}${files.slice(file * HASH, (file + 1) * HASH)}.bin`;
    const first = starts[file];
    const counts = own.slice(first, starts[file + 1]);
    return this.files.made(name, "lists", (bytes) => {
      const reader = new BitReader(bytes);
      const lists = counts.map((count) => {
        const list = new Uint32Array(count);
        reader.list(list, 0, count, this.articlesInAll);
        return list;
      });
      reader.finish();
      return (number) => lists[number - first];
    });
  }
}

/** The table as `columns.py` describes it, with the ways up and down. */
function readTable(bytes) {
  const { ids, labels, parents, counts, own, sizes, starts, files } = JSON.parse(new TextDecoder().decode(bytes));
  if (parents.length !== labels.length || counts.length !== labels.length || files.length !== HASH * starts.length) {
    throw new RangeError("lists of one length are needed");
  }
  const names = ids ?? labels;
  const children = labels.map(() => []);
  parents.forEach((above, number) => above.forEach((parent) => children[parent].push(number)));
  let outer = 0;
  return {
    tags: labels.map((label, i) => ({ id: names[i], label, parents: parents[i].map((parent) => names[parent]), count: counts[i] })),
    number: new Map(names.map((id, i) => [id, i])),
    own: counts.map((count, i) => (children[i].length ? own[outer++] : count)),
    above: parents.map((_, i) => [...reached(parents, i)]),
    inside: (number) => [...reached(children, number)],
    fileOf: (number) => starts.findLastIndex((start) => start <= number),
    sizes,
    starts,
    files,
  };
}

/** A number and all that can be reached from it. */
function reached(ways, number) {
  const found = new Set([number]);
  for (const one of found) for (const next of ways[one]) found.add(next);
  return found;
}

/** The tags of each article with all that contain them, each once. */
function withAbove({ starts, numbers }, { above, tags }) {
  const seen = new Int32Array(tags.length).fill(-1); // the last article under each tag
  const size = numbers.reduce((sum, number) => sum + above[number].length, 0);
  const all = new (tags.length > 0xffff ? Uint32Array : Uint16Array)(size);
  const from = new Uint32Array(starts.length);
  let place = 0;
  for (let article = 0; article + 1 < starts.length; article += 1) {
    for (let i = starts[article]; i < starts[article + 1]; i += 1) {
      for (const number of above[numbers[i]]) {
        if (seen[number] === article) continue;
        seen[number] = article;
        all[place] = number;
        place += 1;
      }
    }
    from[article + 1] = place;
  }
  return { starts: from, numbers: all, tags: tags.length };
}
