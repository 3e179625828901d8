/**
 * The search engine's thread. Messages in: {id, type: "open"} or {id, type: "search", query, first, count};
 * out: {id, …answer} with rows, or {id, error} with a sentence.
 */

import lunr from "./lunr.mjs";
import { openSearch } from "./search.mjs";

const FOLDER = new URL("../", import.meta.url); // this module lies in search/js-…/
let opening = null;

async function read(name) {
  const fresh = name === "root.json"; // the one name whose content changes
  let response;
  try {
    response = await fetch(new URL(name, FOLDER), { cache: fresh ? "no-cache" : "default" });
  } catch {
    throw new Error(`${name} could not be fetched`);
  }
  if (!response.ok) throw new Error(`${name} could not be fetched (status ${response.status})`);
  return response.text();
}

function open() {
  opening ??= openSearch(lunr, read);
  opening.catch(() => (opening = null)); // so that Retry starts afresh, with a new manifest
  return opening;
}

async function reply({ type, query, first, count }) {
  const search = await open();
  const { articles, newest } = search.manifest;
  if (type === "open") return { articles, newest };
  try {
    const answer = await search.search(query);
    const rows = await search.rows(answer.hits.slice(first, first + count), answer.wanted);
    const { problem, total, all, some } = answer;
    return { problem, total, all, some, rows, articles, newest };
  } catch (error) {
    opening = null; // the site may have been published anew: the next try reads its new manifest
    throw error;
  }
}

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage({ id: data.id, ...(await reply(data)) });
  } catch (error) {
    self.postMessage({ id: data.id, error: error.message });
  }
});
