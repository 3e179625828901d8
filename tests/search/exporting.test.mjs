/** Exports of all articles found, citations of a search, and lists of names, against an engine made of a few lines. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST_NAMES, countNames, inOrder, namesIn, tableOf } from "../../plugins/archive_search/js/batch.mjs";
import { changeSince, citationOf, citedAddress, citedIn } from "../../plugins/archive_search/js/citation.mjs";
import { exported, fileName } from "../../plugins/archive_search/js/exporting.mjs";

const archive = { name: "Neighbours", home: "https://n.example/" };
const request = { query: "oil pipeline", filters: {}, sort: "newest", allWords: false };
const release = "3f2ab94c1d2e3f40";
const rowOf = (number) => ({ id: `a-${number}`, url: `article/a-${number}/`, title: `Title ${number}` });

/** An engine with so many articles; it tells how many rows it gave at once. */
function engine(total, { given = total, asked = [], state = () => release } = {}) {
  return async ({ first, count, ...rest }) => {
    asked.push({ ...rest, first, count });
    const rows = Array.from({ length: Math.max(0, Math.min(count, given - first)) }, (_, i) => rowOf(first + i));
    return { rows, total, release: state(asked.length) };
  };
}

test("an export holds every article, in order, however many there are", async () => {
  const asked = [];
  const steps = [];

  const { file, rows, name } = await exported({
    ask: engine(10_000, { asked }), request, format: "jsonl", archive, progress: (...step) => steps.push(step),
  });

  const ids = (await file.text()).trimEnd().split("\n").map((row) => JSON.parse(row).id);
  assert.equal(rows, 10_000);
  assert.deepEqual(ids, Array.from({ length: 10_000 }, (_, i) => `a-${i}`));
  assert.deepEqual(steps.at(-1), [10_000, 10_000]);
  assert.ok(steps.length > 10 && asked.every(({ count }) => count <= 1_000));
  assert.deepEqual(asked[3], { type: "rows", ...request, first: asked[2].first + asked[2].count, count: asked[2].count });
  assert.equal(name, "neighbours-oil-pipeline-3f2ab94c.jsonl");
});

test("an export of nothing is a file with its heading alone", async () => {
  const { file, rows } = await exported({ ask: engine(0), request, format: "csv", archive });

  assert.equal(rows, 0);
  assert.match(await file.text(), /^id,title,[a-z_,]+\r\n$/); // text() takes the byte order mark away
  assert.deepEqual([...new Uint8Array(await file.slice(0, 3).arrayBuffer())], [0xef, 0xbb, 0xbf]);
});

test("an export is stopped between two batches", async () => {
  const stop = new AbortController();
  const asked = [];

  const promise = exported({ ask: engine(5_000, { asked }), request, format: "ris", archive, progress: () => stop.abort(), signal: stop.signal });

  await assert.rejects(promise, { name: "AbortError" });
  assert.equal(asked.length, 2);
});

test("a file with fewer rows than the search counts is refused", async () => {
  const promise = exported({ ask: engine(2_000, { given: 1_500 }), request, format: "csv", archive });

  await assert.rejects(promise, { message: "the search counts 2000 articles, and 1500 could be read; load the page again" });
});

test("an archive published anew during an export stops it", async () => {
  const state = (call) => (call < 3 ? release : "other");

  const promise = exported({ ask: engine(5_000, { state }), request, format: "csv", archive });

  await assert.rejects(promise, { message: "the archive was published anew meanwhile; load the page again" });
});

test("a file's name holds letters and digits of any script, and nothing a system forbids", () => {
  assert.equal(fileName(["Neighbours & Co", 'title:"нефть" OR (石油*) ../con', "3f2a"], "csv"), "neighbours-co-title-нефть-or-石油-con-3f2a.csv");
  assert.equal(fileName(["", "x".repeat(300)], "bib"), `${"x".repeat(40)}.bib`);
});

const answer = { total: 1_234, all: 1_200, some: 34, articles: 10_000, newest: "2018-03-19", release };
const today = "2026-11-22";
const address = citedAddress("https://n.example/search/?q=oil+pipeline&n=50&region=RU", answer, today);

test("the address of a citation carries what was found, and is read again", () => {
  assert.equal(address, "https://n.example/search/?q=oil+pipeline&region=RU&cited=3f2ab94c1d2e3f40.1234.2026-11-22");
  assert.deepEqual(citedIn(new URL(address).search), { release, total: 1_234, date: today });
});

test("an address with a spoilt citation carries none", () => {
  for (const spoilt of ["", "x", "3f2a.-1.2026-11-22", "3f2a.1.yesterday", "<b>.1.2026-11-22"]) {
    assert.equal(citedIn(`?cited=${encodeURIComponent(spoilt)}`), null);
  }
});

test("what has changed since is told with both counts and both releases", () => {
  const cited = { release, total: 1_234, date: today };
  const then = "When this search was cited, on 22 November 2026, it found 1,234 articles";

  assert.equal(changeSince(cited, answer), `${then}; the archive has not changed since.`);
  assert.equal(
    changeSince(cited, { ...answer, total: 1_250, release: "77ab01cd99", released: "2026-12-24", newest: "2026-12" }),
    `${then}; now it finds 1,250 articles, 16 more. The archive was then at release 3f2ab94c and is now at 77ab01cd of 24 December 2026, with articles up to December 2026.`,
  );
  assert.match(changeSince(cited, { ...answer, total: 1, release: "77ab01cd99" }), /now it finds 1 article, 1,233 fewer\./);
  assert.match(changeSince(cited, { ...answer, release: "77ab01cd99" }), /as many as now\. .* Some may have been exchanged/);
  assert.match(changeSince(cited, { ...answer, total: 9 }), /at the same release of the archive: the search itself has been changed\.$/);
});

test("a search is cited in one plain sentence after the other", () => {
  const filters = ["region: Russia", "date: since 2012"];

  const { plain } = citationOf({ query: "oil pipeline", filters, sort: "newest", answer, archive, address, today });

  assert.equal(
    plain,
    "Neighbours. Search for “oil pipeline”; region: Russia; date: since 2012, newest first. 1,234 articles (1,200 with all words, " +
      "34 with some); 10,000 articles searched, the newest of 19 March 2018; release 3f2ab94c1d2e3f40 of the archive. " +
      `${address}. Accessed 22 November 2026.`,
  );
});

test("a release that has a date is cited with it", () => {
  const { plain } = citationOf({ query: "oil", filters: [], sort: "relevance", answer: { ...answer, released: "2026-11-20" }, archive, address, today });

  assert.match(plain, /; release 3f2ab94c1d2e3f40 of the archive, 20 November 2026\. https/);
});

test("a line of a list is a query; several plain words are a phrase unless that is switched off", () => {
  const text = "Gazprom\r\n\n  Li   Wei \n\"China Daily\" x\nO'Neill, Sean\nfoo NEAR/3 bar\nwom?n now\nauthor:Li Wei\nUPDATE: Talks\n-x y\nReuters OR AP\nSmith - Sons (Perm)";

  const queries = (phrases) => namesIn(text, phrases).names.map(({ query }) => query);

  assert.deepEqual(queries(true), [
    "Gazprom", '"Li Wei"', '"China Daily" x', `"O'Neill, Sean"`, "foo NEAR/3 bar", "wom?n now", "author:Li Wei", '"UPDATE: Talks"', "-x y", "Reuters OR AP", `"Smith - Sons (Perm)"`,
  ]);
  assert.equal(queries(false)[1], "Li Wei");
});

test("a list beyond the cap is cut, and the rest counted", () => {
  const { names, left } = namesIn("a\n".repeat(MOST_NAMES + 7), true);

  assert.deepEqual([names.length, left], [MOST_NAMES, 7]);
});

test("every name is counted in order, equal ones once, wrong ones with their problem", async () => {
  const asked = [];
  const ask = async ({ type, query }) => {
    asked.push(`${type} ${query}`);
    if (query === '"') return { problem: { message: "Unclosed quotation mark at 1", at: 1 }, total: 0, first: null, last: null };
    return { total: query.length, first: 2010, last: 2018, problem: null };
  };
  const rows = [];

  await countNames(namesIn('oil\nLi Wei\n"\noil', true).names, { ask, found: (row) => rows.push(row) });

  assert.deepEqual(asked, ["count oil", 'count "Li Wei"', 'count "']);
  assert.deepEqual(rows.map(({ name, total, problem }) => [name, total, problem]), [
    ["oil", 3, ""], ["Li Wei", 8, ""], ['"', 0, "Unclosed quotation mark at 1"], ["oil", 3, ""],
  ]);
});

test("a list of names is stopped between two", async () => {
  const stop = new AbortController();
  const rows = [];
  const ask = async () => ({ total: 1, first: null, last: null, problem: null });
  const found = (row) => rows.push(row) === 2 && stop.abort();

  await assert.rejects(countNames(namesIn("a\nb\nc\nd", true).names, { ask, found, signal: stop.signal }), { name: "AbortError" });
  assert.equal(rows.length, 2);
});

test("a table is sorted by hits with equal ones as given, and written with formulas disarmed", () => {
  const rows = [["a", 1], ["=b", 9], ["c", 1]].map(([name, total]) => ({ name, query: name, total, first: null, last: null, problem: "" }));

  const sorted = inOrder(rows, "hits");

  assert.deepEqual(sorted.map(({ name }) => name), ["=b", "a", "c"]);
  assert.deepEqual(inOrder(rows, "given"), rows);
  assert.equal(
    tableOf(sorted.slice(0, 2), (query) => `https://n.example/?q=${encodeURIComponent(query)}`),
    "\ufeffname,articles,first_year,last_year,query,address,problem\r\n'=b,9,,,'=b,https://n.example/?q=%3Db,\r\na,1,,,a,https://n.example/?q=a,\r\n",
  );
});
