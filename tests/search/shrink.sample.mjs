/**
 * What could go wrong when comments and blank space are taken out. Prints one line.
 */
class Ferry {
  #berth = 1; // of its own
  static #built = 0;
  static  build() { Ferry.#built += 1; return new  Ferry() }
  #next(step) { return this.#berth + step; }
  get  berth() { return this.#next(2) } // no semicolon
  knows(other) { return #berth in other; }
  static total = () => Ferry.#built
}
const table = `two  spaces // no comment
   indented ${ [1, 2].map((x) => `<${x}  /* none either */>`).join("  ") } /* nor this */
`;
const slashes = /[/ "'`]  +\/\/x/u;
const four = 4 // no semicolon
const quoted = 'a // b' + "c /* d */" + "\"  // e"
let i = 1
++i
const third = (x) => x
  / 2 / 1;
const twice = x => { return /a  b/u.test(x) };
const arrow = ["a  'b", "c"].filter((x) => /  '/.test(x)).map(x =>/ {2}\/\* "/u.test(x));
const sums = [i++ + ++i, 1 + +1, 2 - -1, 4 / 2 / 1, four  /  2, - -i];
const raw = String.raw `a  \n b`;
const nested = `${four}${`deep  //er ${`and  /* deeper */`}`}`;
const optional = { a: null }?.a ?? (four ? .5 : 1);
outer: for (const a of [1, 2]) {
  for (const b of [1]) { if (a > b) break  outer; else continue
    outer }
}
function* letters() { yield  /  a/.source; yield* [..."bc"] }
const late = async  () => { const { sep } = await import("node:path"); return typeof  sep; };
const restful = (() => {
  return /* a comment before a line end
  */ 5
})();
console.log(JSON.stringify([Ferry.build().berth, Ferry.build().knows(new Ferry()), Ferry.total(), table, slashes.source,
  quoted, third(4), twice("a  b"), arrow, sums, raw, nested, optional, [...letters()], await late(), String(restful),
  ")".replace(/\)/u, "`  `")]));
