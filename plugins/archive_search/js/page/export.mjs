/** Saves all articles of a search, not only those shown, in a file that the reader's own browser makes. */

import { exported } from "../exporting.mjs";
import { FORMATS } from "../formats.mjs";
import { button, element } from "./nodes.mjs";
import { Progress, Saver, sizeInWords, withStyles } from "./panels.mjs";
import { count, figures } from "./sentences.mjs";

const USES = { csv: "for spreadsheets", jsonl: "for programs", ris: "for Zotero, EndNote, Mendeley", bibtex: "for LaTeX" };

/** Fills the <details> of the page that saves. */
export function start(view, details, archive) {
  withStyles();
  const saver = new Saver();
  const progress = new Progress(button("search-tool-stop", "Stop"));
  const about = element("p");
  const buttons = Object.entries(FORMATS).map(([format, { label }]) => {
    const node = button("search-tool-button", label, element("span", "search-tool-use", ` ${USES[format]}`));
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
          progress.say(`${figures(rows)} of ${figures(total)} articles read …`);
        },
      }),
    );
    if (done) {
      saver.save(done.file, done.name);
      progress.say(`${count(done.rows)} saved as ${done.name}, ${sizeInWords(done.file.size)}.`);
    }
    describe();
  }

  function describe() {
    const total = view.answer()?.total ?? 0;
    about.textContent = total === 1 ? "The one article found:" : `All ${count(total)} found, the oldest first:`;
    for (const node of buttons) node.disabled = !total;
  }

  details.querySelector(".search-tool-panel").append(about, element("p", "search-tool-buttons", ...buttons), progress.node);
  view.section.addEventListener("search-results", describe);
  describe();
}
