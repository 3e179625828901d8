/** Files of the search by name: each is read once, held to the hash it is named by, and kept as what was made of it. */

import { say } from "./words.mjs";

const NAME = /\/([a-z2-7]{8})\.[a-z]+$/u; // of its content, as store.py makes it; files of a folder are named by the folder
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const NAME_BITS = 40; // of the SHA-256
const KEPT = 2_000; // files; 20 to 40 MB of the usual sizes. The oldest goes: it can be read again

/** A file that cannot be read or used; `name` tells which. */
export class FileError extends Error {
  constructor(name, message = say("%(name)s is damaged or incomplete", { name })) {
    super(message);
    this.name = "FileError";
    this.file = name;
  }
}

export class Files {
  /** `read` gives a promise of the bytes of a file, or throws with a sentence. */
  constructor(read) {
    this.read = read;
    this.kept = new Map();
  }

  /** The bytes of a file as they lie. */
  bytes(name) {
    return this.made(name, "bytes", (bytes) => bytes);
  }

  /** A file of UTF-8 text. */
  text(name) {
    return this.made(name, "text", textOf);
  }

  /** The value a JSON file holds. */
  json(name) {
    return this.made(name, "json", (bytes) => JSON.parse(textOf(bytes)));
  }

  /**
   * What `make` makes of a file's bytes; `kind` names the making, so that a file may be kept in two forms. A file that
   * fails, or that `make` throws at, is not kept: the next wish reads it anew.
   */
  made(name, kind, make) {
    const key = `${kind} ${name}`;
    let promise = this.kept.get(key);
    if (!promise) {
      promise = this.read(name).then(async (bytes) => {
        try {
          if (!(await isItself(name, bytes))) throw new RangeError("content of another name");
          return make(bytes);
        } catch {
          throw new FileError(name);
        }
      });
      promise.catch(() => this.kept.get(key) === promise && this.kept.delete(key));
      this.kept.set(key, promise);
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return promise;
  }
}

/** Whether a file has the content it is named by, where the browser can tell: at https and on this machine. */
async function isItself(name, bytes) {
  const hash = NAME.exec(name)?.[1];
  const subtle = globalThis.crypto?.subtle;
  if (!hash || !subtle) return true;
  const digest = new DataView(await subtle.digest("SHA-256", bytes));
  let found = "";
  for (let bit = 0; bit < NAME_BITS; bit += 5) found += LETTERS[(digest.getUint16(bit >> 3) >> (11 - (bit & 7))) & 31];
  return found === hash;
}

function textOf(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
