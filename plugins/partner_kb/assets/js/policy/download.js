/** What the builder gives away: a file in the page's memory, and the document as HTML and Markdown. */
import { Element, to_markdown } from "./twin.js";
import { renderPage } from "./render.js";

/** Offer a text as a file to save; nothing leaves the browser. */
export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** A DOM node as the tree that `to_markdown` reads (partner_kb/policy/tree.py). */
export function toTree(node) {
  const children = [...node.childNodes]
    .map((child) => (child.nodeType === 3 ? child.data : child.nodeType === 1 ? toTree(child) : null))
    .filter((child) => child !== null);
  const attributes = Object.fromEntries([...(node.attributes ?? [])].map((one) => [one.name, one.value]));
  return Element(node.nodeType === 1 ? node.localName : "", attributes, children);
}

/** @param {string} html a rendered document */
export function markdownOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return to_markdown(toTree(template.content));
}

/** Open the document in a frame of its own and print that. */
export function printPage(html) {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.setAttribute("class", "pkb-builder-print");
  frame.srcdoc = html;
  frame.addEventListener("load", () => {
    frame.contentWindow?.print();
    setTimeout(() => frame.remove(), 60000);
  });
  document.body.append(frame);
}

export { renderPage };
