/** Says which role to ask, where the reader has chosen others; implied roles count as chosen. */
/**
 * @param {HTMLElement} notice @param {string[]} roles that can do it
 * @param {Element} line where their names stand
 */
export async function showOtherRole(notice, roles, line) {
  const matching = await chosenRoles();
  if (!line.closest("[data-pkb-flow-current]")) return; // the reader has gone on
  notice.hidden = !matching.length || roles.some((id) => matching.includes(id));
  const names = /** @type {HTMLElement} */ (notice.querySelector("span"));
  names.textContent = line.lastElementChild?.textContent ?? "";
}

/** The roles chosen and implied; none where none is. @returns {Promise<string[]>} */
async function chosenRoles() {
  const { currentChoice, matchingRoles } = await import("../roles/choice.js");
  const { loadVocabulary } = await import("../roles/vocabulary.js");
  try {
    const vocabulary = await loadVocabulary();
    const choice = currentChoice();
    return choice.roles.length ? matchingRoles(choice, vocabulary) : [];
  } catch {
    return currentChoice().roles; // as far as it can be told without the vocabulary
  }
}
