/**
 * The hand-over summary as text, Markdown or e-mail: values in, one string out. Pure. Every word
 * comes from the catalogs (`ui`); times are written in digits, because browsers format them apart.
 *
 * @typedef {Record<string, string>} Ui
 * @typedef {{title: string, channel?: string, vehicle?: string, response?: string,
 *   severity?: string, answers: [string, string][], evidence: [string, string][], caseName: string,
 *   started: string, reached: string, link: string}} Handover
 */
import { fill } from "../strings.js";

/**
 * Local time with its distance from UTC: `2026-11-21 09:05 (UTC+03:00)`.
 * @param {Date} time @param {number} [offset] minutes that local time is ahead of UTC
 */
export function stamp(time, offset = -time.getTimezoneOffset()) {
  const local = new Date(time.getTime() + offset * 60_000).toISOString();
  const ahead = Math.abs(offset);
  const hours = String(Math.floor(ahead / 60)).padStart(2, "0");
  const minutes = String(ahead % 60).padStart(2, "0");
  return `${local.slice(0, 10)} ${local.slice(11, 16)} (UTC${offset < 0 ? "-" : "+"}${hours}:${minutes})`;
}

/** @param {"text" | "markdown" | "email"} form @param {Handover} data @param {Ui} ui */
export function summarize(form, data, ui) {
  return form === "markdown" ? markdown(data, ui) : form === "email" ? email(data, ui) : plain(data, ui);
}

/** @param {Handover} data @param {Ui} ui @returns {[string, string][]} */
function facts(data, ui) {
  /** @type {[string, string | undefined][]} */
  const all = [
    [ui.severity, data.severity],
    [ui.vehicle, data.vehicle],
    [ui.channel, data.channel],
    [ui.response, data.response],
    [ui.started, data.started],
    [ui.reached, data.reached],
    [ui.link, data.link],
  ];
  return /** @type {[string, string][]} */ (all.filter(([, value]) => value));
}

/** @param {Handover} data @param {Ui} ui */
function plain(data, ui) {
  /** @param {[string, string]} pair */
  const line = ([label, value]) => fill(ui.label, { label, value: value.replace(/\n/g, "\n    ") });
  return [
    data.title,
    "",
    ...facts(data, ui).map(line),
    "",
    ui.answers,
    ...data.answers.map(([question, answer]) => `- ${question}\n  ${answer}`),
    "",
    ui.evidence,
    ...data.evidence.map((pair) => `- ${line([pair[0], pair[1] || ui.none])}`),
    "",
  ].join("\n");
}

/** @param {Handover} data @param {Ui} ui */
function email(data, ui) {
  const subject = data.caseName
    ? fill(ui.subject_text, { outcome: data.title, case: data.caseName })
    : data.title;
  const head = fill(ui.label, { label: ui.subject, value: subject.replace(/\s+/g, " ") });
  return `${head}\n\n${ui.greeting}\n\n${ui.lead}\n\n${plain(data, ui)}`;
}

/** @param {Handover} data @param {Ui} ui */
function markdown(data, ui) {
  /** @param {[string, string]} pair */
  const line = ([label, value]) =>
    `- ${fill(ui.label, { label: `**${escape(label)}**`, value: escape(value) })}`;
  const link = facts(data, ui).map(([label, value]) =>
    value === data.link ? `- ${fill(ui.label, { label: `**${escape(label)}**`, value: `<${value}>` })}` : line([label, value]),
  );
  return [
    `## ${escape(data.title)}`,
    "",
    ...link,
    "",
    `### ${escape(ui.answers)}`,
    "",
    ...data.answers.map(([question, answer]) => `- **${escape(question)}** ${escape(answer)}`),
    "",
    `### ${escape(ui.evidence)}`,
    "",
    ...data.evidence.map((pair) => line([pair[0], pair[1] || ui.none])),
    "",
  ].join("\n");
}

/** @param {string} text what a person typed, so that Markdown shows it as typed */
function escape(text) {
  return text.replace(/([\\`*_[\]<>#|~])/g, "\\$1").replace(/\n/g, "\\\n  ");
}
