/** What the parts of the page that save, cite and count have in common. */

import { decimal, say } from "../words.mjs";
import { element } from "./nodes.mjs";

/** Brings the styles of these parts, once. */
export function withStyles() {
  const { href } = new URL("tools.css", import.meta.url);
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** Hands a Blob to the reader as a file. Its address is given back with the next one's, when the browser has surely read it. */
export class Saver {
  constructor() {
    this.address = "";
  }

  save(file, name) {
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(file);
    const link = element("a");
    link.href = this.address;
    link.download = name;
    link.click();
  }
}

/** A line that says how far something is, with a bar and a button that stops it. */
export class Progress {
  constructor(stop) {
    this.said = element("p", "search-tool-said");
    this.said.setAttribute("role", "status");
    this.bar = element("progress");
    this.bar.ariaLabel = say("Done so far");
    this.stop = stop;
    this.stop.hidden = this.bar.hidden = true;
    this.node = element("div", "search-tool-progress", this.bar, this.stop, this.said);
  }

  /** Runs `work(signal)`; returns its result, or null when it was stopped, at once, or failed, which is then said. */
  async run(work) {
    const controller = new AbortController();
    const { signal } = controller;
    const stopped = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    this.stop.hidden = this.bar.hidden = false;
    this.bar.removeAttribute("value");
    this.stop.onclick = () => controller.abort();
    try {
      return await Promise.race([work(signal), stopped]);
    } catch (error) {
      this.tell(error.name === "AbortError" ? say("Stopped.") : say("This does not work just now: %(error)s.", { error: error.message }));
      return null;
    } finally {
      const focused = document.activeElement === this.stop;
      this.stop.hidden = this.bar.hidden = true;
      if (focused) this.said.tabIndex = -1;
      if (focused) this.said.focus(); // the button went away from under the keyboard
    }
  }

  at(done, total) {
    this.bar.max = total || 1;
    this.bar.value = done;
  }

  tell(...words) {
    this.said.replaceChildren(...words);
  }
}

/** "3.2 MB", "14 kB". */
export function sizeInWords(bytes) {
  if (bytes < 1_000_000) return say("%(number)s kB", { number: Math.max(1, Math.round(bytes / 1_000)) });
  return say("%(number)s MB", { number: decimal(bytes / 1_000_000, 1) });
}
