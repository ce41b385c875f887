// node findings.mjs reference.json values.json: the findings for each value, as JSON.
import { readFileSync } from "node:fs";
import { findProblems } from "../../plugins/partner_kb/assets/js/policy/check.js";

const [data, values] = process.argv.slice(2).map((name) => JSON.parse(readFileSync(name, "utf8")));
const locales = ["en", "pt-BR", "zh-CN", "ru-RU"];
const told = values.map((value) => findProblems(value, data, locales)
  .map((one) => [one.path, one.code, one.message, one.args, one.on_key, one.warning]));
process.stdout.write(JSON.stringify(told));
