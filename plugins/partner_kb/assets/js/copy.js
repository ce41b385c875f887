/** A copy button on each code block, from the page's own template, so that its name is localized. */

/** @param {Document} root */
export function startCopy(root) {
  const template = /** @type {HTMLTemplateElement | null} */ (
    root.querySelector("template[data-pkb-copy]")
  );
  if (!template || !navigator.clipboard) return;
  for (const pre of root.querySelectorAll(".md-typeset pre")) {
    const code = pre.querySelector("code");
    if (!code) continue;
    const button = /** @type {HTMLButtonElement} */ (
      template.content.firstElementChild?.cloneNode(true)
    );
    const [copy, copied] = [button.textContent ?? "", button.dataset.pkbCopied ?? ""];
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.innerText);
      button.textContent = copied;
      setTimeout(() => {
        button.textContent = copy;
      }, 2000);
    });
    pre.append(button);
  }
}
