/** Sorted lines in files of a few kilobytes, as `lines.py` writes and describes them. */

import { Directory } from "./directory.mjs";

const LAST = "\uffff"; // sorts behind every key that goes on
const SEPARATOR = "\t";

export class Lines {
  /** `name` is that of the directory file. */
  constructor(name, files) {
    Object.assign(this, { name, files });
  }

  /** The texts of the lines with this key. */
  async of(key) {
    const name = await (await this.directory()).find(key);
    return name === undefined ? [] : (await this.read(name)).filter((line) => line.key === key).map(({ text }) => text);
  }

  /** {key, text} of the lines whose keys begin so, out of at most so many files. */
  async startingWith(beginning, files) {
    const names = await (await this.directory()).between(beginning, beginning + LAST);
    const lines = await Promise.all(names.slice(0, files).map((name) => this.read(name)));
    return lines.flat().filter(({ key }) => key.startsWith(beginning));
  }

  async directory() {
    return new Directory(await this.files.json(this.name), this.files);
  }

  read(name) {
    return this.files.made(name, "lines", linesOf);
  }
}

function linesOf(bytes) {
  const lines = new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  return lines.map((line) => {
    const end = line.indexOf(SEPARATOR);
    if (end < 0) throw new RangeError("a line without a key");
    return { key: line.slice(0, end), text: line.slice(end + 1) };
  });
}
