// node findings.mjs DATA values.json: the findings for each value, as JSON.
import { readFileSync } from "node:fs";
import { readReference } from "../../plugins/partner_kb/assets/js/policy/data.js";
import { findProblems } from "../../plugins/partner_kb/assets/js/policy/check.js";

const [folder, file] = process.argv.slice(2);
const load = (name) => JSON.parse(readFileSync(name, "utf8"));
const data = readReference(load(`${folder}/policy.schema.json`), load(`${folder}/reference.json`));
const values = load(file);
const locales = ["en", "pt-BR", "zh-CN", "ru-RU"];
const told = values.map((value) => findProblems(value, data, locales)
  .map((one) => [one.path, one.code, one.message, one.args, one.on_key, one.warning]));
process.stdout.write(JSON.stringify(told));
