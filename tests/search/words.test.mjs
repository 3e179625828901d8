import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { QueryError, parse } from "../../plugins/archive_search/js/parser.mjs";
import { dateInShort, dateInWords } from "../../plugins/archive_search/js/days.mjs";
import { commas, decimal, figures, say, sayAs, sayMany, sayNodes, speak } from "../../plugins/archive_search/js/words.mjs";

const RUSSIAN = {
  texts: {
    "%(num)s article": ["%(num)s публикация", "%(num)s публикации", "%(num)s публикаций"],
    "Without %(filter)s": "Без фильтра «%(filter)s»",
    "%(message)s at %(at)s": "%(message)s (знак %(at)s)",
    "Unclosed quotation mark": "Кавычка не закрыта",
    "between thousands\u0004,": "\u00a0",
    "decimal point\u0004.": ",",
    "month in a date\u0004March": "марта",
    "month, short, in a date\u0004Mar": "мар.",
  },
  plural: Array.from({ length: 200 }, (_, n) => {
    if (n % 10 === 1 && n % 100 !== 11) return 0;
    return n % 10 >= 2 && n % 10 <= 4 && Math.floor((n % 100) / 10) !== 1 ? 1 : 2;
  }).join(""),
};

afterEach(() => speak(null));

test("English is said as it is written", () => {
  assert.equal(say("Without %(filter)s", { filter: "Year: 2012" }), "Without Year: 2012");
  assert.deepEqual([0, 1, 2, 1204].map((n) => sayMany(n, "%(num)s article", "%(num)s articles")), ["0 articles", "1 article", "2 articles", "1,204 articles"]);
  assert.deepEqual([figures(12_345), decimal(0.5, 2), sayAs("month", "May")], ["12,345", "0.50", "May"]);
  assert.deepEqual([dateInWords("2018-03-19"), dateInShort("2018-03-19"), dateInShort("2018-03"), dateInWords("")], ["19 March 2018", "19 Mar 2018", "Mar 2018", ""]);
});

test("a text has the form its number asks for, however large", () => {
  speak(RUSSIAN);

  const said = [1, 2, 5, 11, 21, 112, 1001, 1204].map((n) => sayMany(n, "%(num)s article", "%(num)s articles"));

  assert.deepEqual(said, [
    "1 публикация", "2 публикации", "5 публикаций", "11 публикаций", "21 публикация", "112 публикаций",
    "1\u00a0001 публикация", "1\u00a0204 публикации",
  ]);
});

test("what has no translation stays English", () => {
  speak(RUSSIAN);

  assert.deepEqual([say("Newest"), sayMany(2, "%(num)s name", "%(num)s names"), sayAs("month", "May")], ["Newest", "2 names", "May"]);
});

test("nodes take the places of their names in a text", () => {
  speak(RUSSIAN);
  const filter = { a: "node" };

  assert.deepEqual(sayNodes("Without %(filter)s", { filter }), ["Без фильтра «", filter, "»"]);
  assert.deepEqual(commas([1, 2, 3]), [1, ", ", 2, ", ", 3]);
});

test("a value that looks like a placeholder or a pattern stays as it is", () => {
  assert.equal(say("Without %(filter)s", { filter: "%(x)s $& %%" }), "Without %(x)s $& %%");
});

test("a query that cannot be read is told in the language of the page", () => {
  speak(RUSSIAN);

  assert.throws(() => parse('oil "gas'), (error) => error instanceof QueryError && error.message === "Кавычка не закрыта (знак 5)" && error.at === 5);
});

test("dates follow the language", () => {
  speak(RUSSIAN);

  assert.deepEqual([dateInWords("2018-03-19"), dateInShort("2018-03-19")], ["19 марта 2018", "19 мар. 2018"]);
});
