/**
 * Weekly hours as a grid of seven days, and back. In and out: the `weekly` list of a policy.
 * The grid holds one interval with one break for each day; what does not fit is left to the list.
 */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** @typedef {{open: string, close: string, breakStart: string, breakEnd: string, overnight: boolean}} Row */

/** @returns {Record<string, Row> | null} null where the list says more than the grid can hold */
export function toGrid(weekly) {
  /** @type {Record<string, Row>} */
  const grid = {};
  for (const line of weekly ?? []) {
    const breaks = line.breaks ?? [];
    if (breaks.length > 1) return null;
    for (const day of line.days ?? []) {
      if (grid[day]) return null;
      grid[day] = {
        open: line.open ?? "",
        close: line.close ?? "",
        breakStart: breaks[0]?.start ?? "",
        breakEnd: breaks[0]?.end ?? "",
        overnight: line.overnight === true,
      };
    }
  }
  return grid;
}

/** @param {Record<string, Row>} grid */
export function fromGrid(grid) {
  const lines = [];
  for (const day of DAYS) {
    const row = grid[day];
    if (!row || !(row.open || row.close)) continue;
    const line = { open: row.open, close: row.close };
    if (row.overnight) line.overnight = true;
    if (row.breakStart || row.breakEnd) line.breaks = [{ start: row.breakStart, end: row.breakEnd }];
    const same = lines.find((one) => JSON.stringify(one.line) === JSON.stringify(line));
    if (same) same.days.push(day);
    else lines.push({ days: [day], line });
  }
  return lines.map(({ days, line }) => ({ days, ...line }));
}
