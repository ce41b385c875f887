/**
 * The builder's data: the files that builder_data.py made small, and the values its modules use.
 * In: answers to fetch(); own, world, phones and subdivisions, cldr and strings of a locale. Out:
 * plain values.
 */
import { Offsets, PhoneCode, PhoneFormat, ZoneData } from "./twin.js";

/** The browser is older than 2023 and cannot inflate a file. */
export class TooOld extends Error {}

/**
 * A file's JSON. It is gzip, unless the server took its ending for an encoding of the transfer: then
 * the browser has inflated it already.
 * @param {Response} answer
 */
export async function readFile(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
  if (!("DecompressionStream" in globalThis)) throw new TooOld();
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** The file, without its ending, in which a country's holidays are. @param {string} country */
export const holidayFile = (country) => `holidays.${country[0]}`;

/**
 * What is the same in every locale: the files of these names.
 * @param {any} own @param {any} world @param {any} phones @param {any} subdivisions
 */
export function readReference(own, world, phones, subdivisions) {
  const { zones, currencies, digits, countries } = world;
  const codes = Object.fromEntries(Object.entries(phones).map(([code, [valid, formats]]) => (
    [code, PhoneCode(valid, formats.map(([pattern, format, leading]) => PhoneFormat(pattern, format, leading)))])));
  const reference = { zones, currencies, digits, countries, phones: codes, holidays: subdivisions };
  return { schema: own.schema, templates: own.templates, reference, messages: own.messages, world };
}

/**
 * The data of a locale: CLDR, its names of zones, its strings.
 * @param {any} data what readReference gave @param {any} cldr @param {any} strings
 */
export function readLocale({ world, messages: keys }, cldr, { plural, messages }) {
  const offsets = world.offsets.map((entries) => (
    entries.map(([year, standard, summer]) => Offsets(year, standard, summer))));
  const zones = Object.fromEntries(world.zones.map((zone, place) => {
    const [standard, generic] = cldr.zoneNames[cldr.zoneNamesOf[place]];
    return [zone, ZoneData(standard, generic, offsets[world.offsetsOf[place]])];
  }));
  const told = keys.flatMap((key, place) => (messages[place] ? [[key, messages[place]]] : []));
  return { loc: cldr.loc, zones, strings: { plural, messages: Object.fromEntries(told) } };
}
