/** How fast a thread is at this moment: a loop of fixed work, to hold times against. */

const LENGTH = 50_000; // numbers and texts the loop works on: some milliseconds, as a query has
const BEST_OF = 60; // turns of which the fastest counts as the speed of the undisturbed machine

/** Milliseconds of a fixed piece of work like the engine's: typed arrays, a map of texts, floating point. */
export function turn() {
  const start = performance.now();
  const numbers = new Uint32Array(LENGTH);
  const counts = new Map();
  let sum = 0;
  for (let i = 0; i < LENGTH; i += 1) {
    numbers[i] = (i * 2654435761) >>> 8;
    const key = `w${numbers[i] % 4096}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    sum += Math.log(1 + numbers[i]) / (1.2 + (i % 7));
  }
  numbers.sort();
  if (!(sum > counts.size)) throw new Error("the loop did nothing");
  return performance.now() - start;
}

/** The least milliseconds of many turns. */
export function fastest() {
  return Math.min(...Array.from({ length: BEST_OF }, turn));
}
