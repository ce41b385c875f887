/** On the 404 page: an address that only differs in the case of its locale leads to the page. */

/**
 * The path with its locale written as the site writes it, or undefined where it is so already.
 * The first locale is the default one, which has no folder.
 *
 * @param {string} path of the address, beginning with "/"
 * @param {string} root the site's own root path, ending with "/"
 * @param {readonly string[]} locales
 * @returns {string | undefined}
 */
export function resolveLocaleCase(path, root, locales) {
  if (!path.startsWith(root)) return undefined;
  const rest = path.slice(root.length);
  const first = rest.split("/", 1)[0];
  const wanted = first.toLowerCase().replace("_", "-");
  const locale = locales.find((candidate) => candidate.toLowerCase() === wanted);
  const after = rest.slice(first.length + 1);
  if (locale === undefined) return undefined;
  if (locale === locales[0]) return root + after;
  return locale === first ? undefined : `${root}${locale}/${after}`;
}

/** @param {Document} root */
export function startNotFound(root) {
  const page = /** @type {HTMLElement | null} */ (root.querySelector("[data-pkb-not-found]"));
  if (!page) return;
  const base = new URL(page.dataset.pkbRoot || "/", location.href).pathname;
  const siteRoot = base.endsWith("/") ? base : `${base}/`;
  const locales = (page.dataset.pkbLocales ?? "").split(" ");
  const found = resolveLocaleCase(location.pathname, siteRoot, locales);
  if (found) location.replace(found + location.search + location.hash);
}
