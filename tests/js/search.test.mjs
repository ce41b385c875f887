/** The pure parts of the search. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { mergeHits } from "../../plugins/partner_kb/assets/js/search/client.js";
import { excerpt, headingLength, sections, wordsOf } from "../../plugins/partner_kb/assets/js/search/excerpt.js";
import { facets } from "../../plugins/partner_kb/assets/js/search/facets.js";
import { isIndexFile, watchedFetch } from "../../plugins/partner_kb/assets/js/search/intact.js";
import { readState, writeState } from "../../plugins/partner_kb/assets/js/search/page.js";
import { LONGEST_QUERY, MOST_TERMS } from "../../plugins/partner_kb/assets/js/search/limits.js";
import { plan } from "../../plugins/partner_kb/assets/js/search/plan.js";
import { closeness, rank } from "../../plugins/partner_kb/assets/js/search/rank.js";
import { text } from "../../plugins/partner_kb/assets/js/search/settings.js";
import { cutHan, editDistance, fold, forms, near, parts, readWords, sameWord } from "../../plugins/partner_kb/assets/js/search/words.js";

/** Words with a level of 1, packed without anything shared. */
const vocabulary = (...words) => readWords(words.map((word) => `0${word}1`).join("\n"));
const texts = (options) => options.map((option) => option.text);

test("words are compared without case, accents and width", () => {
  assert.equal(fold("Cobrança"), "cobranca");
  assert.equal(fold("ЁЛКА"), "елка");
  assert.equal(fold("ＣＳＰ"), "csp");
});

test("a query falls into Chinese runs and words", () => {
  assert.deepEqual(parts("CSP 计费支持, e-mail「税」"), ["csp", "计费支持", "e", "mail", "税"]);
  assert.deepEqual(parts("CSP计费"), ["csp", "计费"]);
  assert.deepEqual(parts("<b>&amp;"), ["b", "amp"]);
  assert.deepEqual(parts("  —  "), []);
});

test("Chinese is cut into the index's words, the fewest of them", () => {
  const words = vocabulary("合作", "伙伴", "合作伙伴", "中心", "账单");
  assert.deepEqual(cutHan("合作伙伴中心", words), ["合作伙伴", "中心"]);
  assert.deepEqual(cutHan("看账单", words), ["看", "账单"]);
  assert.deepEqual(cutHan("开票账单", words, new Set(["开票"])), ["开票", "账单"]);
  assert.deepEqual(cutHan("", words), []);
});

test("edits are counted, two swapped letters as one", () => {
  assert.equal(editDistance("fatura", "fatuar", 2), 1);
  assert.equal(editDistance("fatura", "fatra", 2), 1);
  assert.equal(editDistance("fatura", "futara", 2), 2);
  assert.equal(editDistance("fatura", "cobranca", 2), 3);
});

test("forms of a word are told from other words", () => {
  assert.ok(sameWord("счетами", "счет"));
  assert.ok(sameWord("renovacao", "renovacoes"));
  assert.ok(!sameWord("support", "supply"));
  assert.ok(!sameWord("计费", "计时"));
  const words = vocabulary("оценка", "оценки", "цена");
  assert.deepEqual(texts(forms("оценкои", words, 5)).sort(), ["оценка", "оценки"]);
});

test("a mistyped word finds the one that was meant, the nearest first", () => {
  const words = vocabulary("fatura", "futura", "cobrança");
  assert.equal(near("fatuar", words, 3)[0].word.text, "fatura");
  assert.equal(near("cobramca", words, 3)[0].word.text, "cobrança");
  assert.deepEqual(near("abc", words, 3), []);
});

test("a plan tells what was taken for a mistyped word", () => {
  const { terms, instead } = plan("fatuar", vocabulary("fatura"), [], []);
  assert.deepEqual(texts(terms[0].options), ["fatura"]);
  assert.deepEqual(instead, ["fatura"]);
  assert.ok(terms[0].sure < 1);
});

test("known words stay as they are, with synonyms for later", () => {
  const sets = [["fatura", "conta", "nota de cobrança"]];
  const { terms, instead } = plan("minhas faturas", vocabulary("faturas", "minhas"), sets, ["minhas"]);
  assert.deepEqual(terms.map(({ text: word }) => word), ["faturas"]);
  assert.deepEqual(texts(terms[0].options), ["faturas"]);
  assert.deepEqual(texts(terms[0].more), ["conta", "nota de cobrança"]);
  assert.deepEqual(instead, []);
});

test("a phrase has synonyms of a phrase, and shares their weight", () => {
  const { terms } = plan("credit card", vocabulary("credit", "card"), [["credit card", "wire"]], []);
  assert.deepEqual(terms.map(({ more }) => texts(more)), [["wire"], ["wire"]]);
  assert.ok(terms[0].more[0].weight < 0.5);
});

test("a query of nothing but question words is searched for as it is", () => {
  assert.deepEqual(plan("what is it", vocabulary("what"), [], ["what", "is", "it"]).terms.length, 3);
  assert.deepEqual(plan("什么是账单", vocabulary("账单"), [], ["什么", "是"]).terms.map((term) => term.text), ["账单"]);
});

test("numbers and codes are never taken for mistyped words", () => {
  assert.deepEqual(texts(plan("365", vocabulary("364"), [], []).terms[0].options), ["365"]);
});

test("long queries are cut, and that is told", () => {
  const long = plan("a".repeat(LONGEST_QUERY + 1), vocabulary(), [], []);
  assert.ok(long.cut);
  const many = plan(Array.from({ length: 40 }, (_, n) => `w${n}`).join(" "), vocabulary(), [], []);
  assert.equal(many.terms.length, MOST_TERMS);
  assert.ok(many.cut);
  assert.ok(!plan("short", vocabulary(), [], []).cut);
});

const one = (id, score, ...words) => ({ id, score, words });
const asked = (...answers) => ({ sure: 1, asked: [{ weight: 1, answers }] });

test("a page that holds all of the query comes before one that holds more of a part", () => {
  const ranked = rank([asked(one("all", 1, 1), one("part", 3, 1, 2)), asked(one("all", 1, 9))], () => 1, 10);
  assert.equal(ranked[0].id, "all");
  assert.deepEqual(ranked[0].locations, [1, 9]);
});

test("what stands together counts more; a page of weight 0 is none", () => {
  const terms = [asked(one("apart", 1, 1), one("near", 1, 1), one("none", 9, 1)), asked(one("apart", 1, 50), one("near", 1, 2), one("none", 9, 2))];
  assert.deepEqual(rank(terms, (id) => (id === "none" ? 0 : 1), 10).map(({ id }) => id), ["near", "apart"]);
  assert.equal(closeness([new Set([1]), new Set([3]), undefined]), 0.5);
});

test("pages that hardly match are left out", () => {
  const rare = asked(one("a", 2, 1));
  const common = asked(...["a", "b", "c", "d", "e", "f"].map((id) => one(id, 1, 1)));
  assert.deepEqual(rank([rare, common], () => 1, 7).map(({ id }) => id), ["a"]);
});

test("no answers, no results", () => {
  assert.deepEqual(rank([], () => 1, 10), []);
  assert.deepEqual(rank([asked()], () => 1, 10), []);
});

test("an excerpt shows the densest stretch, and marks hits as parts, not as markup", () => {
  const words = wordsOf("one two three four five <b> seven eight nine ten");
  assert.deepEqual(excerpt(words, [5, 6], 6), [
    { text: "… ", hit: false },
    { text: "three four five ", hit: false },
    { text: "<b> seven ", hit: true },
    { text: "eight", hit: false },
    { text: " …", hit: false },
  ]);
  assert.deepEqual(excerpt([], [], 5), []);
});

test("a heading takes as many words as it was cut into", () => {
  assert.equal(headingLength(wordsOf("账单\u200b争议\u200b. \u200b客户"), 0, "账单争议"), 3);
  assert.equal(wordsOf("账单\u200b. \u200bCSP\u200b. \u200b客户").join(""), "账单。CSP. 客户");
  assert.equal(headingLength(wordsOf("Head of it c d"), 0, "Head of it"), 3);
});

test("Chinese words join without spaces", () => {
  const words = wordsOf("账单\u200b争议\u200b。");
  assert.deepEqual(excerpt(words, [1], 9), [
    { text: "账单", hit: false },
    { text: "争议", hit: true },
    { text: "。", hit: false },
  ]);
});

test("sections are those below the title that hold hits", () => {
  const words = wordsOf("Title a b Head c d Other e f");
  const anchors = [
    { element: "h1", id: "t", text: "Title", location: 0 },
    { element: "h2", id: "h", text: "Head", location: 3 },
    { element: "div", id: "x", text: "Other", location: 6 },
    { element: "h2", id: "o", text: "Other", location: 6 },
  ];
  assert.deepEqual(sections(words, [4], anchors, 3, 5)[0].parts, [{ text: "c ", hit: true }, { text: "d", hit: false }]);
  assert.deepEqual(sections(words, [1, 4, 8, 7], anchors, 3, 5).map(({ anchor }) => anchor), ["o", "h"]);
});

const hit = (id, roles, topic) => ({ id, url: `${id}/`, roles, applies: [], topic, language: "", score: 1, english: false });
const known = { roles: [{ id: "r", name: "R" }, { id: "q", name: "Q" }, { id: "all", name: "All", everyone: true }], applies: [] };

test("facets count what each role and topic would show", () => {
  const hits = [hit("a", ["r"], "T"), hit("b", ["q"], "T"), hit("c", ["all"], "U"), hit("d", [], "U")];
  const found = facets(hits, { roles: ["r"], applies: [] }, ["T"], known);
  assert.deepEqual(found.shown.map(({ id }) => id), ["a"]);
  assert.equal(found.hidden, 3);
  assert.deepEqual(found.roles.map(({ id, count, chosen }) => [id, count, chosen]), [["r", 1, true], ["q", 1, false]]);
  assert.deepEqual(found.topics.map(({ id, count }) => [id, count]), [["U", 2], ["T", 1]]);
  const all = facets(hits, { roles: ["q"], applies: [] }, [], known);
  assert.deepEqual(all.shown.map(({ id }) => id), ["b", "c", "d"]);
  assert.deepEqual([...all.unclassified], ["d"]);
});

test("without the vocabulary nothing is taken away", () => {
  assert.equal(facets([hit("a", ["r"], "")], { roles: ["x"], applies: [] }, [], undefined).shown.length, 1);
});

test("an English page that the reader's language has is not shown twice", () => {
  const merged = mergeHits([{ ...hit("ru-RU/a", [], ""), url: "ru-RU/a/" }], [hit("a", [], ""), hit("b", [], "")], { prefix: "ru-RU/", englishLanguage: "en" });
  assert.deepEqual(merged.map(({ url, language, english }) => [url, language, english]), [["ru-RU/a/", "", false], ["b/", "en", true]]);
});

test("the results page keeps its state in the address, beside what others keep there", () => {
  const state = { query: "a&b", topics: ["X", "Y"], english: true };
  const search = writeState("?role=r&q=old&en=1", state);
  assert.deepEqual(readState(search, false), state);
  assert.ok(search.startsWith("?role=r"));
  assert.equal(writeState("?q=old", { query: "", topics: [], english: false }), "");
  assert.equal(readState("?en=0", true).english, false);
});

test("strings take the plural form of the language, and values as they are", () => {
  const settings = { plural: `${"20111222222222222222".repeat(10)}`, strings: { n: ["{count} а", "{count} б", "{count} в"], s: "“{query}” {other}" } };
  assert.equal(text(settings, "n", { count: 1 }), "1 а");
  assert.equal(text(settings, "n", { count: 103 }), "103 б");
  assert.equal(text(settings, "n", { count: 1203 }), "1203 б");
  assert.equal(text(settings, "s", { query: "{other}" }), "“{other}” {other}");
  assert.equal(text(settings, "missing"), "missing");
});

test("index files that do not come are kept in mind, others are nobody's business", async () => {
  const bytes = (...values) => new Uint8Array(values);
  assert.ok(isIndexFile(bytes(0x1f, 0x8b, 8)));
  assert.ok(isIndexFile(new TextEncoder().encode("pagefind_dcd…")));
  assert.ok(!isIndexFile(new TextEncoder().encode("<!doctype html>")));
  assert.ok(!isIndexFile(bytes()));
  const answers = {
    "a/x.pf_index": new Response(bytes(0x1f, 0x8b, 8)),
    "a/gone.pf_index?1": new Response("", { status: 404 }),
    "a/page.pf_index": new Response("<!doctype html>"),
    "a/y.pf_fragment": new Response("", { status: 404 }),
  };
  const lost = new Set();
  const load = watchedFetch(async (url) => answers[url] ?? Promise.reject(new TypeError("offline")), lost);
  assert.deepEqual([...new Uint8Array(await (await load("a/x.pf_index")).arrayBuffer())], [0x1f, 0x8b, 8]);
  for (const url of ["a/gone.pf_index?1", "a/page.pf_index", "a/off.pf_index"]) await assert.rejects(load(url));
  assert.equal((await load("a/y.pf_fragment")).status, 404);
  assert.deepEqual([...lost], ["a/gone.pf_index?1", "a/page.pf_index", "a/off.pf_index"]);
});
