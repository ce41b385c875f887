/** That the data of the filter could not be read, in the words of a file that can be. */
import { loadData } from "./vocabulary.js";

/**
 * @param {string} name of the filter, where no words can be read
 * @returns {Promise<string>}
 */
export async function failureText(name) {
  for (const file of ["role-picker", "roles"]) {
    try {
      const { failed, strings } = await loadData(file);
      return failed ?? strings.failed;
    } catch (error) {
      console.error(error);
    }
  }
  return `⚠ ${name}`;
}
