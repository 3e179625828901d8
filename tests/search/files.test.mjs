// Files are read once, and a failure is not remembered.

import assert from "node:assert/strict";
import test from "node:test";

import { FileError, Files } from "../../plugins/archive_search/js/files.mjs";

/** Files whose contents may change between two wishes, and the names that were read. */
function shelf(contents) {
  const read = [];
  const files = new Files(async (name) => {
    read.push(name);
    if (!(name in contents)) throw new FileError(name, `${name} could not be fetched`);
    return typeof contents[name] === "string" ? new TextEncoder().encode(contents[name]) : contents[name];
  });
  return { files, read };
}

test("a file is read once, however often and however soon it is wished for", async () => {
  const { files, read } = shelf({ "a.json": '{"b": 1}' });

  const values = await Promise.all([files.json("a.json"), files.json("a.json")]);
  values.push(await files.json("a.json"));

  assert.deepEqual(values, [{ b: 1 }, { b: 1 }, { b: 1 }]);
  assert.deepEqual(read, ["a.json"]);
});

test("a file can be had as bytes, text and value", async () => {
  const { files } = shelf({ "a.json": '"é"' });

  assert.deepEqual(await files.bytes("a.json"), Uint8Array.of(34, 195, 169, 34));
  assert.equal(await files.text("a.json"), '"é"');
  assert.equal(await files.json("a.json"), "é");
});

test("a file that is missing is tried anew at the next wish", async () => {
  const contents = {};
  const { files } = shelf(contents);

  await assert.rejects(files.text("t/a.txt"), { message: "t/a.txt could not be fetched" });
  contents["t/a.txt"] = "here";

  assert.equal(await files.text("t/a.txt"), "here");
});

test("a file that breaks off is named and tried anew", async () => {
  const contents = { "a.json": '{"b"', "b.txt": Uint8Array.of(195) };
  const { files } = shelf(contents);

  await assert.rejects(files.json("a.json"), { name: "FileError", file: "a.json", message: "a.json is damaged or incomplete" });
  await assert.rejects(files.text("b.txt"), { message: "b.txt is damaged or incomplete" });
  contents["a.json"] = "[]";

  assert.deepEqual(await files.json("a.json"), []);
});

test("a file with the content of another is damaged, though it can be read", async () => {
  const contents = { "c/r65nbbgl.json": '["x"]' };
  const { files } = shelf(contents);

  await assert.rejects(files.json("c/r65nbbgl.json"), { message: "c/r65nbbgl.json is damaged or incomplete" });
  contents["c/r65nbbgl.json"] = '["y"]';

  assert.deepEqual(await files.json("c/r65nbbgl.json"), ["y"]);
});
