/** "Open now" on a page of the knowledge base: fetches live.json, then open-now.js does the rest. */
import "./open-now.js";

for (const place of document.querySelectorAll("[data-pkb-policy-live]")) {
  const address = place.getAttribute("data-pkb-policy-live") || "";
  if (!place.querySelector("[data-pkb-policy-open]")) continue;
  fetch(address)
    .then((response) => (response.ok ? response.json() : null))
    .then((value) => { if (value) globalThis.pkbPolicyOpenNow.start(place, value.openNow); })
    .catch(() => {}); // without it the page shows the hours, which is all that it promises
}
