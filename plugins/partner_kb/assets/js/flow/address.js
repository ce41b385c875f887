/**
 * The address of a state: named answers in the query (`?issue=technical&severity=a`), read from
 * what may be an old, a malformed or a hostile link, and written from a state. Pure.
 */
import { accept, AnswerError } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine @typedef {import("./machine.js").Answer} Answer */

const LIMIT = 8192;
const FOREIGN = /^(policy|role|applies|q|h|highlight|english|utm_\w+|\w*clid)$/;

/**
 * `answers` are those that their questions take; `invalid` are ids of questions with another
 * answer, `unknown` names that no question has, `unreadable` is true for a query beyond all bounds.
 * @param {Machine} machine @param {string} search @param {string} [prefix] of each name, where
 *   one page holds several flows
 * @returns {{answers: Map<string, Answer>, invalid: string[], unknown: string[], policy: string, unreadable: boolean}}
 */
export function readAddress(machine, search, prefix = "") {
  /** @type {{answers: Map<string, Answer>, invalid: string[], unknown: string[], policy: string, unreadable: boolean}} */
  const found = { answers: new Map(), invalid: [], unknown: [], policy: "", unreadable: false };
  if (search.length > LIMIT) return { ...found, unreadable: true };
  const query = new URLSearchParams(search);
  found.policy = query.get("policy") ?? "";
  for (const name of new Set(query.keys())) {
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    if (!Object.prototype.hasOwnProperty.call(machine.questions, id)) {
      if (id && !FOREIGN.test(name) && name.length <= 80) found.unknown.push(id);
      continue;
    }
    const question = machine.questions[id];
    const values = query.getAll(name);
    try {
      const raw = question.kind === "multiple" || values.length > 1 ? values : values[0];
      found.answers.set(id, accept(question, id, raw));
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      found.invalid.push(id);
    }
  }
  return found;
}

/**
 * The query of a state: what the present one holds besides answers, the answers in their order,
 * then `kept` ones that the walk has not come to.
 * @param {Machine} machine @param {string} search @param {Iterable<readonly [string, Answer]>} given
 * @param {Iterable<readonly [string, Answer]>} kept @param {string} [prefix]
 */
export function writeAddress(machine, search, given, kept, prefix = "") {
  const query = new URLSearchParams(search.length > LIMIT ? "" : search);
  const rest = [...query].filter(([name]) => {
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const ours = Object.prototype.hasOwnProperty.call(machine.questions, id);
    return !ours && (FOREIGN.test(name) || (prefix && !name.startsWith(prefix)));
  });
  const written = new URLSearchParams();
  const seen = new Set();
  for (const [id, answer] of [...given, ...kept]) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const value of Array.isArray(answer) ? answer : [answer]) {
      written.append(prefix + id, String(value));
    }
  }
  for (const [name, value] of rest) written.append(name, value);
  const text = written.toString();
  return text ? `?${text}` : "";
}
