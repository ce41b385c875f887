/**
 * What the chosen partner's support policy says about an outcome. The data is fetched from this
 * site when a policy is chosen; its form is described in partner_kb/flow/policy_link.py.
 */
import "../policy/open-now.js";
import { fill } from "../strings.js";

/**
 * @typedef {{label: string, value: string, href: string | null, severities: string[], hours: string}} Channel
 * @typedef {{id: string, name: string, channels: Channel[],
 *   openNow: {until: number, words: Record<string, string>, hours: Record<string, number[][]>},
 *   terms: Record<string, {target: string, price: string | null}>}} PolicyLink
 */

/** @type {Map<string, Promise<PolicyLink | null>>} */
const requests = new Map();

/** @param {string} url @returns {Promise<PolicyLink | null>} null where it can't be read */
function readPolicy(url) {
  const known = requests.get(url);
  if (known) return known;
  const request = fetch(url, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  requests.set(url, request);
  return request;
}

/**
 * Fill the policy's section, and show it after `facts` if the reader is still there.
 * @param {HTMLElement} section @param {HTMLOptionElement} chosen which knows where data and page are
 * @param {string} severity `""` where none was answered @param {Record<string, string>} ui
 * @param {Element | null | undefined} facts of the outcome @param {() => boolean} current
 */
export async function joinPolicy(section, chosen, severity, ui, facts, current) {
  const policy = await readPolicy(String(chosen.dataset.pkbData));
  if (!current()) return;
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (section.querySelector(`[data-pkb-terms-${name}]`));
  const heading = /** @type {HTMLElement} */ (section.querySelector("[id]"));
  heading.textContent = fill(ui.policy_title, { name: policy?.name ?? chosen.text });
  const terms = policy ? (policy.terms[severity] ?? policy.terms[""] ?? null) : null;
  const message = policy ? (terms ? "" : ui.policy_no_terms) : ui.policy_missing;
  find("message").textContent = message;
  find("message").hidden = !message;
  detail(find("target"), terms?.target);
  detail(find("price"), terms?.price);
  // Seen from this page, wherever the flow stands.
  /** @type {HTMLAnchorElement} */ (find("link")).href = String(chosen.dataset.pkbPage);
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  const channels = (policy?.channels ?? []).filter(
    (channel) => !severity || !channel.severities.length || channel.severities.includes(severity),
  );
  find("channels").replaceChildren(...channels.map((channel) => item(template, channel, policy, ui)));
  facts?.after(section);
  section.hidden = false;
}

/**
 * @param {HTMLTemplateElement} template @param {Channel} channel @param {PolicyLink | null} policy
 * @param {Record<string, string>} ui
 */
function item(template, channel, policy, ui) {
  const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const [label, contact, state] = /** @type {HTMLElement[]} */ ([...made.querySelectorAll("span, a, b")]);
  label.textContent = channel.label;
  contact.textContent = channel.value;
  if (channel.href && /^(tel:|mailto:|https:)/i.test(channel.href)) {
    contact.setAttribute("href", channel.href);
  }
  state.textContent = openSentence(channel, policy) ?? ui.hours_unknown;
  return made;
}

/**
 * In the policy's time, and in the reader's where that differs: the policy page's own sentence.
 * @param {Channel} channel @param {PolicyLink | null} policy
 * @returns {string | undefined} none where the data says nothing about now
 */
function openSentence(channel, policy) {
  const data = policy?.openNow;
  const openings = data?.hours[channel.hours];
  if (!data || !openings) return undefined;
  const offset = (/** @type {number} */ minute) => -new Date(minute * 60_000).getTimezoneOffset();
  const { sentence } = /** @type {any} */ (globalThis).pkbPolicyOpenNow;
  const said = sentence(data, openings, Math.floor(Date.now() / 60_000), offset);
  return said === data.words.unknown ? undefined : said;
}

/** @param {HTMLElement} row @param {string | null | undefined} text */
function detail(row, text) {
  /** @type {HTMLElement} */ (row.querySelector("dd")).textContent = text ?? "";
  row.hidden = !text;
}
