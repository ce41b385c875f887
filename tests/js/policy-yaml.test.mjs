import assert from "node:assert/strict";
import { test } from "node:test";
import { YamlError, parseYaml, toYaml } from "../../plugins/partner_kb/assets/js/policy/yaml.js";

test("scalars are those of YAML 1.2", () => {
  const text = "a: 18:00\nb: no\nc: 2.10\nd: '2.10'\ne: true\nf: ~\ng: 2026-01-05\nh: \"x\\ty \\u00e7\"\ni: 0x1f\nj: -3\n";
  assert.deepEqual(parseYaml(text), {
    a: "18:00", b: "no", c: 2.1, d: "2.10", e: true, f: null, g: "2026-01-05", h: "x\ty ç", i: 31, j: -3,
  });
});

test("blocks, flows and comments", () => {
  const text = `# head
list:
- one   # the first
- {a: 1, "b c": [x, 'y, z', "q\\"r"]}
-
  deep: value
- - nested
  - again
map: {k: [], m: {}}   # empty
url: https://a.example/b#c
long: a text
  that goes on
  # not this
other: x
`;
  assert.deepEqual(parseYaml(text), {
    list: ["one", { a: 1, "b c": ["x", "y, z", "q\"r"] }, { deep: "value" }, ["nested", "again"]],
    map: { k: [], m: {} },
    url: "https://a.example/b#c",
    long: "a text that goes on",
    other: "x",
  });
});

test("literal and folded texts", () => {
  const text = "a: |\n  one\n\n  two\n    three\nb: >-\n  one\n  two\n\n  three\nc: |+\n  x\n\nd: end\n";
  assert.deepEqual(parseYaml(text), { a: "one\n\ntwo\n  three\n", b: "one two\nthree", c: "x\n\n", d: "end" });
});

for (const [name, text, code] of [
  ["an alias", "a: &x 1\nb: *x\n", "anchor"],
  ["a tag", "a: !!python/object x\n", "anchor"],
  ["a duplicate key", "a: 1\na: 2\n", "duplicate"],
  ["a tab", "a:\n\tb: 1\n", "tab"],
  ["an open list", "a: [1, 2\n", "syntax"],
  ["a mapping in a scalar", "a: b: c\n", "syntax"],
  ["text after a value", "a: [1] x\n", "syntax"],
]) {
  test(`${name} is refused`, () => {
    assert.throws(() => parseYaml(text), (error) => error instanceof YamlError && error.code === code);
  });
}

test("a key named __proto__ is a key", () => {
  assert.deepEqual(Object.keys(parseYaml("__proto__: {polluted: yes}\n")), ["__proto__"]);
  assert.equal({}.polluted, undefined);
});

test("what is written is read again", () => {
  const value = {
    a: "plain", b: "yes", c: "1.10", d: "two\n\nparagraphs\n", e: "- dash", f: ["x", { y: [1, [2]] }, []],
    g: { "pt-BR": "ação: “sim”", "zh-CN": "支持 # 服务" }, h: "", i: " space ", j: "12:30", k: true, l: 3.5, m: "null", n: "tab\there",
    o: "line\r\nend", p: "  indented\nfirst line", q: "back\\slash \"quotes\"", r: "🙂 text",
  };
  assert.deepEqual(parseYaml(toYaml(value)), value);
});
