/** Numbers from bits, as `bits.py` writes them and describes. */

const ESCAPE = 24; // ones
const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a file of bits and bytes from front to back. Throws RangeError where the file ends too early. */
export class BitReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0; // in bits
    this.end = 8 * bytes.length;
  }

  /** The next whole byte. */
  byte() {
    const byte = this.bytes[this.at >>> 3];
    this.skip(8);
    return byte;
  }

  /** A number in groups of seven bits. */
  varint() {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }

  /** So many bytes of UTF-8, from a whole byte on. */
  text(length) {
    const from = this.at >>> 3;
    this.skip(8 * length);
    let text = "";
    for (let i = from; i < from + length; i += 1) {
      if (this.bytes[i] > 127) return UTF_8.decode(this.bytes.subarray(from, from + length));
      text += String.fromCharCode(this.bytes[i]); // for the usual few letters quicker than a decoder
    }
    return text;
  }

  /** Moves on by so many bits. */
  skip(bits) {
    this.at += bits;
    if (this.at > this.end) throw new RangeError("a file ends too early");
  }

  /** Moves on to the next whole byte. */
  align() {
    this.at = (this.at + 7) & ~7;
  }

  /** Throws RangeError if there are bytes behind this place. */
  finish() {
    this.align();
    if (this.at !== this.end) throw new RangeError("bytes behind the end");
  }

  /** The next 32 bits, zeros behind the end; moves nothing. */
  peek() {
    const { bytes } = this;
    const i = this.at >>> 3;
    const shift = this.at & 7;
    const word = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
    return shift ? (word << shift) | (bytes[i + 4] >>> (8 - shift)) : word;
  }

  /** One number in Rice's code with parameter k. */
  rice(k) {
    const word = this.peek();
    const ones = Math.clz32(~word);
    if (ones < ESCAPE && ones + k < 32) {
      this.skip(ones + 1 + k);
      return k === 0 ? ones : (ones << k) | ((word << (ones + 1)) >>> (32 - k)); // a shift by 32 is none in JavaScript
    }
    if (ones >= ESCAPE) {
      this.skip(ESCAPE);
      const raw = this.peek() >>> 0;
      this.skip(32);
      return raw;
    }
    this.skip(ones + 1);
    const rest = this.peek() >>> (32 - k);
    this.skip(k);
    return ones * 2 ** k + rest;
  }

  /** Fills a stretch of a typed array with numbers in Rice's code, `plus` added to each. */
  rices(into, from, to, k, plus = 0) {
    for (let i = from; i < to; i += 1) into[i] = this.rice(k) + plus;
  }

  /** Fills a stretch of a typed array with a list of some of `articles` numbers, ascending. */
  list(into, from, to, articles) {
    const k = kOfGaps(articles, to - from);
    for (let i = from, number = -1; i < to; i += 1) into[i] = number += this.rice(k) + 1;
  }
}

/** The parameter for the gaps of a list of so many of the articles. */
export function kOfGaps(articles, count) {
  const mean = Math.floor((articles * 69) / (Math.max(count, 1) * 100));
  return Math.max(31 - Math.clz32(mean), 0);
}
