/**
 * "Open now" for each timetable of a policy. A classic script, because published pages work from
 * file://; it also runs as a module. In: the JSON in #pkb-policy-intervals, made by
 * partner_kb/policy/open_now.py. Out: text in [data-pkb-policy-open].
 */
(() => {
  "use strict";

  /** @typedef {{until: number, weekdays: string[], words: Record<string, string>, hours: Record<string, number[][]>}} Data */

  /**
   * The sentence for one timetable.
   * @param {Data} data
   * @param {number[][]} openings [start, end, offset at start, offset at end], in minutes
   * @param {number} now minutes since 1970 UTC
   * @param {(minute: number) => number} readerOffset minutes from UTC at the reader's place
   */
  function sentence(data, openings, now, readerOffset) {
    const { words } = data;
    const next = openings.find((opening) => opening[1] > now);
    if (now >= data.until || !next || now < openings[0][0] - 44640) return words.unknown;
    const open = next[0] <= now;
    if (open && next[1] >= data.until) return words.always;
    const minute = open ? next[1] : next[0];
    const there = moment(data, minute + (open ? next[3] : next[2]));
    const here = moment(data, minute + readerOffset(minute));
    const key = `${open ? "open" : "closed"}${there === here ? "" : "Both"}`;
    return words[key].replace("{there}", there).replace("{here}", here);
  }

  /** Local minutes since 1970 as "Monday, 09:00"; 1970-01-01 was a Thursday. @param {Data} data @param {number} local */
  function moment(data, local) {
    const day = Math.floor(local / 1440);
    const minute = ((local % 1440) + 1440) % 1440;
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    return data.words.moment
      .replace("{weekday}", data.weekdays[(((day + 3) % 7) + 7) % 7])
      .replace("{time}", `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
  }

  /** Fill the places below `root`, now and every minute. @param {ParentNode} root @param {Data} data */
  function start(root, data) {
    const offset = (/** @type {number} */ minute) => -new Date(minute * 60000).getTimezoneOffset();
    const refresh = () => {
      for (const place of root.querySelectorAll("[data-pkb-policy-open]")) {
        const openings = data.hours[place.getAttribute("data-pkb-policy-open") || ""];
        if (!openings || openings.length === 0) continue;
        const now = Math.floor(Date.now() / 60000);
        const text = sentence(data, openings, now, offset);
        if (place.textContent !== text) place.textContent = text;
        place.classList.toggle("pkb-policy-is-open", isOpen(openings, now));
        place.removeAttribute("hidden");
      }
    };
    refresh();
    setInterval(refresh, 60000);
  }

  /** @param {number[][]} openings @param {number} now */
  const isOpen = (openings, now) => openings.some((one) => one[0] <= now && now < one[1]);

  /** @type {any} */ (globalThis).pkbPolicyOpenNow = { sentence, moment, start };
  const source = typeof document === "undefined" ? null
    : document.getElementById("pkb-policy-intervals");
  if (source) start(document, JSON.parse(source.textContent || "{}"));
})();
