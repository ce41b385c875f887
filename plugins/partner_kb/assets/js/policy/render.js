/**
 * A policy as HTML, in the browser: the same templates and functions as in Python.
 * In: a policy as plain data, the data of a locale, holidays. Out: the text of the document.
 * Twin of partner_kb/policy/context.py and templating.py.
 */
import * as runtime from "./runtime.js";
import { functions, templates } from "./templates.js";
import {
  check_languages, typeset, complete, first_year, in_years, last_year, names_in, numbers_of, sections_of,
  unpack_holidays,
} from "./twin.js";

const { Safe, escape, said, truth, equal, compare, is, and_, or_ } = runtime;
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

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

const plain = (value) => (value instanceof Safe ? value.text : value);

/** What compiled templates call: Jinja's meaning of names, fields, loops, includes. */
function environment(words) {
  const env = {
    Safe, escape, truth, equal, compare, is, and_, or_,
    named(context, name) {
      if (!own(context, name)) throw new ReferenceError(`a template wants ${name}`);
      return context[name];
    },
    field(holder, name) {
      if (holder === null || holder === undefined || !own(holder, name)) {
        throw new ReferenceError(`a template wants the field ${name}`);
      }
      return holder[name];
    },
    item: (holder, key) => runtime.at(holder, key),
    concat: (...parts) => parts.map((part) => String(plain(part))).join(""),
    each(items, body) {
      const list = [...runtime.iterate(items)];
      list.forEach((item, place) => body(item, {
        first: place === 0, last: place === list.length - 1, index: place + 1,
      }));
    },
    call: (name, given) => functions[name](...given.map(plain)),
    template(names, context) {
      const name = [names].flat().find((candidate) => own(templates, candidate));
      if (!name) throw new ReferenceError(`there is no template ${names}`);
      return templates[name](context, env);
    },
    gettext: ([message], values) => said(words.gettext(message), values),
    pgettext: ([context, message], values) => said(words.pgettext(context, message), values),
    ngettext: ([one, many, number], values) => (
      said(words.ngettext(one, many, number), { num: number, ...values })),
  };
  return env;
}

/**
 * The `<article>` of a document.
 * @param {object} given a policy without errors, as plain data
 * @param {object} data `{schema, reference}`, as data.js reads them
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
  const { text } = environment(translator(locale.strings)).template(name, context);
  return typeset(tag, locale.loc.months, text, names_in(policy));
}

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
  const env = environment(translator(locale.strings));
  const page = {
    fragment, policy, document, locale: locale.loc.locale, languages: [], pdf: "", script: "", intervals: "",
    style: `${env.template("policy/print.css", { policy }).text}\n${style}`,
  };
  return `${env.template("policy/page.html", page).text}\n`;
}
