/** Where common words stand: the lists that `common_places.py` writes and describes, or a few texts themselves. */

import { BitReader } from "./bits.mjs";
import { placeOf } from "./lists.mjs";
import { chains } from "./normalise.mjs";
import { sound } from "./places.mjs";

const FOLDER = "q/";
const TEXTS_AT_ONCE = 24; // files fetched side by side

export class CommonPlaces {
  /** `name` is the file that tells where each list is. */
  constructor(name, files, { articles, fields }) {
    Object.assign(this, { name, files, articles, fields });
  }

  /** The spans of {common, [form]} in some texts of these fields, null for all: {text, start, end}. */
  async spans({ common, form }, fields, texts) {
    const { files, words } = await this.files.json(this.name);
    const number = form === undefined ? -1 : words[common]?.forms.indexOf(form);
    const parts = form !== undefined && number < 0 ? [] : this.parts(words[common], fields, texts);
    const names = files.split(" ");
    const found = await Promise.all(
      parts.map(async ([field, , file, begin, size]) => {
        const name = `${FOLDER}${names[file]}.bin`;
        const bytes = await this.files.bytes(name);
        return sound(name, () => stretchIn(bytes.subarray(begin, begin + size), field * this.articles, number));
      }),
    );
    return joined(found, texts);
  }

  /** The bytes of the lists that `spans` would read for these words. */
  async bytes(words, fields, texts) {
    const known = (await this.files.json(this.name)).words;
    const parts = [...new Set(words)].flatMap((word) => this.parts(known[word], fields, texts));
    return parts.reduce((sum, part) => sum + part[4], 0);
  }

  /** The stretches of a word's list that may have some of the texts. */
  parts(word, fields, texts) {
    const { articles } = this;
    return (word?.parts ?? []).filter(([field, first], i, all) => {
      if (!fields.includes(this.fields[field])) return false;
      if (!texts) return true;
      const end = all[i + 1]?.[0] === field ? all[i + 1][1] : articles;
      return placeOf(texts, field * articles + end) > placeOf(texts, field * articles + first);
    });
  }
}

/** The occurrences in a stretch that are printed in the form with that number, -1 for any: {text, start}. */
function stretchIn(bytes, firstText, form) {
  const reader = new BitReader(bytes);
  reader.varint(); // its size
  const [first, end, size, ...ks] = Array.from({ length: 6 }, () => reader.varint());
  if (size > 8 * bytes.length) throw new RangeError("more articles than bits");
  const [articles, counts] = [new Uint32Array(size), new Uint32Array(size)];
  reader.list(articles, 0, size, end - first);
  reader.rices(counts, 0, size, ks[0], 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > 8 * bytes.length) throw new RangeError("more places than bits");
  const [text, start] = [new Uint32Array(total), new Uint32Array(total)];
  for (let article = 0, i = 0; article < size; article += 1) {
    for (let position = -1, stop = i + counts[article]; i < stop; i += 1) {
      text[i] = firstText + first + articles[article];
      start[i] = position += reader.rice(ks[1]) + 1;
    }
  }
  if (form < 0) return { text, start };
  const kept = text.map(() => (reader.rice(ks[2]) === form ? 1 : 0));
  return { text: text.filter((_, i) => kept[i]), start: start.filter((_, i) => kept[i]) };
}

/** Stretches behind each other, what lies in the texts, as spans. */
function joined(stretches, texts) {
  const total = stretches.reduce((sum, { text }) => sum + text.length, 0);
  const spans = { text: new Uint32Array(total), start: new Uint32Array(total), end: new Uint32Array(total) };
  let size = 0;
  let j = 0;
  for (const { text, start } of stretches) {
    for (let i = 0; i < text.length; i += 1) {
      while (texts && j < texts.length && texts[j] < text[i]) j += 1;
      if (texts && texts[j] !== text[i]) continue;
      spans.text[size] = text[i];
      spans.start[size] = start[i];
      spans.end[size++] = start[i] + 1;
    }
  }
  return { text: spans.text.slice(0, size), start: spans.start.slice(0, size), end: spans.end.slice(0, size) };
}

/**
 * The spans of each of some {common, [form]} in a few texts, by reading them: `read(text)` is a promise of the text as it was
 * indexed, one value of a field.
 */
export async function spansInTexts(alternatives, texts, read) {
  const found = alternatives.map(() => ({ text: [], start: [], end: [] }));
  for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
    const some = texts.subarray(first, first + TEXTS_AT_ONCE);
    const contents = await Promise.all(Array.from(some, read));
    contents.forEach((content, i) => look(content, some[i], alternatives, found));
  }
  return found.map((spans) => Object.fromEntries(Object.entries(spans).map(([name, list]) => [name, Uint32Array.from(list)])));
}

function look(content, text, alternatives, found) {
  let position = 0;
  for (const { parts, readings } of chains(content)) {
    for (const { word, form, place } of readings) {
      if (parts[place] !== word) continue; // a whole or a tail
      alternatives.forEach((alternative, i) => {
        if (alternative.common !== word || (alternative.form ?? form) !== form) return;
        found[i].text.push(text);
        found[i].start.push(position + place);
        found[i].end.push(position + place + 1);
      });
    }
    position += parts.length;
  }
}
