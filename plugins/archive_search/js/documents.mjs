/** Rows and texts of articles, out of the folders that `documents.py` writes and describes. */

import { FileError } from "./files.mjs";
import { placeOf } from "./lists.mjs";

const HASH = 8; // characters of a folder's name
const FOLDER = "d/";
const FEW = 3; // rows of one folder that cost less as files of their own, texts included, than as the file of all rows
const AT_ONCE = 256; // rows read side by side

/**
 * The articles of a manifest's section. A row is {id, url, title, assigned, date, source, agency, authors, regions, topics,
 * original_url, lang, rights}: regions and topics are [id, label] pairs, `url` is relative to the site; all but `id` and
 * `url` may be missing.
 */
export class Documents {
  constructor(section, files) {
    Object.assign(this, { section, files });
  }

  /** Reads the list of folders; before the first row is wished for, it spares a wait. */
  async open() {
    return this.files.made(this.section.list, "documents", readList);
  }

  /** The row of an article. */
  async row(number) {
    const { text, ...row } = await this.rowAndText(number);
    return row;
  }

  /** The row of an article, with its `text`. */
  async rowAndText(number) {
    const { folder, place } = await this.placeOf(number);
    const name = `${folder}/${place}.json`;
    return this.whole(await this.files.json(name), name);
  }

  /** The rows of articles in the order given, one by one. */
  async *rows(numbers) {
    const { starts } = await this.open();
    const wished = new Uint32Array(starts.length);
    for (const number of numbers) wished[folderOf(starts, number)] += 1;
    for (let first = 0; first < numbers.length; first += AT_ONCE) {
      const some = Array.from(numbers.slice(first, first + AT_ONCE));
      yield* await Promise.all(some.map((number) => (wished[folderOf(starts, number)] > FEW ? this.rowOfMany(number) : this.row(number))));
    }
  }

  /** A row out of the file of all rows of its folder. */
  async rowOfMany(number) {
    const { folder, place } = await this.placeOf(number);
    const name = `${folder}/rows.json`;
    return this.whole((await this.files.json(name))[place], name);
  }

  async placeOf(number) {
    const { starts, names } = await this.open();
    const i = folderOf(starts, number);
    return { folder: FOLDER + names.slice(i * HASH, (i + 1) * HASH), place: number - starts[i] };
  }

  /** The row with what its file leaves out. */
  whole(row, name) {
    if (typeof row?.id !== "string") throw new FileError(name);
    return { url: this.section.url.replace("{id}", () => row.id), ...this.section.usual, ...row };
  }
}

/** {starts, names}: the first article number of each folder, and the hashes of the folders. */
function readList(bytes) {
  const { counts, names } = JSON.parse(new TextDecoder().decode(bytes));
  if (names.length !== HASH * counts.length) throw new RangeError("as many folders as names are needed");
  const starts = new Uint32Array(counts.length);
  counts.reduce((sum, count, i) => (starts[i] = sum) + count, 0);
  return { starts, names };
}

function folderOf(starts, number) {
  return placeOf(starts, number + 1) - 1;
}
