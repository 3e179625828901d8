/**
 * A worker around the published one: asks it as the page does and takes the time where it runs, each query between
 * two turns of a loop whose time tells how fast this thread is at that moment.
 */

import { fastest, turn } from "./turn.mjs";

const handlers = [];
let answered = () => {};
const listen = self.addEventListener.bind(self);
const tell = self.postMessage.bind(self);
self.addEventListener = (type, handler) => (type === "message" ? handlers.push(handler) : listen(type, handler));
self.postMessage = (reply) => answered(structuredClone(reply)); // what is sent to a page is copied

/** The worker's answer to a message, with the milliseconds it took and those of the turns before and after. */
async function timed(message) {
  const before = turn();
  const start = performance.now();
  const reply = await new Promise((resolve) => {
    answered = (data) => data.id === message.id && resolve(data);
    for (const handler of handlers) handler({ data: message });
  });
  const took = performance.now() - start;
  if (reply.error || reply.problem) throw new Error(`${message.query}: ${reply.error ?? JSON.stringify(reply.problem)}`);
  return { took, turn: (before + turn()) / 2, total: reply.total };
}

async function run({ worker, queries, shown, passes }) {
  await import(worker);
  const best = fastest();
  const times = [];
  for (let pass = 0; pass < passes; pass += 1) {
    const row = [];
    for (const [place, query] of queries.entries()) {
      const id = pass * queries.length + place + 1;
      row.push(await timed({ id, type: "search", query, filters: {}, sort: "relevance", allWords: false, first: 0, count: shown }));
    }
    times.push(row);
  }
  return { fastest: Math.min(best, fastest()), times };
}

listen("message", async ({ data }) => {
  try {
    tell(await run(data));
  } catch (error) {
    tell({ error: String(error?.message ?? error) });
  }
});
