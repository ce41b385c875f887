/**
 * Which hits are shown: by the reader's roles, which the whole site follows, and by topic.
 *
 * @typedef {import("./client.js").Hit} Hit
 * @typedef {import("../roles/choice.js").Choice} Choice
 * @typedef {import("../roles/vocabulary.js").Vocabulary} Vocabulary
 * @typedef {{id: string, name: string, count: number, chosen: boolean}} Facet
 * @typedef {{shown: Hit[], hidden: number, unclassified: Set<string>, roles: Facet[], topics: Facet[]}} Facets
 */
import { audience, isOn } from "../roles/choice.js";

/**
 * @param {readonly Hit[]} hits @param {Choice} choice @param {readonly string[]} topics chosen ones
 * @param {Vocabulary | undefined} vocabulary where it is not there, roles take nothing away
 * @returns {Facets} the count of a role is what would be shown for it alone
 */
export function facets(hits, choice, topics, vocabulary) {
  const ofTopics = hits.filter((hit) => topics.length === 0 || topics.includes(hit.topic));
  const fits = (/** @type {Hit} */ hit, /** @type {Choice} */ asked) =>
    vocabulary ? audience(hit, asked, vocabulary) : "yes";
  const ofRoles = hits.filter((hit) => fits(hit, choice) !== "no");
  const shown = ofTopics.filter((hit) => fits(hit, choice) !== "no");
  const unclassified = isOn(choice) ? shown.filter((hit) => fits(hit, choice) === "unclassified") : [];
  return {
    shown,
    hidden: hits.length - shown.length,
    unclassified: new Set(unclassified.map(({ id }) => id)),
    roles: roleFacets(ofTopics, choice, vocabulary),
    topics: topicFacets(hits, ofRoles, topics),
  };
}

/** @param {readonly Hit[]} hits @param {Choice} choice @param {Vocabulary | undefined} vocabulary @returns {Facet[]} */
function roleFacets(hits, choice, vocabulary) {
  const named = new Set(hits.flatMap(({ roles }) => roles));
  return (vocabulary?.roles ?? [])
    .filter(({ id, everyone }) => choice.roles.includes(id) || (named.has(id) && !everyone))
    .map(({ id, name }) => {
      const alone = { roles: [id], applies: choice.applies };
      const count = hits.filter((hit) => audience(hit, alone, /** @type {Vocabulary} */ (vocabulary)) !== "no").length;
      return { id, name, count, chosen: choice.roles.includes(id) };
    });
}

/** @param {readonly Hit[]} hits @param {readonly Hit[]} ofRoles @param {readonly string[]} topics @returns {Facet[]} */
function topicFacets(hits, ofRoles, topics) {
  const names = new Set([...topics, ...hits.map(({ topic }) => topic)]);
  return [...names]
    .map((id) => ({
      id,
      name: id,
      count: ofRoles.filter(({ topic }) => topic === id).length,
      chosen: topics.includes(id),
    }))
    .sort((a, b) => b.count - a.count);
}
