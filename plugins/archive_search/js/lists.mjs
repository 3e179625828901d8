/** Lists: article numbers, ascending and without repeats, as Uint32Arrays. None of these changes what it is given. */

const FEW = 16; // times shorter: then each number of the short list is looked up in the long one

export const EMPTY = new Uint32Array(0);

/** The numbers in both lists. */
export function intersect(a, b) {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length * FEW < long.length) return short.filter((number) => contains(long, number));
  const both = new Uint32Array(short.length);
  let length = 0;
  for (let i = 0, j = 0; i < short.length && j < long.length; ) {
    if (short[i] === long[j]) {
      both[length++] = short[i++];
      j += 1;
    } else if (short[i] < long[j]) i += 1;
    else j += 1;
  }
  return both.slice(0, length);
}

/** The numbers in any of the lists. */
export function unite(lists) {
  let round = lists.filter((list) => list.length);
  if (!round.length) return EMPTY;
  while (round.length > 1) {
    const next = [];
    for (let i = 0; i < round.length; i += 2) next.push(i + 1 < round.length ? merge(round[i], round[i + 1]) : round[i]);
    round = next;
  }
  return round[0];
}

function merge(a, b) {
  const either = new Uint32Array(a.length + b.length);
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) j += 1;
    either[length++] = j >= b.length || a[i] <= b[j] ? a[i++] : b[j++];
  }
  while (i < a.length) either[length++] = a[i++];
  while (j < b.length) either[length++] = b[j++];
  return either.slice(0, length);
}

/** The numbers of the first list that are not in the second. */
export function subtract(a, b) {
  if (!a.length || !b.length) return a;
  if (a.length * FEW < b.length) return a.filter((number) => !contains(b, number));
  const left = new Uint32Array(a.length);
  let length = 0;
  for (let i = 0, j = 0; i < a.length; i += 1) {
    while (j < b.length && b[j] < a[i]) j += 1;
    if (b[j] !== a[i]) left[length++] = a[i];
  }
  return left.slice(0, length);
}

/** The numbers below `n` that are not in the list. */
export function complement(list, n) {
  const others = new Uint32Array(n - list.length);
  let length = 0;
  for (let number = 0, i = 0; number < n; number += 1) {
    if (list[i] === number) i += 1;
    else others[length++] = number;
  }
  return others;
}

/** The numbers from `from` on and below `to`. */
export function between(list, from, to) {
  return list.subarray(placeOf(list, from), placeOf(list, Math.max(from, to)));
}

/** Whether the number is in the list. */
export function contains(list, number) {
  return list[placeOf(list, number)] === number;
}

/** Where the number stands in the list or would stand: how many are smaller. */
export function placeOf(list, number) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
