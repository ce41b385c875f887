/**
 * The builder's data as its modules use it, out of the files that builder_data.py makes small.
 * In: policy.schema.json, reference.json, locale.<locale>.json. Out: plain values.
 */
import { Offsets, PhoneCode, PhoneFormat, ZoneData } from "./twin.js";

/**
 * What is the same in every locale.
 * @param {any} schema @param {any} file reference.json
 */
export function readReference(schema, file) {
  const { zones, currencies, countries, holidays } = file;
  const phones = Object.fromEntries(Object.entries(file.phones).map(([code, [valid, formats]]) => (
    [code, PhoneCode(valid, formats.map(([pattern, format, leading]) => PhoneFormat(pattern, format, leading)))])));
  return { schema, reference: { zones, currencies, countries, phones, holidays }, file };
}

/**
 * The data of a locale: CLDR, its names of zones, its strings.
 * @param {any} data what readReference gave @param {any} file locale.<locale>.json
 */
export function readLocale({ file: shared }, file) {
  const offsets = shared.offsets.map((entries) => (
    entries.map(([year, standard, summer]) => Offsets(year, standard, summer))));
  const zones = Object.fromEntries(shared.zones.map((zone, place) => {
    const [standard, generic] = file.zoneNames[file.zoneNamesOf[place]];
    return [zone, ZoneData(standard, generic, offsets[shared.offsetsOf[place]])];
  }));
  const { plural, messages } = file.strings;
  const told = shared.messages.flatMap((message, place) => (messages[place] ? [[message, messages[place]]] : []));
  return { loc: file.loc, zones, strings: { plural, messages: Object.fromEntries(told) } };
}
