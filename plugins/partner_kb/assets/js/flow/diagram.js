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
    for (const row of node.querySelectorAll("[data-row]")) {
      row.classList.toggle(TAKEN, chosen.includes(row.getAttribute("data-row") ?? ""));
    }
  }
  for (const edge of canvas.querySelectorAll("[data-to]")) {
    const from = edge.parentElement?.getAttribute("data-from") ?? "";
    const [to, by] = (edge.getAttribute("data-to") ?? "").split(" ");
    const single = machine.questions[from]?.kind === "single";
    const taken = order.includes(from) && order[order.indexOf(from) + 1] === to;
    edge.classList.toggle(TAKEN, taken && (!by || !single || by === given.get(from)));
  }
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
