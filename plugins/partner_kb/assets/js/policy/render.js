/**
 * A policy as HTML, in the browser: the same templates and functions as in Python.
 * In: a policy as plain data, the data of a locale, holidays. Out: the text of the document.
 * Twin of partner_kb/policy/context.py and templating.py.
 */
import { Templates } from "./template.js";
import * as twin from "./twin.js";
import {
  check_languages, typeset, complete, first_year, in_years, last_year, names_in, numbers_of, sections_of,
  unpack_holidays,
} from "./twin.js";

/**
 * gettext over the strings that builder_data.py exports.
 * @param {{plural: string, messages: Record<string, string | string[]>}} strings
 */
export function translator(strings) {
  const { plural, messages } = strings;
  const form = (number) => Number(plural[number < 200 ? number : 100 + (number % 100)]);
  return {
    gettext: (message) => messages[message] ?? message,
    pgettext: (context, message) => messages[`${context}\u0004${message}`] ?? message,
    ngettext: (one, many, number) => {
      const forms = messages[one];
      return Array.isArray(forms) ? forms[form(number)] : number === 1 ? one : many;
    },
  };
}

/**
 * The `<article>` of a document.
 * @param {object} given a policy without errors, as plain data
 * @param {object} data `{schema, reference, templates}`, as data.js reads them
 * @param {object} locale `{loc, zones, strings}`, likewise
 * @param {Record<string, object>} holidays what holidays.<letter>.bin holds, by country
 * @param {string} document policy, summary, announcement, collections or addendum
 * @param {string} today an ISO date
 */
export function renderDocument(given, data, locale, holidays, document, today) {
  const policy = complete(data.schema, data.schema, given);
  const sections = sections_of(policy, document);
  const tag = locale.loc.locale;
  const context = {
    policy,
    document,
    today,
    loc: locale.loc,
    zones: locale.zones,
    phones: data.reference.phones,
    holidays: Object.fromEntries(policy.hours.map((hours) => [
      hours.id, holidaysOf(hours, holidays, policy, today),
    ])),
    sections,
    numbers: numbers_of(sections),
    untranslated: tag !== policy.authoritative_language &&
      check_languages(data.schema, given, [tag], true).length > 0,
    qr_images: Object.fromEntries(policy.contacts.map((contact) => [contact.id, ""])),
    logo: "",
    embedded: false,
  };
  const name = `policy/documents/${document}.html`;
  const { text } = templates(data, locale).run(name, context);
  return typeset(tag, locale.loc.months, text, names_in(policy));
}

/** The templates in a language; what they call are the twins of Python's functions. */
const templates = (data, locale) => new Templates(data.templates, twin, translator(locale.strings));

/** One country of holiday_pack.py as the holidays of a timetable. */
function holidaysOf(hours, holidays, policy, today) {
  if (hours.holidays === null) return null;
  const { country, subdivision } = hours.holidays;
  const known = unpack_holidays(holidays[country], country, subdivision ?? "");
  return in_years(known, first_year(policy, today), last_year(policy, today));
}

/**
 * The document as a file of its own, as `partner-kb policy render --format html` writes it.
 * @param {string} style the style sheets of such a file
 */
export function renderPage(given, data, locale, fragment, document, style) {
  const policy = complete(data.schema, data.schema, given);
  const files = templates(data, locale);
  const page = {
    fragment, policy, document, locale: locale.loc.locale, languages: [], pdf: "", script: "", intervals: "",
    style: `${files.run("policy/print.css", { policy }).text}\n${style}`,
  };
  return `${files.run("policy/page.html", page).text}\n`;
}
