/**
 * What the chosen partner's support policy says about an outcome. The data is fetched from this
 * site when a policy is chosen; its form is described in partner_kb/flow/policy_link.py.
 */
import "../policy/open-now.js";
import { openState } from "./hours.js";
import { stamp } from "./summary.js";
import { fill } from "../strings.js";

/**
 * @typedef {{id: string, name: string, url: string, page: string}} Ref
 * @typedef {{label: string, value: string, href: string | null, severities: string[], hours?: string,
 *   open: [number, number][]}} Channel
 * @typedef {{id: string, name: string, url: string, until: number, channels: Channel[],
 *   openNow?: {until: number, words: Record<string, string>, hours: Record<string, number[][]>},
 *   terms: Record<string, {target: string, price: string | null}>}} PolicyLink
 */

/** @type {Map<string, Promise<PolicyLink | null>>} */
const requests = new Map();

/** @param {string} url @returns {Promise<PolicyLink | null>} null where it can't be read */
export function readPolicy(url) {
  const known = requests.get(url);
  if (known) return known;
  const request = fetch(url, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  requests.set(url, request);
  return request;
}

/**
 * Fill the policy's section for a severity (`""` where none was answered).
 * @param {HTMLElement} section @param {Ref} ref @param {PolicyLink | null} policy
 * @param {string} severity @param {Record<string, string>} ui @param {Date} now
 */
export function showPolicy(section, ref, policy, severity, ui, now) {
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (section.querySelector(`[data-pkb-policy-${name}]`));
  const heading = /** @type {HTMLElement} */ (section.querySelector("[id]"));
  heading.textContent = fill(ui.policy_title, { name: policy?.name ?? ref.name });
  const terms = policy ? (policy.terms[severity] ?? policy.terms[""] ?? null) : null;
  say(find("message"), policy ? (terms ? "" : ui.policy_no_terms) : ui.policy_missing);
  detail(find("target"), terms?.target);
  detail(find("price"), terms?.price);
  const link = /** @type {HTMLAnchorElement} */ (find("link"));
  link.href = ref.page; // seen from this page, wherever the flow stands
  const list = find("channels");
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  list.replaceChildren();
  for (const channel of policy?.channels ?? []) {
    if (severity && channel.severities.length && !channel.severities.includes(severity)) continue;
    const item = /** @type {HTMLElement} */ (template.content.cloneNode(true));
    const [label, contact, state] = /** @type {HTMLElement[]} */ ([...item.querySelectorAll("span, a, b")]);
    label.textContent = channel.label;
    contact.textContent = channel.value;
    if (channel.href && /^(tel:|mailto:|https:)/i.test(channel.href)) {
      contact.setAttribute("href", channel.href);
    }
    state.textContent = sentence(channel, policy, now) ?? wordState(channel, policy?.until ?? 0, ui, now);
    list.append(item);
  }
}

/**
 * In the policy's time, and in the reader's where that differs: the policy page's own sentence.
 * @param {Channel} channel @param {PolicyLink | null} policy @param {Date} now
 * @returns {string | undefined} none where the policy's data has no words for it
 */
function sentence(channel, policy, now) {
  const data = policy?.openNow;
  const openings = data?.hours[channel.hours ?? ""];
  if (!data || !openings) return undefined;
  const offset = (/** @type {number} */ minute) => -new Date(minute * 60_000).getTimezoneOffset();
  const { sentence: put } = /** @type {any} */ (globalThis).pkbPolicyOpenNow;
  const said = put(data, openings, Math.floor(now.getTime() / 60_000), offset);
  return said === data.words.unknown ? undefined : said;
}

/** @param {Channel} channel @param {number} until @param {Record<string, string>} ui @param {Date} now */
function wordState(channel, until, ui, now) {
  const state = openState(channel.open, until, now.getTime() / 60_000);
  /** @param {number} minutes */
  const time = (minutes) => stamp(new Date(minutes * 60_000));
  if (state.kind === "open") return fill(ui.open_now, { time: time(state.until) });
  if (state.kind === "closed") return fill(ui.opens_at, { time: time(state.opens) });
  return state.kind === "always" ? ui.open_always : ui.hours_unknown;
}

/** @param {HTMLElement} element @param {string} text */
function say(element, text) {
  element.textContent = text;
  element.hidden = !text;
}

/** @param {HTMLElement} row @param {string | null | undefined} text */
function detail(row, text) {
  /** @type {HTMLElement} */ (row.querySelector("dd")).textContent = text ?? "";
  row.hidden = !text;
}
