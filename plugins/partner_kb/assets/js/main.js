/** The entry: every page loads this, and each concern starts itself where its element is. */
import { startContents } from "./contents.js";
import { startCopy } from "./copy.js";
import { startDrawer } from "./drawer.js";
import { startEnglish } from "./english.js";
import { startMenus } from "./menu.js";
import { startRest } from "./nav/rest.js";
import { startPalette } from "./palette.js";
import { startRoles } from "./roles/button.js";
import { startSuggestion } from "./suggest.js";
import { startSwitcher } from "./switcher.js";
import { startTables } from "./tables.js";

startSwitcher(document);
startMenus(document);
startDrawer(document);
startRest(document);
startPalette(document);
startRoles(document);
startEnglish(document);
startContents(document);
startCopy(document);
startTables(document);
startSuggestion(document);

/** Features with modules of their own: loaded only where the page holds one. */
const FEATURES = [
  ["[data-pkb-find]", "./search/start.js"],
  ["[data-pkb-flow]", "./flow/start.js"],
  ["[data-pkb-policy-live]", "./policy/live.js"],
  ["[data-pkb-policy-builder]", "./policy/builder.js"],
  ["[data-pkb-translation-status]", "./translation/status.js"],
];

for (const [selector, module] of FEATURES) {
  if (document.querySelector(selector)) import(module);
}

if (document.querySelector("[data-pkb-not-found]")) {
  import("./not-found.js").then(({ startNotFound }) => startNotFound(document));
}
