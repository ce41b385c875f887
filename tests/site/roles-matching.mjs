/** For tests/site/test_roles_filter.py: what the browser's modules say, for many inputs at once. */
import { audience, matchingRoles } from "../../plugins/partner_kb/assets/js/roles/choice.js";
import { readTree } from "../../plugins/partner_kb/assets/js/nav/tree.js";
import { pluralForm } from "../../plugins/partner_kb/assets/js/strings.js";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { vocabulary, choices, pages, numbers, tree } = JSON.parse(text);
const answer = {
  matching: choices.map((choice) => matchingRoles(choice, vocabulary).sort()),
  shown: choices.map((choice) => pages.filter((page) => audience(page, choice, vocabulary) !== "no").length),
  forms: numbers.map((number) => pluralForm(vocabulary.plural, number)),
  tree: readTree(tree, pages, "?"),
};
process.stdout.write(JSON.stringify(answer));
