// node preview.mjs DATA values.json: previews broken drafts and round-trips them through YAML.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { readFile, readLocale, readReference } from "../../plugins/partner_kb/assets/js/policy/data.js";
import { previewable } from "../../plugins/partner_kb/assets/js/policy/draft.js";
import { renderDocument } from "../../plugins/partner_kb/assets/js/policy/render.js";
import { parseYaml, toYaml } from "../../plugins/partner_kb/assets/js/policy/yaml.js";

const [folder, values] = process.argv.slice(2);
const load = (name) => readFile(new Response(readFileSync(`${folder}/${name}.bin`)));
const data = readReference(...await Promise.all(["own", "world", "phones", "subdivisions"].map(load)));
const locale = readLocale(data, await load("cldr.ru-RU"), await load("strings.ru-RU"));
const files = readdirSync(folder).filter((name) => name.startsWith("holidays."));
const holidays = Object.assign({}, ...await Promise.all(files.map((name) => load(name.replace(".bin", "")))));
let shown = 0;
for (const value of JSON.parse(readFileSync(values, "utf8"))) {
  assert.deepEqual(parseYaml(toYaml(value)), value);
  const policy = previewable(data, value);
  for (const hours of policy.hours) if (hours.holidays && !(hours.holidays.country in holidays)) delete hours.holidays;
  for (const name of ["policy", "summary", "announcement", "collections", "addendum"]) {
    assert.ok(renderDocument(policy, data, locale, holidays, name, "2026-01-01").startsWith("<article"));
    shown += 1;
  }
}
process.stdout.write(JSON.stringify(shown));
