/** Sets of small numbers, one an article, out of the arithmetic code that `sets.py` writes and describes. */

const CHANCES = 2 ** 20;
const LOOK_AHEAD = 8;
const RANGE = 2 ** 48;
const LEAST_RANGE = RANGE / 256;
const BYTES = 6; // of a range

/**
 * {starts, numbers}: those of set i stand from starts[i] on and below starts[i + 1]. `sizes` and `counts` tell how many sets
 * have each size and how often each number stands in one. Throws RangeError for a code of other sets.
 */
export function decodeSets(bytes, sizes, counts) {
  const total = sizes.reduce((sum, times) => sum + times, 0);
  const starts = new Uint32Array(total + 1);
  const numbers = new Uint32Array(sizes.reduce((sum, times, size) => sum + times * size, 0));
  const sizeTails = tails(sizes);
  const numberTails = Array.from({ length: LOOK_AHEAD }, (_, i) => chances(counts, i + 1));
  const reader = new Reader(bytes);
  let place = 0;
  for (let i = 0; i < total; i += 1) {
    let first = 0;
    for (let ahead = reader.next(sizeTails, 0); ahead > 0; ahead -= 1) {
      if (first >= counts.length || place >= numbers.length) throw new RangeError("more numbers than there are");
      const number = reader.next(numberTails[Math.min(ahead, LOOK_AHEAD) - 1], first);
      numbers[place] = number;
      place += 1;
      first = number + 1;
    }
    starts[i + 1] = place;
  }
  if (place !== numbers.length || reader.at !== bytes.length) throw new RangeError("bytes or numbers are left");
  return { starts, numbers };
}

function tails(counts) {
  const sums = new Float64Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i -= 1) sums[i] = sums[i + 1] + counts[i];
  return sums;
}

function chances(counts, ahead) {
  const sums = tails(counts);
  const found = new Float64Array(sums.length);
  for (let i = counts.length - 1; i >= 0; i -= 1) {
    const share = sums[0] ? sums[i] / sums[0] : 0;
    let chance = 1;
    for (let n = 0; n < ahead; n += 1) chance *= share; // a power could be rounded otherwise in Python
    found[i] = Math.max(found[i + 1] + 1, Math.floor(chance * CHANCES));
  }
  return found;
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.code = 0; // how far above the lower end of the range
    this.range = RANGE;
    for (let i = 0; i < BYTES; i += 1) this.code = this.code * 256 + this.byte();
  }

  byte() {
    if (this.at >= this.bytes.length) throw new RangeError("a file ends too early");
    return this.bytes[this.at++];
  }

  /** The next symbol, from `first` on, whose chance is the difference of its tail and the next one's. */
  next(tails, first) {
    const unit = Math.floor(this.range / tails[first]);
    const value = Math.floor(this.code / unit);
    let low = first;
    let high = tails.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (tails[middle] > value) low = middle;
      else high = middle;
    }
    const end = tails[low + 1];
    this.code -= unit * end;
    this.range = unit * (tails[low] - end);
    if (this.code >= this.range) throw new RangeError("no such symbol");
    while (this.range < LEAST_RANGE) {
      this.code = this.code * 256 + this.byte();
      this.range *= 256;
    }
    return low;
  }
}
