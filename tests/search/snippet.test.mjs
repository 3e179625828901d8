/** Snippets: where they begin and end, and what is marked in them and in titles. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { marked, shown, snippet } from "../../plugins/archive_search/js/snippet.mjs";

const plural = (word) => word.replace(/s$/, ""); // stands for the stemmer
const inRow = (pieces) => pieces.map(({ text, match }) => (match ? `[${text}]` : text)).join("");
const words = (...terms) => terms.map((term) => ({ field: null, slot: [{ term }] }));
const phrase = (...terms) => [{ field: null, phrase: terms.map((term) => [{ term }]) }];
const near = (distance, ordered, ...terms) => [{ field: null, near: terms.map((term) => ({ slot: [{ term }] })), distance, ordered }];
const markedIn = (text, wanted, field) => inRow(marked(text, wanted, plural, field));
const snippetOf = (text, wanted) => inRow(snippet(text, wanted, plural));
const filler = "Nothing of note was said about the harbour on that day by anybody. ";

test("a word is marked as it stands in the text, in all its forms", () => {
  assert.equal(markedIn("Ferry, FERRYS’s and ferryman", words("ferry")), "[Ferry], [FERRYS]’s and ferryman");
});

test("a word with a letter of another alphabet is marked as it is printed", () => {
  assert.equal(markedIn("says Ros\u0441osmo.", words("roscosmo")), "says [Ros\u0441osmo].");
});

test("Russian is marked with its capitals and its soft signs", () => {
  assert.equal(markedIn("Владивосток и ВЛАДИВОСТОК", words("владивосток")), "[Владивосток] и [ВЛАДИВОСТОК]");
});

test("only the part of a joined word that was asked for is marked", () => {
  assert.equal(markedIn("Sino-Russian talks", words("russian")), "Sino-[Russian] talks");
  assert.equal(markedIn("O’Meara said", words("meara")), "O’[Meara] said");
});

test("a joined word that was asked for as one is marked as one", () => {
  assert.equal(markedIn("Sino-Russian talks", words("sinorussian")), "[Sino-Russian] talks");
});

test("a word with several readings is marked in each, the longest winning", () => {
  const covid = [{ field: null, any: ["covid19", "covid", "19"].map((term) => ({ slot: [{ term }] })) }];

  assert.equal(markedIn("COVID-19, covid on the 19th and the 19", covid), "[COVID-19], [covid] on the 19th and the [19]");
});

test("in Chinese only the characters asked for are marked, neighbours as one", () => {
  assert.equal(markedIn("哈尔滨与海参崴之间", phrase("海", "参", "崴")), "哈尔滨与[海参崴]之间");
  assert.equal(markedIn("海参崴", words("崴")), "海参[崴]");
  assert.equal(markedIn("海参崴", words("海参", "参崴")), "[海参崴]");
});

test("a kana and its separate mark are marked together", () => {
  assert.equal(markedIn("\u304b\u3099っこう", words("が")), "[\u304b\u3099]っこう");
});

test("a phrase is one mark, and its words alone are none", () => {
  const text = "The oil pipelines, oil\n— pipeline; oil and a pipeline.";

  assert.equal(markedIn(text, phrase("oil", "pipeline")), "The [oil pipelines], [oil\n— pipeline]; oil and a pipeline.");
});

test("common words count in a phrase and a part of a joined word may begin it", () => {
  const union = [{ field: null, phrase: [[{ term: "state" }], [{ common: "of" }], [{ common: "the" }], [{ term: "union" }]] }];

  assert.equal(markedIn("State of the Union; state union", union), "[State of the Union]; state union");
  assert.equal(markedIn("Sino-Russian talks", phrase("russian", "talk")), "Sino-[Russian talks]");
});

test("a joined word takes the places of its parts in a phrase, whichever way it is read", () => {
  const text = "a COVID-19 vaccine; covid19 vaccine; COVID 19 vaccine; COVID vaccine";
  const phrases = [["covid19", "vaccine"], ["covid", "19", "vaccine"]].map((terms) => phrase(...terms)[0]);

  assert.equal(markedIn(text, [{ field: null, any: phrases }]), "a [COVID-19 vaccine]; [covid19 vaccine]; [COVID 19 vaccine]; COVID vaccine");
  assert.equal(markedIn("COVID-19 vaccine", near(1, true, "covid19", "vaccine")), "[COVID-19] [vaccine]");
});

test("a common word is no term, whatever it looks like", () => {
  assert.equal(markedIn("it does; a doe", words("doe")), "it does; a [doe]");
});

test("an exact word is marked only where it is printed so", () => {
  const exact = [{ field: null, slot: [{ term: "polish", form: "Polish" }] }];

  assert.equal(markedIn("Polish polish POLISH", exact), "[Polish] polish POLISH");
});

test("words that should be near each other are marked only where they are", () => {
  const text = "A quay here. Nothing stood by the old quay but one crane and a shed; a crane.";

  assert.equal(markedIn(text, near(3, false, "quay", "crane")), text.replace("old quay", "old [quay]").replace("one crane", "one [crane]"));
  assert.equal(markedIn(text, near(3, false, "crane", "quay")), markedIn(text, near(3, false, "quay", "crane")));
  assert.equal(markedIn(text, near(3, true, "crane", "quay")), text);
});

test("a word near itself is two words", () => {
  assert.equal(markedIn("oil on oil, never oil", near(2, false, "oil", "oil")), "[oil] on [oil], never [oil]");
  assert.equal(markedIn("oil on water", near(2, false, "oil", "oil")), "oil on water");
});

test("a word asked for in one field is marked in no other", () => {
  const title = [{ field: "title", slot: [{ term: "quay" }] }];

  assert.equal(markedIn("The quay", title, "title"), "The [quay]");
  assert.equal(markedIn("The quay", title, "body"), "The quay");
});

test("what overlaps is one mark", () => {
  assert.equal(markedIn("oil pipeline ban", [...phrase("oil", "pipeline"), ...phrase("pipeline", "ban")]), "[oil pipeline ban]");
});

test("a short text is shown whole, on one line", () => {
  assert.equal(snippetOf("The quay.\nIt is new.", words("quay")), "The [quay]. It is new.");
});

test("a match far down is shown from the beginning of its sentence to the end of one", () => {
  const text = snippetOf(filler.repeat(5) + "The old quay is new. " + filler.repeat(5), words("quay"));

  assert.match(text, /^… The old \[quay\] is new\. Nothing .* anybody\. …$/);
  assert.ok(text.length <= 260);
});

test("a match in a long sentence is shown with some words before it", () => {
  const text = snippetOf(`${"and so on ".repeat(50)}to the quay ${"and so on ".repeat(50)}`, words("quay"));

  assert.match(text, /^… (and|so|on) .* to the \[quay\] and .* (and|so|on) …$/);
});

test("initials and abbreviations end no sentence", () => {
  const text = snippetOf(`${"word ".repeat(60)}by J. P. Smith of the U.S. Navy quay ${"word ".repeat(60)}`, words("quay"));

  assert.match(text, /^… word .* by J\. P\. Smith of the U\.S\. Navy \[quay\]/);
});

test("the stretch with the most different words is chosen", () => {
  const text = `A quay. ${filler.repeat(5)} The quay and its crane and ferry. ${filler.repeat(5)}`;

  assert.match(snippetOf(text, words("quay", "crane", "ferry")), /\[quay\] and its \[crane\] and \[ferry\]/);
});

test("words that stand far apart are shown in two stretches, in the order of the text", () => {
  const text = `${filler.repeat(5)}A quay was built. ${filler.repeat(9)}Then a ferry came. ${filler.repeat(5)}`;

  const row = snippetOf(text, words("ferry", "quay"));

  assert.match(row, /^… A \[quay\] was built\. .* … Then a \[ferry\] came\. .* …$/);
  assert.ok(row.length <= 270);
});

test("a phrase far from a word gets a stretch of its own", () => {
  const text = `${filler.repeat(5)}A quay was built. ${filler.repeat(9)}Oil by ship. ${filler.repeat(9)}An oil pipeline. ${filler.repeat(5)}`;

  assert.match(snippetOf(text, [...words("quay"), ...phrase("oil", "pipeline")]), /A \[quay\] .* … An \[oil pipeline\]\. /);
});

test("a text without a match is shown from its beginning", () => {
  assert.match(snippetOf(filler.repeat(9), words("quay")), /^Nothing of note .*\. …$/);
});

test("no word is cut in two, however the text is spaced", () => {
  for (let pad = 0; pad < 80; pad += 1) {
    const text = snippetOf("x".repeat(pad) + " " + filler.repeat(4) + "quay " + filler.repeat(9) + "crane " + filler.repeat(4), words("quay", "crane"));
    const cut = text.replace(/[…[\]]/g, " ").split(/\s+/).filter(Boolean);
    assert.deepEqual(cut.filter((word) => !`${"x".repeat(pad)} quay crane ${filler}`.split(" ").includes(word)), []);
  }
});

test("a snippet in Chinese takes as much room as one in English, and begins with a sentence", () => {
  const text = `${"港口没有什么新闻。".repeat(30)}新的码头建成了。${"港口没有什么新闻。".repeat(30)}`;

  const row = snippetOf(text, words("码头"));

  assert.match(row, /^… .*新的\[码头\]建成了。.*。 …$/);
  assert.ok(row.length > 80 && row.length < 140, row);
});

test("a text without a space, a surrogate at the edge and an empty text do no harm", () => {
  for (let at = 0; at < 4; at += 1) {
    const row = snippetOf("x".repeat(at) + "𐐀".repeat(5_000), words("x"));
    assert.ok(row.length < 270);
    assert.ok(row.isWellFormed());
  }
  assert.equal(snippetOf("", words("x")), "");
});

test("a phrase longer than a row is cut, and still marked", () => {
  const terms = Array.from({ length: 400 }, (_, i) => `w${i}x`);

  const row = snippetOf(`${filler}${terms.join(" ")} ${filler}`, phrase(...terms));

  assert.match(row, /\[w0x w1x .*\] …$/);
  assert.ok(row.length < 300);
});

test("marked text is the text", () => {
  const text = "<b>quay</b> & “quay” 中俄 \u202equay";

  const pieces = marked(text, words("quay", "中俄"), plural);

  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.equal(pieces.filter((piece) => piece.match).length, 4);
});

test("the words handed to the article's page are the different matches as printed", () => {
  const row = { title: "Quays and cranes", text: "A quay; the Quays; an oil\npipeline, crane's." };

  const { title, words: printed } = shown(row, [...words("quay", "crane"), ...phrase("oil", "pipeline")], plural);

  assert.equal(inRow(title), "[Quays] and [cranes]");
  assert.deepEqual(printed, ["Quays", "cranes", "quay", "oil pipeline", "crane"]);
});

test("fifty NEAR in each other do not multiply the matches", () => {
  let operand = { slot: [{ term: "oil" }] };
  for (let depth = 0; depth < 50; depth += 1) operand = { near: [operand, { slot: [{ term: "oil" }] }], distance: 9, ordered: false };

  const row = snippetOf("oil and water ".repeat(500), [{ field: null, ...operand }]);

  assert.match(row, /^\[oil\] and water \[oil\]/);
});
