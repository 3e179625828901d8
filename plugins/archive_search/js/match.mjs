/** Which terms of a vocabulary a pattern or a misspelt word means. Both in time linear in the term. */

/** Whether the term fits a pattern of letters, `*` (any run) and `?` (one letter). */
export function fitsPattern(term, pattern) {
  let t = 0;
  let p = 0;
  let star = -1;
  let resume = 0;
  while (t < term.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p;
      resume = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === term[t])) {
      t += 1;
      p += 1;
    } else if (star >= 0) {
      resume += 1; // let the last star swallow one more letter
      t = resume;
      p = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/** Whether two words differ by at most `edits` letters put in, left out, changed or swapped with a neighbour. */
export function isNear(a, b, edits) {
  if (Math.abs(a.length - b.length) > edits) return false;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > edits) return false;
    [before, last] = [last, row];
  }
  return last[b.length] <= edits;
}
