// node preview.mjs DATA values.json: previews broken drafts and round-trips them through YAML.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { readLocale, readReference } from "../../plugins/partner_kb/assets/js/policy/data.js";
import { previewable } from "../../plugins/partner_kb/assets/js/policy/draft.js";
import { renderDocument } from "../../plugins/partner_kb/assets/js/policy/render.js";
import { parseYaml, toYaml } from "../../plugins/partner_kb/assets/js/policy/yaml.js";

const [folder, values] = process.argv.slice(2);
const load = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const data = readReference(load("policy.schema.json"), load("reference.json"));
const locale = readLocale(data, load("locale.ru-RU.json"));
const holidays = Object.fromEntries(readdirSync(folder).filter((name) => name.startsWith("holidays."))
  .map((name) => [name.split(".")[1], load(name)]));
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
