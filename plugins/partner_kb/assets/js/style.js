/** Style sheets that come with a module, for those who use it. */
import { once } from "./once.js";

/**
 * Settles when the sheet is there, or cannot be; asked once.
 * @param {string} href absolute @returns {() => Promise<void>}
 */
export const styleOf = (href) =>
  once(
    () =>
      new Promise((settle) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        link.addEventListener("load", () => settle());
        link.addEventListener("error", () => settle());
        document.head.append(link);
      }),
  );
