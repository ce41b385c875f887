/** The pure parts of the flow's page: addresses, summaries, the diagram's lines. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { readAddress, writeAddress } from "../../plugins/partner_kb/assets/js/flow/address.js";
import { turns } from "../../plugins/partner_kb/assets/js/flow/diagram.js";
import { replay } from "../../plugins/partner_kb/assets/js/flow/machine.js";
import { stamp, summarize } from "../../plugins/partner_kb/assets/js/flow/summary.js";
import { nameTexts, wordAnswer } from "../../plugins/partner_kb/assets/js/flow/texts.js";
import { fill } from "../../plugins/partner_kb/assets/js/strings.js";

const machine = {
  id: "small",
  version: "0",
  start: "issue",
  severity: null,
  questions: {
    issue: { kind: "single", remaining: 2, responses: ["a", "b"], routes: [{ to: "parts", when: [] }] },
    parts: { kind: "multiple", remaining: 1, responses: ["x", "y"], routes: [{ to: "end", when: [] }] },
  },
  outcomes: { end: { evidence: [] } },
  evidence: {},
};

test("an address is read into answers", () => {
  const found = readAddress(machine, "?issue=a&parts=y&parts=x&policy=contoso");
  assert.deepEqual([...found.answers], [["issue", "a"], ["parts", ["x", "y"]]]);
  assert.equal(found.policy, "contoso");
  assert.deepEqual(found.invalid, []);
  assert.equal(replay(machine, found.answers).node, "end");
});

test("what the flow doesn't know is named, what belongs to others is not", () => {
  const found = readAddress(machine, "?issue=z&gone=1&utm_source=x&role=y&h=w");
  assert.deepEqual(found.invalid, ["issue"]);
  assert.deepEqual(found.unknown, ["gone"]);
  assert.equal(found.answers.size, 0);
});

const HOSTILE = [
  "?__proto__=a", "?constructor=a&toString=b", "?issue[]=a", "?issue=a&issue=b", "?issue=%00", "?issue=%E0%A4%A",
  "?%F0%9F=1&&&=", "?issue=<script>alert(1)</script>", `?issue=${"a".repeat(5000)}`, "?".repeat(99),
  `?${"issue=a&".repeat(900)}`, "?parts=x,y", "?parts=", "?parts=x&parts=x",
];

test("hostile queries give a state, never an exception", () => {
  for (const search of HOSTILE) {
    const found = readAddress(machine, search);
    assert.equal(replay(machine, found.answers).node, "issue", search);
    assert.equal(typeof writeAddress(machine, search, [], []), "string");
  }
  assert.equal(Object.prototype.a, undefined);
});

test("a query beyond all bounds isn't read", () => {
  const found = readAddress(machine, `?issue=a&x=${"y".repeat(10_000)}`);
  assert.equal(found.unreadable, true);
  assert.equal(found.answers.size, 0);
});

test("an address is written: answers first, what is not ours kept, strangers left out", () => {
  const given = [["issue", "b"]];
  const kept = [["issue", "a"], ["parts", ["x", "y"]]];
  const search = "?gone=1&policy=contoso&issue=a&role=r";
  assert.equal(
    writeAddress(machine, search, given, kept),
    "?issue=b&parts=x&parts=y&policy=contoso&role=r",
  );
  assert.equal(writeAddress(machine, "", [], []), "");
});

test("two flows on a page keep their answers apart", () => {
  const search = "?small.issue=a&other.issue=b";
  assert.deepEqual([...readAddress(machine, search, "small.").answers], [["issue", "a"]]);
  assert.equal(
    writeAddress(machine, search, [["issue", "b"]], [], "small."),
    "?small.issue=b&other.issue=b",
  );
});

test("what is put into a template is not a template", () => {
  assert.equal(fill("{a} {b} {c}", { a: "{b}", b: 2 }), "{b} 2 {c}");
  assert.equal(fill("{constructor}", {}), "{constructor}");
});

test("a time stamp says its distance from UTC", () => {
  const time = new Date(Date.UTC(2026, 10, 21, 23, 59));
  assert.equal(stamp(time, 180), "2026-11-22 02:59 (UTC+03:00)");
  assert.equal(stamp(time, -210), "2026-11-21 20:29 (UTC-03:30)");
});

const UI = {
  label: "{label}: {value}", severity: "Severity", vehicle: "Vehicle", channel: "Channel",
  response: "Response", started: "Started", reached: "Reached", link: "Link", answers: "Answers",
  evidence: "Evidence", none: "-", subject: "Subject", subject_text: "{outcome} ({case})",
  greeting: "Hello", lead: "Handed over.",
};
const DATA = {
  title: "Run", channel: "", vehicle: "", response: "", severity: "",
  answers: [["Who?", "You"]], evidence: [["Error", "a *b*\n<c>"], ["Case", ""]], caseName: "7\n8",
  started: "1", reached: "2", link: "https://x.example/?a=b_c_d",
};

test("a summary as text", () => {
  assert.equal(
    summarize("text", DATA, UI),
    "Run\n\nStarted: 1\nReached: 2\nLink: https://x.example/?a=b_c_d\n\nAnswers\n- Who?\n  You\n\n" +
      "Evidence\n- Error: a *b*\n    <c>\n- Case: -\n",
  );
});

test("a summary as Markdown shows what was typed as typed", () => {
  const text = summarize("markdown", DATA, UI);
  assert.match(text, /- \*\*Error\*\*: a \\\*b\\\*\\\n {2}\\<c\\>\n/);
  assert.match(text, /- \*\*Link\*\*: <https:\/\/x\.example\/\?a=b_c_d>\n/);
});

test("the subject of an e-mail is one line", () => {
  assert.match(summarize("email", DATA, UI), /^Subject: Run \(7 8\)\n\nHello\n\nHanded over\.\n\nRun\n/);
});

test("answers in words", () => {
  assert.equal(wordAnswer({ text: "", unit: "", responses: { x: "X", y: "Y" } }, ["x", "y"], ", "), "X, Y");
  assert.equal(wordAnswer({ text: "", unit: "days", responses: {} }, 30, ", "), "30 days");
});

test("strings without ids get the machine's", () => {
  const plain = { questions: [["I?", "", "A", "B"], ["P?", "", "X", "Y"]], outcomes: [["E", "", "", ""]], evidence: [] };
  const texts = nameTexts(machine, plain);
  assert.equal(texts.questions.parts.responses.y, "Y");
  assert.equal(texts.outcomes.end.title, "E");
});

test("the lines of a question in the order in which they are drawn", () => {
  const question = (kind, routes) => ({ questions: { q: { kind, remaining: 1, routes } } });
  const any = (...ids) => ({ any: ids });
  const single = [
    { to: "x", when: [{ q: any("a"), p: any("z") }] },
    { to: "y", when: [{ q: any("a") }, { q: any("a"), p: any("z") }] },
    { to: "x", when: [{ q: any("b", "c") }] },
    { to: "z", when: [] },
  ];
  assert.deepEqual(turns(question("single", single), "q"), [
    ["x", "a"], ["y", "a"], ["x", "b"], ["x", "c"], ["z", ""],
  ]);
  const number = [
    { to: "x", when: [{ q: { below: 5 } }] },
    { to: "x", when: [{ q: { at_least: 9 } }] },
    { to: "y", when: [] },
  ];
  assert.deepEqual(turns(question("number", number), "q"), [["x", ""], ["x", ""], ["y", ""]]);
  assert.deepEqual(turns(question("multiple", [{ to: "x", when: [{ q: any("a") }] }]), "q"), [["x", ""]]);
});
