/**
 * Walks a flow with the browser's state machine: a machine and walks on standard input, what each
 * walk came to on standard output. The module is loaded once.
 */
import { readFileSync } from "node:fs";

import { accept, AnswerError, outcomeOf, replay, respond, start } from "../../plugins/partner_kb/assets/js/flow/machine.js";

const { machine, walks, answers } = JSON.parse(readFileSync(0, "utf-8"));

/** @param {[string, unknown][]} walk */
function follow(walk) {
  let state = start(machine);
  const nodes = [state.node];
  try {
    for (const [, answer] of walk) {
      state = respond(machine, state, answer);
      nodes.push(state.node);
    }
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { nodes, error: error.code };
  }
  const again = replay(machine, new Map(walk));
  return { nodes, outcome: outcomeOf(machine, state), given: state.given, replayed: again.node };
}

/** @param {[string, unknown]} pair */
function taken([id, answer]) {
  try {
    return { value: accept(machine.questions[id], id, answer) };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { error: error.code };
  }
}

process.stdout.write(JSON.stringify({ walks: walks.map(follow), answers: answers.map(taken) }));
