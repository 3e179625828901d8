/**
 * Where the words of an archive stand in its texts, out of files read when a word in them is wished for. A *text* is a field
 * of an article as a number: `field * articles + article`. `positions.py` says what the files hold.
 */

import { CommonPlaces } from "./common-places.mjs";
import { Directory } from "./directory.mjs";
import { Forms } from "./forms.mjs";
import { Leads } from "./leads.mjs";
import { intersect } from "./lists.mjs";
import { Entries, placesIn, postingsIn, sound } from "./places.mjs";

const KINDS = ["p/", "r/", "f/"]; // places, leads, forms: the hashes behind each other in a name of the directory
const NOWHERE = { text: new Uint32Array(0), start: new Uint32Array(0), end: new Uint32Array(0) };

export class Positions {
  /** `section` and `root` are of the manifest, `files` a Files, `terms` a Terms. */
  constructor(section, files, root, terms) {
    Object.assign(this, { section, files, terms, fields: root.fields, articles: root.articles });
    this.directory = new Directory(section.directory, files);
    this.common = new CommonPlaces(section.common, files, root);
  }

  /** The texts of some fields that hold the term, ascending: nothing but its postings is read. */
  async texts(term, fields) {
    this.directory.find(term).catch(() => {}); // beside the postings; who needs the places tells if it failed
    const postings = await this.postings(term, fields);
    return postings ? postings.text : NOWHERE.text;
  }

  /** The texts of some fields where the term is printed so; no place is read. */
  async printed({ term, form }, fields) {
    const [all, chosen] = await Promise.all([this.postings(term, this.fields), this.texts(term, fields)]);
    if (!chosen.length) return NOWHERE.text;
    const { place, forms, names } = await this.find(term, { forms: true });
    const found = sound(nameOf(names, 2), () => forms.printed(place, form, all));
    if (!found) return chosen;
    if (!found.printed) return NOWHERE.text;
    let at = 0;
    const held = all.text.filter((_, posting) => {
      const from = at;
      at += found.counts[posting];
      return found.printed.subarray(from, at).includes(1);
    });
    return intersect(held, chosen);
  }

  /**
   * The spans of a term in some texts, an ascending list: {text, start, end}. With `form` where it is printed so; with `lead`
   * where these common words stand directly before it, the span beginning with them.
   */
  async spans({ term, form }, lead, texts) {
    const [postings, found, leads] = await Promise.all([
      this.postings(term, this.fields),
      this.find(term, { places: true, leads: lead.length > 0, forms: form !== undefined }),
      lead.length ? this.files.made(this.section.leads, "leads", codeOf) : null,
    ]);
    if (!postings) return NOWHERE;
    const { place, names } = found;
    const spans = sound(nameOf(names, 0), () => placesIn(found.places.at(place), postings));
    const kept = new Uint8Array(spans.text.length).fill(1);
    if (leads) sound(nameOf(names, 1), () => leads.filter(found.leads.at(place), lead, kept));
    const forms = sound(nameOf(names, 2), () => found.forms?.printed(place, form, postings));
    if (forms) for (let i = 0; i < kept.length; i += 1) kept[i] &= forms.printed?.[i] ?? 0;
    return inTexts(spans, kept, texts, lead.length);
  }

  /** The postings of a term in some fields, all texts together; null where it does not stand. */
  async postings(term, fields) {
    const found = await this.terms.postings(term);
    if (!found) return null;
    const postings = postingsIn(found, this.fields.map((name) => (fields.includes(name) ? name : "")), this.articles);
    return postings.text.length ? postings : null;
  }

  /** The files of a term, as asked for, and its place in them; null for a term that is not there. */
  async find(term, { places = false, leads = false, forms = false }) {
    const [shard, names] = await Promise.all([this.terms.shardOf(term), this.directory.find(term)]);
    const place = shard ? shard.placeOf(term) : -1;
    if (place < 0) return null;
    const count = shard.terms.length;
    const read = (wanted, kind, make) => (wanted ? this.files.made(nameOf(names, kind), KINDS[kind], make) : null);
    const [ofPlaces, ofLeads, ofForms] = await Promise.all([
      read(places, 0, (bytes) => new Entries(bytes, count)),
      read(leads, 1, (bytes) => new Entries(bytes, count)),
      read(forms, 2, (bytes) => new Forms(bytes, shard.terms)),
    ]);
    return { place, names, places: ofPlaces, leads: ofLeads, forms: ofForms };
  }
}

function codeOf(bytes) {
  return new Leads(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The file of a kind, of the three that a name of the directory stands for: "p/" and three hashes. */
function nameOf(names, kind) {
  const hashes = names.slice(KINDS[0].length);
  const digits = hashes.length / KINDS.length;
  return `${KINDS[kind]}${hashes.slice(kind * digits, (kind + 1) * digits)}.bin`;
}

/** The kept spans in these texts, each longer by `lead` in front. */
function inTexts({ text, start, end }, kept, texts, lead) {
  let size = 0;
  for (let i = 0, j = 0; i < text.length; i += 1) {
    while (j < texts.length && texts[j] < text[i]) j += 1;
    if (!kept[i] || texts[j] !== text[i]) continue;
    text[size] = text[i];
    start[size] = start[i] - lead;
    end[size++] = end[i];
  }
  return { text: text.slice(0, size), start: start.slice(0, size), end: end.slice(0, size) };
}

