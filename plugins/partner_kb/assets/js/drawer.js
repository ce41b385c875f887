/** The drawer's button by keyboard: Material's is a label, which the keyboard does not press. */

/** @param {Document} root */
export function startDrawer(root) {
  const button = root.querySelector("[data-pkb-drawer]");
  const toggle = /** @type {HTMLInputElement | null} */ (root.getElementById("__drawer"));
  if (!button || !toggle) return;
  const show = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const set = (/** @type {boolean} */ open) => {
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change"));
    show();
  };
  button.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    set(!toggle.checked);
    if (toggle.checked) {
      /** @type {HTMLElement | null} */ (root.querySelector(".pkb-nav a"))?.focus();
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) {
      set(false);
      /** @type {HTMLElement} */ (button).focus();
    }
  });
  toggle.addEventListener("change", show);
  show();
}
