/**
 * The engine as the page sees it: messages to a worker, promises of its replies.
 *
 * Messages: {type: "open" | "search" | "facets" | "suggest" | "correct" | "count" | "rows", …}; what comes back is described
 * where each is answered, in worker.mjs and search.mjs.
 */

const WORKER = new URL("../worker.mjs", import.meta.url).href;
let policy; // a page may make one of a name only once

/** `new Worker` under a policy that lets scripts come from this site alone. */
function startWorker() {
  policy ??= globalThis.trustedTypes?.createPolicy("archive", { createScriptURL: sameOrigin });
  return new Worker(policy ? policy.createScriptURL(WORKER) : sameOrigin(WORKER), { type: "module" });
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
    this.waiting = new Map();
    this.last = 0;
  }

  /** A promise of the reply to a message; it fails with the engine's own sentence. */
  ask(message) {
    if (!this.worker) {
      this.worker = this.start();
      this.worker.addEventListener("message", ({ data }) => this.settle(data));
      this.worker.addEventListener("error", () => this.fail());
    }
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...message });
    });
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
    for (const id of [...this.waiting.keys()]) this.settle({ id, error: "the search program could not be started" });
  }
}
