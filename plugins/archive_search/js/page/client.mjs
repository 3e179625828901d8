/**
 * The engine as the page sees it: messages to a worker, promises of its replies.
 *
 * Messages: {type: "open" | "search" | "facets" | "suggest" | "correct" | "count" | "rows", …}; what comes back is described
 * where each is answered, in worker.mjs and search.mjs.
 */

import { say, wordsSpoken } from "../words.mjs";

const WORKER = new URL("../worker.mjs", import.meta.url).href; // this module lies in search/js-…/page/
const MANIFEST = new URL("../../root.json", import.meta.url);
let policy; // a page may make one of a name only once

/** `new Worker` under a policy that lets scripts come from this site alone. */
function startWorker() {
  policy ??= globalThis.trustedTypes?.createPolicy("archive", { createScriptURL: sameOrigin });
  return new Worker(policy ? policy.createScriptURL(WORKER) : sameOrigin(WORKER), { type: "module" });
}

/** Bytes of the manifest, fetched while the worker's program comes; null if that fails, which the worker then tells. */
async function fetchManifest() {
  try {
    const response = await fetch(MANIFEST, { cache: "no-cache" }); // its content changes
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function sameOrigin(url) {
  if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`${url} is not of this site`);
  return url;
}

/** Asks the worker, which starts with the first question. */
export class Client {
  constructor(start = startWorker) {
    this.start = start;
    this.worker = null;
    this.ready = null; // a promise: what the worker needs before any question has been sent to it
    this.waiting = new Map();
    this.last = 0;
  }

  /** A promise of the reply to a message; it fails with the engine's own sentence. */
  ask(message) {
    if (!this.worker) this.begin();
    const { worker } = this;
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.ready.then(() => worker.postMessage({ id, ...message }));
    });
  }

  /** Lets the worker's program and the manifest come side by side. */
  begin() {
    const worker = this.start();
    worker.addEventListener("message", ({ data }) => this.settle(data));
    worker.addEventListener("error", () => this.fail());
    this.worker = worker;
    this.ready = fetchManifest().then((manifest) => worker.postMessage({ type: "manifest", manifest, words: wordsSpoken() }));
  }

  settle({ id, error, ...reply }) {
    const promise = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) promise?.reject(new Error(error));
    else promise?.resolve(reply);
  }

  /** Gives up a worker that did not start; the next question starts another. */
  fail() {
    this.worker?.terminate();
    this.worker = null;
    for (const id of [...this.waiting.keys()]) this.settle({ id, error: say("the search program could not be started") });
  }
}
