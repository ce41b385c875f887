/** The filter's own style sheet, loaded with it: readers without a filter do without. */
import { styleOf } from "../style.js";

export const loadStyle = styleOf(new URL("./filter.css", import.meta.url).href);
