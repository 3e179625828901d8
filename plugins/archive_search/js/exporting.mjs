/** All articles of an answer as one file, fetched and written some at a time. */

import { FORMATS, writerOf } from "./formats.mjs";
import { say } from "./words.mjs";

const ROWS_AT_ONCE = 512; // rows asked of the engine in one message: eight folders of documents, some 200 kB

/**
 * A promise of {file, name, rows}: a Blob with every article of the request, its name, and their number. What is written goes
 * into the Blob at once, so memory holds one batch of rows. `ask` asks the engine; `progress(done, total)` is called after each
 * batch; `signal` stops it with an AbortError. Fails rather than hand out a file with fewer rows than the search counts.
 */
export async function exported({ ask, request, format, archive, progress = () => {}, signal }) {
  const writer = writerOf(format, archive);
  const parts = [new Blob([writer.head])];
  let rows = 0;
  let counted = null;
  do {
    const batch = await ask({ type: "rows", ...request, first: rows, count: ROWS_AT_ONCE });
    signal?.throwIfAborted();
    if (batch.problem) throw new Error(batch.problem.message);
    counted ??= batch;
    if (batch.release !== counted.release || batch.total !== counted.total) {
      throw new Error(say("the archive was published anew meanwhile; load the page again"));
    }
    if (!batch.rows.length && rows < counted.total) {
      const values = { total: counted.total, rows };
      throw new Error(say("the search counts %(total)s articles, and %(rows)s could be read; load the page again", values));
    }
    parts.push(new Blob([batch.rows.map(writer.entry).join("")]));
    rows += batch.rows.length;
    progress(rows, counted.total);
  } while (rows < counted.total);
  const { extension, type } = FORMATS[format];
  return { file: new Blob(parts, { type }), name: fileName([archive.name, request.query, counted.release.slice(0, 8)], extension), rows };
}

const NAME_LENGTH = 40; // characters of a part of a file's name

/** "neighbours-oil-pipeline-3f2ab94c.csv": the letters and digits of the parts. */
export function fileName(parts, extension) {
  const words = parts.map((part) => (part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join("-").slice(0, NAME_LENGTH).replace(/-$/u, ""));
  return `${words.filter(Boolean).join("-")}.${extension}`.toWellFormed();
}
