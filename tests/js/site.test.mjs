/** The pure parts of the site's modules. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { currentHeading } from "../../plugins/partner_kb/assets/js/contents.js";
import { resolveLocaleCase } from "../../plugins/partner_kb/assets/js/not-found.js";
import { bestLocale } from "../../plugins/partner_kb/assets/js/suggest.js";
import { keepPlace } from "../../plugins/partner_kb/assets/js/switcher.js";

const locales = ["en", "pt-BR", "zh-CN", "ru-RU"];

test("a language link keeps query and anchor", () => {
  const here = { search: "?role=billing-admin", hash: "#steps" };
  assert.equal(
    keepPlace("https://x.example/ru-RU/a/", here),
    "https://x.example/ru-RU/a/?role=billing-admin#steps",
  );
  assert.equal(keepPlace("https://x.example/a/", { search: "", hash: "" }), "https://x.example/a/");
});

for (const [wanted, expected] of [
  [["pt-PT", "en"], "pt-BR"],
  [["zh-TW"], "zh-CN"],
  [["fr-FR", "ru"], "ru-RU"],
  [["PT-br"], "pt-BR"],
  [["fr-FR"], undefined],
  [[], undefined],
  [["en-GB", "ru-RU"], "en"],
]) {
  test(`the best locale for ${wanted.join(", ") || "nobody"} is ${expected}`, () => {
    assert.equal(bestLocale(wanted, locales), expected);
  });
}

for (const [path, root, expected] of [
  ["/pt-br/a/", "/", "/pt-BR/a/"],
  ["/kb/PT-BR/a/", "/kb/", "/kb/pt-BR/a/"],
  ["/zh_cn/a/b/", "/", "/zh-CN/a/b/"],
  ["/ru-ru", "/", "/ru-RU/"],
  ["/en/a/", "/", "/a/"],
  ["/EN", "/", "/"],
  ["/pt-BR/a/", "/", undefined],
  ["/fr-fr/a/", "/", undefined],
  ["/elsewhere/pt-br/", "/kb/", undefined],
]) {
  test(`${path} below ${root} resolves to ${expected}`, () => {
    assert.equal(resolveLocaleCase(path, root, locales), expected);
  });
}

test("the current heading is the last one that was passed", () => {
  const headings = [
    { id: "a", top: -400 },
    { id: "b", top: 20 },
    { id: "c", top: 600 },
  ];
  assert.equal(currentHeading(headings, 120), "b");
  assert.equal(currentHeading(headings, -500), undefined);
  assert.equal(currentHeading([], 120), undefined);
});
