/** The contents at the side follow the reader: the section being read is marked. */

/**
 * The last heading that the reader has passed.
 *
 * @param {readonly {id: string, top: number}[]} headings in page order, `top` from the window's
 * @param {number} line how far below the window's top a heading counts as passed
 * @returns {string | undefined} its id
 */
export function currentHeading(headings, line) {
  let current;
  for (const heading of headings) {
    if (heading.top > line) break;
    current = heading.id;
  }
  return current;
}

/** @param {Document} root */
export function startContents(root) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll("[data-md-component='toc'] a[href^='#']");
  const found = [...links].flatMap((link) => {
    const heading = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  if (found.length === 0) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    const tops = found.map(({ heading }) => ({
      id: heading.id,
      top: heading.getBoundingClientRect().top,
    }));
    const current = currentHeading(tops, 120);
    for (const { link, heading } of found) {
      link.classList.toggle("md-nav__link--active", heading.id === current);
    }
  };
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
  mark();
}
