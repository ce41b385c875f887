import assert from "node:assert/strict";
import { test } from "node:test";
import { Templates } from "../../plugins/partner_kb/assets/js/policy/template.js";

const words = {
  gettext: (text) => text.toUpperCase(),
  pgettext: (context, text) => `${context}:${text}`,
  ngettext: (one, many, number) => (number === 1 ? one : many),
};
const functions = { double: (value) => value * 2 };
const run = (trees, context = {}) => new Templates(trees, functions, words).run("a", context).text;

test("text stays, values are escaped, markup is not escaped again", () => {
  assert.equal(run({ a: ["<p>", ["=", "x.y"], ["raw", ["'", "<br>"]], "</p>"] }, { x: { y: "<&" } }),
    "<p>&lt;&amp;<br></p>");
});

test("what a loop sets is gone after the round", () => {
  const body = [["if", [[["==", "loop.index", 1], [["set", "seen", "one"]]]]], ["=", "seen"]];
  assert.equal(run({ a: [["set", "seen", ["'", "-"]], ["for", "one", "all", body], ["=", "seen"]] },
    { all: ["x", "y", "z"] }), "x---");
});

test("an included template sees the variables of all bodies around it", () => {
  const trees = { a: [["set", "x", 1], ["for", "y", "all", [["include", ["list", ["'", "no"], ["'", "b"]]]]]],
    b: [["=", "x"], ["=", "y"], ["=", "z"]] };
  assert.equal(run(trees, { all: [2, 3], z: "!" }), "12!13!");
});

test("macros are imported, and their markup is markup", () => {
  const trees = { a: [["import", ["'", "b"], ["bold"]], ["call", "bold", ["call", "double", 4]]],
    b: [["macro", "bold", ["x"], ["<b>", ["=", "x"], "</b>"]]] };
  assert.equal(run(trees), "<b>8</b>");
});

test("strings are translated, their values escaped", () => {
  const trees = { a: [["gettext", ["'", "by %(who)s"], { who: "name" }], ["pgettext", ["'", "c"], ["'", "d"]],
    ["ngettext", ["'", "%(num)s day"], ["'", "%(num)s days"], "n"]] };
  assert.equal(run({ a: trees.a.slice(1) }, { n: 2 }), "c:d2 days");
  assert.throws(() => run(trees, { n: 2 }), /name/);
});

test("what is not there is an error, as in Python", () => {
  assert.throws(() => run({ a: [["=", "x"]] }), /a template wants x/);
  assert.throws(() => run({ a: [["=", "x.constructor"]] }, { x: {} }), /the field constructor/);
  assert.throws(() => run({ a: [["include", ["'", "b"]]] }), /there is no template b/);
  assert.throws(() => run({ a: [["eval", "x"]] }, { x: 1 }), /templates know no eval/);
});
