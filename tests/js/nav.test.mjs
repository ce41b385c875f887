/** The navigation as a tree: what is shown of its lists. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { partOf, readTree, trailTo, windowOf } from "../../plugins/partner_kb/assets/js/nav/tree.js";

const all = () => true;
const none = new Set();
const pages = Array.from({ length: 40 }, (_, place) => ({ url: `p${place}/`, title: `P${place}` }));
const names = (nodes) => nodes.map(({ name }) => name);

test("a tree is read in the order of the pages", () => {
  const some = [{ url: "a/", title: "A" }, { url: "b/", title: "B", lang: "en" }, { url: "c/", title: "C" }];
  const tree = readTree(
    [{ name: "Home", url: "" }, { name: "", in: [1, { name: "Own", page: 1, in: ["Third"] }] }], some, "More");
  assert.deepEqual(names(tree), ["Home", "More"]);
  assert.deepEqual(tree[1].places, [0, 1, 2]);
  assert.deepEqual([tree[1].url, tree[1].first, tree[1].count], [null, "a/", 3]);
  assert.deepEqual(names(tree[1].children), ["A", "Own"]);
  const [own] = tree[1].children.slice(1);
  assert.deepEqual([own.place, own.url, own.lang, names(own.children)], [1, "b/", "", ["Third"]]);
  assert.deepEqual([tree[0].count, tree[0].places], [1, []]);
});

test("a page under its own title keeps the title's language", () => {
  const [first, second] = readTree([1, "Eigener"], [{ url: "a/", title: "A", lang: "en" }, { url: "b/", title: "B", lang: "en" }], "");
  assert.deepEqual([first.lang, second.lang], ["en", ""]);
});

test("the way to a page", () => {
  const tree = readTree([{ name: "G", in: [{ name: "H", in: [2] }] }], pages, "");
  assert.deepEqual(names(trailTo(tree, ({ url }) => url === "p1/")), ["G", "H", "P1"]);
  assert.deepEqual(trailTo(tree, () => false), []);
});

for (const [length, here, expected] of [
  [9, 0, [0, 9]],
  [10, 0, [0, 10]],
  [10, undefined, [0, 8]],
  [9, undefined, [0, 9]],
  [40, 20, [16, 25]],
  [40, 5, [0, 10]],
  [40, 34, [30, 40]],
  [40, 39, [31, 40]],
]) {
  test(`of ${length} pages around ${here}: ${expected}`, () => {
    assert.deepEqual(windowOf(readTree([length], pages, ""), here), expected);
  });
}

test("of groups more is shown", () => {
  const groups = Array.from({ length: 20 }, (_, number) => ({ name: `G${number}`, in: [1] }));
  assert.deepEqual(windowOf(readTree(groups, pages, ""), undefined), [0, 20]);
});

test("a filter refills a list with the nearest that are left, and tells what it takes away", () => {
  const tree = readTree([40], pages, "");
  const part = partOf(tree, [tree[20]], (place) => place % 4 === 0, none);
  assert.deepEqual([...part.shown].map(({ place }) => place), [0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
  assert.deepEqual([part.before, part.after], [0, 0]);
  const hidden = part.nodes.filter((node) => !part.shown.has(node)).map(({ place }) => place);
  assert.deepEqual(hidden, [17, 18, 19, 21, 22, 23]);
});

test("a page for others is still the middle of its list", () => {
  const tree = readTree([40], pages, "");
  const part = partOf(tree, [tree[21]], (place) => place % 2 === 0, none);
  assert.deepEqual([...part.shown].map(({ place }) => place), [14, 16, 18, 20, 22, 24, 26, 28, 30]);
  assert.deepEqual([part.before, part.after], [7, 4]);
});

test("each end can be opened", () => {
  const tree = readTree([40], pages, "");
  const before = partOf(tree, [tree[20]], all, new Set(["before"]));
  assert.deepEqual([before.shown.size, before.before, before.after], [25, 0, 15]);
  const both = partOf(tree, [tree[20]], all, new Set(["before", "after"]));
  assert.deepEqual([both.shown.size, both.before, both.after], [40, 0, 0]);
});

test("where nothing is left nothing is shown", () => {
  const tree = readTree([40], pages, "");
  assert.equal(partOf(tree, [tree[3]], () => false, none).shown.size, 0);
  assert.equal(partOf(tree, [], () => false, none).shown.size, 0);
});
