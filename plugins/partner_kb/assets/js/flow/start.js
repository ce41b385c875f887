/** The entry for a page that holds a flow; a site's own entry may import `startFlows` instead. */
import { startFlows } from "./page.js";

startFlows(document);
