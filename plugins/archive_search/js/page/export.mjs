/** Saves all articles of a search, not only those shown, in a file that the reader's own browser makes. */

import { exported } from "../exporting.mjs";
import { FORMATS } from "../formats.mjs";
import { button, element } from "./nodes.mjs";
import { Progress, Saver, sizeInWords, withStyles } from "./panels.mjs";
import { marked, say, sayMany } from "../words.mjs";
import { figures } from "./sentences.mjs";

const USES = {
  csv: marked("for spreadsheets"), jsonl: marked("for programs"), ris: marked("for Zotero, EndNote, Mendeley"), bibtex: marked("for LaTeX"),
};

/** Fills the <details> of the page that saves. */
export function start(view, details, archive) {
  withStyles();
  const saver = new Saver();
  const progress = new Progress(button("search-tool-stop", say("Stop")));
  const about = element("p");
  const buttons = Object.entries(FORMATS).map(([format, { label }]) => {
    const node = button("search-tool-button", label, element("span", "search-tool-use", ` ${say(USES[format])}`));
    node.addEventListener("click", () => save(format));
    return node;
  });

  async function save(format) {
    const { ask } = view;
    for (const node of buttons) node.disabled = true;
    const done = await progress.run((signal) =>
      exported({
        ask, request: view.request(), format, archive, signal,
        progress: (rows, total) => {
          progress.at(rows, total);
          progress.tell(sayMany(total, "%(rows)s of %(num)s article read …", "%(rows)s of %(num)s articles read …", { rows: figures(rows) }));
        },
      }),
    );
    if (done) {
      saver.save(done.file, done.name);
      const values = { name: done.name, size: sizeInWords(done.file.size) };
      progress.tell(sayMany(done.rows, "%(num)s article saved as %(name)s, %(size)s.", "%(num)s articles saved as %(name)s, %(size)s.", values));
    }
    describe();
  }

  function describe() {
    const total = view.answer()?.total ?? 0;
    about.textContent = total === 1
      ? say("The one article found:")
      : sayMany(total, "All %(num)s article found, the oldest first:", "All %(num)s articles found, the oldest first:");
    for (const node of buttons) node.disabled = !total;
  }

  details.querySelector(".search-tool-panel").append(about, element("p", "search-tool-buttons", ...buttons), progress.node);
  view.section.addEventListener("search-results", describe);
  describe();
}
