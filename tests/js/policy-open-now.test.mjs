import assert from "node:assert/strict";
import { test } from "node:test";
import "../../plugins/partner_kb/assets/js/policy/open-now.js";

const { sentence } = globalThis.pkbPolicyOpenNow;
const words = {
  open: "open {there}", openBoth: "open {there} / {here}", always: "always",
  closed: "closed {there}", closedBoth: "closed {there} / {here}", unknown: "see hours", moment: "{weekday} {time}",
};
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const monday = 4 * 1440; // 1970-01-05, minutes since 1970 UTC
const data = { until: monday + 30 * 1440, weekdays, words };
// 09:00–12:00 and 13:00–18:00 on that Monday, at UTC+3; then the same on Tuesday.
const day = (start) => [[start + 360, start + 540, 180, 180], [start + 600, start + 900, 180, 180]];
const openings = [...day(monday), ...day(monday + 1440)];
const same = () => 180;

test("open, in the break, closed for the night", () => {
  assert.equal(sentence(data, openings, monday + 400, same), "open Mon 12:00");
  assert.equal(sentence(data, openings, monday + 540, same), "closed Mon 13:00");
  assert.equal(sentence(data, openings, monday + 1000, same), "closed Tue 09:00");
});

test("the reader's time is told where it differs", () => {
  assert.equal(sentence(data, openings, monday + 400, () => 0), "open Mon 12:00 / Mon 09:00");
  assert.equal(sentence(data, openings, monday + 1000, () => -300), "closed Tue 09:00 / Tue 01:00");
  assert.equal(sentence(data, openings, monday + 1000, () => -480), "closed Tue 09:00 / Mon 22:00");
});

test("beyond what was exported it refers to the hours", () => {
  assert.equal(sentence(data, openings, data.until, same), "see hours");
  assert.equal(sentence(data, openings, monday + 5 * 1440, same), "see hours");
  assert.equal(sentence(data, [], monday, same), "see hours");
});

test("day and night", () => {
  assert.equal(sentence(data, [[monday, data.until, 180, 180]], monday + 5, same), "always");
});

test("summer time: the offset at the end counts for the end", () => {
  const night = [[monday, monday + 480, 60, 120]];
  assert.equal(sentence(data, night, monday + 5, () => 120), "open Mon 10:00");
});
