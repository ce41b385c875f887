/**
 * A call whose promise is kept, so that what it loads is loaded once; after a failure the next call
 * tries again.
 * @template Value
 * @param {() => Promise<Value>} load
 * @returns {() => Promise<Value>}
 */
export function once(load) {
  /** @type {Promise<Value> | undefined} */
  let asked;
  return () => {
    asked ??= load().catch((error) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
