/**
 * Whether a contact is open, from intervals that the build exported (minutes since 1970, UTC,
 * half-open, in order), so that the browser needs no zone rules. Pure.
 */

/**
 * @param {[number, number][]} open @param {number} until where the exported intervals end
 * @param {number} now
 * @returns {{kind: "open", until: number} | {kind: "always"} | {kind: "closed", opens: number} | {kind: "unknown"}}
 */
export function openState(open, until, now) {
  if (now >= until) return { kind: "unknown" };
  const current = open.find(([from, to]) => from <= now && now < to);
  if (current) return current[1] >= until ? { kind: "always" } : { kind: "open", until: current[1] };
  const next = open.find(([from]) => from > now);
  return next ? { kind: "closed", opens: next[0] } : { kind: "unknown" };
}
