import assert from "node:assert/strict";
import { test } from "node:test";
import { fromGrid, toGrid } from "../../plugins/partner_kb/assets/js/policy/week-grid.js";
import { change } from "../../plugins/partner_kb/assets/js/policy/draft.js";

test("a week goes through the grid and comes back", () => {
  const weekly = [
    { days: ["mon", "tue"], open: "09:00", close: "18:00", breaks: [{ start: "12:00", end: "13:00" }] },
    { days: ["fri"], open: "22:00", close: "06:00", overnight: true },
  ];
  assert.deepEqual(fromGrid(toGrid(weekly)), weekly);
});

test("what the grid cannot hold is left alone", () => {
  assert.equal(toGrid([{ days: ["mon"], open: "09:00", close: "12:00" }, { days: ["mon"], open: "13:00", close: "18:00" }]), null);
  const breaks = [{ start: "10:00", end: "10:15" }, { start: "12:00", end: "13:00" }];
  assert.equal(toGrid([{ days: ["mon"], open: "09:00", close: "18:00", breaks }]), null);
});

test("changing a draft leaves the old one as it was, and no empty groups", () => {
  const draft = { a: { b: 1 }, list: [{ x: 1 }, {}] };
  assert.deepEqual(change(draft, ["a", "b"], undefined), { list: [{ x: 1 }, {}] });
  assert.deepEqual(change(draft, ["list", 0, "x"], undefined), { a: { b: 1 }, list: [{}, {}] });
  assert.deepEqual(change({}, ["a", "b", "c"], 2), { a: { b: { c: 2 } } });
  assert.deepEqual(draft, { a: { b: 1 }, list: [{ x: 1 }, {}] });
});
