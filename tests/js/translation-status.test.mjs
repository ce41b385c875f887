import assert from "node:assert/strict";
import { test } from "node:test";

import { fill as filled } from "../../plugins/partner_kb/assets/js/strings.js";
import {
  isShown,
  sortedIndexes,
} from "../../plugins/partner_kb/assets/js/translation/status.js";

test("a row is shown when its state and its title fit", () => {
  const row = { state: ["stale", "machine"], title: "Billing support" };
  assert.equal(isShown(row, { state: "", text: "" }), true);
  assert.equal(isShown(row, { state: "stale", text: " BILL" }), true);
  assert.equal(isShown(row, { state: "missing", text: "" }), false);
  assert.equal(isShown(row, { state: "stale", text: "escalate" }), false);
});

test("numbers sort as numbers, equal ones keep their order", () => {
  assert.deepEqual(sortedIndexes(["10", "9", "10", "1"], "number", false), [3, 1, 0, 2]);
  assert.deepEqual(sortedIndexes(["10", "9", "10", "1"], "number", true), [0, 2, 1, 3]);
  assert.deepEqual(sortedIndexes(["б", "а", "в"], "text", false), [1, 0, 2]);
});

test("placeholders are filled, unknown ones stay", () => {
  assert.equal(filled("{shown} of {all} {x}", { shown: 1, all: 15 }), "1 of 15 {x}");
});
