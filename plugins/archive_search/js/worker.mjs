/**
 * The search engine's thread. Messages in: {id, type, …request}, type one of "open", "search", "facets", "suggest", "correct",
 * "count", "rows"; out: {id, …answer}, as search.mjs describes each, or {id, error} with a sentence. A page may first give
 * what it has fetched meanwhile: {type: "manifest", manifest: the bytes of root.json, or null}.
 */

import lunr from "./lunr.mjs";
import { openSearch } from "./search.mjs";
import { say, speak } from "./words.mjs";

const FOLDER = new URL("../", import.meta.url); // this module lies in search/js-…/
const MANIFEST = "root.json"; // the one name whose content changes
let opening = null;
let given = null; // the manifest's bytes, good for the first opening

async function read(name) {
  const fresh = name === MANIFEST;
  if (fresh && given) return given;
  let response;
  try {
    response = await fetch(new URL(name, FOLDER), { cache: fresh ? "no-cache" : "default" });
  } catch {
    throw new Error(say("%(name)s could not be fetched", { name }));
  }
  if (!response.ok) throw new Error(say("%(name)s could not be fetched (status %(status)s)", { name, status: response.status }));
  return new Uint8Array(await response.arrayBuffer());
}

function open() {
  if (!opening) {
    const promise = openSearch(lunr, read);
    promise.catch(() => opening === promise && (opening = null));
    opening = promise;
  }
  return opening;
}

const ANSWERS = {
  open: (search) => search.about(),
  search: (search, request) => search.search(request),
  facets: (search, request) => search.facets(request),
  suggest: (search, { text, caret, count }) => search.suggest(text, caret, count),
  correct: (search, request) => search.correct(request),
  count: (search, request) => search.count(request),
  rows: (search, request) => search.exportRows(request),
};

self.addEventListener("message", async ({ data: { id, type, ...request } }) => {
  if (type === "manifest") {
    given = request.manifest;
    speak(request.words);
    return;
  }
  try {
    self.postMessage({ id, ...(await ANSWERS[type](await open(), request)) });
  } catch (error) {
    opening = given = null; // the site may have been published anew: the next try reads its new manifest
    self.postMessage({ id, error: error.message });
  }
});
