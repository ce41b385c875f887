/** The overview diagram: the way that was taken, and the place where the reader stands. */
import { answersOf } from "./machine.js";

const TAKEN = "pkb-flow-taken";

/**
 * @param {HTMLElement} canvas @param {import("./machine.js").Machine} machine
 * @param {import("./machine.js").State} state @param {(link: Element) => string} target a link's node
 */
export function markPath(canvas, machine, state, target) {
  const given = answersOf(state);
  const order = [...given.keys(), state.node];
  for (const node of canvas.querySelectorAll("a")) {
    const id = target(node);
    node.classList.toggle(TAKEN, order.includes(id));
    if (id === state.node) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    const answer = given.get(id);
    const chosen = Array.isArray(answer) ? answer : [String(answer)];
    // One row a response, in the machine's order.
    for (const [index, row] of [...node.querySelectorAll("text + text > tspan")].entries()) {
      const response = machine.questions[id]?.responses?.[index] ?? "";
      row.classList.toggle(TAKEN, chosen.includes(response));
    }
  }
  for (const group of canvas.querySelectorAll("[data-from]")) {
    const from = group.getAttribute("data-from") ?? "";
    const at = order.indexOf(from);
    for (const [index, [to, by]] of turns(machine, from).entries()) {
      const taken = at >= 0 && order[at + 1] === to && (!by || by === given.get(from));
      group.children[index]?.classList.toggle(TAKEN, taken);
    }
  }
}

/**
 * Where the lines of a question lead, and by which response: in the order in which the build drew
 * them (`turns` in partner_kb/flow/graph.py), so that the drawing needs no names.
 * @param {import("./machine.js").Machine} machine @param {string} id @returns {[string, string][]}
 */
export function turns(machine, id) {
  const { kind, routes } = machine.questions[id];
  /** @type {Map<string, [string, string]>} */
  const found = new Map();
  for (const { to, when } of routes) {
    for (const clause of when.length ? when : [{}]) {
      const own = /** @type {import("./machine.js").Test} */ (clause[id] ?? {});
      const bounds = [own.at_least, own.below].join();
      const responses = kind === "single" && own.any?.length ? own.any : [""];
      for (const by of responses) {
        const key = [to, by, bounds].join();
        if (!found.has(key)) found.set(key, [to, by]);
      }
    }
  }
  return [...found.values()];
}

/** Bring the node where the reader stands into the visible part. @param {HTMLElement} overview */
export function centre(overview) {
  const canvas = /** @type {HTMLElement} */ (overview.querySelector("[tabindex]"));
  const box = canvas.querySelector("[aria-current]")?.getBoundingClientRect();
  if (!box) return;
  const frame = canvas.getBoundingClientRect();
  canvas.scrollBy(
    box.x + box.width / 2 - frame.x - frame.width / 2,
    box.y + box.height / 2 - frame.y - frame.height / 2,
  );
}
