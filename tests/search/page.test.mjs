import assert from "node:assert/strict";
import test from "node:test";

import { barsOf, labelEvery, yearLabels } from "../../plugins/archive_search/js/page/bars.mjs";
import { dateInShort, dateInWords, rangeInWords, searchedOf, secondsOf, sharesOf } from "../../plugins/archive_search/js/page/sentences.mjs";
import {
  addressOf, asksNothing, changed, choosing, dated, filtersOf, requestOf, stateOf, toggled, unfiltered, without,
} from "../../plugins/archive_search/js/page/state.mjs";
import { forestOf, foundIn, shownOf, sizeOf } from "../../plugins/archive_search/js/page/tree.mjs";

const FULL = "?q=oil+%22free+trade%22&region=RU&region=CN-HL&topic=medtop%3A20000579&source=Xinhua&year=2012&from=2012-03&to=2018&sort=newest&all=1&n=50";

test("an address read and written again is the same", () => {
  assert.equal(addressOf(stateOf(FULL)), FULL);
  assert.equal(addressOf(stateOf("")), "");
});

test("any state comes back from its address", () => {
  const texts = ["", "a&b=c", "100 % +x", "état \u{1f600}", "\"", "#x?y", "\u202e\u0000", "a\nb"];
  let seed = 5;
  const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const some = () => [...new Set(Array.from({ length: below(4) }, () => texts[1 + below(texts.length - 1)]))];
  for (let round = 0; round < 500; round += 1) {
    const state = {
      q: texts[below(texts.length)].trim(), region: some(), topic: some(), source: some(),
      year: ["1999", "2012"].slice(below(3)), from: ["", "2012", "2012-03"][below(3)], to: ["", "2018-12-31"][below(2)],
      sort: ["relevance", "newest", "oldest"][below(3)], all: below(2) === 1, n: 10 + 20 * below(4),
    };
    assert.deepEqual(stateOf(addressOf(state)), state);
  }
});

test("what an address says wrongly is left out", () => {
  const state = stateOf("?q=a&q=b&region=&region=RU&region=RU&year=12&year=2012&from=2012-13&to=soon&sort=best&all=yes&n=-4&x=1");

  assert.deepEqual(state, {
    q: "a", region: ["RU"], topic: [], source: [], year: ["2012"], from: "", to: "", sort: "relevance", all: false, n: 10,
  });
});

test("an address cannot ask for more than a browser bears", () => {
  assert.equal(stateOf("?n=9999").n, 1000);
  assert.equal(stateOf("?n=1e9").n, 10);
  assert.equal(stateOf(`?${"region=x&".repeat(5000)}`).region.length, 1);
  assert.equal(stateOf(`?${Array.from({ length: 5000 }, (_, i) => `region=${i}`).join("&")}`).region.length, 100);
});

test("two dates the wrong way round are put right", () => {
  const { from, to } = dated(stateOf(""), "2018", "2012-03");

  assert.deepEqual([from, to], ["2012-03", "2018"]);
});

test("a month within the year that ends a range is no wrong order", () => {
  const { from, to } = dated(stateOf(""), "2012-03", "2012");

  assert.deepEqual([from, to], ["2012-03", "2012"]);
});

test("dates from the bars take the place of years chosen one by one", () => {
  assert.deepEqual(dated(stateOf("?year=2012&year=2013"), "2014", "2014").year, []);
});

test("a change of the question shows its answer from the beginning", () => {
  const state = stateOf("?q=a&n=50");

  assert.equal(toggled(state, "region", "RU").n, 10);
  assert.equal(changed(state, { q: "b" }).n, 10);
});

test("a value is chosen, and chosen again not at all", () => {
  const state = toggled(stateOf("?region=RU"), "region", "CN");

  assert.deepEqual(state.region, ["RU", "CN"]);
  assert.deepEqual(toggled(state, "region", "RU").region, ["CN"]);
  assert.deepEqual(choosing(state, "region", "RU").region, ["RU", "CN"]);
});

test("every filter can be taken away, one by one and all at once", () => {
  const state = stateOf(FULL);

  const one = filtersOf(state).reduce(without, state);

  assert.equal(filtersOf(state).length, 7); // two regions, topic, source, year, dates, all words
  assert.deepEqual(one, unfiltered(state));
  assert.equal(addressOf(one), "?q=oil+%22free+trade%22&sort=newest");
});

test("filters alone are a question, an order alone is none", () => {
  assert.equal(asksNothing(stateOf("?region=RU")), false);
  assert.equal(asksNothing(stateOf("?from=2012")), false);
  assert.equal(asksNothing(stateOf("?q=+&sort=newest&all=1")), true);
});

test("the engine is asked for everything but the number of rows", () => {
  assert.deepEqual(requestOf(stateOf("?q=+a+&year=2012&from=2012&all=1")), {
    query: "a", filters: { region: [], topic: [], source: [], year: ["2012"], from: "2012", to: "" }, sort: "relevance", allWords: true,
  });
});

test("dates are spoken as far as they are known", () => {
  assert.deepEqual(["2018-03-09", "2018-03", "2018", ""].map(dateInWords), ["9 March 2018", "March 2018", "2018", ""]);
  assert.deepEqual(["2018-03-09", "2018"].map(dateInShort), ["9 Mar 2018", "2018"]);
  assert.deepEqual([rangeInWords("2012", "2012"), rangeInWords("2012", ""), rangeInWords("", "2018-03"), rangeInWords("2012", "2014")],
    ["2012", "since 2012", "until March 2018", "2012 to 2014"]);
});

test("an answer is summed up in words", () => {
  assert.equal(sharesOf({ all: 312, some: 1892 }), "312 with all words, 1,892 with some of them");
  assert.equal(sharesOf({ all: 3, some: 0 }), "");
  assert.equal(searchedOf({ articles: 10000, newest: "2018-03-19", release: "4f3a9c2177e01b5d" }), "10,000 articles searched, newest of 19 March 2018, index 4f3a9c21");
  assert.equal(searchedOf({ articles: 2, newest: "2018", release: "4f3a9c21", released: "2026-11" }), "2 articles searched, newest of 2018, index of November 2026");
  assert.equal(searchedOf({ articles: 1, newest: "", release: "" }), "1 article searched");
  assert.equal(secondsOf(2), "0.01 seconds");
});

const yearly = (counts) => ({ unit: "year", bars: counts.map(([year, count]) => [String(year), count]) });

test("years without articles leave a gap between the bars", () => {
  const bars = barsOf(yearly([[2010, 3], [2013, 1]]), 600);

  assert.deepEqual(bars.map(({ from, count }) => [from, count]), [["2010", 3], ["2011", 0], ["2012", 0], ["2013", 1]]);
});

test("bars are wide enough to be pressed, and lose no article, at any width", () => {
  const counts = Array.from({ length: 170 }, (_, i) => [1850 + i, (i * 7) % 13]);
  for (const width of [60, 240, 272, 288, 500, 856, 2000]) {
    const bars = barsOf(yearly(counts), width);

    assert.ok(width / bars.length >= 24 || bars.length === 1, `${bars.length} bars in ${width}`);
    assert.equal(bars.reduce((sum, bar) => sum + bar.count, 0), counts.reduce((sum, [, count]) => sum + count, 0));
  }
});

test("a bar of ten years begins with a round one and says both ends", () => {
  const [first] = barsOf(yearly([[1987, 2], [2019, 1]]), 100);

  assert.deepEqual([first.from, first.to, first.label, first.name], ["1980", "1989", "1980", "1980 to 1989"]);
});

test("twelve months fit the smallest screen", () => {
  const bars = barsOf({ unit: "month", bars: [["2012-01", 1], ["2012-12", 2]] }, 288);

  assert.deepEqual([bars.length, bars[11].from, bars[11].label, bars[11].name], [12, "2012-12", "Dec", "December 2012"]);
});

test("no dated article, no bar", () => {
  assert.deepEqual(barsOf({ unit: "year", bars: [] }, 500), []);
});

test("dates far apart cost no more than near ones", () => {
  assert.ok(barsOf(yearly([[1, 1], [9999, 1]]), 500).length <= 20);
});

test("below months stands their year, once; below years nothing does", () => {
  const months = barsOf({ unit: "month", bars: [["2017-12", 1], ["2018-02", 2]] }, 600);
  const years = barsOf(yearly([[2017, 1], [2018, 2]]), 600);

  assert.deepEqual(yearLabels(months, 1), ["2017", "2018", ""]);
  assert.deepEqual(yearLabels(months, 2), ["2017", "", "2018"]);
  assert.deepEqual(yearLabels(years, 1), ["", ""]);
});

test("labels stand as far apart as they are wide", () => {
  assert.deepEqual([labelEvery(10, 400, 40), labelEvery(30, 856, 40)], [1, 2]);
});

const tag = (id, count, parents = [], selected = false) => ({ id, label: id.toUpperCase(), count, parents, selected });

test("tags hang below what they lie in, the most frequent first", () => {
  const forest = forestOf([tag("cn", 2), tag("hl", 1, ["cn"]), tag("ru", 9), tag("jl", 5, ["cn"])]);

  assert.deepEqual(forest.map(({ tag: { id }, inside }) => [id, inside.map((node) => node.tag.id)]), [["ru", []], ["cn", ["jl", "hl"]]]);
});

test("tags that lie in each other are all shown", () => {
  const forest = forestOf([tag("a", 1, ["b"]), tag("b", 1, ["a"]), tag("c", 1, ["c"]), tag("d", 1, ["a"]), tag("e", 1, ["missing"])]);

  assert.equal(sizeOf(forest), 5);
});

test("a short list shows what is chosen however rare it is", () => {
  const level = forestOf([...Array.from({ length: 20 }, (_, i) => tag(`t${i}`, 100 - i)), tag("in", 1, ["t19"], true)]);

  assert.deepEqual(shownOf(level, false).map((node) => node.tag.id).slice(-2), ["t7", "t19"]);
  assert.equal(shownOf(level, true).length, 20);
});

test("looking for a tag shows the way to it", () => {
  const forest = forestOf([tag("china", 2), tag("harbin", 1, ["china"]), tag("russia", 9)]);

  assert.deepEqual(foundIn(forest, "hárb").map(({ tag: { id }, inside }) => [id, inside[0].tag.id]), [["china", "harbin"]]);
});
