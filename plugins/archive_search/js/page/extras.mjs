import { marked, say } from "../words.mjs";

/**
 * What is added to the search page by modules of their own. Each is called once, when the page starts, with
 *
 *     {section, root, slot(name), ask(message), request(), answer(), address()}
 *
 * the page's section, the site's root as a URL, its slots ("tools", "foot"), the engine, what is asked and answered just now,
 * and the address of this state. The section tells by bubbling events what is shown: `search-results` with {query, total,
 * request, answer}, `search-rows` with {rows: [{row, item}], answer} for each row put on the page, `search-error` with
 * {message}.
 *
 * Nothing here is loaded before it is wanted: rows.mjs with the first results, the others when their part is opened.
 */
export const EXTRAS = [
  resultRows,
  onOpen("save", () => import("./export.mjs")),
  onOpen("cite", () => import("./citing.mjs")),
  onOpen("batch", () => import("./names.mjs")),
  citedSearch,
];

const UNLOADED = marked("This could not be loaded just now. Close it and open it again to retry.");

/** {name, home} of the archive, as the template tells it; a site that does not know its address is where it is read. */
export function archiveOf({ section, root }) {
  const { archiveName, archiveHome } = section.querySelector("[data-archive-name]")?.dataset ?? {};
  const home = /^https?:/u.test(archiveHome ?? "") ? `${archiveHome.replace(/\/$/u, "")}/` : root.href;
  return { name: archiveName || document.title, home };
}

function resultRows(view) {
  const archive = archiveOf(view);
  view.section.addEventListener("search-rows", async ({ detail }) => {
    const found = await import("./rows.mjs").catch(() => null); // results can be read without
    found?.addToRows(detail.rows, archive);
  });
}

/** Starts a module's part of the page when its <details> is opened, by hand or by an address that names it. */
function onOpen(name, load) {
  return (view) => {
    const details = view.slot(name);
    if (!details) return;
    details.hidden = false;
    const panel = details.querySelector(".search-tool-panel");
    let started = false;
    const fill = async () => {
      if (!details.open || started) return;
      started = true;
      const part = await load().catch(() => null);
      started = Boolean(part);
      panel.textContent = started ? "" : say(UNLOADED);
      part?.start(view, details, archiveOf(view));
    };
    details.addEventListener("toggle", fill);
    if (details.id && location.hash === `#${details.id}`) details.open = true;
  };
}

/** An address that was cited says what has changed since; any other search takes the note away. */
function citedSearch(view) {
  let noted = false;
  view.section.addEventListener("search-results", async ({ detail }) => {
    const cited = new URLSearchParams(location.search).has("cited");
    if (!cited && !noted) return;
    noted = cited;
    const { search } = location;
    const found = await import("./citing.mjs").catch(() => null); // results can be read without
    found?.showChange(view, cited ? search : "", detail.answer);
  });
}
