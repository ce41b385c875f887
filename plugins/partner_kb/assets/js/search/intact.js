/**
 * Pagefind passes over a file of its index that does not come, or is another one (some hosts answer
 * with a page of theirs), and finds less in silence. So its requests go through here.
 */
const INDEX = /\.pf_index(?:\?|$)/;
const GZIP = [0x1f, 0x8b];
const PLAIN = [..."pagefind_dcd"].map((letter) => letter.charCodeAt(0)); // where the host unpacked it

/** Whether these are the bytes of a file of Pagefind's. @param {Uint8Array} bytes */
export const isIndexFile = (bytes) =>
  [GZIP, PLAIN].some((start) => start.every((byte, place) => bytes[place] === byte));

/**
 * A `fetch` that fails for what is no index file, and keeps in `lost` the addresses of those.
 * @param {typeof fetch} load @param {Set<string>} lost @returns {typeof fetch}
 */
export const watchedFetch = (load, lost) => async (asked, options) => {
  const url = asked instanceof Request ? asked.url : String(asked);
  if (!INDEX.test(url)) return load(asked, options);
  try {
    const answer = await load(asked, options);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || !isIndexFile(bytes)) throw new Error(`${answer.status} ${url}`);
    return new Response(bytes);
  } catch (error) {
    lost.add(url);
    throw error;
  }
};
