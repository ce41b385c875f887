/**
 * The state machine of a flow: pure, the same as partner_kb/flow/model.py and flow/answers.py, over
 * the same JSON.
 * A state is frozen; answering gives a new one. A test walks every path through both.
 *
 * @typedef {string | number | string[]} Answer
 * @typedef {{any?: string[], all?: string[], none?: string[], at_least?: string | number, below?: string | number}} Test
 * @typedef {Record<string, Test>[]} Condition
 * @typedef {{to: string, when: Condition}} Route
 * @typedef {{kind: "single" | "multiple" | "number" | "date", remaining: number, responses?: string[],
 *   exclusive?: string[], min?: string | number, max?: string | number, routes: Route[],
 *   roles?: string[]}} Question
 * @typedef {{id: string, version: string, start: string, severity: string | null,
 *   questions: Record<string, Question>, outcomes: Record<string, {evidence: string[], roles?: string[]}>,
 *   evidence: Record<string, string>}} Machine
 * @typedef {ReadonlyArray<readonly [string, Answer]>} Given
 * @typedef {{readonly node: string, readonly given: Given}} State
 */

/** An answer that a question does not take; the codes are those of Python's `AnswerError`. */
export class AnswerError extends Error {
  /** @param {string} code @param {string} question @param {string} [detail] */
  constructor(code, question, detail = "") {
    super(`${question}: ${code}`);
    this.code = code;
    this.question = question;
    this.detail = detail;
  }
}

/** @param {object} record @param {string} key */
const has = (record, key) => Object.prototype.hasOwnProperty.call(record, key);

/** @param {Machine} machine @returns {State} */
export function start(machine) {
  return Object.freeze({ node: machine.start, given: Object.freeze([]) });
}

/** @param {Machine} machine @param {State} state @returns {Question | null} */
export function questionOf(machine, state) {
  return has(machine.questions, state.node) ? machine.questions[state.node] : null;
}

/** @param {Machine} machine @param {State} state @returns {string | null} the outcome's id */
export function outcomeOf(machine, state) {
  return has(machine.outcomes, state.node) ? state.node : null;
}

/** @param {State} state @returns {Map<string, Answer>} */
export function answersOf(state) {
  return new Map(state.given);
}

/**
 * The state after an answer. Throws `AnswerError` where the question does not take it.
 * @param {Machine} machine @param {State} state @param {Answer} answer @returns {State}
 */
export function respond(machine, state, answer) {
  const question = questionOf(machine, state);
  if (!question) throw new AnswerError("finished", state.node);
  const accepted = accept(question, state.node, answer);
  const given = Object.freeze([...state.given, Object.freeze([state.node, accepted])]);
  const answers = new Map(/** @type {[string, Answer][]} */ (/** @type {unknown} */ (given)));
  const route = question.routes.find((item) => holds(item.when, answers));
  if (!route) throw new AnswerError("no-route", state.node);
  return Object.freeze({ node: route.to, given: /** @type {Given} */ (given) });
}

/**
 * Walk on from the start as far as there are valid answers; others are left aside.
 * @param {Machine} machine @param {ReadonlyMap<string, Answer>} answers @returns {State}
 */
export function replay(machine, answers) {
  let state = start(machine);
  while (questionOf(machine, state) && answers.has(state.node)) {
    try {
      state = respond(machine, state, /** @type {Answer} */ (answers.get(state.node)));
    } catch (error) {
      if (error instanceof AnswerError) break;
      throw error;
    }
  }
  return state;
}

/**
 * The answer in its one form. Throws `AnswerError`: missing, unknown, exclusive, format, range.
 * @param {Question} question @param {string} id @param {Answer} answer @returns {Answer}
 */
export function accept(question, id, answer) {
  if (question.responses) {
    const chosen = Array.isArray(answer) ? answer : [answer];
    const known = question.responses;
    if (!chosen.length || (chosen.length === 1 && chosen[0] === "")) {
      throw new AnswerError("missing", id);
    }
    if (question.kind === "single" && chosen.length !== 1) throw new AnswerError("unknown", id);
    const strange = chosen.find((item) => typeof item !== "string" || !known.includes(item));
    if (strange !== undefined || new Set(chosen).size !== chosen.length) {
      throw new AnswerError("unknown", id);
    }
    const alone = (question.exclusive ?? []).find((item) => chosen.includes(item));
    if (chosen.length > 1 && alone) throw new AnswerError("exclusive", id, alone);
    if (question.kind === "single") return /** @type {string} */ (chosen[0]);
    return known.filter((item) => chosen.includes(item));
  }
  if (Array.isArray(answer)) throw new AnswerError("format", id);
  if (answer === "") throw new AnswerError("missing", id);
  const value = question.kind === "number" ? toNumber(answer) : toDate(answer);
  if (value === null) throw new AnswerError("format", id);
  const low = question.min;
  const high = question.max;
  if ((low !== undefined && value < low) || (high !== undefined && value > high)) {
    throw new AnswerError("range", id);
  }
  return value;
}

/** @param {string | number} answer */
function toNumber(answer) {
  if (typeof answer === "number") return Number.isInteger(answer) ? answer : null;
  return /^-?[0-9]{1,9}$/.test(answer) ? Number(answer) + 0 : null;
}

/** @param {string | number} answer */
function toDate(answer) {
  const text = String(answer);
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text ? text : null;
}

/**
 * Whether a condition holds: one of its clauses, in which every test holds.
 * @param {Condition} when @param {ReadonlyMap<string, Answer>} answers
 */
export function holds(when, answers) {
  return (
    !when.length ||
    when.some((clause) =>
      Object.entries(clause).every(
        ([name, test]) => answers.has(name) && passes(test, /** @type {Answer} */ (answers.get(name))),
      ),
    )
  );
}

/** @param {Test} test @param {Answer} answer */
function passes(test, answer) {
  if (test.at_least !== undefined && !ordered(test.at_least, answer)) return false;
  if (test.below !== undefined && (typeof answer !== typeof test.below || ordered(test.below, answer))) {
    return false;
  }
  /** @type {(string | number)[]} */
  const chosen = Array.isArray(answer) ? answer : [answer];
  return (
    (!test.any?.length || test.any.some((item) => chosen.includes(item))) &&
    (test.all ?? []).every((item) => chosen.includes(item)) &&
    !(test.none ?? []).some((item) => chosen.includes(item))
  );
}

/** @param {string | number} low @param {Answer} answer */
function ordered(low, answer) {
  return typeof low === typeof answer && low <= /** @type {string | number} */ (answer);
}
