/** Which articles hold a common word; `common.py` says how the lists are written. */

import { BitReader } from "./bits.mjs";
import { complement, EMPTY } from "./lists.mjs";

const FOLDER = "c/";

export class Common {
  constructor(section, files, { articles }) {
    Object.assign(this, { section, files, total: articles });
  }

  /** The list of the articles that hold the word, in any field; empty for one no article holds. */
  async articles(word) {
    const { words, files } = await this.files.json(this.section.words);
    const digits = files.length / words.length; // of a hash
    for (const [i, line] of words.entries()) {
      const place = line.split(" ").indexOf(word);
      if (place < 0) continue;
      const name = `${FOLDER}${files.slice(i * digits, (i + 1) * digits)}.bin`;
      return (await this.files.made(name, "common", (bytes) => listsOf(bytes, this.total)))[place];
    }
    return EMPTY;
  }
}

function listsOf(bytes, total) {
  const reader = new BitReader(bytes);
  const lists = [];
  while (reader.at < reader.end) {
    const head = reader.varint();
    const numbers = new Uint32Array(head >>> 1);
    if (numbers.length > total) throw new RangeError("a list is longer than the archive");
    reader.list(numbers, 0, numbers.length, total);
    reader.align();
    lists.push(head & 1 ? complement(numbers, total) : numbers);
  }
  return lists;
}
