/**
 * Copying that works on a plain-http intranet too, where browsers hide the Clipboard API.
 * @param {string} text @param {HTMLTextAreaElement} area that shows the text
 * @returns {Promise<boolean>} false where the browser forbids it; the text is then selected
 */
export async function copyText(text, area) {
  try {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused, for example by a permission: the older way may still work.
  }
  const focused = document.activeElement;
  area.focus();
  area.select();
  const done = document.execCommand("copy");
  if (done && focused instanceof HTMLElement) focused.focus();
  return done;
}
