/** The query language: lexer, parser and printer. docs/how-to-search.md holds its grammar. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { MAX_DEPTH, MAX_WORDS, parse, QueryError } from "../../plugins/archive_search/js/parser.mjs";
import { print } from "../../plugins/archive_search/js/printer.mjs";

const TREES = 5_000;
const HOSTILE = 20_000;

/** A tree without the places of its nodes. */
function bare(node) {
  return JSON.parse(JSON.stringify(node, (key, value) => (key === "at" ? undefined : value)));
}

/** A tree as one line: what the tables below hold. */
function sketch(node) {
  const list = (items) => items.map(sketch).join(" ");
  const boost = node.boost && node.boost !== 1 ? `^${node.boost}` : "";
  const of = {
    ranked: () => list(node.items),
    and: () => `and(${list(node.items)})`,
    or: () => `or(${list(node.items)})`,
    not: () => `not(${sketch(node.item)})`,
    must: () => `must(${sketch(node.item)})`,
    near: () => `${node.ordered ? "pre" : "near"}${node.distance}(${sketch(node.left)} ${sketch(node.right)})`,
    field: () => `${node.name}:${sketch(node.item)}`,
    date: () => `date(${node.from}..${node.to})`,
    word: () => node.text,
    pattern: () => `like(${node.text})`,
    fuzzy: () => `${node.text}~${node.edits}`,
    phrase: () => `"${node.text}"`,
    exact: () => (node.phrase ? `="${node.text}"` : `=${node.text}`),
  };
  return of[node.kind]() + boost;
}

function problemOf(query) {
  try {
    return sketch(parse(query));
  } catch (error) {
    assert.ok(error instanceof QueryError, error.stack);
    return error.message;
  }
}

const READ = [ // query, its tree
  ["", ""],
  ["oil  gas", "oil gas"],
  ["+oil -gas", "must(oil) not(gas)"],
  ["oil NOT gas", "oil not(gas)"],
  ["oil AND gas", "and(oil gas)"],
  ["oil OR gas", "or(oil gas)"],
  ["oil gas OR coal", "or(and(oil gas) coal)"],
  ["oil OR gas AND coal", "or(oil and(gas coal))"],
  ["oil OR gas coal", "or(oil and(gas coal))"],
  ["oil AND NOT gas", "and(oil not(gas))"],
  ["oil OR -gas", "or(oil not(gas))"],
  ["+oil AND gas", "and(oil gas)"],
  ["NOT NOT oil", "not(not(oil))"],
  ["(oil gas) coal", "oil gas coal"], // prose has such brackets
  ["tar (oil (gas coal))", "tar oil gas coal"],
  ["(oil AND gas) coal", "and(oil gas) coal"],
  ['(oil "gas field") coal', 'and(oil "gas field") coal'],
  ["(oil gas) OR coal", "or(and(oil gas) coal)"],
  ["(oil OR gas) coal", "or(oil gas) coal"],
  ["((oil))", "oil"],
  ["-(oil gas)", "not(and(oil gas))"],
  ["+(oil OR gas)", "must(or(oil gas))"],
  ["oil and gas or coal not tar", "oil and gas or coal not tar"],
  ["-OR title:AND", "not(or) title:and"],
  // near
  ["oil NEAR/5 gas", "near5(oil gas)"],
  ["oil PRE/2 gas coal", "pre2(oil gas) coal"],
  ["oil NEAR gas", "near10(oil gas)"],
  ["oil NEAR/5 gas PRE/3 coal", "pre3(near5(oil gas) coal)"],
  ["oil NEAR/5 (gas PRE/3 coal)", "near5(oil pre3(gas coal))"],
  ["oil NEAR/5 gas AND coal NEAR tar", "and(near5(oil gas) near10(coal tar))"],
  ['"oil field" NEAR/5 (gas OR pip* OR =Polish OR tra~1)', 'near5("oil field" or(gas like(pip*) =Polish tra~1))'],
  ["NOT (oil NEAR/5 gas)", "not(near5(oil gas))"],
  // fields
  ["title:oil", "title:oil"],
  ["Title:oil", "title:oil"],
  ['title:"oil gas"', 'title:"oil gas"'],
  ["title:(oil NEAR/5 gas)", "title:near5(oil gas)"],
  ["title:(oil gas OR coal)", "title:or(and(oil gas) coal)"],
  ["-source:wire", "not(source:wire)"],
  ["region:=CN-HL", "region:=CN-HL"],
  ["region:(harbin OR moscow)", "region:or(harbin moscow)"],
  ["title：oil", "title:oil"],
  ["title: oil", "title: oil"],
  ["https://x.org/~user?q=a*b&c=(1)", "https://x.org/~user?q=a*b&c= 1"],
  ["10:30", "10:30"],
  ["UPDATE:Talks", "UPDATE:Talks"],
  ["source://x", "source://x"],
  // dates
  ["date:2012", "date(2012..2012)"],
  ["date:2012-3", "date(2012-03..2012-03)"],
  ["date:2012-03-14", "date(2012-03-14..2012-03-14)"],
  ["date:2012-03..2018", "date(2012-03..2018)"],
  ["date:..2018", "date(..2018)"],
  ["date:2012..", "date(2012..)"],
  ["date:2012…2018", "date(2012..2018)"],
  ["date:2012-2018", "date(2012..2018)"],
  ["date:2012-02..2012", "date(2012-02..2012)"],
  ["-date:2012", "not(date(2012..2012))"],
  // words
  ["COVID-19 C+ u.s. O'Meara", "COVID-19 C+ u.s. O'Meara"],
  ["China - Russia", "China Russia"],
  ["China -- Russia --x", "China Russia x"],
  ["wom?n wild* *foo why?", "like(wom?n) like(wild*) like(*foo) why?"],
  ["wom?n? ?slip? ?slip", "like(wom?n) ?slip? like(?slip)"],
  ["co-op* a/b*", "like(co-op*) a/b*"],
  ["name~ name~2 name~0", "name~1 name~2 name"],
  ["oil^3 oil~1^2.5 oil^2~1", "oil^3 oil~1^2.5 oil~1^2"],
  ['oil"a b"gas', 'oil "a b" gas'],
  ["“a b” „c d“ «e»", '"a b" "c d" "e"'],
  ['"a b"^2', '"a b"^2'],
  ["=Polish =\"Polish Sausage\"^2 =AND", '=Polish ="Polish Sausage"^2 =AND'],
  ["a = b", "a b"],
  ["~500 * ** tons", "500 tons"],
  ["（oil）", "oil"],
  ['-"free trade"', 'not("free trade")'],
];

for (const [query, tree] of READ) {
  test(`«${query}» is read as ${tree || "nothing"}`, () => assert.equal(problemOf(query), tree));
}

const PROBLEMS = [
  ['coast "oil pipeline', "Unclosed quotation mark at 7"],
  ['\u{1f6a2}\u{1f6a2} "oil', "Unclosed quotation mark at 4"], // characters, not halves of them
  ['a ""', "There is no word between the quotation marks at 3"],
  ["oil (gas", "This bracket is not closed; close it or leave it out at 5"],
  ["oil gas)", "There is no opening bracket for this one; leave it out at 8"],
  ["oil ()", "There is nothing between the brackets; put a word there or leave them out at 5"],
  ["oil OR", "A word is missing after OR at 5"],
  ["AND oil", "A word is missing before AND at 1"],
  ["oil AND OR gas", "A word is missing after AND at 5"],
  ["(OR oil)", "A word is missing before OR at 2"],
  ["oil NOT", "A word is missing after NOT at 5"],
  ["oil NEAR", "A word is missing after NEAR at 5"],
  ["NEAR/5 oil", "A word is missing before NEAR at 1"],
  ["oil NEAR/x gas", "After NEAR/ comes a number from 1 to 200 at 5"],
  ["oil PRE/0 gas", "After PRE/ comes a number from 1 to 200 at 5"],
  ["title:oil NEAR gas", "Beside NEAR stands a word or phrase; a field goes before brackets around both words: title:(a NEAR b) at 1"],
  ["oil PRE (gas coal)", "Beside PRE stands a word or phrase; words side by side want quotation marks there, others an OR at 10"],
  ["NOT oil NEAR gas", "Beside NEAR stands a word or phrase; brackets go around both words: NOT (a NEAR b) at 1"],
  ["+oil NEAR gas", "Beside NEAR stands a word or phrase; the sign goes before brackets around both words: +(a NEAR b) at 1"],
  ["ferry Autor:mary", "There is no field “Autor”; did you mean author:? at 7"],
  ["title:body:x", "A word has one field; leave one of the two out at 7"],
  ["title:(a body:x)", "A field inside title:( ); leave one of the two out at 10"],
  ["title:-x", "The sign goes before the field: -title: at 7"],
  ["=title:x", "The sign = goes behind the field: title:=Word at 1"],
  ["region:(a NEAR b)", "NEAR and PRE look into texts; region: takes words and phrases at 9"],
  ["date:2012-13", "“2012-13” is no date; write 2012, 2012-03, 2012-03-14 or 2012..2018 at 6"],
  ["date:2011-02-29", "“2011-02-29” is no date; write 2012, 2012-03, 2012-03-14 or 2012..2018 at 6"],
  ["date:..", "“..” is no date; write 2012, 2012-03, 2012-03-14 or 2012..2018 at 6"],
  ["date:2018..2012", "2018 comes after 2012; the earlier date goes first at 6"],
  ["date:(2012)", "After date: comes a date: 2012, 2012-03, 2012-03-14 or 2012..2018 at 1"],
  ["ferry~3", "After ~ comes 1 or 2, the letters that may differ at 6"],
  ["ferry^x", "After ^ comes a number up to 100 at 6"],
  ['"oil pipeline"~1', "~ goes with a word; for words near each other write NEAR/5 between them at 15"],
  ["f*", "A word with * needs at least 2 letters at 1"],
  ["fer*y~1", "Use either * or ~ on a word at 1"],
  ["=fer*y", "Use either = or * on a word at 1"],
  ["=ferry~1", "Use either = or ~ on a word at 1"],
  ["^3", "A word is missing before ^ at 1"],
  ["+=", "A word is missing after + at 1"],
  ["a ".repeat(50_000), "The query has 100,000 characters; at most 5,000 are read"],
  ["oil ".repeat(MAX_WORDS + 1), "At most 500 words are searched at once"],
  ["oil* ".repeat(51), "At most 50 words with *, ? or ~ are searched at once; leave this out at 251"],
  ["(".repeat(4_900), "Brackets and NOTs go at most 50 deep at 51"],
  ["NOT ".repeat(MAX_DEPTH + 1) + "a", "Brackets and NOTs go at most 50 deep at 201"],
];

for (const [query, message] of PROBLEMS) {
  test(`«${query.slice(0, 40)}» is answered by: ${message}`, () => assert.equal(problemOf(query), message));
}

/** A small generator of our own: the same numbers each time. */
function chance(seed) {
  let state = seed;
  const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
  return { below, of: (list) => list[below(list.length)] };
}

const WORDS = ["oil", "Öl", "COVID-19", "O'Meara", "u.s.", "中俄", "россия", "10:30", "https://x.org/~a^b", "and", "near/5", "a,b", "…", "\u202eabc", "x\u0007y", "title", "c+"];
const PHRASES = ["oil gas", "to be or not", "AND OR (x) -y title:z ^3", "中 俄", "…", "a*b ~"];

/** Any tree the grammar can write. */
function randomTree(random) {
  const boost = () => (random.below(4) ? 1 : random.of([2, 0.5, 100, 12.25]));
  const leaves = [
    () => ({ kind: "word", text: random.of(WORDS), boost: 1 }),
    () => ({ kind: "word", text: random.of(["oil", "COVID-19", "中俄"]), boost: boost() }),
    () => ({ kind: "fuzzy", text: random.of(["oil", "O'Meara", "AND"]), edits: 1 + random.below(2), boost: boost() }),
    () => ({ kind: "pattern", text: random.of(["oi*", "*foo", "wom?n", "co-op*"]), boost: boost() }),
    () => ({ kind: "phrase", text: random.of(PHRASES), boost: boost() }),
    () => ({ kind: "exact", text: random.of(["Polish", "AND", "CN-HL", "-x"]), phrase: false, boost: boost() }),
    () => ({ kind: "exact", text: random.of(PHRASES), phrase: true, boost: boost() }),
  ];
  const leaf = () => random.of(leaves)();
  const several = (make) => Array.from({ length: 2 + random.below(2) }, make);
  const besideNear = (depth) => {
    const kind = depth ? random.below(5) : 9;
    if (kind === 0) return { kind: "or", items: several(() => besideNear(depth - 1)) };
    if (kind === 1) return near(depth - 1);
    return leaf();
  };
  const near = (depth) => ({
    kind: "near", left: besideNear(depth), right: besideNear(depth), distance: 1 + random.below(200), ordered: random.below(2) === 1,
  });
  const date = () => ({ kind: "date", ...random.of([{ from: "2012", to: "2012" }, { from: "2012-03-01", to: "" }, { from: "", to: "2018-02" }, { from: "2011", to: "2018" }]) });
  const node = (depth, inField) => {
    const kind = depth ? random.below(9) : 9;
    const inner = () => node(depth - 1, inField);
    if (kind < 2) return { kind: "and", items: several(inner) };
    if (kind < 4) return { kind: "or", items: several(inner) };
    if (kind < 5) return { kind: "not", item: inner() };
    if (kind < 6 && inField !== "tags") return near(depth - 1);
    if (kind < 8 && !inField) {
      const name = random.of(["title", "body", "source", "author", "region", "topic"]);
      return { kind: "field", name, item: node(depth - 1, ["title", "body"].includes(name) ? "text" : "tags") };
    }
    return !inField && random.below(8) === 0 ? date() : leaf();
  };
  const depth = random.below(6);
  if (random.below(3) === 0) return { kind: random.of(["and", "or"]), items: several(() => node(depth, null)) };
  const item = () => (random.below(5) ? node(depth, null) : { kind: "must", item: node(depth, null) });
  return { kind: "ranked", items: Array.from({ length: 1 + random.below(4) }, item) };
}

test(`a tree that is printed and read again is the same tree, ${TREES} times`, () => {
  const random = chance(20120314);
  const kinds = new Set();
  for (let i = 0; i < TREES; i += 1) {
    const tree = randomTree(random);
    const query = print(tree);
    JSON.stringify(tree, (key, value) => (value?.kind && kinds.add(value.kind), value));
    if (query.length > 5_000) continue;
    assert.deepEqual(bare(parse(query)), bare(tree), query);
  }
  assert.equal(kinds.size, 13);
});

test("whatever is typed gives a tree or a QueryError, and the tree prints to itself", () => {
  const signs = [
    "a", "é", "中", " ", " ", '"', "“", "+", "-", ":", "title:", "date:", "2012", "..", "*", "?", "~", "^", "=", "1", ".", "(", ")", "（",
    "AND ", "OR ", " NOT ", " NEAR/3 ", "PRE", "://", "\u0000", "\u202e", "\ud800", "__proto__", "constructor",
  ];
  const random = chance(7);
  let read = 0;
  for (let i = 0; i < HOSTILE; i += 1) {
    const query = Array.from({ length: 1 + random.below(10) }, () => random.of(signs)).join("");
    let tree;
    try {
      tree = parse(query);
    } catch (error) {
      assert.ok(error instanceof QueryError, `${JSON.stringify(query)}: ${error.stack}`);
      assert.ok(error.at >= 0 && error.at <= query.length);
      continue;
    }
    assert.deepEqual(bare(parse(print(tree))), bare(tree), `${JSON.stringify(query)} printed as ${JSON.stringify(print(tree))}`);
    read += 1;
  }
  assert.ok(read > 3_000, `${read} could be read`);
});

test("the longest queries give a tree or a QueryError, whatever they are made of", () => {
  const pieces = ["a ", "(", ")", '"a" ', "a~1 ", "*a ", "-", "title:", "date:2012 ", "a NEAR ", "a OR ", "NOT ", "^", "a^1", "=", "\u202e", "a:", "\ud83d"];
  for (const piece of pieces) {
    for (const length of [4_999, 100_000]) assert.equal(typeof problemOf(piece.repeat(length).slice(0, length)), "string");
  }
});

test("a hundred and more words around NEAR make a tree that prints to itself", () => {
  const query = Array.from({ length: 400 }, () => "oil").join(" NEAR/3 ");

  assert.equal(print(parse(query)), query);
});
