/** How each occurrence of a term is printed: the files that `forms.py` writes and describes. */

import { BitReader } from "./bits.mjs";
import { begins, countsIn, SIZE_K } from "./places.mjs";

const CASES = [(text) => text, (text) => text.slice(0, 1).toUpperCase() + text.slice(1), (text) => text.toUpperCase()];

/** A file of the forms of `terms`, a list in order. */
export class Forms {
  constructor(bytes, terms) {
    Object.assign(this, { bytes, terms });
    const reader = new BitReader(bytes);
    const dictionary = reader.varint();
    this.dictionary = reader.at;
    reader.skip(8 * dictionary);
    this.several = new Uint32Array(terms.length); // forms of each term beyond one
    const sizes = new Uint32Array(terms.length);
    for (let i = 0; i < terms.length; i += 1) {
      this.several[i] = reader.rice(0);
      if (this.several[i]) sizes[i] = reader.rice(SIZE_K);
    }
    this.begin = begins(reader, sizes);
  }

  /** The forms of the term with that place in the file, the commonest first. */
  of(place) {
    const reader = new BitReader(this.bytes);
    reader.skip(this.dictionary);
    for (let i = 0; i < place; i += 1) for (let n = 0; n <= this.several[i]; n += 1) formIn(reader, "");
    return Array.from({ length: this.several[place] + 1 }, () => formIn(reader, this.terms[place]));
  }

  /**
   * How often each posting of a term is printed so: {counts, printed}; `counts` are the places of each posting, `printed`
   * has 1 or 0 for each place. Null for a term that is always printed so.
   */
  printed(place, form, postings) {
    const number = this.of(place).indexOf(form);
    if (number < 0) return { counts: postings.tf, printed: null };
    if (!this.several[place]) return null;
    const reader = new BitReader(this.bytes);
    reader.skip(this.begin[place]);
    const { counts, total } = countsIn(reader, postings);
    const printed = new Uint8Array(total);
    for (let i = 0; i < total; i += 1) printed[i] = reader.rice(0) === number ? 1 : 0;
    return { counts, printed };
  }
}

function formIn(reader, term) {
  const head = reader.byte();
  if (head >> 6 === CASES.length) return reader.text(reader.varint());
  const lower = term.slice(0, term.length - ((head >> 3) & 7)) + reader.text(head & 7);
  return CASES[head >> 6](lower);
}
