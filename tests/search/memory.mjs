/** An index of a few articles in memory, read from their texts at every question: what evaluate.mjs asks of the real one. */

import { fitsPattern, isNear } from "../../plugins/archive_search/js/match.mjs";
import { chains } from "../../plugins/archive_search/js/normalise.mjs";
import { COMMON } from "../../plugins/archive_search/js/terms.mjs";

const FIELDS = ["title", "body", "source", "author", "region", "topic"];

/** `articles` are {title, body, date, source: [labels], region: [ids], …}; `tags` are {region: [{id, label, parents}], …}. */
export function memoryIndex(articles, tags = {}, stem = (word) => word.replace(/s$/, ""), files = () => "one") {
  const isCommon = (word) => COMMON.has(word);
  const termsOf = (word) => [stem(word)];
  const all = articles.map((_, number) => number);
  const where = (holds) => Promise.resolve(Uint32Array.from(all.filter((number) => holds(articles[number]))));
  const labelOf = (kind, id) => (tags[kind] ?? []).find((tag) => tag.id === id)?.label ?? id;
  const textsOf = (article, field) =>
    (field ? [field] : FIELDS).flatMap((name) => [article[name] ?? []].flat().map((text) => labelOf(name, text)));
  const lines = (article, field) => textsOf(article, field).map(placesOf);
  const keyOf = (word) => (isCommon(word) ? `common ${word}` : `term ${stem(word)}`);
  const wordsOf = () => new Set(articles.flatMap((article) => textsOf(article, null)).flatMap((text) => placesOf(text).flat().map(({ word }) => word)));
  const matching = (fits, max) => {
    const words = [...wordsOf()].filter((word) => !isCommon(word) && fits(word));
    const matches = words.slice(0, max).map((word) => ({ word, terms: termsOf(word) }));
    return Promise.resolve({ matches, left: words.length - matches.length, cut: false });
  };

  /** Readings by place. */
  function placesOf(text) {
    const places = [];
    for (const { whole, parts, readings } of chains(text)) {
      const first = places.length;
      parts.forEach(() => places.push([]));
      for (const reading of readings) {
        const length = reading.word === whole && reading.place === 0 ? parts.length : whole ? 1 : [...reading.word].length;
        places[first + reading.place].push({ ...reading, length });
      }
    }
    return places;
  }

  function spansIn(operand, line) {
    if (operand.any) return operand.any.flatMap((one) => spansIn(one, line));
    if (operand.near) {
      const [first, second] = operand.near.map((one) => spansIn(one, line));
      return first.flatMap((a) => second.filter((b) => near(a, b, operand)).map((b) => [Math.min(a[0], b[0]), Math.max(a[1], b[1])]));
    }
    const slots = operand.phrase ?? [operand.slot];
    const fits = ({ word, form }) => (alternative) => {
      const key = alternative.common === undefined ? `term ${alternative.term}` : `common ${alternative.common}`;
      return keyOf(word) === key && (alternative.form === undefined || alternative.form === form);
    };
    const behind = (at, slot) => (line[at] ?? []).filter((reading) => slot.some(fits(reading))).map(({ length }) => at + length);
    return line.flatMap((_, at) => slots.reduce((ends, slot) => ends.flatMap((end) => behind(end, slot)), [at]).map((end) => [at, end - 1]));
  }

  function near([a, b], [c, d], { distance, ordered }) {
    return (c > b && c - b <= distance) || (!ordered && a > d && a - d <= distance);
  }

  function insideOf(kind, id) {
    const inside = new Set([id]);
    for (const tag of [...(tags[kind] ?? []), ...(tags[kind] ?? [])]) if ((tag.parents ?? []).some((parent) => inside.has(parent))) inside.add(tag.id);
    return inside;
  }

  return {
    articles: articles.length,
    isCommon,
    termsOf,
    common: (word) => where((article) => lines(article, null).flat(2).some((reading) => reading.word === word)),
    terms: {
      fileOf: async (term) => files(term),
      articles: (term, field) => where((article) => lines(article, field).flat(2).some(({ word }) => !isCommon(word) && stem(word) === term)),
    },
    near: (operand, field) => where((article) => lines(article, field).some((line) => spansIn(operand, line).length > 0)),
    vocabulary: {
      matching: (pattern, max) => matching((word) => fitsPattern(word, pattern), max),
      near: (typed, edits, max) => matching((word) => isNear(word, typed, edits), max),
    },
    columns: {
      find: async (kind, fits) => (tags[kind] ?? []).filter(fits).map(({ id }) => id),
      articles: (kind, id) => where((article) => [article[kind] ?? []].flat().some((own) => insideOf(kind, id).has(own))),
      dated: (from, to) => where(({ date = "" }) => date !== "" && (!from || firstDay(date) >= firstDay(from)) && (!to || lastDay(date) <= lastDay(to))),
    },
  };
}

function firstDay(date) {
  return `${date}-01-01`.slice(0, 10);
}

function lastDay(date) {
  const [year, month = 12, day] = date.split("-").map(Number);
  return [`${year}`, `${month}`.padStart(2, "0"), day ?? new Date(Date.UTC(year, month, 0)).getUTCDate()].join("-");
}
