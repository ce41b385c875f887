/** Strings, places and links of the role filter. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { shorten } from "../../plugins/partner_kb/assets/js/roles/bar.js";
import { withChoice } from "../../plugins/partner_kb/assets/js/roles/carry.js";
import { resolveChoice } from "../../plugins/partner_kb/assets/js/roles/choice.js";
import { folded } from "../../plugins/partner_kb/assets/js/roles/picker.js";
import { nextShown, readItemPlaces, readPlaces } from "../../plugins/partner_kb/assets/js/roles/places.js";
import { say, sayNames } from "../../plugins/partner_kb/assets/js/roles/words.js";
import { pluralForm } from "../../plugins/partner_kb/assets/js/strings.js";

const vocabulary = {
  roles: [
    { id: "b", name: "Бета", group: "" },
    { id: "a", name: "Альфа", group: "" },
  ],
  applies: [],
  groups: {},
  plural: "1" + "0" + "1".repeat(198),
  strings: { comma: "、", of: ["{shown} of {all} page", "{shown} of {all} pages"], odd: "{a} {b} {__proto__}" },
};
const choose = (roles = [], applies = []) => ({ roles, applies });

test("large numbers take the form of their last two digits", () => {
  const rule = Array.from({ length: 200 }, (_, n) => (n % 100 === 21 ? "2" : "0")).join("");
  assert.deepEqual([21, 121, 221, 1021, 22].map((n) => pluralForm(rule, n)), [2, 2, 2, 2, 0]);
  assert.equal(pluralForm("", 5), 0);
});

test("what is filled in is not looked at again", () => {
  assert.equal(say(vocabulary, "odd", { a: "{b}", b: "x" }), "{b} x {__proto__}");
  assert.equal(say(vocabulary, "of", { shown: 1, all: 1 }, 1), "1 of 1 page");
  assert.equal(say(vocabulary, "of", { shown: 1, all: 2 }, 2), "1 of 2 pages");
  assert.equal(say(vocabulary, "absent"), "");
});

test("names are in the vocabulary's order, joined as the language does", () => {
  assert.equal(sayNames(vocabulary, "roles", ["a", "ghost", "b"]), "Бета、Альфа");
});

test("places", () => {
  assert.deepEqual(readPlaces("0-2 5 9-10"), [0, 1, 2, 5, 9, 10]);
  assert.deepEqual(readPlaces(""), []);
  assert.deepEqual(readItemPlaces("4-6,,2"), ["4", "5", "6", "", "2"]);
  assert.deepEqual(readItemPlaces(""), [""]);
});

test("the next page that is shown", () => {
  const audiences = ["yes", "no", "no", "unclassified", "no"];
  assert.equal(nextShown(audiences, 0, 1), 3);
  assert.equal(nextShown(audiences, 3, 1), undefined);
  assert.equal(nextShown(audiences, 2, -1), 0);
  assert.equal(nextShown(audiences, 0, -1), undefined);
  assert.equal(nextShown(audiences, -1, 1), undefined);
});

for (const [href, expected] of [
  ["https://x.example/kb/a/?q=1&role=z#top", "/kb/a/?q=1&role=a&applies=c#top"],
  ["https://x.example/other/", "https://x.example/other/"],
  ["https://y.example/kb/a/", "https://y.example/kb/a/"],
  ["mailto:a@x.example", "mailto:a@x.example"],
]) {
  test(`${href} carries the choice as ${expected}`, () => {
    assert.equal(withChoice(href, "https://x.example/kb/", choose(["a"], ["c"])), expected);
  });
}

for (const [search, expected, unknown] of [
  ["", choose(["a"]), []],
  ["?role=", choose(), []],
  ["?role=b", choose(["b"]), []],
  ["?role=b,ghost", choose(["b"]), ["ghost"]],
  ["?role=ghost", choose(["a"]), ["ghost"]],
  ["?role=<b>", choose(["a"]), ["<b>"]],
]) {
  test(`"${search}" over a remembered choice is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(resolveChoice(search, choose(["a", "gone"]), vocabulary), { choice: expected, unknown });
  });
}

test("what is told of strange ids is short", () => {
  assert.equal(shorten(["a", "b"]), "a, b");
  assert.equal(shorten(["x".repeat(10_000), "b", "c", "d"]), `${"x".repeat(40)}…, b, c …`);
});

test("names are found without case, accents and ё", () => {
  assert.equal(folded(" Função "), folded("funcao"));
  assert.equal(folded("Учёта"), folded("учета"));
});
