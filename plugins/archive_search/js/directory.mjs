/** Which file holds a text: the sorted list of files that `directory.py` writes and describes. */

import { FileError } from "./files.mjs";

const LAST = "\uffff"; // sorts behind every text

export class Directory {
  /** `section` is what the manifest says of the files. */
  constructor(section, files) {
    this.files = files;
    this.file = section.file;
    this.top = read(section, section.lists ?? section.file);
    this.deep = Boolean(section.lists);
  }

  /** The name of the file that holds the text, if any does. */
  async find(text) {
    const list = this.deep ? await this.list(this.top.names[placeIn(this.top.keys, text)]) : this.top;
    return list.names[placeIn(list.keys, text)];
  }

  /**
   * The names of the files that may hold texts from `from` on and below `to`, in order; of those only whose first key and
   * the next file's pass the test.
   */
  async between(from, to, passes = () => true) {
    if (!this.deep) return stretch(this.top, from, to, passes);
    const lists = await Promise.all(stretch(this.top, from, to, passes).map((name) => this.list(name)));
    return lists.flatMap((list) => stretch(list, from, to, passes));
  }

  /** The names of all files, in order. */
  async all() {
    if (!this.deep) return this.top.names;
    return (await Promise.all(this.top.names.map((name) => this.list(name)))).flatMap((list) => list.names);
  }

  async list(name) {
    if (name === undefined) return { keys: [], names: [] };
    const entries = await this.files.json(name);
    if (typeof entries?.keys !== "string" || typeof entries.names !== "string") throw new FileError(name);
    return read(entries, this.file);
  }
}

function read({ keys, names }, [before, behind]) {
  const starts = names ? keys.split(" ") : [];
  const length = names.length / starts.length;
  return { keys: starts, names: starts.map((_, i) => before + names.slice(i * length, (i + 1) * length) + behind) };
}

/** The place of the last key that is not behind the text; -1 if all are. */
function placeIn(keys, text) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function stretch({ keys, names }, from, to, passes) {
  return names.filter((_, i) => {
    const next = keys[i + 1] ?? LAST;
    return keys[i] < to && next > from && passes(keys[i], next);
  });
}
