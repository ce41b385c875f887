/** What the reader chose, read from an address and matched against pages. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  audience,
  choiceOfReferrer,
  dropUnknown,
  matchingRoles,
  readIds,
  readQuery,
  writeQuery,
} from "../../plugins/partner_kb/assets/js/roles/choice.js";

const vocabulary = {
  roles: [
    { id: "chief", name: "Chief", group: "a", implies: ["clerk"] },
    { id: "clerk", name: "Clerk", group: "a", implies: ["porter"] },
    { id: "porter", name: "Porter", group: "b" },
    { id: "all-users", name: "All", group: "c", everyone: true },
  ],
  applies: [
    { id: "cloud", name: "Cloud" },
    { id: "cloud-de", name: "Cloud Germany" },
  ],
  groups: {},
  plural: "",
  strings: {},
};
const choose = (roles = [], applies = []) => ({ roles, applies });

for (const [search, expected] of [
  ["", null],
  ["?q=role", null],
  ["?role=a,b&applies=c", choose(["a", "b"], ["c"])],
  ["?role=a&q=x&role=b&role=a", choose(["a", "b"])],
  ["?role=a%2Cb+c", choose(["a", "b", "c"])],
  ["?role=", choose()],
  ["?applies=c,", choose([], ["c"])],
]) {
  test(`"${search}" says ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(readQuery(search)?.choice ?? null, expected);
  });
}

test("what cannot be an id is told apart, markup and 10,000 characters too", () => {
  const hostile = `<img src=x onerror=alert(1)>,${"a".repeat(10_000)},__proto__,Good,good`;
  const { ids, strange } = readIds([hostile]);
  assert.deepEqual(ids, ["good"]);
  assert.equal(strange.length, 6);
  assert.equal(readIds([Array.from({ length: 5000 }, (_, i) => `r${i}`).join(",")]).ids.length, 60);
});

for (const [search, choice, expected] of [
  ["", choose(["a", "b"], ["c"]), "?role=a,b&applies=c"],
  ["?q=x%20y&role=z&policy=p", choose(["a"]), "?q=x+y&policy=p&role=a"],
  ["?role=z&applies=y", choose(), ""],
  ["?q=1&role=z", choose(), "?q=1"],
]) {
  test(`${JSON.stringify(choice)} into "${search}" gives "${expected}"`, () => {
    assert.equal(writeQuery(search, choice), expected);
    const read = readQuery(expected)?.choice ?? choose();
    assert.deepEqual(read, choice);
  });
}

test("ids that the vocabulary doesn't know are dropped and told", () => {
  assert.deepEqual(dropUnknown(choose(["clerk", "ghost", "cloud"], ["cloud", "chief"]), vocabulary), {
    choice: choose(["clerk"], ["cloud"]),
    unknown: ["ghost", "cloud", "chief"],
  });
});

test("a role implies others over any number of steps, and everyone's pages are everyone's", () => {
  assert.deepEqual(matchingRoles(choose(["chief"]), vocabulary).sort(), ["all-users", "chief", "clerk", "porter"]);
  assert.deepEqual(matchingRoles(choose(), vocabulary), ["all-users"]);
});

test("a circle of implications ends", () => {
  const round = { ...vocabulary, roles: [
    { id: "a", name: "", group: "", implies: ["b"] },
    { id: "b", name: "", group: "", implies: ["a"] },
  ] };
  assert.deepEqual(matchingRoles(choose(["a"]), round).sort(), ["a", "b"]);
});

for (const [roles, applies, choice, expected] of [
  [["porter"], [], choose(), "yes"],
  [[], [], choose(), "yes"],
  [["porter"], [], choose(["clerk"]), "yes"],
  [["chief"], [], choose(["clerk"]), "no"],
  [["all-users"], [], choose(["porter"]), "yes"],
  [[], [], choose(["clerk"]), "unclassified"],
  [["clerk"], ["cloud"], choose(["clerk"], ["cloud-de"]), "no"],
  [["clerk"], ["cloud"], choose(["clerk"], ["cloud", "cloud-de"]), "yes"],
  [["clerk"], [], choose(["clerk"], ["cloud"]), "yes"],
  [["chief"], ["cloud"], choose(["clerk"], ["cloud"]), "no"],
  [[], ["cloud-de"], choose(["clerk"], ["cloud"]), "no"],
  [[], ["cloud"], choose(["clerk"], ["cloud"]), "unclassified"],
  [["chief"], [], choose([], ["cloud"]), "unclassified"],
  [["chief"], ["cloud"], choose([], ["cloud"]), "yes"],
]) {
  test(`for ${JSON.stringify(choice)} a page of [${roles}], [${applies}] is: ${expected}`, () => {
    assert.equal(audience({ roles, applies }, choice, vocabulary), expected);
  });
}

for (const [referrer, expected] of [
  ["", null],
  ["https://kb.example/sub/a/", null],
  ["https://kb.example/sub/a/?role=", null],
  ["https://kb.example/sub/a/?q=x&role=a", choose(["a"])],
  ["https://kb.example/other/?role=a", null],
  ["https://elsewhere.example/?role=a", null],
]) {
  test(`coming from "${referrer}" brings ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(choiceOfReferrer(referrer, "https://kb.example/sub/"), expected);
  });
}
