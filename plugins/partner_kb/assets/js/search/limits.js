/** Apart from what asks, which the worker alone loads. */

export const LONGEST_QUERY = 200;
export const MOST_TERMS = 12;
