/** A citation of the search itself, and what has changed since one was made. */

import { changeSince, citationOf, citedAddress, citedIn } from "../citation.mjs";
import { fileName } from "../exporting.mjs";
import { button, element } from "./nodes.mjs";
import { Saver, withStyles } from "./panels.mjs";
import { marked, say } from "../words.mjs";
import { rangeInWords } from "./sentences.mjs";

const KINDS = { region: marked("region"), topic: marked("topic"), source: marked("source"), year: marked("year") };

/** Fills the <details> of the page that cites, and keeps it to the search that is shown. */
export function start(view, details, archive) {
  withStyles();
  const saver = new Saver();
  const text = element("p", "search-citation");
  const said = element("p", "search-tool-said");
  said.setAttribute("role", "status");
  let citation = null;
  const tools = [
    [say("Copy"), () => copy(citation.plain, text, said)],
    [say("Copy the address"), () => copy(citation.address, text, said)],
    [say("Save BibTeX"), () => save("bib", citation.bibtex, "application/x-bibtex")],
    [say("Save RIS"), () => save("ris", citation.ris, "application/x-research-info-systems")],
  ].map(([label, act]) => {
    const node = button("search-tool-button", label);
    node.addEventListener("click", act);
    return node;
  });

  function save(extension, content, type) {
    const name = fileName([archive.name, "search", view.request().query, citation.release], extension);
    saver.save(new Blob([content], { type }), name);
    said.textContent = say("Saved as %(name)s.", { name });
  }

  async function describe() {
    const answer = view.answer();
    for (const node of tools) node.disabled = !answer;
    if (!answer || !details.open) return;
    const request = view.request();
    const filters = await filtersOf(request, view.ask);
    if (view.answer() !== answer) return; // another search came first
    const today = new Date().toISOString().slice(0, 10);
    const address = citedAddress(publicAddress(view.address(), view.root, archive), answer, today);
    const { query, sort } = request;
    citation = { address, release: answer.release.slice(0, 8), ...citationOf({ query, filters, sort, answer, archive, address, today }) };
    text.textContent = citation.plain;
    said.textContent = "";
  }

  details.querySelector(".search-tool-panel").append(text, element("p", "search-tool-buttons", ...tools), said);
  details.addEventListener("toggle", describe);
  view.section.addEventListener("search-results", describe);
  describe();
}

/** Shows above the tools what has changed since the address's citation; an address without one takes the note away. */
export function showChange(view, search, answer) {
  const slot = view.slot("tools");
  slot.querySelector(".search-cited")?.remove();
  const cited = citedIn(search);
  if (cited) slot.prepend(element("p", "search-cited", changeSince(cited, answer)));
}

/** The address as others reach it: below the site's own home, though it is read from a copy. */
function publicAddress(address, root, archive) {
  return address.startsWith(root.href) ? archive.home + address.slice(root.href.length) : address;
}

/** The filters of a request in words; names of tags are asked of the engine. */
async function filtersOf({ filters, allWords }, ask) {
  const chosen = Object.keys(KINDS).filter((kind) => filters[kind]?.length);
  const facets = chosen.length ? await ask({ type: "facets", query: "", filters, sort: "relevance", allWords: false }) : {};
  const words = chosen.map((kind) => {
    const labels = new Map((facets[kind] ?? []).map(({ id, label }) => [String(id), label ?? id]));
    const value = filters[kind].map((id) => labels.get(id) ?? id).join(say(" or "));
    return say("%(kind)s: %(value)s", { kind: say(KINDS[kind]), value });
  });
  if (filters.from || filters.to) words.push(say("date: %(range)s", { range: rangeInWords(filters.from, filters.to) }));
  if (allWords) words.push(say("all of the words"));
  return words;
}

/** Copies a text; where the browser does not let a page do so, marks the citation for the reader to copy. */
async function copy(text, shown, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = say("Copied.");
  } catch {
    getSelection().selectAllChildren(shown);
    said.textContent = say("The browser did not allow copying; the citation is selected, copy it with the keyboard.");
  }
}
