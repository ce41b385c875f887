// Made by partner_kb.policy.tojs from partner_kb/policy/twin/*.py: change it there.
import * as $ from "./runtime.js";
const { begins, groups } = $;
export function N_(text) {
return text;
}
export const Said = (text, lang) => ({ text, lang });
export function fill(template, values) {
let name, out, part, parts;
parts = $.split(template, "%(");
out = $.at(parts, 0);
for (part of $.iterate($.slice(parts, 1, null))) {
name = $.at($.split(part, ")s"), 0);
out = $.add(out, $.add($.get(values, name, ""), $.slice(part, $.add($.len(name), 2), null)));
}
return out;
}
export function text_in(value, locale, authoritative) {
let lang;
if ($.truth($.isinstance(value, ["str"]))) {
return Said(value, (($.equal(locale, authoritative)) ? "" : authoritative));
}
if (($.within(locale, value))) {
return Said($.str($.at(value, locale)), "");
}
if (($.within(authoritative, value))) {
return Said($.str($.at(value, authoritative)), authoritative);
}
for (lang of $.iterate($.sorted($.keys(value), null))) {
return Said($.str($.at(value, lang)), $.str(lang));
}
return Said("", "");
}
export function paragraphs(text) {
let found, line, lines;
found = [];
lines = [];
for (line of $.iterate($.split(text, "\n"))) {
if (($.equal($.strip(line), ""))) {
if ((($.compare($.len(lines), 0) > 0))) {
$.append(found, $.join(" ", lines));
}
lines = [];
}
else {
$.append(lines, $.strip(line));
}
}
if ((($.compare($.len(lines), 0) > 0))) {
$.append(found, $.join(" ", lines));
}
return found;
}
export function capital(text) {
return $.add($.upper($.slice(text, 0, 1)), $.slice(text, 1, null));
}
export function distance(left, right) {
let above, before, index, other, row, same;
row = $.list($.range($.add($.len(right), 1)));
for (index of $.iterate($.range($.len(left)))) {
before = $.at(row, 0);
$.put(row, 0, $.add(index, 1));
for (other of $.iterate($.range($.len(right)))) {
above = $.at(row, $.add(other, 1));
same = ($.equal($.at(left, index), $.at(right, other)));
$.put(row, $.add(other, 1), $.min($.add(above, 1), $.add($.at(row, other), 1), $.add(before, ($.truth(same) ? 0 : 1))));
before = above;
}
}
return $.at(row, $.len(right));
}
export function nearest(found, choices) {
let best, choice, far, least;
best = "";
least = $.add($.max(2, Math.floor($.len(found) / 3)), 1);
for (choice of $.iterate($.sorted(choices, null))) {
if ((($.compare($.abs(($.len(choice) - $.len(found))), least) < 0))) {
far = distance($.lower(found), $.lower(choice));
if ((($.compare(far, least) < 0))) {
best = choice;
least = far;
}
}
}
return best;
}
export function css_text(text) {
let char, out;
out = "";
for (char of $.iterate(text)) {
if (($.within(char, ["\\", "\"", "<", ">", "&", "\n", "\r", "\f"]))) {
out = $.add(out, ("" + "\\" + $.str($.at(CSS_ESCAPES, char)) + " "));
}
else {
out = $.add(out, char);
}
}
return $.add($.add("\"", out), "\"");
}
export const CSS_ESCAPES = $.record([["\\", "5c"], ["\"", "22"], ["<", "3c"], [">", "3e"], ["&", "26"], ["\n", "a"], ["\r", "d"], ["\f", "c"]]);
export function css_page_text(text) {
let first, second;
first = $.split(text, "{page}");
second = $.split($.at(first, 1), "{pages}");
return ("" + $.str(css_text($.at(first, 0))) + " counter(page) " + $.str(css_text($.at(second, 0))) + " counter(pages) " + $.str(css_text($.at(second, 1))));
}
export function typeset(locale, months, html, names) {
if ($.truth($.startswith(locale, "zh"))) {
return closed_up(html, names);
}
return ($.truth($.startswith(locale, "ru")) ? held_together(html, months) : html);
}
export function closed_up(html, names) {
let name, out, sign;
out = $.replace(html, " \uff08", "\uff08");
for (sign of $.iterate("\u3002\uff0c\uff1b\uff1a\u3001\uff01\uff1f\uff09")) {
out = $.replace(out, $.add(sign, " "), sign);
}
for (name of $.iterate(names)) {
if ($.truth(is_han($.slice(name, 0, 1)))) {
out = $.replace(out, $.add(" ", name), name);
}
if ($.truth(is_han($.slice(name, (-1), null)))) {
out = $.replace(out, $.add(name, " "), name);
}
}
return out;
}
export function held_together(html, months) {
let before, month, out, word;
out = $.replace(html, " \u2014 ", "\u00a0\u2014 ");
for (month of $.iterate(months)) {
out = $.replace(out, $.add(" ", month), $.add("\u00a0", month));
}
for (before of $.iterate([" ", ">", "(", "\u00a0"])) {
for (word of $.iterate("\u0432\u043a\u043e\u0441\u0443\u0438\u0430\u0412\u041a\u041e\u0421\u0423\u0418\u0410")) {
out = $.replace(out, ("" + $.str(before) + $.str(word) + " "), ("" + $.str(before) + $.str(word) + "\u00a0"));
}
}
return out;
}
export function is_han(char) {
return (($.compare("\u4e00", char) <= 0) && ($.compare(char, "\u9fff") <= 0));
}
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const Civil = (year, month, day) => ({ year, month, day });
export function is_leap(year) {
return $.or_($.and_(($.equal($.modulo(year, 4), 0)), () => (!$.equal($.modulo(year, 100), 0))), () => ($.equal($.modulo(year, 400), 0)));
}
export function month_length(year, month) {
if (($.equal(month, 2))) {
return ($.truth(is_leap(year)) ? 29 : 28);
}
return (($.within(month, [4, 6, 9, 11])) ? 30 : 31);
}
export function civil(text) {
let day, found, month, year;
found = groups("(\\d{4})-(\\d{2})-(\\d{2})", text);
if (($.is(found, null))) {
return null;
}
year = $.int($.at(found, 1));
month = $.int($.at(found, 2));
day = $.int($.at(found, 3));
if (((($.compare(year, 1) < 0)) || (($.compare(month, 1) < 0)) || (($.compare(month, 12) > 0)) || (($.compare(day, 1) < 0)) || (($.compare(day, month_length(year, month)) > 0)))) {
return null;
}
return Civil(year, month, day);
}
export function ordinal(text) {
let before, day, month, total;
day = civil(text);
if (($.is(day, null))) {
return 0;
}
before = (day.year - 1);
total = $.add(($.add($.times(before, 365), Math.floor(before / 4)) - Math.floor(before / 100)), Math.floor(before / 400));
for (month of $.iterate($.range(1, day.month))) {
total = $.add(total, month_length(day.year, month));
}
return $.add(total, day.day);
}
export function iso(number) {
let month, rest, year;
year = $.add(Math.floor($.times(number, 400) / 146097), 1);
while ((($.compare(ordinal(("" + $.zfill($.str(year), 4) + "-01-01")), number) > 0))) {
year = (year - 1);
}
while ((($.compare(0, ordinal(("" + $.zfill($.str($.add(year, 1)), 4) + "-01-01"))) < 0) && ($.compare(ordinal(("" + $.zfill($.str($.add(year, 1)), 4) + "-01-01")), number) <= 0))) {
year = $.add(year, 1);
}
rest = (number - ordinal(("" + $.zfill($.str(year), 4) + "-01-01")));
month = 1;
while ((($.compare(rest, month_length(year, month)) >= 0))) {
rest = (rest - month_length(year, month));
month = $.add(month, 1);
}
return ("" + $.zfill($.str(year), 4) + "-" + $.zfill($.str(month), 2) + "-" + $.zfill($.str($.add(rest, 1)), 2));
}
export function weekday(number) {
return $.modulo($.add(number, 6), 7);
}
export function minutes(time) {
let found;
found = groups("(\\d{2}):(\\d{2})", time);
return (($.is(found, null)) ? (-1) : $.add($.times($.int($.at(found, 1)), 60), $.int($.at(found, 2))));
}
export function clock(total) {
return ("" + $.zfill($.str(Math.floor(total / 60)), 2) + ":" + $.zfill($.str($.modulo(total, 60)), 2));
}
export function duration_minutes(text) {
let found, units;
found = groups("(\\d+) (min|h|d|w)", text);
if (($.is(found, null))) {
return 0;
}
units = $.record([["min", 1], ["h", 60], ["d", 1440], ["w", 10080]]);
return $.times($.int($.at(found, 1)), $.at(units, $.at(found, 2)));
}
export const PhoneFormat = (pattern, format, leading) => ({ pattern, format, leading });
export const PhoneCode = (valid, formats) => ({ valid, formats });
export function calling_code(codes, number) {
let code, length;
for (length of $.iterate([1, 2, 3])) {
code = $.slice(number, 1, $.add(1, length));
if (($.within(code, codes))) {
return code;
}
}
return "";
}
export function phone_is_valid(codes, number) {
let code, national;
code = calling_code(codes, number);
if (($.equal(code, ""))) {
return false;
}
national = $.slice(number, $.add(1, $.len(code)), null);
return $.any($.collect($.at(codes, code).valid, (pattern) => (!$.is(groups(pattern, national), null)), (pattern) => true));
}
export function format_phone(codes, number) {
let code, form, found, index, national, out;
code = calling_code(codes, number);
if (($.equal(code, ""))) {
return number;
}
national = $.slice(number, $.add(1, $.len(code)), null);
for (form of $.iterate($.at(codes, code).formats)) {
if (((!$.equal(form.leading, "")) && !($.truth(begins(form.leading, national))))) {
continue;
}
found = groups(form.pattern, national);
if (($.is(found, null))) {
continue;
}
out = form.format;
for (index of $.iterate($.range(1, $.len(found)))) {
out = $.replace(out, ("" + "$" + $.str(index)), $.at(found, index));
}
return ("" + "+" + $.str(code) + " " + $.str(out));
}
return ("" + "+" + $.str(code) + " " + $.str(national));
}
export const WEEK = 10080;
export function week_spans(weekly) {
let base, day, end, line, span, spans, start;
spans = [];
for (line of $.iterate(weekly)) {
if ((!($.truth($.isinstance(line, ["dict"]))) || !($.truth($.isinstance($.get(line, "days"), ["list"]))))) {
continue;
}
for (day of $.iterate($.at(line, "days"))) {
if (($.within(day, WEEKDAYS))) {
base = $.times($.index(WEEKDAYS, day), 1440);
for (span of $.iterate(day_spans(line))) {
start = $.add(base, $.at(span, 0));
end = $.add(base, $.at(span, 1));
if ((($.compare(start, WEEK) >= 0))) {
$.append(spans, [(start - WEEK), (end - WEEK)]);
}
else {
if ((($.compare(end, WEEK) > 0))) {
$.append(spans, [start, WEEK]);
$.append(spans, [0, (end - WEEK)]);
}
else {
$.append(spans, [start, end]);
}
}
}
}
}
}
return $.sorted(spans, null);
}
export function day_spans(line) {
let breaks, closes, end, first, opens, overnight, rest, second, spans, start;
opens = minutes($.str($.get(line, "open")));
closes = minutes($.str($.get(line, "close")));
overnight = ($.is($.get(line, "overnight"), true));
if (((($.compare(opens, 0) < 0)) || (($.compare(closes, 0) < 0)))) {
return [];
}
end = ($.truth(overnight) ? $.add(closes, 1440) : closes);
breaks = $.collect($.or_($.get(line, "breaks"), () => []), (rest) => [minutes($.str($.get(rest, "start"))), minutes($.str($.get(rest, "end")))], (rest) => $.truth($.isinstance(rest, ["dict"])));
spans = [];
start = opens;
for (rest of $.iterate(breaks)) {
first = (($.truth(overnight) && (($.compare($.at(rest, 0), opens) < 0))) ? $.add($.at(rest, 0), 1440) : $.at(rest, 0));
second = (($.truth(overnight) && (($.compare($.at(rest, 1), opens) <= 0))) ? $.add($.at(rest, 1), 1440) : $.at(rest, 1));
if ((($.compare(first, start) > 0))) {
$.append(spans, [start, first]);
}
start = $.max(start, second);
}
if ((($.compare(end, start) > 0))) {
$.append(spans, [start, end]);
}
return spans;
}
export function longest_gap(weekly) {
let last, longest, span, spans;
spans = week_spans(weekly);
if (($.equal($.len(spans), 0))) {
return WEEK;
}
longest = 0;
last = ($.at($.at(spans, ($.len(spans) - 1)), 1) - WEEK);
for (span of $.iterate(spans)) {
longest = $.max(longest, ($.at(span, 0) - last));
last = $.max(last, $.at(span, 1));
}
return longest;
}
export const LETTERS = "A-Za-z\\u00c0-\\u1fff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3";
export const HOST = $.add($.add($.add($.add($.add($.add("(?:[0-9", LETTERS), "-]+\\.)+["), LETTERS), "][0-9"), LETTERS), "-]+");
export const Finding = (path, code, message, args, on_key = false, warning = false) => ({ path, code, message, args, on_key, warning });
export const Reference = (zones, currencies, digits, countries, phones, holidays) => ({ zones, currencies, digits, countries, phones, holidays });
export function resolve(schema, node) {
let key, target;
if ((!$.within("$ref", node))) {
return node;
}
target = $.dict($.at($.at(schema, "$defs"), $.slice($.at(node, "$ref"), $.len("#/$defs/"), null)));
for (key of $.iterate(["title", "description", "default"])) {
if (($.within(key, node))) {
$.put(target, key, $.at(node, key));
}
}
return target;
}
export function show(value) {
let line, text;
text = ($.truth($.isinstance(value, ["str"])) ? value : kind_of(value));
line = $.join(" ", $.split(text));
return ((($.compare($.len(line), 60) <= 0)) ? line : $.add($.slice(line, 0, 57), "..."));
}
export function kind_of(value) {
if (($.is(value, null))) {
return "nothing";
}
if ($.truth($.isinstance(value, ["bool"]))) {
return ($.truth(value) ? "true" : "false");
}
if ($.truth($.isinstance(value, ["dict"]))) {
return "a group of fields";
}
if ($.truth($.isinstance(value, ["list"]))) {
return "a list";
}
return $.str(value);
}
export function ids_at(root, where) {
let found, item, key, node;
node = root;
for (key of $.iterate($.split(where, "."))) {
node = ($.truth($.isinstance(node, ["dict"])) ? $.get(node, key) : null);
}
found = [];
if ($.truth($.isinstance(node, ["list"]))) {
for (item of $.iterate(node)) {
if (($.truth($.isinstance(item, ["dict"])) && $.truth($.isinstance($.get(item, "id"), ["str"])))) {
$.append(found, $.at(item, "id"));
}
}
}
return found;
}
export function check_shape(schema, ref, value) {
let found;
found = [];
check_node(schema, ref, value, schema, value, [], found);
return found;
}
export function check_node(schema, ref, root, given, value, path, found) {
let kind, node;
node = resolve(schema, given);
kind = $.str($.get(node, "x-kind", ""));
if (($.equal(kind, "text"))) {
check_text(value, path, found);
}
else {
if (($.equal(kind, "decimal"))) {
check_decimal(value, path, found);
}
else {
if (($.equal($.get(node, "type"), "object"))) {
check_object(schema, ref, root, node, value, path, found);
}
else {
if (($.equal($.get(node, "type"), "array"))) {
check_array(schema, ref, root, node, value, path, found);
}
else {
if (($.equal($.get(node, "type"), "boolean"))) {
if (!($.truth($.isinstance(value, ["bool"])))) {
say(found, path, "policy-type", "expected true or false, found %(found)s", value);
}
}
else {
if (($.equal($.get(node, "type"), "integer"))) {
check_integer(node, value, path, found);
}
else {
if (!($.truth($.isinstance(value, ["str"])))) {
check_wrong_text(value, path, found);
}
else {
check_string(ref, root, node, kind, value, path, found);
}
}
}
}
}
}
}
}
export function say(found, path, code, message, value) {
$.append(found, Finding(path, code, message, $.record([["found", show(value)]])));
}
export function check_object(schema, ref, root, node, value, path, found) {
let args, fields, key, message, near;
if (!($.truth($.isinstance(value, ["dict"])))) {
say(found, path, "policy-type", "expected a group of fields, found %(found)s", value);
return null;
}
fields = $.at(node, "properties");
for (key of $.iterate($.keys(value))) {
if (($.within(key, fields))) {
if (($.is($.at(value, key), null))) {
message = "\u201c%(field)s\u201d has no value: fill it in, or take the line out";
$.append(found, Finding([...$.iterate(path), key], "policy-empty", message, $.record([["field", key]])));
}
else {
check_node(schema, ref, root, $.at(fields, key), $.at(value, key), [...$.iterate(path), key], found);
}
continue;
}
near = nearest(key, $.list($.keys(fields)));
args = $.record([["field", key], ["near", near]]);
if (($.equal(near, ""))) {
message = "unknown field \u201c%(field)s\u201d";
}
else {
message = "unknown field \u201c%(field)s\u201d: did you mean \u201c%(near)s\u201d?";
}
$.append(found, Finding([...$.iterate(path), key], "policy-unknown-field", message, args, true));
}
for (key of $.iterate($.get(node, "required", []))) {
if ((!$.within(key, value))) {
message = "the field \u201c%(field)s\u201d is missing";
$.append(found, Finding(path, "policy-required", message, $.record([["field", key]])));
}
}
}
export function check_array(schema, ref, root, node, value, path, found) {
let index, message;
if (!($.truth($.isinstance(value, ["list"])))) {
say(found, path, "policy-type", "expected a list, found %(found)s", value);
return null;
}
if ((($.compare($.len(value), $.int($.get(node, "minItems", 0))) < 0))) {
$.append(found, Finding(path, "policy-empty", "at least one item is needed here", $.record([])));
}
for (index of $.iterate($.range($.len(value)))) {
check_node(schema, ref, root, $.at(node, "items"), $.at(value, index), [...$.iterate(path), index], found);
if (($.truth($.isinstance($.at(value, index), ["str"])) && ($.within($.at(value, index), $.slice(value, 0, index))))) {
message = "\u201c%(found)s\u201d stands in this list twice";
say(found, [...$.iterate(path), index], "policy-duplicate", message, $.at(value, index));
}
}
}
export function check_wrong_text(value, path, found) {
let message;
if (($.truth($.isinstance(value, ["int", "float"])) && !($.truth($.isinstance(value, ["bool"]))))) {
message = "expected text, found the number %(found)s: write it in quotes, \"%(found)s\"";
say(found, path, "policy-type", message, value);
}
else {
say(found, path, "policy-type", "expected text, found %(found)s", value);
}
}
export function check_text(value, path, found) {
let key;
if ($.truth($.isinstance(value, ["dict"]))) {
if (($.equal($.len(value), 0))) {
$.append(found, Finding(path, "policy-empty", "this text is empty", $.record([])));
}
for (key of $.iterate($.keys(value))) {
check_locale(key, [...$.iterate(path), key], found, true);
if ($.truth($.isinstance($.at(value, key), ["str"]))) {
check_characters($.at(value, key), [...$.iterate(path), key], found);
}
else {
check_wrong_text($.at(value, key), [...$.iterate(path), key], found);
}
}
}
else {
if ($.truth($.isinstance(value, ["str"]))) {
check_characters(value, path, found);
}
else {
check_wrong_text(value, path, found);
}
}
}
export function check_characters(text, path, found) {
let char, code, hidden, message;
if (($.equal($.strip(text), ""))) {
$.append(found, Finding(path, "policy-empty", "this text is empty", $.record([])));
}
else {
if (($.within("TODO", text))) {
message = "a blank is still to be filled here: \u201c%(found)s\u201d";
say(found, path, "policy-blank", message, text);
}
}
if ((($.compare($.len(text), 20000) > 0))) {
$.append(found, Finding(path, "policy-too-long", "this text is too long", $.record([])));
}
for (char of $.iterate(text)) {
code = $.ord(char);
hidden = $.or_(($.within(code, [8232, 8233])), () => $.and_((($.compare(code, 8234) >= 0)), () => (($.compare(code, 8238) <= 0))));
if ((((($.compare(code, 32) < 0)) && (!$.within(char, ["\n", "\t"]))) || ($.equal(code, 127)) || $.truth(hidden))) {
message = "a control character stands in this text";
$.append(found, Finding(path, "policy-character", message, $.record([])));
return null;
}
}
}
export function check_locale(text, path, found, on_key) {
let message;
if (($.is(groups("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text), null))) {
message = "\u201c%(found)s\u201d is no language tag: write pt-BR, zh-CN, ru-RU or en";
$.append(found, Finding(path, "policy-locale", message, $.record([["found", show(text)]]), on_key));
}
}
export function check_decimal(value, path, found) {
let message, text;
text = (($.truth($.isinstance(value, ["bool", "dict", "list"])) || ($.is(value, null))) ? "" : $.str(value));
if (($.truth($.endswith(text, ".0")) && !($.truth($.isinstance(value, ["str"]))))) {
text = $.slice(text, 0, (-2));
}
if (($.is(groups("\\d{1,12}(\\.\\d{1,4})?", text), null))) {
message = "\u201c%(found)s\u201d is no amount: write it as 1234.50";
say(found, path, "policy-amount", message, value);
}
}
export function check_integer(node, value, path, found) {
let args, high, low, message;
if (($.truth($.isinstance(value, ["bool"])) || !($.truth($.isinstance(value, ["int"]))))) {
message = "expected a whole number, found %(found)s";
say(found, path, "policy-type", message, value);
return null;
}
if ((($.within("const", node)) && (!$.equal(value, $.at(node, "const"))))) {
message = "%(found)s is not known here: this version reads %(known)s";
args = $.record([["found", $.str(value)], ["known", $.str($.at(node, "const"))]]);
$.append(found, Finding(path, "policy-schema-version", message, args));
}
low = $.get(node, "minimum");
high = $.get(node, "maximum");
if ((((!$.is(low, null)) && (($.compare(value, low) < 0))) || ((!$.is(high, null)) && (($.compare(value, high) > 0))))) {
args = $.record([["found", $.str(value)], ["low", $.str(low)], ["high", $.str(high)]]);
if (($.is(high, null))) {
message = "%(found)s is out of range: at least %(low)s";
}
else {
message = "%(found)s is out of range: from %(low)s to %(high)s";
}
$.append(found, Finding(path, "policy-range", message, args));
}
}
export function check_string(ref, root, node, kind, value, path, found) {
let before, local, message;
if (($.within("enum", node))) {
if ((!$.within(value, $.at(node, "enum")))) {
check_choice(value, $.at(node, "enum"), path, found);
}
return null;
}
before = $.len(found);
check_characters(value, path, found);
if ((($.compare($.len(found), before) > 0))) {
return null;
}
if ((($.compare($.len(value), $.int($.get(node, "maxLength", 20000))) > 0))) {
$.append(found, Finding(path, "policy-too-long", "this text is too long", $.record([])));
return null;
}
if (($.equal(kind, "name"))) {
if ((($.within("<", value)) || ($.within(">", value)))) {
message = "markup stands in \u201c%(found)s\u201d: write plain text";
say(found, path, "policy-markup", message, value);
}
}
else {
if (($.equal(kind, "date"))) {
if (($.is(civil(value), null))) {
message = "\u201c%(found)s\u201d is no date: write it as 2026-01-31";
say(found, path, "policy-date", message, value);
}
}
else {
if (($.equal(kind, "locale"))) {
check_locale(value, path, found, false);
}
else {
if (($.equal(kind, "zone"))) {
check_member(value, ref.zones, path, "policy-zone", found);
}
else {
if (($.equal(kind, "currency"))) {
check_member(value, ref.currencies, path, "policy-currency", found);
}
else {
if (($.equal(kind, "country"))) {
check_member(value, ref.countries, path, "policy-country", found);
}
else {
if (($.equal(kind, "phone"))) {
check_phone(value, ref, path, found);
}
else {
if (($.equal(kind, "email"))) {
local = "[^\\s@<>()\\[\\],;:\\\\\\\"]+";
if (($.is(groups($.add($.add(local, "@"), HOST), value), null))) {
message = "\u201c%(found)s\u201d is no email address";
say(found, path, "policy-email", message, value);
}
}
else {
if (($.equal(kind, "url"))) {
check_url(value, path, found);
}
else {
if ($.truth($.startswith(kind, "ref:"))) {
check_reference(value, ids_at(root, $.slice(kind, 4, null)), $.slice(kind, 4, null), path, found);
}
else {
if ((($.within("pattern", node)) && ($.is(groups($.at(node, "pattern"), value), null)))) {
check_pattern(kind, value, path, found);
}
}
}
}
}
}
}
}
}
}
}
}
export function check_choice(value, choices, path, found) {
let args, message, near;
near = nearest(value, choices);
args = $.record([["found", show(value)], ["choices", $.join(", ", choices)], ["near", near]]);
if (($.equal(near, ""))) {
message = "\u201c%(found)s\u201d is not one of: %(choices)s";
}
else {
message = "\u201c%(found)s\u201d is not one of: %(choices)s. Did you mean \u201c%(near)s\u201d?";
}
$.append(found, Finding(path, "policy-choice", message, args));
}
export function check_member(value, known, path, code, found) {
let message, messages, near;
if (($.within(value, known))) {
return null;
}
near = nearest(value, known);
messages = $.record([["policy-zone", ["there is no time zone \u201c%(found)s\u201d: write an IANA name such as Europe/Moscow", "there is no time zone \u201c%(found)s\u201d: did you mean \u201c%(near)s\u201d?"]], ["policy-currency", ["there is no currency \u201c%(found)s\u201d: write an ISO 4217 code such as BRL", "there is no currency \u201c%(found)s\u201d: did you mean \u201c%(near)s\u201d?"]], ["policy-country", ["there is no country or region \u201c%(found)s\u201d: write an ISO 3166 code such as BR", "there is no country or region \u201c%(found)s\u201d: did you mean \u201c%(near)s\u201d?"]]]);
message = $.at($.at(messages, code), (((!$.equal(near, "")) && (($.compare($.len(value), 3) > 0))) ? 1 : 0));
$.append(found, Finding(path, code, message, $.record([["found", show(value)], ["near", near]])));
}
export function check_phone(value, ref, path, found) {
let message;
if (($.is(groups("\\+[1-9]\\d{5,14}", value), null))) {
message = "\u201c%(found)s\u201d is no phone number: write +, country code and digits only";
say(found, path, "policy-phone", message, value);
}
else {
if (!($.truth(phone_is_valid(ref.phones, value)))) {
message = "the phone number %(found)s cannot exist in the plan of its country";
say(found, path, "policy-phone", message, value);
}
}
}
export function check_url(value, path, found) {
let last, message;
last = $.at(path, ($.len(path) - 1));
if ((($.equal(last, "logo")) && (!$.is(groups("[A-Za-z0-9_-]+\\.(svg|png|jpg|jpeg|webp)", value), null)))) {
return null;
}
if ((($.equal(last, "qr")) && (!$.is(groups("(https://|weixin://)[^\\s<>\\\"'`\\\\]+", value), null)))) {
return null;
}
if (($.is(groups($.add($.add("https://", HOST), "(?::\\d{1,5})?(?:[/?#][^\\s<>\\\"'`\\\\]*)?"), value), null))) {
message = "\u201c%(found)s\u201d is no https address: write https:// and a host name";
say(found, path, "policy-url", message, value);
}
}
export function check_reference(value, known, where, path, found) {
let args, message, near;
if (($.within(value, known))) {
return null;
}
near = nearest(value, known);
args = $.record([["found", show(value)], ["where", where], ["near", near]]);
if (($.equal(near, ""))) {
message = "\u201c%(found)s\u201d is not an identifier in \u201c%(where)s\u201d";
}
else {
message = "\u201c%(found)s\u201d is not an identifier in \u201c%(where)s\u201d: did you mean \u201c%(near)s\u201d?";
}
$.append(found, Finding(path, "policy-reference", message, args));
}
export function check_pattern(kind, value, path, found) {
let message;
if (($.equal(kind, "time"))) {
message = "\u201c%(found)s\u201d is no time: write it as 09:00, from 00:00 to 24:00";
}
else {
if (($.equal(kind, "duration"))) {
message = "\u201c%(found)s\u201d is no duration: write a number and min, h, d or w, such as 2 h";
}
else {
message = "\u201c%(found)s\u201d is no identifier: letters, digits and hyphens, such as service-desk";
}
}
say(found, path, $.add("policy-", kind), message, value);
}
export function complete(schema, given, value) {
let field, filled, key, node, text;
node = resolve(schema, given);
if (($.equal($.get(node, "x-kind"), "decimal"))) {
text = $.str(value);
return (($.truth($.endswith(text, ".0")) && !($.truth($.isinstance(value, ["str"])))) ? $.slice(text, 0, (-2)) : text);
}
if (($.equal($.get(node, "type"), "array"))) {
return $.collect(value, (item) => complete(schema, $.at(node, "items"), item), (item) => true);
}
if (((!$.equal($.get(node, "type"), "object")) || (!$.within("properties", node)))) {
return value;
}
filled = $.record([]);
for (key of $.iterate($.keys($.at(node, "properties")))) {
field = $.at($.at(node, "properties"), key);
if ((!$.is($.get(value, key), null))) {
$.put(filled, key, complete(schema, field, $.at(value, key)));
}
else {
if (($.within("default", field))) {
$.put(filled, key, $.at(field, "default"));
}
else {
$.put(filled, key, null);
}
}
}
return filled;
}
export const SECTIONS = ["parties", "scope", "hours", "contacts", "severities", "intake", "escalation", "pricing", "collections", "disputes", "duties", "privacy", "maintenance", "remedies", "complaints", "changes", "legal", "history"];
export function part(value, key) {
let found;
found = ($.truth($.isinstance(value, ["dict"])) ? $.get(value, key) : null);
return ($.truth($.isinstance(found, ["dict"])) ? found : $.record([]));
}
export function items(value, key) {
let found;
found = ($.truth($.isinstance(value, ["dict"])) ? $.get(value, key) : null);
return ($.truth($.isinstance(found, ["list"])) ? found : []);
}
export function word(value, key) {
let found;
found = ($.truth($.isinstance(value, ["dict"])) ? $.get(value, key) : null);
return ($.truth($.isinstance(found, ["str"])) ? found : "");
}
export function check_rules(ref, value) {
let found, index;
found = [];
check_ids(value, found);
check_versions(value, found);
check_scope(value, found);
check_identity(value, found);
for (index of $.iterate($.range($.len(items(value, "hours"))))) {
check_hours(ref, $.at(items(value, "hours"), index), ["hours", index], found);
}
check_contacts(value, found);
check_severities(value, found);
check_pricing(ref, value, found);
check_collections(ref, value, found);
check_clauses(value, found);
return found;
}
export function tell(found, path, code, message, args) {
$.append(found, Finding(path, code, message, args));
}
export function check_ids(value, found) {
let holder, index, key, message, name, place, places, seen;
places = [["hours"], ["contacts"], ["severities"], ["pricing"], ["clauses"], ["scope", "services"], ["scope", "plans"]];
for (place of $.iterate(places)) {
holder = (($.equal($.len(place), 1)) ? value : part(value, $.at(place, 0)));
key = $.at(place, ($.len(place) - 1));
seen = [];
for (index of $.iterate($.range($.len(items(holder, key))))) {
name = word($.at(items(holder, key), index), "id");
if (((!$.equal(name, "")) && ($.within(name, seen)))) {
message = "the identifier \u201c%(found)s\u201d is used twice in this list";
tell(found, [...$.iterate(place), index, "id"], "policy-duplicate", message, $.record([["found", name]]));
}
$.append(seen, name);
}
}
}
export function check_versions(value, found) {
let args, day, effective, entry, index, message, newer, review, seen;
effective = word(value, "effective");
review = word(value, "next_review");
if (((($.compare(ordinal(effective), 0) > 0)) && (($.compare(ordinal(review), 0) > 0)) && (($.compare(ordinal(review), ordinal(effective)) <= 0)))) {
message = "the next review, %(later)s, is not after the effective date, %(earlier)s";
args = $.record([["later", review], ["earlier", effective]]);
tell(found, ["next_review"], "policy-date-order", message, args);
}
newer = effective;
seen = [word(value, "version")];
for (index of $.iterate($.range($.len(items(value, "history"))))) {
entry = $.at(items(value, "history"), index);
day = word(entry, "effective");
if (((($.compare(ordinal(newer), 0) > 0)) && (($.compare(ordinal(day), 0) > 0)) && (($.compare(ordinal(day), ordinal(newer)) >= 0)))) {
message = "version dates run from newest to oldest: %(later)s is not before %(earlier)s";
args = $.record([["later", day], ["earlier", newer]]);
tell(found, ["history", index, "effective"], "policy-date-order", message, args);
}
if ((($.compare(ordinal(day), 0) > 0))) {
newer = day;
}
if (($.within(word(entry, "version"), seen))) {
message = "the version \u201c%(found)s\u201d stands here twice";
args = $.record([["found", word(entry, "version")]]);
tell(found, ["history", index, "version"], "policy-duplicate", message, args);
}
$.append(seen, word(entry, "version"));
}
}
export function check_scope(value, found) {
let handoff, index, message, model, path, scope, service;
scope = part(value, "scope");
model = word(scope, "partner_model");
if ((($.equal(model, "indirect-reseller")) && ($.is($.get(scope, "provider"), null)))) {
message = "an indirect reseller names its indirect provider in \u201cprovider\u201d";
tell(found, ["scope", "partner_model"], "policy-provider", message, $.record([]));
}
if ((($.equal(model, "direct-bill")) && (!$.is($.get(scope, "provider"), null)))) {
message = "a direct-bill partner has no indirect provider: take \u201cprovider\u201d out";
tell(found, ["scope", "provider"], "policy-provider", message, $.record([]));
}
handoff = items(part(value, "escalation"), "provider_handoff");
if ((($.equal(model, "direct-bill")) && (($.compare($.len(handoff), 0) > 0)))) {
message = "a direct-bill partner has no provider to hand a request to";
tell(found, ["escalation", "provider_handoff"], "policy-provider", message, $.record([]));
}
for (index of $.iterate($.range($.len(items(scope, "services"))))) {
service = $.at(items(scope, "services"), index);
path = ["scope", "services", index];
if ((($.within(word(service, "provided"), ["resold", "outsourced"])) && ($.equal(word(service, "by"), "")))) {
message = "say in \u201cby\u201d who gives this support";
tell(found, [...$.iterate(path), "provided"], "policy-required", message, $.record([]));
}
if ((($.equal(word(service, "kind"), "other")) && ($.is($.get(service, "name"), null)))) {
message = "a service of the kind \u201cother\u201d needs a name";
tell(found, [...$.iterate(path), "kind"], "policy-required", message, $.record([]));
}
}
}
export function check_identity(value, found) {
let args, entries, entry, index, kind, lengths, message, path, signs;
lengths = $.record([["cnpj", [14]], ["inn", [10, 12]], ["kpp", [9]], ["ogrn", [13, 15]], ["uscc", [18]]]);
entries = items(part(value, "identity"), "registrations");
for (index of $.iterate($.range($.len(entries)))) {
entry = $.at(entries, index);
kind = word(entry, "kind");
path = ["identity", "registrations", index];
if ((($.equal(kind, "other")) && ($.is($.get(entry, "label"), null)))) {
message = "a number of the kind \u201cother\u201d needs a label";
tell(found, [...$.iterate(path), "kind"], "policy-required", message, $.record([]));
}
signs = $.collect(word(entry, "number"), (char) => char, (char) => (!$.within(char, [" ", ".", "-", "/"])));
if ((($.within(kind, lengths)) && (($.compare($.len(signs), 0) > 0)) && (!$.within($.len(signs), $.at(lengths, kind))))) {
message = "a number of the kind %(kind)s has %(expected)s characters, not %(found)s";
args = $.record([["kind", $.upper(kind)], ["expected", $.join("/", $.collect($.at(lengths, kind), (length) => $.str(length), (length) => true))], ["found", $.str($.len(signs))]]);
tell(found, [...$.iterate(path), "number"], "policy-registration", message, args);
}
}
}
export function check_hours(ref, hours, path, found) {
let always, country, days, index, message, number, rule, taken, weekly, where;
always = $.and_($.isinstance(hours, ["dict"]), () => ($.is($.get(hours, "always"), true)));
weekly = items(hours, "weekly");
if (($.truth(always) && (($.compare($.len(weekly), 0) > 0)))) {
message = "always open, and weekly hours as well: take one of them out";
tell(found, [...$.iterate(path), "weekly"], "policy-hours", message, $.record([]));
}
if (($.truth($.isinstance(hours, ["dict"])) && !($.truth(always)) && ($.equal($.len(weekly), 0)))) {
message = "give weekly hours, or \u201calways: true\u201d";
tell(found, path, "policy-hours", message, $.record([]));
}
taken = [];
for (index of $.iterate($.range($.len(weekly)))) {
check_week($.at(weekly, index), [...$.iterate(path), "weekly", index], taken, found);
}
check_exceptions(items(hours, "exceptions"), [...$.iterate(path), "exceptions"], found);
days = items(hours, "weekend_workdays");
for (index of $.iterate($.range($.len(days)))) {
number = ($.truth($.isinstance($.at(days, index), ["str"])) ? ordinal($.at(days, index)) : 0);
if (((($.compare(number, 0) > 0)) && (($.compare(weekday(number), 5) < 0)))) {
message = "%(found)s is no Saturday or Sunday";
where = [...$.iterate(path), "weekend_workdays", index];
tell(found, where, "policy-weekend", message, $.record([["found", $.at(days, index)]]));
}
}
rule = part(hours, "holidays");
country = word(rule, "country");
if (($.within(country, ref.countries))) {
check_holidays(ref, country, word(rule, "subdivision"), [...$.iterate(path), "holidays"], found);
}
}
export function check_holidays(ref, country, region, path, found) {
let args, message, near;
if ((!$.within(country, ref.holidays))) {
message = "the public holidays of %(found)s are not known: list them as exceptions";
tell(found, [...$.iterate(path), "country"], "policy-holidays", message, $.record([["found", country]]));
}
else {
if (((!$.equal(region, "")) && (!$.within(region, $.at(ref.holidays, country))))) {
near = nearest(region, $.at(ref.holidays, country));
message = "%(country)s has no subdivision \u201c%(found)s\u201d; known: %(choices)s";
if ((!$.equal(near, ""))) {
message = "%(country)s has no subdivision \u201c%(found)s\u201d: did you mean \u201c%(near)s\u201d?";
}
args = $.record([["country", country], ["found", region], ["near", near], ["choices", $.join(", ", $.at(ref.holidays, country))]]);
tell(found, [...$.iterate(path), "subdivision"], "policy-holidays", message, args);
}
}
}
export function check_week(week, path, taken, found) {
let args, closes, message, opens, other, overnight, span;
opens = minutes(word(week, "open"));
closes = minutes(word(week, "close"));
if (((($.compare(opens, 0) < 0)) || (($.compare(closes, 0) < 0)))) {
return null;
}
overnight = ($.is($.get(week, "overnight"), true));
args = $.record([["open", word(week, "open")], ["close", word(week, "close")]]);
if (($.equal(opens, 1440))) {
message = "24:00 ends a day: what opens then opens at 00:00 of the next one";
tell(found, [...$.iterate(path), "open"], "policy-hours-order", message, $.record([]));
return null;
}
if (((($.compare(closes, opens) <= 0)) && !($.truth(overnight)))) {
message = "closes at %(close)s, before it opens at %(open)s: add \u201covernight: true\u201d if it closes on the next day";
tell(found, [...$.iterate(path), "close"], "policy-hours-order", message, args);
return null;
}
if (($.truth(overnight) && (($.compare(closes, opens) > 0)))) {
message = "overnight from %(open)s to %(close)s is longer than a day";
tell(found, [...$.iterate(path), "close"], "policy-hours-order", message, args);
return null;
}
check_breaks(week, opens, $.add(closes, ($.truth(overnight) ? 1440 : 0)), path, found);
if (((($.compare($.len(items(week, "breaks")), 0) > 0)) && ($.equal($.len(day_spans(week)), 0)))) {
message = "the breaks leave no time in which it is open";
tell(found, [...$.iterate(path), "breaks"], "policy-hours-break", message, $.record([]));
}
for (span of $.iterate(week_spans([week]))) {
for (other of $.iterate(taken)) {
if (((($.compare($.at(span, 0), $.at(other, 1)) < 0)) && (($.compare($.at(other, 0), $.at(span, 1)) < 0)))) {
message = "%(open)s to %(close)s overlaps hours that stand above";
tell(found, [...$.iterate(path), "open"], "policy-hours-overlap", message, args);
return null;
}
}
}
$.extend(taken, week_spans([week]));
}
export function check_breaks(week, opens, closes, path, found) {
let args, end, index, last, message, rest, start, where;
last = opens;
for (index of $.iterate($.range($.len(items(week, "breaks"))))) {
rest = $.at(items(week, "breaks"), index);
start = minutes(word(rest, "start"));
end = minutes(word(rest, "end"));
if (((($.compare(start, 0) < 0)) || (($.compare(end, 0) < 0)))) {
continue;
}
args = $.record([["start", word(rest, "start")], ["end", word(rest, "end")]]);
if ((($.is($.get(week, "overnight"), true)) && (($.compare(start, opens) < 0)))) {
start = $.add(start, 1440);
}
if ((($.is($.get(week, "overnight"), true)) && (($.compare(end, opens) <= 0)))) {
end = $.add(end, 1440);
}
where = [...$.iterate(path), "breaks", index, "start"];
if ((($.compare(end, start) <= 0))) {
message = "the break ends at %(end)s, before it begins at %(start)s";
tell(found, [...$.iterate(path), "breaks", index, "end"], "policy-hours-order", message, args);
}
else {
if (((($.compare(start, opens) < 0)) || (($.compare(end, closes) > 0)))) {
message = "the break from %(start)s to %(end)s lies outside the hours";
tell(found, where, "policy-hours-break", message, args);
}
else {
if ((($.compare(start, last) < 0))) {
message = "the break from %(start)s to %(end)s overlaps the one before it";
tell(found, where, "policy-hours-overlap", message, args);
}
}
}
last = end;
}
}
export function check_exceptions(entries, path, found) {
let args, closes, end, entry, index, message, opens, other, start, taken, times;
taken = [];
for (index of $.iterate($.range($.len(entries)))) {
entry = $.at(entries, index);
start = ordinal(word(entry, "start"));
end = ((!$.equal(word(entry, "end"), "")) ? ordinal(word(entry, "end")) : start);
if ((($.equal(start, 0)) || ($.equal(end, 0)))) {
continue;
}
args = $.record([["start", word(entry, "start")], ["end", word(entry, "end")]]);
if ((($.compare(end, start) < 0))) {
message = "the last day, %(end)s, is before the first, %(start)s";
tell(found, [...$.iterate(path), index, "end"], "policy-date-order", message, args);
continue;
}
for (other of $.iterate(taken)) {
if (((($.compare(start, $.at(other, 1)) <= 0)) && (($.compare($.at(other, 0), end) <= 0)))) {
message = "%(start)s lies in an exception that stands above";
tell(found, [...$.iterate(path), index, "start"], "policy-hours-overlap", message, args);
}
}
$.append(taken, [start, end]);
opens = minutes(word(entry, "open"));
closes = minutes(word(entry, "close"));
if ((!$.equal((($.compare(opens, 0) < 0)), (($.compare(closes, 0) < 0))))) {
message = "give both \u201copen\u201d and \u201cclose\u201d, or neither where it stays closed";
tell(found, [...$.iterate(path), index], "policy-hours", message, $.record([]));
}
else {
if (((($.compare(opens, 0) >= 0)) && (($.compare(closes, opens) <= 0)))) {
message = "closes at %(close)s, before it opens at %(open)s: a date ends at 24:00, what follows is for the next one";
times = $.record([["open", word(entry, "open")], ["close", word(entry, "close")]]);
tell(found, [...$.iterate(path), index, "close"], "policy-hours-order", message, times);
}
}
}
}
export function check_contacts(value, found) {
let args, contact, field, index, kind, message, needed;
needed = $.record([["phone", ["phone"]], ["email", ["email"]], ["portal", ["url"]], ["chat", ["url"]], ["wechat", ["account", "qr"]], ["telegram", ["account"]], ["whatsapp", ["phone"]], ["post", ["address"]]]);
for (index of $.iterate($.range($.len(items(value, "contacts"))))) {
contact = $.at(items(value, "contacts"), index);
kind = word(contact, "kind");
if ((!$.within(kind, needed))) {
continue;
}
if (($.is($.get(contact, $.at($.at(needed, kind), 0)), null))) {
message = "a contact method of the kind \u201c%(kind)s\u201d needs \u201c%(field)s\u201d";
args = $.record([["kind", kind], ["field", $.at($.at(needed, kind), 0)]]);
tell(found, ["contacts", index, "kind"], "policy-contact", message, args);
}
for (field of $.iterate(["phone", "email", "url", "account", "qr", "address"])) {
if (((!$.is($.get(contact, field), null)) && (!$.within(field, $.at(needed, kind))))) {
message = "\u201c%(field)s\u201d has no meaning for the kind \u201c%(kind)s\u201d";
args = $.record([["kind", kind], ["field", field]]);
tell(found, ["contacts", index, field], "policy-contact", message, args);
}
}
}
}
export function find(entries, name) {
let entry;
for (entry of $.iterate(entries)) {
if (((!$.equal(name, "")) && ($.equal(word(entry, "id"), name)))) {
return entry;
}
}
return null;
}
export function check_severities(value, found) {
let args, hours, index, limited, message, name, path, severity;
for (index of $.iterate($.range($.len(items(value, "severities"))))) {
severity = $.at(items(value, "severities"), index);
if (!($.truth($.isinstance(severity, ["dict"])))) {
continue;
}
name = word(severity, "id");
path = ["severities", index];
hours = find(items(value, "hours"), word(severity, "hours"));
check_reachable(value, name, hours, path, found);
check_response(severity, hours, path, found);
limited = items(hours, "severities");
if (((($.compare($.len(limited), 0) > 0)) && (!$.equal(name, "")) && (!$.within(name, limited)))) {
message = "the hours \u201c%(hours)s\u201d are not for severity %(severity)s";
args = $.record([["hours", word(severity, "hours")], ["severity", name]]);
tell(found, [...$.iterate(path), "hours"], "policy-severity-hours", message, args);
}
}
}
export function check_reachable(value, name, hours, path, found) {
let able, message, timetables;
able = $.collect(items(value, "contacts"), (contact) => contact, (contact) => (($.equal($.len(items(contact, "severities")), 0)) || ($.within(name, items(contact, "severities")))));
if (((!$.equal(name, "")) && ($.equal($.len(able), 0)))) {
message = "no contact method takes severity %(severity)s";
tell(found, [...$.iterate(path), "id"], "policy-severity-contact", message, $.record([["severity", name]]));
}
else {
if (((!$.equal(name, "")) && $.truth($.isinstance(hours, ["dict"])) && ($.is($.get(hours, "always"), true)))) {
timetables = $.collect(able, (contact) => find(items(value, "hours"), word(contact, "hours")), (contact) => true);
if (!($.truth($.any($.collect(timetables, (table) => $.and_($.isinstance(table, ["dict"]), () => ($.is($.get(table, "always"), true))), (table) => true))))) {
message = "severity %(severity)s is worked on around the clock, but no contact method for it is open around the clock";
tell(found, [...$.iterate(path), "hours"], "policy-severity-contact", message, $.record([["severity", name]]));
}
}
}
}
export function check_response(severity, hours, path, found) {
let args, gap, message, open_minutes, response, span, target, within;
response = duration_minutes(word(severity, "initial_response"));
if ((($.equal(word(severity, "counted"), "clock")) && $.truth($.isinstance(hours, ["dict"])) && (($.compare(response, 0) > 0)))) {
gap = ((!$.is($.get(hours, "always"), true)) ? longest_gap(items(hours, "weekly")) : 0);
if ((($.compare(response, gap) < 0))) {
message = "a response within %(found)s by the clock cannot be kept: the hours \u201c%(hours)s\u201d are closed for %(gap)s h at a stretch; count business hours, or open longer";
args = $.record([["found", word(severity, "initial_response")], ["hours", word(severity, "hours")], ["gap", $.str(Math.floor(gap / 60))]]);
tell(found, [...$.iterate(path), "initial_response"], "policy-response-hours", message, args);
}
}
else {
if (($.truth($.isinstance(hours, ["dict"])) && (!$.is($.get(hours, "always"), true)))) {
open_minutes = 0;
for (span of $.iterate(week_spans(items(hours, "weekly")))) {
open_minutes = $.add(open_minutes, ($.at(span, 1) - $.at(span, 0)));
}
if (($.truth($.endswith(word(severity, "initial_response"), "h")) && (($.compare(response, open_minutes) > 0) && ($.compare(open_minutes, 0) > 0)))) {
message = "a response within %(found)s is longer than the %(open)s h that the hours \u201c%(hours)s\u201d are open in a week";
args = $.record([["found", word(severity, "initial_response")], ["open", $.str(Math.floor(open_minutes / 60))], ["hours", word(severity, "hours")]]);
tell(found, [...$.iterate(path), "initial_response"], "policy-response-hours", message, args);
}
}
}
target = part(severity, "target");
within = word(target, "within");
if ((($.equal(word(target, "kind"), "none")) && (!$.equal(within, "")))) {
message = "there is no target, so there is no time for it";
tell(found, [...$.iterate(path), "target", "within"], "policy-target", message, $.record([]));
}
if ((($.within(word(target, "kind"), ["resolution", "workaround"])) && ($.is($.get(target, "within"), null)))) {
message = "say within what time, or that the target is \u201cnone\u201d";
tell(found, [...$.iterate(path), "target"], "policy-target", message, $.record([]));
}
if (((($.compare(duration_minutes(within), 0) > 0)) && (($.compare(duration_minutes(within), response) < 0)))) {
message = "the target, %(target)s, is shorter than the initial response, %(response)s";
args = $.record([["target", within], ["response", word(severity, "initial_response")]]);
tell(found, [...$.iterate(path), "target", "within"], "policy-target", message, args);
}
}
export function check_pricing(ref, value, found) {
let args, index, item, kind, last, mark, market, markets, message, path, place, prices, seen, where;
for (index of $.iterate($.range($.len(items(value, "pricing"))))) {
item = $.at(items(value, "pricing"), index);
path = ["pricing", index];
kind = word(item, "kind");
prices = items(item, "prices");
if ((($.equal(kind, "included")) && (($.compare($.len(prices), 0) > 0)))) {
message = "what is included has no price";
tell(found, [...$.iterate(path), "prices"], "policy-price", message, $.record([]));
}
if (((!$.equal(kind, "included")) && (!$.equal(kind, "")) && ($.equal($.len(prices), 0)))) {
message = "give at least one price";
tell(found, [...$.iterate(path), "kind"], "policy-price", message, $.record([]));
}
if ((($.within(kind, ["plan", "retainer"])) && ($.is($.get(item, "period"), null)))) {
message = "say in \u201cperiod\u201d for how long the price holds: month, quarter or year";
tell(found, [...$.iterate(path), "kind"], "policy-price", message, $.record([]));
}
seen = [];
for (place of $.iterate($.range($.len(prices)))) {
check_digits(ref, $.at(prices, place), [...$.iterate(path), "prices", place], found);
markets = $.collect(items($.at(prices, place), "markets"), (market) => $.str(market), (market) => true);
for (market of $.iterate(((($.compare($.len(markets), 0) > 0)) ? markets : [""]))) {
mark = ("" + $.str(word($.at(prices, place), "currency")) + " " + $.str(market));
if (($.within(mark, seen))) {
message = "a second price in %(found)s";
where = [...$.iterate(path), "prices", place, "currency"];
tell(found, where, "policy-duplicate", message, $.record([["found", $.strip(mark)]]));
}
$.append(seen, mark);
}
}
last = word(item, "valid_until");
if (((($.compare(ordinal(last), 0) > 0)) && (($.compare(ordinal(word(value, "effective")), ordinal(last)) > 0)))) {
message = "valid until %(later)s, which is before the effective date, %(earlier)s";
args = $.record([["later", last], ["earlier", word(value, "effective")]]);
tell(found, [...$.iterate(path), "valid_until"], "policy-date-order", message, args);
}
}
}
export function check_digits(ref, price, path, found) {
let amount, args, currency, decimals, digits, message, parts;
currency = word(price, "currency");
amount = ($.truth($.isinstance(price, ["dict"])) ? $.get(price, "amount") : null);
if (((!$.within(currency, ref.currencies)) || $.truth($.isinstance(amount, ["bool", "dict", "list"])) || ($.is(amount, null)))) {
return null;
}
parts = groups("\\d+\\.(\\d+)", $.str(amount));
decimals = (($.is(parts, null)) ? "" : $.rstrip($.at(parts, 1), "0"));
digits = $.get(ref.digits, currency, 2);
if ((($.compare($.len(decimals), digits) > 0))) {
message = "the amount %(found)s cannot be paid: %(currency)s has %(digits)s decimals";
args = $.record([["found", $.str(amount)], ["currency", currency], ["digits", $.str(digits)]]);
$.append(found, Finding([...$.iterate(path), "amount"], "policy-amount-decimals", message, args, false, true));
}
}
export function check_collections(ref, value, found) {
let args, days, fee, index, last, message, reinstatement, reminders, where;
reinstatement = part(part(value, "collections"), "reinstatement");
fee = ["collections", "reinstatement", "fee"];
check_digits(ref, $.get(reinstatement, "fee"), fee, found);
reminders = items(part(value, "collections"), "reminders");
last = (-1000);
for (index of $.iterate($.range($.len(reminders)))) {
days = ($.truth($.isinstance($.at(reminders, index), ["dict"])) ? $.get($.at(reminders, index), "days") : null);
if ($.truth($.isinstance(days, ["int"]))) {
if ((($.compare(days, last) <= 0))) {
message = "reminders run in the order of their days: %(found)s is not after %(last)s";
args = $.record([["found", $.str(days)], ["last", $.str(last)]]);
where = ["collections", "reminders", index, "days"];
tell(found, where, "policy-date-order", message, args);
}
last = days;
}
}
}
export function check_clauses(value, found) {
let after, args, clause, index, known, message, name, near, own;
own = [];
for (index of $.iterate($.range($.len(items(value, "clauses"))))) {
clause = $.at(items(value, "clauses"), index);
name = word(clause, "id");
after = word(clause, "after");
if (($.within(name, SECTIONS))) {
message = "\u201c%(found)s\u201d is a section of every policy: choose another identifier";
tell(found, ["clauses", index, "id"], "policy-clause", message, $.record([["found", name]]));
}
known = [...$.iterate(SECTIONS), ...$.iterate(own)];
if (((!$.equal(after, "")) && (!$.within(after, known)))) {
near = nearest(after, known);
message = "there is no section \u201c%(found)s\u201d to follow";
if ((!$.equal(near, ""))) {
message = "there is no section \u201c%(found)s\u201d to follow: did you mean \u201c%(near)s\u201d?";
}
args = $.record([["found", after], ["near", near]]);
tell(found, ["clauses", index, "after"], "policy-clause", message, args);
}
$.append(own, name);
}
}
export function check_languages(schema, value, locales, strict) {
let args, authoritative, found, lacking, message;
found = [];
authoritative = word(value, "authoritative_language");
if (($.equal(authoritative, ""))) {
return found;
}
check_spoken(schema, schema, value, authoritative, locales, strict, [], found);
lacking = $.collect(found, (item) => item, (item) => ($.equal(item.code, "policy-text-authoritative")));
if (((($.compare($.len(lacking), 1) > 0)) && !($.truth(is_spoken(value, authoritative))))) {
message = "no text is written in the authoritative language, %(language)s";
args = $.record([["language", authoritative]]);
return [Finding(["authoritative_language"], "policy-text-authoritative", message, args)];
}
return found;
}
export function is_spoken(value, language) {
if ($.truth($.isinstance(value, ["dict"]))) {
return $.or_(($.within(language, value)), () => $.any($.collect($.values(value), (item) => is_spoken(item, language), (item) => true)));
}
return $.and_($.isinstance(value, ["list"]), () => $.any($.collect(value, (item) => is_spoken(item, language), (item) => true)));
}
export function check_spoken(schema, given, value, authoritative, locales, strict, path, found) {
let args, field, index, key, message, missing, node, place, where;
node = given;
if (($.within("$ref", node))) {
node = $.at($.at(schema, "$defs"), $.slice($.at(node, "$ref"), $.len("#/$defs/"), null));
}
if (($.equal($.get(given, "x-kind"), "text"))) {
missing = $.collect(locales, (locale) => locale, (locale) => (!$.equal(locale, authoritative)));
if ($.truth($.isinstance(value, ["dict"]))) {
if (((!$.within(authoritative, value)) && (($.compare($.len(value), 0) > 0)))) {
message = "the text is missing in the authoritative language, %(language)s";
tell(found, path, "policy-text-authoritative", message, $.record([["language", authoritative]]));
}
missing = $.collect(missing, (locale) => locale, (locale) => (!$.within(locale, value)));
}
else {
if ((!($.truth(strict)) || !($.truth($.isinstance(value, ["str"]))))) {
missing = [];
}
}
if ((($.compare($.len(missing), 0) > 0))) {
message = "the text is not translated: %(languages)s missing";
args = $.record([["languages", $.join(", ", missing)]]);
tell(found, path, "policy-untranslated", message, args);
}
}
else {
if (($.truth($.isinstance(value, ["dict"])) && ($.within("properties", node)))) {
for (key of $.iterate($.keys(value))) {
if (($.within(key, $.at(node, "properties")))) {
field = $.at($.at(node, "properties"), key);
where = [...$.iterate(path), key];
check_spoken(schema, field, $.at(value, key), authoritative, locales, strict, where, found);
}
}
}
else {
if (($.truth($.isinstance(value, ["list"])) && ($.within("items", node)))) {
for (index of $.iterate($.range($.len(value)))) {
place = [...$.iterate(path), index];
check_spoken(schema, $.at(node, "items"), $.at(value, index), authoritative, locales, strict, place, found);
}
}
}
}
}
export const LocaleData = (locale, long_date, months, weekdays, list_two, list_start, list_middle, list_end, decimal, group, money, symbols, digits, offset, languages, countries) => ({ locale, long_date, months, weekdays, list_two, list_start, list_middle, list_end, decimal, group, money, symbols, digits, offset, languages, countries });
export const Offsets = (year, standard, summer) => ({ year, standard, summer });
export const ZoneData = (standard, generic, offsets) => ({ standard, generic, offsets });
export function format_date(loc, day) {
let char, field, out, quoted, when;
when = civil(day);
if (($.is(when, null))) {
return day;
}
out = "";
field = "";
quoted = false;
for (char of $.iterate($.add(loc.long_date, "'"))) {
if (($.equal(char, "'"))) {
out = $.add(out, date_field(loc, field, when.year, when.month, when.day));
field = "";
quoted = !($.truth(quoted));
}
else {
if ($.truth(quoted)) {
out = $.add(out, char);
}
else {
if (((!$.equal(field, "")) && (!$.equal(char, $.at(field, 0))))) {
out = $.add(out, date_field(loc, field, when.year, when.month, when.day));
field = char;
}
else {
field = $.add(field, char);
}
}
}
}
return out;
}
export function date_field(loc, field, year, month, day) {
if (($.equal(field, "y"))) {
return $.str(year);
}
if (($.equal(field, "MMMM"))) {
return $.at(loc.months, (month - 1));
}
if (($.within(field, ["M", "MM"]))) {
return (($.equal(field, "M")) ? $.str(month) : ("" + $.zfill($.str(month), 2)));
}
if (($.within(field, ["d", "dd"]))) {
return (($.equal(field, "d")) ? $.str(day) : ("" + $.zfill($.str(day), 2)));
}
return field;
}
export function format_money(loc, amount, currency) {
let after, before, digits, fraction, grouped, number, symbol, whole;
whole = $.lstrip($.at($.split(amount, "."), 0), "0");
fraction = (($.within(".", amount)) ? $.rstrip($.at($.split(amount, "."), 1), "0") : "");
digits = $.get(loc.digits, currency, 2);
while ((($.compare($.len(fraction), digits) < 0))) {
fraction = $.add(fraction, "0");
}
grouped = group_digits(loc, (($.equal(whole, "")) ? "0" : whole));
number = (($.equal(fraction, "")) ? grouped : ("" + $.str(grouped) + $.str(loc.decimal) + $.str(fraction)));
symbol = $.get(loc.symbols, currency, currency);
before = $.at($.split(loc.money, "#"), 0);
after = $.slice(loc.money, $.len($.rstrip(loc.money, "\u00a4\u00a0 ")), null);
if ((($.equal(before, "\u00a4")) && $.truth(is_letter($.at(symbol, ($.len(symbol) - 1)))))) {
before = "\u00a4\u00a0";
}
if ((($.equal(after, "\u00a4")) && $.truth(is_letter($.at(symbol, 0))))) {
after = "\u00a0\u00a4";
}
return $.add($.add($.replace(before, "\u00a4", symbol), number), $.replace(after, "\u00a4", symbol));
}
export function is_letter(char) {
return (!$.equal($.lower(char), $.upper(char)));
}
export function group_digits(loc, whole) {
let index, out;
out = "";
for (index of $.iterate($.range($.len(whole)))) {
if (((($.compare(index, 0) > 0)) && ($.equal($.modulo(($.len(whole) - index), 3), 0)))) {
out = $.add(out, loc.group);
}
out = $.add(out, $.at(whole, index));
}
return out;
}
export function format_number(loc, number) {
let digits;
digits = group_digits(loc, $.str($.abs(number)));
return ((($.compare(number, 0) < 0)) ? $.add("-", digits) : digits);
}
export function format_list(loc, items) {
let index, out;
if (($.equal($.len(items), 0))) {
return "";
}
if (($.equal($.len(items), 1))) {
return $.at(items, 0);
}
if (($.equal($.len(items), 2))) {
return pair(loc.list_two, $.at(items, 0), $.at(items, 1));
}
out = pair(loc.list_end, $.at(items, ($.len(items) - 2)), $.at(items, ($.len(items) - 1)));
for (index of $.iterate($.reversed($.range(1, ($.len(items) - 2))))) {
out = pair(loc.list_middle, $.at(items, index), out);
}
return pair(loc.list_start, $.at(items, 0), out);
}
export function pair(pattern, first, second) {
let middle;
middle = $.at($.split(pattern, "{0}"), 1);
return $.add($.add($.add($.add($.at($.split(pattern, "{0}"), 0), first), $.at($.split(middle, "{1}"), 0)), second), $.at($.split(middle, "{1}"), 1));
}
export function format_offset(loc, total) {
let pattern, signs;
signs = $.split(loc.offset, ";");
pattern = ((($.compare(total, 0) >= 0)) ? $.at(signs, 0) : $.at(signs, 1));
return $.add("UTC", $.replace(pattern, "HH:mm", clock($.abs(total))));
}
export function offsets_in(zone, year) {
let entry, found;
found = $.at(zone.offsets, 0);
for (entry of $.iterate(zone.offsets)) {
if ((($.compare(entry.year, year) <= 0))) {
found = entry;
}
}
return found;
}
export function language_name(loc, tag) {
return $.get(loc.languages, tag, $.get(loc.languages, $.at($.split(tag, "-"), 0), tag));
}
export function country_name(loc, code) {
return $.get(loc.countries, code, code);
}
export function weekday_name(loc, day) {
return $.at(loc.weekdays, $.index(WEEKDAYS, day));
}
export const Holiday = (day, name, observed, estimated, moved, known = true) => ({ day, name, observed, estimated, moved, known });
export const CountryHolidays = (country, announced, days, workdays) => ({ country, announced, days, workdays });
export const HoursLine = (days, spans) => ({ days, spans });
export function as_line(week) {
return $.record([["days", $.list(week.days)], ["open", week.open], ["close", week.close], ["overnight", week.overnight], ["breaks", $.collect(week.breaks, (rest) => $.record([["start", rest.start], ["end", rest.end]]), (rest) => true)]]);
}
export function hours_lines(hours) {
let by_day, day, lines, same, week;
by_day = $.record([]);
for (week of $.iterate(hours.weekly)) {
for (day of $.iterate(WEEKDAYS)) {
if (($.within(day, week.days))) {
$.put(by_day, day, $.sorted([...$.iterate($.get(by_day, day, [])), ...$.iterate(day_spans(as_line(week)))], null));
}
}
}
lines = [];
for (day of $.iterate(WEEKDAYS)) {
if ((!$.within(day, by_day))) {
continue;
}
same = $.collect(lines, (line) => line, (line) => ($.equal(line.spans, $.at(by_day, day))));
if ((($.compare($.len(same), 0) > 0))) {
$.append($.at(same, 0).days, day);
}
else {
$.append(lines, HoursLine([day], $.at(by_day, day)));
}
}
return lines;
}
export function days_text(loc, days, span) {
let day, first, last, phrases, place, run, runs;
runs = [];
for (day of $.iterate(days)) {
place = $.index(WEEKDAYS, day);
if (((($.compare($.len(runs), 0) > 0)) && ($.equal($.index(WEEKDAYS, $.at($.at(runs, ($.len(runs) - 1)), (-1))), (place - 1))))) {
$.append($.at(runs, ($.len(runs) - 1)), day);
}
else {
$.append(runs, [day]);
}
}
phrases = [];
for (run of $.iterate(runs)) {
if ((($.compare($.len(run), 3) >= 0))) {
first = weekday_name(loc, $.at(run, 0));
last = weekday_name(loc, $.at(run, ($.len(run) - 1)));
$.append(phrases, $.replace($.replace(span, "{first}", first), "{last}", last));
}
else {
$.extend(phrases, $.collect(run, (day) => weekday_name(loc, day), (day) => true));
}
}
return format_list(loc, phrases);
}
export function spans_text(loc, spans, next_day) {
let phrases, span, text;
phrases = [];
for (span of $.iterate(spans)) {
text = ("" + $.str(clock($.modulo($.at(span, 0), 1440))) + "\u2013" + $.str(clock(((($.compare($.at(span, 1), 1440) <= 0)) ? $.at(span, 1) : ($.at(span, 1) - 1440)))));
$.append(phrases, ((($.compare($.at(span, 1), 1440) > 0)) ? $.replace(next_day, "{span}", text) : text));
}
return format_list(loc, phrases);
}
export function exception_on(hours, number) {
let entry, last;
for (entry of $.iterate(hours.exceptions)) {
last = (($.is(entry.end, null)) ? entry.start : entry.end);
if ((($.compare(ordinal(entry.start), number) <= 0) && ($.compare(number, ordinal(last)) <= 0))) {
return entry;
}
}
return null;
}
export function open_on(hours, holidays, number) {
let day, exception, name, spans, week, worked;
exception = exception_on(hours, number);
if ((!$.is(exception, null))) {
if ((($.is(exception.open, null)) || ($.is(exception.close, null)))) {
return [];
}
return [[minutes(exception.open), minutes(exception.close)]];
}
if ($.truth(hours.always)) {
return [[0, 1440]];
}
day = iso(number);
worked = ($.within(day, hours.weekend_workdays));
if (((!$.is(holidays, null)) && !($.truth(worked)))) {
if ($.truth($.any($.collect(holidays.days, (holiday) => ($.equal(holiday.day, day)), (holiday) => true)))) {
return [];
}
worked = $.and_(hours.holidays.weekend_workdays, () => ($.within(day, holidays.workdays)));
}
name = ($.truth(worked) ? "mon" : $.at(WEEKDAYS, weekday(number)));
spans = [];
for (week of $.iterate(hours.weekly)) {
if (($.within(name, week.days))) {
$.extend(spans, day_spans(as_line(week)));
}
}
return $.sorted(spans, null);
}
export const SIGNS = $.list("0123456789abcdefghijklmnopqrstuvwxyz");
export function unpack_holidays(file, country, part) {
let area, day, days, in_order, marks, moved, name, observed, row;
days = [];
for (row of $.iterate($.at(file, "rows"))) {
area = ((($.compare($.len(row), 2) > 0)) ? $.at(row, 2) : (-1));
if (((($.compare(area, 0) >= 0)) && !($.truth(lies_in($.at($.at(file, "areas"), area), part))))) {
continue;
}
marks = ((($.compare($.len(row), 3) > 0)) ? $.at(row, 3) : 0);
name = $.at($.at(file, "names"), $.at(row, 0));
moved = ((($.compare($.len(row), 4) > 0)) ? $.at(row, 4) : "");
for (day of $.iterate(days_of_row($.at(row, 1), $.at(file, "first"), $.at(file, "last")))) {
observed = ($.within(marks, [1, 3]));
$.append(days, Holiday(day, name, observed, ($.within(marks, [2, 3])), moved, (($.compare($.at(row, 0), $.at(file, "known")) < 0))));
}
}
in_order = $.sorted(days, ((one) => [one.day, one.name]));
return CountryHolidays(country, $.at(file, "announced"), in_order, $.list($.at(file, "workdays")));
}
export function lies_in(area, part) {
let names;
names = $.split($.lstrip(area, "!"), "|");
return (!$.equal(($.within((($.equal(part, "")) ? "-" : part), names)), $.startswith(area, "!")));
}
export function days_of_row(when, first, last) {
let found, index, number, pair, place;
found = [];
for (index of $.iterate($.range($.add((last - first), 1)))) {
place = (($.equal($.len(when), 2)) ? 0 : $.times(index, 2));
pair = $.slice(when, place, $.add(place, 2));
if ((!$.equal(pair, ".."))) {
number = $.add($.times($.index(SIGNS, $.at(pair, 0)), 36), $.index(SIGNS, $.at(pair, 1)));
$.append(found, ("" + $.zfill($.str($.add(first, index)), 4) + "-" + $.zfill($.str($.add(Math.floor(number / 31), 1)), 2) + "-" + $.zfill($.str($.add($.modulo(number, 31), 1)), 2)));
}
}
return found;
}
export const DOCUMENTS = ["policy", "summary", "announcement", "collections", "addendum"];
export const PARTS = $.record([["collections", ["collections", "disputes", "complaints", "changes", "legal"]], ["addendum", ["hours", "contacts", "severities", "intake", "escalation", "maintenance", "remedies", "legal"]]]);
export const Section = (id, number, own) => ({ id, number, own });
export const Length = (count, unit) => ({ count, unit });
export const HolidaySpan = (holiday, last) => ({ holiday, last });
export function has_section(policy, name) {
let groups_of, legal, values;
if (($.within(name, ["parties", "scope", "hours", "contacts"]))) {
return true;
}
if (($.equal(name, "legal"))) {
legal = policy.legal;
return $.or_((!$.is(legal.governing_law, null)), () => $.or_((($.compare($.len(legal.documents), 0) > 0)), () => (!$.is(legal.contact, null))));
}
values = $.record([["severities", policy.severities], ["intake", policy.intake], ["pricing", policy.pricing], ["duties", policy.duties], ["remedies", policy.remedies], ["history", policy.history]]);
if (($.within(name, values))) {
return (($.compare($.len($.at(values, name)), 0) > 0));
}
groups_of = $.record([["escalation", policy.escalation], ["collections", policy.collections], ["disputes", policy.disputes], ["privacy", policy.privacy], ["maintenance", policy.maintenance], ["complaints", policy.complaints], ["changes", policy.changes]]);
return (!$.is($.get(groups_of, name), null));
}
export function sections_of(policy, document) {
let clause, found, index, name, order, own, place, wanted;
wanted = $.get(PARTS, document, (($.equal(document, "policy")) ? SECTIONS : []));
order = $.collect(wanted, (name) => name, (name) => $.truth(has_section(policy, name)));
own = [];
if (($.equal(document, "policy"))) {
for (clause of $.iterate(policy.clauses)) {
place = $.len(order);
if (((!$.is(clause.after, null)) && ($.within(clause.after, order)))) {
place = $.add($.index(order, clause.after), 1);
}
else {
if ((!$.is(clause.after, null))) {
place = after_absent(order, clause.after);
}
}
$.insert(order, place, clause.id);
$.append(own, clause.id);
}
}
found = [];
for (index of $.iterate($.range($.len(order)))) {
name = $.at(order, index);
$.append(found, Section(name, $.str($.add(index, 1)), (($.within(name, own)) ? $.index(own, name) : (-1))));
}
return found;
}
export function after_absent(order, name) {
let index, place;
place = $.len(order);
if (($.within(name, SECTIONS))) {
place = 0;
for (index of $.iterate($.range($.len(order)))) {
if ((($.within($.at(order, index), SECTIONS)) && (($.compare($.index(SECTIONS, $.at(order, index)), $.index(SECTIONS, name)) < 0)))) {
place = $.add(index, 1);
}
}
}
return place;
}
export function numbers_of(sections) {
let found, section;
found = $.record($.collect(SECTIONS, (name) => [name, ""], (name) => true));
for (section of $.iterate(sections)) {
$.put(found, section.id, section.number);
}
return found;
}
export function text_of(policy, locale, value) {
return text_in(value, locale, policy.authoritative_language);
}
export function tell_clause_title(policy, locale, section) {
return text_of(policy, locale, $.at(policy.clauses, section.own).title);
}
export function length_of(duration) {
let found;
found = groups("(\\d+) (min|h|d|w)", duration);
return (($.is(found, null)) ? Length(0, "h") : Length($.int($.at(found, 1)), $.at(found, 2)));
}
export function names_in(policy) {
let names;
names = [policy.identity.legal_name, policy.identity.trading_name];
$.append(names, (($.is(policy.scope.provider, null)) ? null : policy.scope.provider.name));
$.append(names, (($.is(policy.escalation, null)) ? null : policy.escalation.vendor));
$.extend(names, $.collect(policy.scope.services, (service) => service.by, (service) => true));
return $.collect(names, (name) => name, (name) => ((!$.is(name, null)) && (!$.equal(name, ""))));
}
export function find_item(items, name) {
let item;
for (item of $.iterate(items)) {
if (($.equal(item.id, name))) {
return item;
}
}
return null;
}
export function hours_by_id(policy, name) {
return find_item(policy.hours, name);
}
export function contact_by_id(policy, name) {
return find_item(policy.contacts, name);
}
export function first_year(policy, today) {
let day;
day = civil(((!$.is(policy.effective, null)) ? policy.effective : today));
return (($.is(day, null)) ? 2026 : day.year);
}
export function last_year(policy, today) {
let day, first;
first = first_year(policy, today);
day = ((!$.is(policy.next_review, null)) ? civil(policy.next_review) : null);
return (($.is(day, null)) ? $.add(first, 1) : $.min($.max(first, day.year), $.add(first, 2)));
}
export function in_years(known, first, last) {
return CountryHolidays(known.country, known.announced, $.collect(known.days, (holiday) => holiday, (holiday) => (($.compare(first, year_of(holiday.day)) <= 0) && ($.compare(year_of(holiday.day), last) <= 0))), $.collect(known.workdays, (day) => day, (day) => (($.compare(first, year_of(day)) <= 0) && ($.compare(year_of(day), last) <= 0))));
}
export function listed_holidays(hours, known) {
let days, found, holiday, number;
days = open_weekdays(hours);
found = [];
for (holiday of $.iterate(known.days)) {
number = ordinal(holiday.day);
if (((!$.within(weekday(number), days)) || (!$.is(exception_on(hours, number), null)))) {
continue;
}
if (($.within(holiday.day, hours.weekend_workdays))) {
continue;
}
$.append(found, holiday);
}
return found;
}
export function joined_holidays(found) {
let holiday, last, spans;
spans = [];
for (holiday of $.iterate(found)) {
last = ((($.compare($.len(spans), 0) > 0)) ? $.at(spans, ($.len(spans) - 1)) : null);
if (((!$.is(last, null)) && ($.equal(last.holiday.name, holiday.name)) && ($.equal(last.holiday.observed, holiday.observed)) && ($.equal(last.holiday.estimated, holiday.estimated)) && ($.equal(holiday.moved, "")) && ($.equal(ordinal(holiday.day), $.add(ordinal(last.last), 1))))) {
spans = [...$.iterate($.slice(spans, 0, ($.len(spans) - 1))), HolidaySpan(last.holiday, holiday.day)];
}
else {
$.append(spans, HolidaySpan(holiday, holiday.day));
}
}
return spans;
}
export function open_weekdays(hours) {
let names;
names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
return $.collect($.range($.len(names)), (index) => index, (index) => $.truth($.any($.collect(hours.weekly, (week) => ($.within($.at(names, index), week.days)), (week) => true))));
}
export function listed_workdays(hours, known) {
let found;
found = $.list(hours.weekend_workdays);
if (((!$.is(known, null)) && $.truth(hours.holidays.weekend_workdays))) {
$.extend(found, $.collect(known.workdays, (day) => day, (day) => (!$.within(day, found))));
}
return $.sorted($.collect(found, (day) => day, (day) => ($.is(exception_on(hours, ordinal(day)), null))), null);
}
export function is_provisional(known, day) {
let when;
when = civil(day);
return $.and_((!$.is(when, null)), () => $.and_((($.compare(known.announced, 0) > 0)), () => (($.compare(when.year, known.announced) > 0))));
}
export function year_of(day) {
let when;
when = civil(day);
return (($.is(when, null)) ? 0 : when.year);
}
export function phone_uri(number) {
return $.slice(number, 1, null);
}
export function opens_on_fewer(hours, count) {
return (($.compare($.len(open_weekdays(hours)), count) < 0));
}
export function as_list(values) {
return $.collect(values, (value) => $.str(value), (value) => true);
}
export function language_names(loc, tags) {
return $.collect(tags, (tag) => language_name(loc, tag), (tag) => true);
}
export function country_names(loc, codes) {
return $.collect(codes, (code) => country_name(loc, code), (code) => true);
}
export const MARKDOWN_SIGNS = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "&"];
export const BLOCKS = ["article", "section", "header", "footer", "nav", "aside", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "table"];
export const Element = (tag, attributes, children) => ({ tag, attributes, children });
export function to_markdown(root) {
return $.add($.join("\n\n", markdown_blocks(root)), "\n");
}
export function markdown_blocks(element) {
let child, found, words;
found = [];
words = [];
for (child of $.iterate(element.children)) {
if (($.truth($.isinstance(child, ["str"])) || (!$.within(child.tag, BLOCKS)))) {
$.append(words, child);
continue;
}
$.extend(found, inline_block(words));
words = [];
$.extend(found, markdown_block(child));
}
$.extend(found, inline_block(words));
return found;
}
export function inline_block(words) {
let text;
text = $.strip(inline(words));
return ((!$.equal(text, "")) ? [text] : []);
}
export function markdown_block(element) {
let mark, name, quoted, signs, tag;
tag = element.tag;
if (($.within("hidden", element.attributes))) {
return [];
}
if (($.within(tag, ["h1", "h2", "h3", "h4"]))) {
signs = $.record([["h1", "#"], ["h2", "##"], ["h3", "###"], ["h4", "####"]]);
name = $.get(element.attributes, "id", "");
mark = ((!$.equal(name, "")) ? ("" + " {#" + $.str(name) + "}") : "");
return [("" + $.str($.at(signs, tag)) + " " + $.str($.strip(inline(element.children))) + $.str(mark))];
}
if (($.equal(tag, "p"))) {
return inline_block(element.children);
}
if (($.equal(tag, "aside"))) {
quoted = $.join("\n\n", markdown_blocks(element));
return [$.join("\n", $.collect($.split(quoted, "\n"), (line) => $.strip($.add("> ", line)), (line) => true))];
}
if (($.within(tag, ["ul", "ol"]))) {
return [list_text(element)];
}
if (($.equal(tag, "dl"))) {
return [definitions_text(element)];
}
if (($.equal(tag, "table"))) {
return [table_text(element)];
}
return markdown_blocks(element);
}
export function elements(element, tags) {
let child, found;
found = [];
for (child of $.iterate(element.children)) {
if (!($.truth($.isinstance(child, ["str"])))) {
if (($.within(child.tag, tags))) {
$.append(found, child);
}
else {
$.extend(found, elements(child, tags));
}
}
}
return found;
}
export function list_text(element) {
let found, index, item, lines, mark, text;
lines = [];
found = elements(element, ["li"]);
for (index of $.iterate($.range($.len(found)))) {
item = $.at(found, index);
mark = (($.equal(element.tag, "ol")) ? ("" + $.str($.add(index, 1)) + ". ") : "- ");
text = $.replace($.strip(inline(item.children)), "\n", "\n    ");
$.append(lines, $.add(mark, text));
}
return $.join("\n", lines);
}
export function definitions_text(element) {
let item, lines, text;
lines = [];
for (item of $.iterate(elements(element, ["dt", "dd"]))) {
text = $.replace($.strip(inline(item.children)), "\n", "\n    ");
if (($.equal(item.tag, "dt"))) {
$.append(lines, ("" + "- **" + $.str(text) + "**:"));
}
else {
$.put(lines, ($.len(lines) - 1), $.add($.add($.at(lines, ($.len(lines) - 1)), " "), text));
}
}
return $.join("\n", lines);
}
export function table_text(element) {
let cells, lines, row;
lines = [];
for (row of $.iterate(elements(element, ["tr"]))) {
cells = $.collect(elements(row, ["th", "td"]), (cell) => $.join(" ", $.split($.replace(inline(cell.children), "  \n", "<br>"))), (cell) => true);
$.append(lines, $.add($.add("| ", $.join(" | ", cells)), " |"));
if (($.equal($.len(lines), 1))) {
$.append(lines, $.add($.add("|", $.join("|", $.collect(cells, (cell) => " --- ", (cell) => true))), "|"));
}
}
return $.join("\n", lines);
}
export function inline(children) {
let child, out, target, text;
out = "";
for (child of $.iterate(children)) {
if ($.truth($.isinstance(child, ["str"]))) {
text = escape_markdown(spaces(child));
out = $.add(out, ((($.equal(out, "")) || $.truth($.endswith(out, "\n"))) ? $.lstrip(text, " ") : text));
}
else {
if (($.equal(child.tag, "br"))) {
out = $.add($.rstrip(out, " "), "  \n");
}
else {
if (($.equal(child.tag, "strong"))) {
out = $.add(out, ("" + "**" + $.str($.strip(inline(child.children))) + "**"));
}
else {
if (($.equal(child.tag, "code"))) {
out = $.add(out, ("" + "`" + $.str($.strip(plain_text(child))) + "`"));
}
else {
if (($.equal(child.tag, "a"))) {
target = $.get(child.attributes, "href", "");
out = $.add(out, ("" + "[" + $.str($.strip(inline(child.children))) + "](" + $.str(target) + ")"));
}
else {
if ((!$.within(child.tag, ["img", "script", "style"]))) {
out = $.add(out, inline(child.children));
}
}
}
}
}
}
}
return out;
}
export function spaces(text) {
let char, out;
out = "";
for (char of $.iterate(text)) {
if (($.within(char, [" ", "\n", "\t", "\r"]))) {
if (!($.truth($.endswith(out, " ")))) {
out = $.add(out, " ");
}
}
else {
out = $.add(out, char);
}
}
return out;
}
export function escape_markdown(text) {
let char, out;
out = "";
for (char of $.iterate(text)) {
out = $.add(out, (($.within(char, MARKDOWN_SIGNS)) ? $.add("\\", char) : char));
}
return out;
}
export function plain_text(element) {
let child, out;
out = "";
for (child of $.iterate(element.children)) {
out = $.add(out, ($.truth($.isinstance(child, ["str"])) ? child : plain_text(child)));
}
return out;
}
