/** Articles as rows of a table, JSON Lines, RIS and BibTeX: what an export of the results is written in. Rows: see cited.mjs. */

import { citedValues, line } from "./cited.mjs";

export const FORMATS = {
  csv: { label: "CSV", extension: "csv", type: "text/csv;charset=utf-8" },
  jsonl: { label: "JSON Lines", extension: "jsonl", type: "application/x-ndjson" },
  ris: { label: "RIS", extension: "ris", type: "application/x-research-info-systems" },
  bibtex: { label: "BibTeX", extension: "bib", type: "application/x-bibtex" },
};

// Excel takes a CSV without this mark for the code page of the country, and turns Russian and Chinese to rubbish
const BYTE_ORDER_MARK = "\ufeff";
const CRLF = "\r\n"; // RFC 4180 and RIS both ask for it
const BETWEEN = "; "; // values of one cell
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/u; // what spreadsheets begin to calculate with
const QUOTED = /[",\r\n]/u;
const LINE_ENDS = /[\u0085\u2028\u2029]/gu; // what some readers of lines stop at, and JSON lets stand
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NO_KEY = /[\s{}(),="#%\\~'@]+/gu; // what would end a BibTeX key

const WRITERS = { csv: csvWriter, jsonl: jsonlWriter, ris: risWriter, bibtex: bibtexWriter };

/** {head, entry(row)} for a format of FORMATS: the texts that, in this order, make the file. */
export function writerOf(format, archive) {
  return WRITERS[format](archive);
}

/** A line of a CSV file. A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvLine(cells) {
  return cells.map(csvCell).join(",") + CRLF;
}

/** A CSV file of these rows of cells, for tables small enough to be held whole. */
export function csvFile(rows) {
  return BYTE_ORDER_MARK + rows.map(csvLine).join("");
}

/** A BibTeX entry; fields without a value are left out. Values other than month stand in braces as they are. */
export function bibtexEntry(kind, key, fields) {
  const lines = Object.entries(fields).filter(([, value]) => value);
  const body = lines.map(([name, value]) => `  ${name} = ${name === "month" ? value : `{${value}}`}`).join(",\n");
  return `@${kind}{${key},\n${body}\n}`;
}

/** A text as a BibTeX value: nothing in it ends the field or is read as a command. */
export function bibtexText(text) {
  const commands = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  return line(text).replace(/[{}$&%#_\\~^]/gu, (sign) => commands[sign] ?? `\\${sign}`);
}

/** An address as a BibTeX value: as it is, but for what would end the field. */
export function bibtexAddress(url) {
  return line(url).replaceAll("{", "%7B").replaceAll("}", "%7D").replaceAll("\\", "%5C");
}

/** A RIS record of [tag, value] pairs; those without a value are left out. */
export function risRecord(pairs) {
  const lines = pairs.map(([tag, value]) => [tag, line(value)]).filter(([, value]) => value);
  return [...lines.map(([tag, value]) => `${tag}  - ${value}`), "ER  - ", "", ""].join(CRLF);
}

/** "2018/03/19/" for "2018-03-19", "2018///" for a year. */
export function risDate(date) {
  const [year, month, day] = date.split("-");
  return year ? `${year}/${month ?? ""}/${day ?? ""}/` : "";
}

function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function csvCell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const plain = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function csvWriter(archive) {
  return {
    head: BYTE_ORDER_MARK + csvLine(Object.keys(columnsOf({ id: "" }, archive))),
    entry: (row) => csvLine(Object.values(columnsOf(row, archive))),
  };
}

function columnsOf(row, archive) {
  const { authors, source, agency, date, address, rights, language } = citedValues(row, archive);
  const [regions, topics] = [row.regions ?? [], row.topics ?? []];
  return {
    id: line(row.id),
    title: line(row.title),
    title_supplied: row.assigned ? "yes" : "no",
    date,
    source,
    agency,
    authors: authors.join(BETWEEN),
    regions: regions.map(([, label]) => line(label)).join(BETWEEN),
    region_ids: regions.map(([id]) => id).join(BETWEEN),
    topics: topics.map(([, label]) => line(label)).join(BETWEEN),
    topic_ids: topics.map(([id]) => id).join(BETWEEN),
    language,
    rights,
    original_url: line(row.original_url),
    address,
  };
}

function jsonlWriter(archive) {
  const tag = ([id, label]) => ({ id, label });
  return {
    head: "",
    entry: (row) => {
      const { source, agency, date, address, rights, language } = citedValues(row, archive);
      const said = {
        id: row.id,
        title: row.title ?? "",
        title_supplied: Boolean(row.assigned),
        date: date || null,
        source: source || null,
        agency: agency || null,
        authors: row.authors ?? [],
        regions: (row.regions ?? []).map(tag),
        topics: (row.topics ?? []).map(tag),
        language: language || null,
        rights: rights || null,
        original_url: line(row.original_url) || null,
        address,
      };
      return `${JSON.stringify(said).replace(LINE_ENDS, escaped)}\n`;
    },
  };
}

function risWriter(archive) {
  return {
    head: "",
    entry: (row) => {
      const { title, authors, source, date, url, note, rights, language } = citedValues(row, archive);
      const labels = [...(row.regions ?? []), ...(row.topics ?? [])].map(([, label]) => label);
      return risRecord([
        ["TY", "NEWS"],
        ["ID", row.id],
        ["TI", title],
        ...authors.map((author) => ["AU", author]),
        ["T2", source],
        ["PY", date.slice(0, 4)],
        ["DA", risDate(date)],
        ["LA", language],
        ["UR", url],
        ["DP", archive.name],
        ["C1", rights],
        ...labels.map((label) => ["KW", label]),
        ["N1", note],
      ]);
    },
  };
}

/** The entries of the articles' own pages; a key that comes again gets a number. */
function bibtexWriter(archive) {
  const uses = new Map();
  return {
    head: "",
    entry: (row) => {
      const { title, authors, source, date, url, address } = citedValues(row, archive);
      const [year, month, day] = date.split("-");
      const key = line(row.id).replace(NO_KEY, "_");
      const use = (uses.get(key) ?? 0) + 1;
      uses.set(key, use);
      const kept = row.rights === "digest" ? "Digest" : "Text";
      const fields = {
        title: `{${bibtexText(title)}}`,
        author: authors.map((author) => `{${bibtexText(author)}}`).join(" and "),
        journal: bibtexText(source),
        year,
        month: month ? MONTHS[Number(month) - 1] : "",
        day: day ? String(Number(day)) : "",
        url: bibtexAddress(url),
        note: `${kept} in ${bibtexText(archive.name)}, ${bibtexAddress(address)}`,
      };
      return `${bibtexEntry("article", use === 1 ? key : `${key}-${use}`, fields)}\n\n`;
    },
  };
}
