// node findings.mjs DATA values.json: the findings for each value, as JSON.
import { readFileSync } from "node:fs";
import { readFile, readReference } from "../../plugins/partner_kb/assets/js/policy/data.js";
import { findProblems } from "../../plugins/partner_kb/assets/js/policy/check.js";

const [folder, file] = process.argv.slice(2);
const load = (name) => readFile(new Response(readFileSync(`${folder}/${name}.bin`)));
const data = readReference(...await Promise.all(["own", "world", "phones", "subdivisions"].map(load)));
const values = JSON.parse(readFileSync(file, "utf8"));
const locales = ["en", "pt-BR", "zh-CN", "ru-RU"];
const told = values.map((value) => findProblems(value, data, locales)
  .map((one) => [one.path, one.code, one.message, one.args, one.on_key, one.warning]));
process.stdout.write(JSON.stringify(told));
