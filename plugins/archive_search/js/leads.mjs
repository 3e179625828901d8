/** Which common words stand directly before a word: the code that `leads.py` writes and describes. */

const END = 0;

export class Leads {
  /** `words` in the order of their codes, joined by spaces; `bits` are the lengths of the codes of the end and of each word. */
  constructor({ words, bits }) {
    this.symbolOf = new Map(words.split(" ").map((word, i) => [word, i + 1]));
    this.most = Math.max(...bits);
    if (!(this.most <= 16 && bits.length === this.symbolOf.size + 1)) throw new RangeError("no code");
    this.symbol = new Uint8Array(1 << this.most); // by the next bits of a file
    this.length = new Uint8Array(1 << this.most);
    let at = 0;
    for (const symbol of [...bits.keys()].sort((a, b) => bits[a] - bits[b] || a - b)) {
      const next = at + (1 << (this.most - bits[symbol]));
      this.symbol.fill(symbol, at, next);
      this.length.fill(bits[symbol], at, next);
      at = next;
    }
  }

  /** Of the next `kept.length` occurrences in a file, strikes out those (1 to 0) not led by the words, a list in text order. */
  filter(reader, words, kept) {
    const wanted = words.map((word) => this.symbolOf.get(word) ?? -1).reverse();
    for (let i = 0; i < kept.length; i += 1) {
      let place = 0;
      for (let symbol = this.next(reader); symbol !== END; symbol = this.next(reader), place += 1) {
        if (place < wanted.length && symbol !== wanted[place]) kept[i] = 0;
      }
      if (place < wanted.length) kept[i] = 0;
    }
  }

  next(reader) {
    const bits = reader.peek() >>> (32 - this.most);
    reader.skip(this.length[bits]);
    return this.symbol[bits];
  }
}
