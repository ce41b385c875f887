/**
 * The contents of a page: unfolded in windows that have room for them at the side, where they
 * follow the reader: the section being read is marked.
 */

/** As assets/css/nav.css has it. */
const WIDE = "(min-width: 60em)";

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
  const links = root.querySelectorAll(".pkb-toc a");
  const found = [...links].flatMap((link) => {
    const heading = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  if (found.length === 0) return;
  const wide = matchMedia(WIDE);
  const fold = () => {
    const details = root.querySelector(".pkb-toc details");
    if (details instanceof HTMLDetailsElement) details.open = wide.matches;
  };
  wide.addEventListener("change", fold);
  fold();
  let waiting = false;
  const mark = () => {
    waiting = false;
    const tops = found.map(({ heading }) => ({
      id: heading.id,
      top: heading.getBoundingClientRect().top,
    }));
    const current = currentHeading(tops, 120);
    for (const { link, heading } of found) {
      if (heading.id === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
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
