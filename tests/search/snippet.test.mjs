/** Snippets: where they begin and end, and what is marked. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { marked, snippet } from "../../plugins/archive_search/js/snippet.mjs";

const same = (word) => word;
const shown = (pieces) => pieces.map(({ text, match }) => (match ? `[${text}]` : text)).join("");
const filler = "Nothing of note was said about the harbour on that day by anybody. ";

test("a word is marked as it stands in the text", () => {
  assert.equal(shown(marked("Ferry, FERRY’s and ferryman", new Set(["ferry"]), same)), "[Ferry], [FERRY’s] and ferryman");
});

test("a word with a letter of another alphabet is marked as it is printed", () => {
  assert.equal(shown(marked("says Ros\u0441osmos.", new Set(["roscosmos"]), same)), "says [Ros\u0441osmos].");
});

test("only the part of a joined word that was asked for is marked", () => {
  assert.equal(shown(marked("Sino-Russian talks", new Set(["russian"]), same)), "Sino-[Russian] talks");
});

test("a joined word that was asked for as one is marked as one", () => {
  assert.equal(shown(marked("Sino-Russian talks", new Set(["sinorussian"]), same)), "[Sino-Russian] talks");
});

test("in Chinese only the characters asked for are marked", () => {
  assert.equal(shown(marked("哈尔滨与海参崴之间", new Set(["海参", "参崴"]), same)), "哈尔滨与[海参崴]之间");
  assert.equal(shown(marked("海参崴", new Set(["崴"]), same)), "海参[崴]");
});

test("a short text is shown whole", () => {
  assert.equal(shown(snippet("The quay.\nIt is new.", new Set(["quay"]), same)), "The [quay]. It is new.");
});

test("a match far down is shown with the words before it", () => {
  const pieces = snippet(filler.repeat(5) + "The quay is new. " + filler.repeat(5), new Set(["quay"]), same);

  const text = shown(pieces);
  assert.match(text, /^… .*\[quay\] is new\. .* …$/);
  assert.ok(text.length < 260);
});

test("the stretch with the most different words is chosen", () => {
  const text = `A quay. ${filler.repeat(5)} The quay and its crane and ferry. ${filler.repeat(5)}`;

  const pieces = snippet(text, new Set(["quay", "crane", "ferry"]), same);

  assert.match(shown(pieces), /\[quay\] and its \[crane\] and \[ferry\]/);
});

test("a text without a match is shown from its beginning", () => {
  assert.match(shown(snippet(filler.repeat(9), new Set(["quay"]), same)), /^Nothing of note .* …$/);
});

test("no word is cut in two, however the text is spaced", () => {
  for (let pad = 0; pad < 80; pad += 1) {
    const text = shown(snippet("x".repeat(pad) + " " + filler.repeat(4) + "quay " + filler.repeat(4), new Set(["quay"]), same));
    const words = text.replace(/[…[\]]/g, " ").split(/\s+/).filter(Boolean);
    assert.deepEqual(words.filter((word) => !`${"x".repeat(pad)} quay ${filler}`.split(" ").includes(word)), []);
  }
});

test("a text without a space, a surrogate at the edge and an empty text do no harm", () => {
  assert.ok(shown(snippet("𐐀".repeat(5_000), new Set(["x"]), same)).length < 260);
  assert.equal(shown(snippet("", new Set(["x"]), same)), "");
});

test("marked text is the text", () => {
  const text = "<b>quay</b> & “quay” 中俄 \u202equay";

  const pieces = marked(text, new Set(["quay", "中俄"]), same);

  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.equal(pieces.filter((piece) => piece.match).length, 4);
});
