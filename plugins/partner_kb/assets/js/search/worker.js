/**
 * The engine off the main thread. Here Pagefind knows no document, so it takes the one language of
 * its folder and leaves Chinese words as we cut them (its own cut differs from its index's).
 *
 * Asked with {number, call, of, arguments}; answers {number, value} or {number, error}.
 */
import { Engine, ranking } from "./engine.js";
import { watchedFetch } from "./intact.js";

/** @type {Map<string, Promise<Engine>>} */
const engines = new Map();

/** @type {Set<string>} index files that did not come */
const lost = new Set();
globalThis.fetch = watchedFetch(globalThis.fetch.bind(globalThis), lost);

/** Rejects where an index file of this folder did not come; then it must be opened anew. @param {string} folder */
function allCame(folder) {
  const missing = [...lost].filter((url) => url.startsWith(folder));
  for (const url of missing) lost.delete(url);
  if (missing.length > 0) throw new Error(`missing: ${missing[0]}`);
}

/**
 * The program keeps one index in variables of its module, so that each index has a module to itself:
 * the same file, which the browser fetches once, under addresses that differ behind the "#".
 *
 * @param {string} folder absolute, ending with "/"
 * @param {string} program Pagefind's, absolute
 * @param {string} words the name of the words file
 * @param {string} tag
 * @returns {Promise<Engine>}
 */
async function open(folder, program, words, tag) {
  const [{ createInstance }, data] = await Promise.all([
    import(`${program}#${folder}`),
    fetch(`${folder}${words}?${tag}`).then(unpack),
  ]);
  const pagefind = createInstance({ basePath: folder, noWorker: true, metaCacheTag: tag, ranking: ranking(data) });
  await pagefind.init();
  await pagefind.search(""); // fails here, and not at the first query, where WebAssembly is forbidden
  return new Engine(pagefind, data);
}

/** @param {Response} answer */
async function unpack(answer) {
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${answer.url}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** @param {MessageEvent} event */
async function answer({ data: { number, call, of, arguments: given } }) {
  try {
    if (call === "open") {
      const engine = open(of, given[0], given[1], given[2]);
      engines.set(of, engine);
      await engine;
      postMessage({ number, value: true });
      return;
    }
    const engine = await engines.get(of);
    if (!engine) throw new Error(`not open: ${of}`);
    const value = await (call === "search" ? engine.search(given[0]) : engine.show(given[0]));
    allCame(of);
    postMessage({ number, value });
  } catch (error) {
    postMessage({ number, error: String(error) });
  }
}

addEventListener("message", answer);
addEventListener("unhandledrejection", (event) => event.preventDefault()); // Pagefind's own, told twice
