// Made by partner_kb.policy.jinja_js from templates/policy: change it there.
import { as_list, capital, contact_by_id, country_name, country_names, css_page_text, css_text, days_text, find_item, first_year, format_date, format_list, format_money, format_number, format_offset, format_phone, hours_by_id, hours_lines, is_provisional, joined_holidays, language_name, language_names, last_year, length_of, listed_holidays, listed_workdays, offsets_in, opens_on_fewer, paragraphs, phone_uri, spans_text, text_of } from "./twin.js";
export const functions = { as_list, capital, contact_by_id, country_name, country_names, css_page_text, css_text, days_text, find_item, first_year, format_date, format_list, format_money, format_number, format_offset, format_phone, hours_by_id, hours_lines, is_provisional, joined_holidays, language_name, language_names, last_year, length_of, listed_holidays, listed_workdays, offsets_in, opens_on_fewer, paragraphs, phone_uri, spans_text, text_of };
export const templates = {
"policy/phrases.html": (context, $) => {
let out = "";
function say(value_) {
let out = "";
let said_ = $.call("text_of", [$.named(context, "policy"), $.field($.named(context, "loc"), "locale"), value_]);
if ($.truth($.field(said_, "lang"))) {
out += "<span lang=\"";
out += $.escape($.field(said_, "lang"));
out += "\" class=\"pkb-policy-fallback\">";
out += $.escape($.field(said_, "text"));
out += "</span> <span class=\"pkb-policy-mark\">";
out += $.escape($.gettext(["[in %(language)s]"], { language: $.call("language_name", [$.named(context, "loc"), $.field(said_, "lang")]) }));
out += "</span>";
} else {
out += $.escape($.field(said_, "text"));
}
return new $.Safe(out);
}
function prose(value_) {
let out = "";
let said_ = $.call("text_of", [$.named(context, "policy"), $.field($.named(context, "loc"), "locale"), value_]);
$.each($.call("paragraphs", [$.field(said_, "text")]), (paragraph_, loop_) => {
out += "\n<p";
if ($.truth($.field(said_, "lang"))) {
out += " lang=\"";
out += $.escape($.field(said_, "lang"));
out += "\" class=\"pkb-policy-fallback\"";
}
out += ">";
out += $.escape(paragraph_);
if ($.truth($.and_($.field(said_, "lang"), () => loop_.last))) {
out += " <span class=\"pkb-policy-mark\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\">";
out += $.escape($.gettext(["[in %(language)s]"], { language: $.call("language_name", [$.named(context, "loc"), $.field(said_, "lang")]) }));
out += "</span>";
}
out += "</p>";
});
return new $.Safe(out);
}
function bullets(values_) {
let out = "";
out += "\n<ul>";
$.each(values_, (value_, loop_) => {
out += "\n<li>";
out += $.escape(say(value_));
out += "</li>";
});
out += "\n</ul>";
return new $.Safe(out);
}
function link(url_, text_) {
let out = "";
out += "<a href=\"";
out += $.escape(url_);
out += "\" rel=\"noopener\">";
out += $.escape(text_);
out += "</a>";
return new $.Safe(out);
}
function date(day_) {
let out = "";
out += "<time datetime=\"";
out += $.escape(day_);
out += "\">";
out += $.escape($.call("format_date", [$.named(context, "loc"), day_]));
out += "</time>";
return new $.Safe(out);
}
function duration(text_) {
let out = "";
let length_ = $.call("length_of", [text_]);
if ($.truth($.equal($.field(length_, "unit"), "min"))) {
out += $.escape($.ngettext(["%(num)s minute", "%(num)s minutes", $.field(length_, "count")], {  }));
} else if ($.truth($.equal($.field(length_, "unit"), "h"))) {
out += $.escape($.ngettext(["%(num)s hour", "%(num)s hours", $.field(length_, "count")], {  }));
} else if ($.truth($.equal($.field(length_, "unit"), "d"))) {
out += $.escape($.ngettext(["%(num)s day", "%(num)s days", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["%(num)s week", "%(num)s weeks", $.field(length_, "count")], {  }));
}
return new $.Safe(out);
}
function within(text_, counted_) {
let out = "";
let length_ = $.call("length_of", [text_]);
if ($.truth($.equal($.field(length_, "unit"), "min"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["within %(num)s minute of service hours", "within %(num)s minutes of service hours", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["within %(num)s minute", "within %(num)s minutes", $.field(length_, "count")], {  }));
}
} else if ($.truth($.equal($.field(length_, "unit"), "h"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["within %(num)s business hour", "within %(num)s business hours", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["within %(num)s hour, day and night", "within %(num)s hours, day and night", $.field(length_, "count")], {  }));
}
} else if ($.truth($.equal($.field(length_, "unit"), "d"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["within %(num)s business day", "within %(num)s business days", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["within %(num)s calendar day", "within %(num)s calendar days", $.field(length_, "count")], {  }));
}
} else {
out += $.escape($.ngettext(["within %(num)s week", "within %(num)s weeks", $.field(length_, "count")], {  }));
}
return new $.Safe(out);
}
function every(text_, counted_) {
let out = "";
let length_ = $.call("length_of", [text_]);
if ($.truth($.equal($.field(length_, "unit"), "min"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["every %(num)s minute of service hours", "every %(num)s minutes of service hours", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["every %(num)s minute", "every %(num)s minutes", $.field(length_, "count")], {  }));
}
} else if ($.truth($.equal($.field(length_, "unit"), "h"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["every %(num)s business hour", "every %(num)s business hours", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["every %(num)s hour, day and night", "every %(num)s hours, day and night", $.field(length_, "count")], {  }));
}
} else if ($.truth($.equal($.field(length_, "unit"), "d"))) {
if ($.truth($.equal(counted_, "business"))) {
out += $.escape($.ngettext(["every %(num)s business day", "every %(num)s business days", $.field(length_, "count")], {  }));
} else {
out += $.escape($.ngettext(["every %(num)s calendar day", "every %(num)s calendar days", $.field(length_, "count")], {  }));
}
} else {
out += $.escape($.ngettext(["every %(num)s week", "every %(num)s weeks", $.field(length_, "count")], {  }));
}
return new $.Safe(out);
}
function target_text(severity_) {
let out = "";
if ($.truth($.or_($.is($.field($.field(severity_, "target"), "within"), null), () => $.equal($.field($.field(severity_, "target"), "kind"), "none")))) {
out += $.escape($.gettext(["no target"], {  }));
} else if ($.truth($.equal($.field($.field(severity_, "target"), "kind"), "resolution"))) {
out += $.escape($.gettext(["resolution %(within)s"], { within: within($.field($.field(severity_, "target"), "within"), $.field(severity_, "counted")) }));
} else {
out += $.escape($.gettext(["workaround %(within)s"], { within: within($.field($.field(severity_, "target"), "within"), $.field(severity_, "counted")) }));
}
return new $.Safe(out);
}
function price(entry_) {
let out = "";
let amount_ = $.call("format_money", [$.named(context, "loc"), $.field(entry_, "amount"), $.field(entry_, "currency")]);
if ($.truth($.equal($.field(entry_, "tax"), "included"))) {
out += $.escape($.gettext(["%(amount)s, tax included"], { amount: amount_ }));
} else if ($.truth($.equal($.field(entry_, "tax"), "excluded"))) {
out += $.escape($.gettext(["%(amount)s plus tax"], { amount: amount_ }));
} else {
out += $.escape($.gettext(["%(amount)s, no tax is charged"], { amount: amount_ }));
}
if ($.truth($.field(entry_, "markets"))) {
out += " ";
out += $.escape($.gettext(["(in %(markets)s)"], { markets: $.call("format_list", [$.named(context, "loc"), $.call("country_names", [$.named(context, "loc"), $.field(entry_, "markets")])]) }));
}
return new $.Safe(out);
}
function service_name(service_) {
let out = "";
if ($.truth(!$.truth($.is($.field(service_, "name"), null)))) {
out += $.escape(say($.field(service_, "name")));
} else if ($.truth($.equal($.field(service_, "kind"), "billing"))) {
out += $.escape($.gettext(["Billing support"], {  }));
} else if ($.truth($.equal($.field(service_, "kind"), "subscriptions"))) {
out += $.escape($.gettext(["Subscription management"], {  }));
} else if ($.truth($.equal($.field(service_, "kind"), "technical"))) {
out += $.escape($.gettext(["Technical support"], {  }));
} else if ($.truth($.equal($.field(service_, "kind"), "onboarding"))) {
out += $.escape($.gettext(["Onboarding"], {  }));
} else if ($.truth($.equal($.field(service_, "kind"), "advisory"))) {
out += $.escape($.gettext(["Advisory"], {  }));
} else {
out += $.escape($.field(service_, "id"));
}
return new $.Safe(out);
}
function contact_kind(contact_) {
let out = "";
if ($.truth($.equal($.field(contact_, "kind"), "phone"))) {
out += $.escape($.gettext(["Phone"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "email"))) {
out += $.escape($.gettext(["Email"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "portal"))) {
out += $.escape($.gettext(["Customer portal"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "chat"))) {
out += $.escape($.gettext(["Chat"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "wechat"))) {
out += $.escape($.gettext(["WeChat"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "telegram"))) {
out += $.escape($.gettext(["Telegram"], {  }));
} else if ($.truth($.equal($.field(contact_, "kind"), "whatsapp"))) {
out += $.escape($.gettext(["WhatsApp"], {  }));
} else {
out += $.escape($.gettext(["Post"], {  }));
}
return new $.Safe(out);
}
function contact_name(contact_) {
let out = "";
if ($.truth(!$.truth($.is($.field(contact_, "label"), null)))) {
out += $.escape(say($.field(contact_, "label")));
} else {
out += $.escape(contact_kind(contact_));
}
return new $.Safe(out);
}
function contact_value(contact_) {
let out = "";
if ($.truth($.and_(!$.truth($.is($.field(contact_, "phone"), null)), () => $.equal($.field(contact_, "kind"), "whatsapp")))) {
out += $.escape(link($.concat("https://wa.me/", $.call("phone_uri", [$.field(contact_, "phone")])), $.call("format_phone", [$.named(context, "phones"), $.field(contact_, "phone")])));
} else if ($.truth(!$.truth($.is($.field(contact_, "phone"), null)))) {
out += "<a href=\"tel:";
out += $.escape($.field(contact_, "phone"));
out += "\">";
out += $.escape($.call("format_phone", [$.named(context, "phones"), $.field(contact_, "phone")]));
out += "</a>";
} else if ($.truth(!$.truth($.is($.field(contact_, "email"), null)))) {
out += "<a href=\"mailto:";
out += $.escape($.field(contact_, "email"));
out += "\">";
out += $.escape($.field(contact_, "email"));
out += "</a>";
} else if ($.truth(!$.truth($.is($.field(contact_, "url"), null)))) {
out += $.escape(link($.field(contact_, "url"), $.field(contact_, "url")));
} else if ($.truth($.equal($.field(contact_, "kind"), "telegram"))) {
out += $.escape(link($.concat("https://t.me/", $.field(contact_, "account")), $.concat("@", $.field(contact_, "account"))));
} else if ($.truth(!$.truth($.is($.field(contact_, "account"), null)))) {
out += "<code>";
out += $.escape($.field(contact_, "account"));
out += "</code>";
} else if ($.truth(!$.truth($.is($.field(contact_, "address"), null)))) {
out += $.escape(say($.field(contact_, "address")));
}
return new $.Safe(out);
}
function contact_line(id_) {
let out = "";
let contact_ = $.call("contact_by_id", [$.named(context, "policy"), id_]);
out += $.escape($.gettext(["%(contact)s (%(address)s)"], { contact: contact_name(contact_), address: contact_value(contact_) }));
return new $.Safe(out);
}
function hours_name(id_) {
let out = "";
out += $.escape(say($.field($.call("hours_by_id", [$.named(context, "policy"), id_]), "name")));
return new $.Safe(out);
}
function zone_name(hours_) {
let out = "";
let zone_ = $.item($.named(context, "zones"), $.field(hours_, "zone"));
let offsets_ = $.call("offsets_in", [zone_, $.call("first_year", [$.named(context, "policy"), $.named(context, "today")])]);
if ($.truth($.equal($.field(offsets_, "standard"), $.field(offsets_, "summer")))) {
out += $.escape($.gettext(["%(zone)s (%(offset)s)"], { zone: $.field(zone_, "standard"), offset: $.call("format_offset", [$.named(context, "loc"), $.field(offsets_, "standard")]) }));
} else {
out += $.escape($.gettext(["%(zone)s (%(offset)s, in summer %(summer)s)"], { zone: $.field(zone_, "generic"), offset: $.call("format_offset", [$.named(context, "loc"), $.field(offsets_, "standard")]), summer: $.call("format_offset", [$.named(context, "loc"), $.field(offsets_, "summer")]) }));
}
return new $.Safe(out);
}
function week_table(hours_) {
let out = "";
if ($.truth($.field(hours_, "always"))) {
out += "\n<p>";
out += $.escape($.gettext(["Open 24 hours a day, 7 days a week."], {  }));
out += "</p>";
} else {
out += "\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Days"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Hours"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.call("hours_lines", [hours_]), (line_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape($.call("capital", [$.call("days_text", [$.named(context, "loc"), $.field(line_, "days"), $.gettext(["{first} to {last}"], {  })])]));
out += "</th><td>";
out += $.escape($.call("spans_text", [$.named(context, "loc"), $.field(line_, "spans"), $.gettext(["{span} (next day)"], {  })]));
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
}
return new $.Safe(out);
}
function days_line(line_) {
let out = "";
out += $.escape($.call("days_text", [$.named(context, "loc"), $.field(line_, "days"), $.gettext(["{first} to {last}"], {  })]));
out += $.escape($.pgettext(["separator", ", "], {  }));
out += $.escape($.call("spans_text", [$.named(context, "loc"), $.field(line_, "spans"), $.gettext(["{span} (next day)"], {  })]));
return new $.Safe(out);
}
function languages(tags_) {
let out = "";
out += $.escape($.call("format_list", [$.named(context, "loc"), $.call("language_names", [$.named(context, "loc"), tags_])]));
return new $.Safe(out);
}
function section_title(section_) {
let out = "";
if ($.truth(($.compare($.field(section_, "own"), 0) >= 0))) {
out += $.escape(say($.field($.item($.field($.named(context, "policy"), "clauses"), $.field(section_, "own")), "title")));
} else if ($.truth($.equal($.field(section_, "id"), "parties"))) {
out += $.escape($.gettext(["Who we are"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "scope"))) {
out += $.escape($.gettext(["What we support"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "hours"))) {
out += $.escape($.gettext(["Service hours"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "contacts"))) {
out += $.escape($.gettext(["How to reach us"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "severities"))) {
out += $.escape($.gettext(["Severities and response times"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "intake"))) {
out += $.escape($.gettext(["What to send with a request"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "escalation"))) {
out += $.escape($.gettext(["Escalation"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "pricing"))) {
out += $.escape($.gettext(["Pricing"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "collections"))) {
out += $.escape($.gettext(["Payment, collections and non-payment"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "disputes"))) {
out += $.escape($.gettext(["Billing disputes"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "duties"))) {
out += $.escape($.gettext(["Duties of the customer"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "privacy"))) {
out += $.escape($.gettext(["Privacy and delegated access"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "maintenance"))) {
out += $.escape($.gettext(["Planned maintenance"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "remedies"))) {
out += $.escape($.gettext(["Remedies"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "complaints"))) {
out += $.escape($.gettext(["Complaints"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "changes"))) {
out += $.escape($.gettext(["Changes to this policy"], {  }));
} else if ($.truth($.equal($.field(section_, "id"), "legal"))) {
out += $.escape($.gettext(["Law and languages"], {  }));
} else {
out += $.escape($.gettext(["Version history"], {  }));
}
return new $.Safe(out);
}
return { text: out, macros: { bullets, contact_kind, contact_line, contact_name, contact_value, date, days_line, duration, every, hours_name, languages, link, price, prose, say, section_title, service_name, target_text, week_table, within, zone_name } };
},
"policy/own.html": (context, $) => {
let out = "";
const { prose } = $.template("policy/phrases.html", context).macros;
if ($.truth(!$.truth($.is($.field($.item($.field($.named(context, "policy"), "clauses"), $.field($.named(context, "section"), "own")), "text"), null)))) {
out += $.escape(prose($.field($.item($.field($.named(context, "policy"), "clauses"), $.field($.named(context, "section"), "own")), "text")));
}
return { text: out, macros: {  } };
},
"policy/notices.html": (context, $) => {
let out = "";
if ($.truth($.is($.field($.named(context, "policy"), "effective"), null))) {
out += "\n<aside class=\"pkb-policy-notice pkb-policy-draft\" data-pkb-policy-notice=\"draft\"><p><strong>";
out += $.escape($.gettext(["DRAFT"], {  }));
out += "</strong> ";
out += $.escape($.gettext(["This policy has no effective date: it does not apply yet."], {  }));
out += "</p></aside>";
}
if ($.truth($.field($.named(context, "policy"), "fictional"))) {
out += "\n<aside class=\"pkb-policy-notice\" data-pkb-policy-notice=\"fictional\"><p>";
out += $.escape($.gettext(["This is a sample. The company does not exist; its addresses and phone numbers are reserved for examples."], {  }));
out += "</p></aside>";
}
if ($.truth($.named(context, "untranslated"))) {
out += "\n<aside class=\"pkb-policy-notice\" data-pkb-policy-notice=\"untranslated\"><p>";
out += $.escape($.gettext(["Some parts exist only in %(language)s. They are marked."], { language: $.call("language_name", [$.named(context, "loc"), $.field($.named(context, "policy"), "authoritative_language")]) }));
out += "</p></aside>";
}
return { text: out, macros: {  } };
},
"policy/facts.html": (context, $) => {
let out = "";
const { date } = $.template("policy/phrases.html", context).macros;
out += "<p class=\"pkb-policy-facts\">";
out += $.escape($.gettext(["Version %(version)s"], { version: $.field($.named(context, "policy"), "version") }));
if ($.truth(!$.truth($.is($.field($.named(context, "policy"), "effective"), null)))) {
out += " \u00b7 ";
out += $.escape($.gettext(["Effective from %(date)s"], { date: date($.field($.named(context, "policy"), "effective")) }));
}
if ($.truth(!$.truth($.is($.field($.named(context, "policy"), "next_review"), null)))) {
out += " \u00b7 ";
out += $.escape($.gettext(["Next review: %(date)s"], { date: date($.field($.named(context, "policy"), "next_review")) }));
}
out += "</p>";
return { text: out, macros: {  } };
},
"policy/small-print.html": (context, $) => {
let out = "";
out += "<p class=\"pkb-policy-small\">";
out += $.escape($.gettext(["%(company)s answers for the contents of this document. The form it was made with is not legal advice."], { company: $.field($.field($.named(context, "policy"), "identity"), "legal_name") }));
out += "</p>";
return { text: out, macros: {  } };
},
"policy/sections.html": (context, $) => {
let out = "";
const { section_title } = $.template("policy/phrases.html", context).macros;
$.each($.named(context, "sections"), (section_, loop_) => {
out += "\n<section class=\"pkb-policy-section\" aria-labelledby=\"";
out += $.escape($.field(section_, "id"));
out += "\">\n<h2 id=\"";
out += $.escape($.field(section_, "id"));
out += "\">";
out += $.escape($.field(section_, "number"));
out += ". ";
out += $.escape(section_title(section_));
out += "</h2>\n";
out += $.template([$.concat("policy/clauses/", $.field(section_, "id"), ".html"), "policy/own.html"], { ...context, loop: loop_, section: section_ }).text;
out += "\n</section>";
});
return { text: out, macros: {  } };
},
"policy/page.html": (context, $) => {
let out = "";
out += "<!doctype html>\n<html lang=\"";
out += $.escape($.named(context, "locale"));
out += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
if ($.truth($.is($.field($.named(context, "policy"), "effective"), null))) {
out += $.escape($.gettext(["DRAFT"], {  }));
out += " \u00b7 ";
}
out += $.template("policy/document-name.txt", { ...context,  }).text;
out += " \u00b7 ";
out += $.escape($.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")));
out += " \u00b7 ";
out += $.escape($.gettext(["Version %(version)s"], { version: $.field($.named(context, "policy"), "version") }));
out += "</title>\n<meta name=\"generator\" content=\"partner-kb\">\n<style>\n";
out += $.escape(new $.Safe($.named(context, "style")));
out += "\n</style>\n</head>\n<body class=\"pkb-policy-page";
if ($.truth($.is($.field($.named(context, "policy"), "effective"), null))) {
out += " pkb-policy-is-draft";
}
out += "\">";
if ($.truth($.named(context, "languages"))) {
out += "\n<nav class=\"pkb-policy-bar\" aria-label=\"";
out += $.escape($.gettext(["Languages and documents"], {  }));
out += "\">";
$.each($.named(context, "languages"), (group_, loop_) => {
out += "\n<ul>";
$.each(group_, (item_, loop_) => {
out += "\n<li><a href=\"";
out += $.escape($.field(item_, "href"));
out += "\"";
if ($.truth($.field(item_, "lang"))) {
out += " lang=\"";
out += $.escape($.field(item_, "lang"));
out += "\" hreflang=\"";
out += $.escape($.field(item_, "lang"));
out += "\"";
}
if ($.truth($.field(item_, "current"))) {
out += " aria-current=\"page\"";
}
out += ">";
out += $.escape($.field(item_, "text"));
out += "</a></li>";
});
out += "\n</ul>";
});
out += "\n</nav>";
}
out += "\n<main>\n";
out += $.escape(new $.Safe($.named(context, "fragment")));
out += "\n</main>";
if ($.truth($.named(context, "intervals"))) {
out += "\n<script type=\"application/json\" id=\"pkb-policy-intervals\">";
out += $.escape(new $.Safe($.named(context, "intervals")));
out += "</script>";
}
if ($.truth($.named(context, "script"))) {
out += "\n<script>\n";
out += $.escape(new $.Safe($.named(context, "script")));
out += "\n</script>";
}
out += "\n</body>\n</html>";
return { text: out, macros: {  } };
},
"policy/print.css": (context, $) => {
let out = "";
out += "@page {\n  size: A4;\n  margin: 18mm 19mm 20mm;\n  @bottom-center {\n    width: 100%;\n    border-top: 0.75pt solid #b9c6c7;\n    text-align: start;\n    vertical-align: middle;\n    font: 8pt \"Noto Sans\", \"Noto Sans CJK SC\", \"Liberation Sans\", sans-serif;\n    color: #444;";
out += "\n    content: ";
out += $.escape(new $.Safe($.call("css_text", [$.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name"))])));
out += " \" \u00b7 \" ";
if ($.truth($.is($.field($.named(context, "policy"), "effective"), null))) {
out += $.escape(new $.Safe($.call("css_text", [$.gettext(["DRAFT"], {  })])));
out += " \" \u00b7 \" ";
}
out += $.escape(new $.Safe($.call("css_text", [$.gettext(["Version %(version)s"], { version: $.field($.named(context, "policy"), "version") })])));
out += " \" \u00b7 \" ";
out += $.escape(new $.Safe($.call("css_page_text", [$.gettext(["Page {page} of {pages}"], {  })])));
out += ";\n  }\n}";
return { text: out, macros: {  } };
},
"policy/document-name.txt": (context, $) => {
let out = "";
if ($.truth($.equal($.named(context, "document"), "policy"))) {
out += $.escape($.gettext(["Support policy"], {  }));
} else if ($.truth($.equal($.named(context, "document"), "summary"))) {
out += $.escape($.gettext(["Support at a glance"], {  }));
} else if ($.truth($.equal($.named(context, "document"), "announcement"))) {
out += $.escape($.gettext(["Announcement to customers"], {  }));
} else if ($.truth($.equal($.named(context, "document"), "collections"))) {
out += $.escape($.gettext(["Collections policy"], {  }));
} else {
out += $.escape($.gettext(["Service-level addendum"], {  }));
}
return { text: out, macros: {  } };
},
"policy/documents/policy.html": (context, $) => {
let out = "";
const { section_title } = $.template("policy/phrases.html", context).macros;
out += "<article class=\"pkb-policy\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\" data-pkb-policy=\"";
out += $.escape($.field($.named(context, "policy"), "id"));
out += "\">\n<header class=\"pkb-policy-head\">";
if ($.truth($.named(context, "logo"))) {
out += "\n<img class=\"pkb-policy-logo\" src=\"";
out += $.escape($.named(context, "logo"));
out += "\" alt=\"\">";
}
if ($.truth(!$.truth($.named(context, "embedded")))) {
out += "\n<p class=\"pkb-policy-company\">";
out += $.escape($.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")));
out += "</p>\n<h1>";
out += $.escape($.gettext(["Support policy"], {  }));
out += "</h1>";
}
out += "\n";
out += $.template("policy/facts.html", { ...context,  }).text;
out += "\n</header>";
out += $.template("policy/notices.html", { ...context,  }).text;
out += "\n<nav class=\"pkb-policy-contents\" aria-label=\"";
out += $.escape($.gettext(["Contents"], {  }));
out += "\">\n<ol>";
$.each($.named(context, "sections"), (section_, loop_) => {
out += "\n<li><a href=\"#";
out += $.escape($.field(section_, "id"));
out += "\">";
out += $.escape(section_title(section_));
out += "</a></li>";
});
out += "\n</ol>\n</nav>";
out += $.template("policy/sections.html", { ...context,  }).text;
out += "\n<footer>\n";
out += $.template("policy/small-print.html", { ...context,  }).text;
out += "\n</footer>\n</article>";
return { text: out, macros: {  } };
},
"policy/documents/summary.html": (context, $) => {
let out = "";
const { contact_kind, contact_name, contact_value, days_line, hours_name, languages, price, say, service_name, within, zone_name } = $.template("policy/phrases.html", context).macros;
out += "<article class=\"pkb-policy pkb-policy-summary\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\" data-pkb-policy=\"";
out += $.escape($.field($.named(context, "policy"), "id"));
out += "\">\n<header class=\"pkb-policy-head\">\n<p class=\"pkb-policy-company\">";
out += $.escape($.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")));
out += "</p>\n<h1>";
out += $.escape($.gettext(["Support at a glance"], {  }));
out += "</h1>\n";
out += $.template("policy/facts.html", { ...context,  }).text;
out += "\n</header>";
out += $.template("policy/notices.html", { ...context,  }).text;
out += "\n<h2>";
out += $.escape($.gettext(["What we support"], {  }));
out += "</h2>\n<ul>";
$.each($.field($.field($.named(context, "policy"), "scope"), "services"), (service_, loop_) => {
out += "\n<li>";
out += $.escape(service_name(service_));
if ($.truth($.field(service_, "products"))) {
out += $.escape($.pgettext(["separator", ": "], {  }));
out += $.escape($.call("format_list", [$.named(context, "loc"), $.call("as_list", [$.field(service_, "products")])]));
}
out += "</li>";
});
out += "\n</ul>\n<h2>";
out += $.escape($.gettext(["Service hours"], {  }));
out += "</h2>\n<ul>";
$.each($.field($.named(context, "policy"), "hours"), (hours_, loop_) => {
out += "\n<li>";
out += $.escape(say($.field(hours_, "name")));
out += $.escape($.pgettext(["separator", ": "], {  }));
if ($.truth($.field(hours_, "always"))) {
out += $.escape($.gettext(["24 hours a day, 7 days a week"], {  }));
} else {
$.each($.call("hours_lines", [hours_]), (line_, loop_) => {
out += $.escape(days_line(line_));
if ($.truth(!$.truth(loop_.last))) {
out += $.escape($.pgettext(["separator", "; "], {  }));
}
});
}
out += $.escape($.pgettext(["separator", ". "], {  }));
out += $.escape(zone_name(hours_));
out += "</li>";
});
out += "\n</ul>\n<h2>";
out += $.escape($.gettext(["How to reach us"], {  }));
out += "</h2>\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Contact method"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Address"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Languages"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Service hours"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field($.named(context, "policy"), "contacts"), (contact_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape(contact_name(contact_));
out += "</th><td>";
out += $.escape(contact_value(contact_));
out += "</td><td>";
out += $.escape(languages($.field(contact_, "languages")));
out += "</td><td>";
out += $.escape(hours_name($.field(contact_, "hours")));
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
if ($.truth($.field($.named(context, "policy"), "severities"))) {
out += "\n<h2>";
out += $.escape($.gettext(["Response times"], {  }));
out += "</h2>\n<ul>";
$.each($.field($.named(context, "policy"), "severities"), (severity_, loop_) => {
out += "\n<li>";
out += $.escape($.gettext(["Severity %(code)s: %(name)s"], { code: $.field(severity_, "id"), name: say($.field(severity_, "name")) }));
out += $.escape($.pgettext(["separator", ": "], {  }));
out += $.escape(within($.field(severity_, "initial_response"), $.field(severity_, "counted")));
out += "</li>";
});
out += "\n</ul>";
}
if ($.truth($.field($.named(context, "policy"), "pricing"))) {
out += "\n<h2>";
out += $.escape($.gettext(["Pricing"], {  }));
out += "</h2>\n<ul>";
$.each($.field($.named(context, "policy"), "pricing"), (item_, loop_) => {
out += "\n<li>";
out += $.escape(say($.field(item_, "name")));
out += $.escape($.pgettext(["separator", ": "], {  }));
if ($.truth($.equal($.field(item_, "kind"), "included"))) {
out += $.escape($.gettext(["Included"], {  }));
} else {
$.each($.field(item_, "prices"), (entry_, loop_) => {
out += $.escape(price(entry_));
if ($.truth(!$.truth(loop_.last))) {
out += $.escape($.pgettext(["separator", "; "], {  }));
}
});
}
out += "</li>";
});
out += "\n</ul>";
}
out += "\n<p>";
out += $.escape($.gettext(["This page is a summary. The support policy of the same version counts."], {  }));
out += "</p>\n<footer>\n";
out += $.template("policy/small-print.html", { ...context,  }).text;
out += "\n</footer>\n</article>";
return { text: out, macros: {  } };
},
"policy/documents/announcement.html": (context, $) => {
let out = "";
const { contact_name, contact_value, date, say } = $.template("policy/phrases.html", context).macros;
out += "<article class=\"pkb-policy pkb-policy-announcement\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\" data-pkb-policy=\"";
out += $.escape($.field($.named(context, "policy"), "id"));
out += "\">\n<h1>";
out += $.escape($.gettext(["Announcement to customers"], {  }));
out += "</h1>";
out += $.template("policy/notices.html", { ...context,  }).text;
out += "\n<p><strong>";
out += $.escape($.gettext(["Subject:"], {  }));
out += "</strong> ";
out += $.escape($.gettext(["Support policy of %(company)s, version %(version)s"], { company: $.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")), version: $.field($.named(context, "policy"), "version") }));
out += "</p>\n<p>";
out += $.escape($.gettext(["Dear customer,"], {  }));
out += "</p>";
if ($.truth($.is($.field($.named(context, "policy"), "effective"), null))) {
out += "\n<p>";
out += $.escape($.gettext(["we are preparing version %(version)s of our support policy. We will tell you when it begins to apply."], { version: $.field($.named(context, "policy"), "version") }));
out += "</p>";
} else {
out += "\n<p>";
out += $.escape($.gettext(["from %(date)s, version %(version)s of our support policy applies. It says which support we give, when and how you reach us, what it costs, and what happens when an invoice stays unpaid."], { date: date($.field($.named(context, "policy"), "effective")), version: $.field($.named(context, "policy"), "version") }));
out += "</p>";
}
if ($.truth($.field($.named(context, "policy"), "history"))) {
out += "\n<p>";
out += $.escape($.gettext(["It replaces version %(version)s of %(date)s."], { version: $.field($.item($.field($.named(context, "policy"), "history"), 0), "version"), date: date($.field($.item($.field($.named(context, "policy"), "history"), 0), "effective")) }));
out += "</p>";
}
out += "\n<p>";
out += $.escape($.gettext(["You reach us by:"], {  }));
out += "</p>\n<ul>";
$.each($.field($.named(context, "policy"), "contacts"), (contact_, loop_) => {
out += "\n<li>";
out += $.escape(contact_name(contact_));
out += $.escape($.pgettext(["separator", ": "], {  }));
out += $.escape(contact_value(contact_));
out += "</li>";
});
out += "\n</ul>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "identity"), "website"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["The full text is on our website:"], {  }));
out += " <a href=\"";
out += $.escape($.field($.field($.named(context, "policy"), "identity"), "website"));
out += "\" rel=\"noopener\">";
out += $.escape($.field($.field($.named(context, "policy"), "identity"), "website"));
out += "</a></p>";
}
out += "\n<p>";
out += $.escape($.gettext(["Kind regards,"], {  }));
out += "<br>";
out += $.escape($.field($.field($.named(context, "policy"), "identity"), "legal_name"));
out += "</p>\n<footer>\n";
out += $.template("policy/small-print.html", { ...context,  }).text;
out += "\n</footer>\n</article>";
return { text: out, macros: {  } };
},
"policy/documents/collections.html": (context, $) => {
let out = "";
out += "<article class=\"pkb-policy\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\" data-pkb-policy=\"";
out += $.escape($.field($.named(context, "policy"), "id"));
out += "\">\n<header class=\"pkb-policy-head\">\n<p class=\"pkb-policy-company\">";
out += $.escape($.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")));
out += "</p>\n<h1>";
out += $.escape($.gettext(["Collections policy"], {  }));
out += "</h1>\n";
out += $.template("policy/facts.html", { ...context,  }).text;
out += "\n</header>";
out += $.template("policy/notices.html", { ...context,  }).text;
out += "\n<p>";
out += $.escape($.gettext(["This policy says when %(company)s expects payment, how it reminds of it, and when access to services is affected."], { company: $.field($.field($.named(context, "policy"), "identity"), "legal_name") }));
out += "</p>";
if ($.truth($.is($.field($.named(context, "policy"), "collections"), null))) {
out += "\n<p>";
out += $.escape($.gettext(["The partner has not published rules on collections."], {  }));
out += "</p>";
}
out += $.template("policy/sections.html", { ...context,  }).text;
out += "\n<footer>\n";
out += $.template("policy/small-print.html", { ...context,  }).text;
out += "\n</footer>\n</article>";
return { text: out, macros: {  } };
},
"policy/documents/addendum.html": (context, $) => {
let out = "";
out += "<article class=\"pkb-policy\" lang=\"";
out += $.escape($.field($.named(context, "loc"), "locale"));
out += "\" data-pkb-policy=\"";
out += $.escape($.field($.named(context, "policy"), "id"));
out += "\">\n<header class=\"pkb-policy-head\">\n<p class=\"pkb-policy-company\">";
out += $.escape($.or_($.field($.field($.named(context, "policy"), "identity"), "trading_name"), () => $.field($.field($.named(context, "policy"), "identity"), "legal_name")));
out += "</p>\n<h1>";
out += $.escape($.gettext(["Service-level addendum"], {  }));
out += "</h1>\n";
out += $.template("policy/facts.html", { ...context,  }).text;
out += "\n</header>";
out += $.template("policy/notices.html", { ...context,  }).text;
out += "\n<p>";
out += $.escape($.gettext(["This addendum states the service levels that %(company)s offers. It belongs to the support policy of the same version, and applies where an agreement with the customer refers to it."], { company: $.field($.field($.named(context, "policy"), "identity"), "legal_name") }));
out += "</p>";
out += $.template("policy/sections.html", { ...context,  }).text;
out += "\n<footer>\n";
out += $.template("policy/small-print.html", { ...context,  }).text;
out += "\n</footer>\n</article>";
return { text: out, macros: {  } };
},
"policy/clauses/changes.html": (context, $) => {
let out = "";
const { prose } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.ngettext(["We announce changes to this policy at least %(num)s day before they apply.", "We announce changes to this policy at least %(num)s days before they apply.", $.field($.field($.named(context, "policy"), "changes"), "notice_days")], {  }));
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "changes"), "text"), null)))) {
out += $.escape(prose($.field($.field($.named(context, "policy"), "changes"), "text")));
}
return { text: out, macros: {  } };
},
"policy/clauses/collections.html": (context, $) => {
let out = "";
const { contact_line, price, prose, say, within } = $.template("policy/phrases.html", context).macros;
let rule_ = $.field($.named(context, "policy"), "collections");
if ($.truth($.equal($.field(rule_, "due_days"), 0))) {
out += "\n<p>";
out += $.escape($.gettext(["Invoices are due on the day on which they are issued."], {  }));
out += "</p>";
} else {
out += "\n<p>";
out += $.escape($.ngettext(["Invoices are due %(num)s day after they are issued.", "Invoices are due %(num)s days after they are issued.", $.field(rule_, "due_days")], {  }));
out += "</p>";
}
if ($.truth($.field(rule_, "reminders"))) {
out += "\n<h3>";
out += $.escape($.gettext(["Reminders"], {  }));
out += "</h3>\n<ul>";
$.each($.field(rule_, "reminders"), (reminder_, loop_) => {
out += "\n<li>";
if ($.truth($.equal($.field(reminder_, "days"), 0))) {
out += $.escape($.gettext(["On the due date, we remind the customer of the open invoice."], {  }));
} else if ($.truth(($.compare($.field(reminder_, "days"), 0) < 0))) {
out += $.escape($.ngettext(["%(num)s day before the due date, we remind the customer of the open invoice.", "%(num)s days before the due date, we remind the customer of the open invoice.", (0 - $.field(reminder_, "days"))], {  }));
} else {
out += $.escape($.ngettext(["%(num)s day after the due date, we remind the customer of the overdue invoice.", "%(num)s days after the due date, we remind the customer of the overdue invoice.", $.field(reminder_, "days")], {  }));
}
if ($.truth(!$.truth($.is($.field(reminder_, "text"), null)))) {
out += " ";
out += $.escape(say($.field(reminder_, "text")));
}
$.each($.field(reminder_, "by"), (id_, loop_) => {
out += " ";
out += $.escape($.gettext(["It is sent from: %(contact)s."], { contact: contact_line(id_) }));
});
out += "</li>";
});
out += "\n</ul>";
}
out += "\n<h3>";
out += $.escape($.gettext(["Grace period and suspension"], {  }));
out += "</h3>";
if ($.truth($.equal($.field(rule_, "grace_days"), 0))) {
out += "\n<p>";
out += $.escape($.gettext(["There is no grace period: access may be suspended from the day after the due date."], {  }));
out += "</p>";
} else {
out += "\n<p>";
out += $.escape($.ngettext(["Access to the services stays for %(num)s day after the due date. After that, it may be suspended.", "Access to the services stays for %(num)s days after the due date. After that, it may be suspended.", $.field(rule_, "grace_days")], {  }));
out += "</p>";
}
if ($.truth($.field(rule_, "suspension_notice_days"))) {
out += "\n<p>";
out += $.escape($.ngettext(["We announce a suspension at least %(num)s day before.", "We announce a suspension at least %(num)s days before.", $.field(rule_, "suspension_notice_days")], {  }));
out += "</p>";
}
if ($.truth(!$.truth($.is($.field(rule_, "suspension"), null)))) {
out += $.escape(prose($.field(rule_, "suspension")));
}
if ($.truth(!$.truth($.is($.field(rule_, "late_charge"), null)))) {
out += "\n<h3>";
out += $.escape($.gettext(["Late payment"], {  }));
out += "</h3>";
out += $.escape(prose($.field(rule_, "late_charge")));
}
if ($.truth(!$.truth($.is($.field(rule_, "reinstatement"), null)))) {
out += "\n<h3>";
out += $.escape($.gettext(["Reinstatement"], {  }));
out += "</h3>\n<p>";
out += $.escape($.gettext(["After the payment has arrived, access comes back %(within)s."], { within: within($.field($.field(rule_, "reinstatement"), "within"), "business") }));
if ($.truth(!$.truth($.is($.field($.field(rule_, "reinstatement"), "fee"), null)))) {
out += " ";
out += $.escape($.gettext(["Reinstatement costs %(price)s."], { price: price($.field($.field(rule_, "reinstatement"), "fee")) }));
}
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field(rule_, "reinstatement"), "conditions"), null)))) {
out += $.escape(prose($.field($.field(rule_, "reinstatement"), "conditions")));
}
}
if ($.truth($.field($.named(context, "numbers"), "disputes"))) {
out += "\n<p>";
out += $.escape($.gettext(["An invoice that the customer disputes in time, as section %(number)s says, is not overdue for the disputed part until we have answered."], { number: $.field($.named(context, "numbers"), "disputes") }));
out += "</p>";
}
if ($.truth(!$.truth($.is($.field(rule_, "contact"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Questions about payment: %(contact)s."], { contact: contact_line($.field(rule_, "contact")) }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/complaints.html": (context, $) => {
let out = "";
const { contact_line, prose, within } = $.template("policy/phrases.html", context).macros;
out += $.escape(prose($.field($.field($.named(context, "policy"), "complaints"), "text")));
out += "\n<p>";
out += $.escape($.gettext(["We answer complaints %(within)s."], { within: within($.field($.field($.named(context, "policy"), "complaints"), "response"), "business") }));
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "complaints"), "contact"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Where to send a complaint: %(contact)s."], { contact: contact_line($.field($.field($.named(context, "policy"), "complaints"), "contact")) }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/contacts.html": (context, $) => {
let out = "";
const { contact_kind, contact_name, contact_value, hours_name, languages, say } = $.template("policy/phrases.html", context).macros;
if ($.truth($.field($.named(context, "policy"), "fictional"))) {
out += "\n<p class=\"pkb-policy-note\">";
out += $.escape($.gettext(["The addresses and numbers below are reserved for examples and reach nobody."], {  }));
out += "</p>";
}
$.each($.field($.named(context, "policy"), "contacts"), (contact_, loop_) => {
out += "\n<div class=\"pkb-policy-contact\">\n<h3 id=\"contact-";
out += $.escape($.field(contact_, "id"));
out += "\">";
out += $.escape(contact_name(contact_));
out += "</h3>";
if ($.truth($.field(contact_, "emergency"))) {
out += "\n<p class=\"pkb-policy-emergency\"><strong>";
out += $.escape($.gettext(["Emergency route: use it for the most severe problems."], {  }));
out += "</strong></p>";
}
out += "\n<dl>\n<dt>";
out += $.escape(contact_kind(contact_));
out += "</dt>\n<dd>";
out += $.escape(contact_value(contact_));
if ($.truth($.and_(!$.truth($.is($.field(contact_, "qr"), null)), () => $.item($.named(context, "qr_images"), $.field(contact_, "id"))))) {
out += "<img class=\"pkb-policy-qr\" src=\"";
out += $.escape($.item($.named(context, "qr_images"), $.field(contact_, "id")));
out += "\" alt=\"";
out += $.escape($.gettext(["QR code"], {  }));
out += "\" width=\"148\" height=\"148\">";
}
out += "</dd>\n<dt>";
out += $.escape($.gettext(["Languages"], {  }));
out += "</dt>\n<dd>";
out += $.escape(languages($.field(contact_, "languages")));
out += "</dd>\n<dt>";
out += $.escape($.gettext(["Service hours"], {  }));
out += "</dt>\n<dd>";
out += $.escape(hours_name($.field(contact_, "hours")));
out += "</dd>";
if ($.truth($.field(contact_, "severities"))) {
out += "\n<dt>";
out += $.escape($.gettext(["Severities"], {  }));
out += "</dt>\n<dd>";
out += $.escape($.gettext(["Only for severity %(severities)s."], { severities: $.call("format_list", [$.named(context, "loc"), $.call("as_list", [$.field(contact_, "severities")])]) }));
out += "</dd>";
}
out += "\n</dl>";
if ($.truth($.field(contact_, "requires_account_id"))) {
out += "\n<p>";
out += $.escape($.gettext(["Please have your account number ready."], {  }));
out += "</p>";
}
if ($.truth(!$.truth($.is($.field(contact_, "note"), null)))) {
out += "\n<p>";
out += $.escape(say($.field(contact_, "note")));
out += "</p>";
}
out += "\n</div>";
});
return { text: out, macros: {  } };
},
"policy/clauses/disputes.html": (context, $) => {
let out = "";
const { contact_line, prose, within } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.ngettext(["A customer that does not agree with an invoice tells us within %(num)s day of its date.", "A customer that does not agree with an invoice tells us within %(num)s days of its date.", $.field($.field($.named(context, "policy"), "disputes"), "window_days")], {  }));
out += "</p>";
out += $.escape(prose($.field($.field($.named(context, "policy"), "disputes"), "how")));
out += "\n<p>";
out += $.escape($.gettext(["We answer %(within)s. Where the vendor must decide, we report the dispute on the customer's behalf and pass its answer on."], { within: within($.field($.field($.named(context, "policy"), "disputes"), "response"), "business") }));
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "disputes"), "contact"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Where to send a dispute: %(contact)s."], { contact: contact_line($.field($.field($.named(context, "policy"), "disputes"), "contact")) }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/duties.html": (context, $) => {
let out = "";
const { bullets } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.gettext(["For support to work, the customer:"], {  }));
out += "</p>";
out += $.escape(bullets($.field($.named(context, "policy"), "duties")));
return { text: out, macros: {  } };
},
"policy/clauses/escalation.html": (context, $) => {
let out = "";
const { bullets, contact_line, duration, link, prose, say } = $.template("policy/phrases.html", context).macros;
let escalation_ = $.field($.named(context, "policy"), "escalation");
if ($.truth($.field(escalation_, "levels"))) {
out += "\n<ol>";
$.each($.field(escalation_, "levels"), (level_, loop_) => {
out += "\n<li><strong>";
out += $.escape(say($.field(level_, "name")));
out += "</strong>";
out += $.escape($.pgettext(["separator", ": "], {  }));
out += $.escape(say($.field(level_, "role")));
out += "<br>";
out += $.escape(say($.field(level_, "trigger")));
if ($.truth(!$.truth($.is($.field(level_, "after"), null)))) {
out += "<br>";
out += $.escape($.gettext(["A request that is still open after %(time)s moves here by itself."], { time: duration($.field(level_, "after")) }));
}
if ($.truth(!$.truth($.is($.field(level_, "contact"), null)))) {
out += "<br>";
out += $.escape($.gettext(["The customer reaches this level by: %(contact)s."], { contact: contact_line($.field(level_, "contact")) }));
}
out += "</li>";
});
out += "\n</ol>";
}
if ($.truth($.and_($.field(escalation_, "provider_handoff"), () => !$.truth($.is($.field($.field($.named(context, "policy"), "scope"), "provider"), null))))) {
out += "\n<h3>";
out += $.escape($.gettext(["Hand-off to %(provider)s"], { provider: $.field($.field($.field($.named(context, "policy"), "scope"), "provider"), "name") }));
out += "</h3>\n<p>";
out += $.escape($.gettext(["We hand a request to our indirect provider in these cases, and stay the customer's contact:"], {  }));
out += "</p>";
out += $.escape(bullets($.field(escalation_, "provider_handoff")));
}
if ($.truth($.field(escalation_, "vendor_handoff"))) {
out += "\n<h3>";
if ($.truth(!$.truth($.is($.field(escalation_, "vendor"), null)))) {
out += $.escape($.gettext(["Escalation to %(vendor)s"], { vendor: $.field(escalation_, "vendor") }));
} else {
out += $.escape($.gettext(["Escalation to the vendor"], {  }));
}
out += "</h3>\n<p>";
out += $.escape($.gettext(["We escalate a request to the vendor in these cases, and stay the customer's contact:"], {  }));
out += "</p>";
out += $.escape(bullets($.field(escalation_, "vendor_handoff")));
out += "\n<p>";
out += $.escape($.gettext(["When the vendor answers is not in our hands: its response times are not a promise of ours. We pass on what it tells us."], {  }));
out += "</p>";
}
if ($.truth(!$.truth($.is($.field(escalation_, "vulnerability"), null)))) {
out += "\n<h3>";
out += $.escape($.gettext(["Security vulnerabilities"], {  }));
out += "</h3>";
out += $.escape(prose($.field($.field(escalation_, "vulnerability"), "text")));
if ($.truth(!$.truth($.is($.field($.field(escalation_, "vulnerability"), "email"), null)))) {
out += "\n<p><a href=\"mailto:";
out += $.escape($.field($.field(escalation_, "vulnerability"), "email"));
out += "\">";
out += $.escape($.field($.field(escalation_, "vulnerability"), "email"));
out += "</a></p>";
}
if ($.truth(!$.truth($.is($.field($.field(escalation_, "vulnerability"), "url"), null)))) {
out += "\n<p>";
out += $.escape(link($.field($.field(escalation_, "vulnerability"), "url"), $.field($.field(escalation_, "vulnerability"), "url")));
out += "</p>";
}
}
return { text: out, macros: {  } };
},
"policy/clauses/history.html": (context, $) => {
let out = "";
const { date, say } = $.template("policy/phrases.html", context).macros;
out += "\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Version"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Effective date"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Changes"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field($.named(context, "policy"), "history"), (entry_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape($.field(entry_, "version"));
out += "</th><td>";
out += $.escape(date($.field(entry_, "effective")));
out += "</td><td>";
out += $.escape(say($.field(entry_, "changes")));
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
return { text: out, macros: {  } };
},
"policy/clauses/hours.html": (context, $) => {
let out = "";
const { date, languages, say, week_table, zone_name } = $.template("policy/phrases.html", context).macros;
$.each($.field($.named(context, "policy"), "hours"), (hours_, loop_) => {
out += "\n<h3 id=\"hours-";
out += $.escape($.field(hours_, "id"));
out += "\">";
out += $.escape(say($.field(hours_, "name")));
out += "</h3>\n<p class=\"pkb-policy-open\" data-pkb-policy-open=\"";
out += $.escape($.field(hours_, "id"));
out += "\" hidden></p>";
if ($.truth($.or_($.field(hours_, "languages"), () => $.field(hours_, "severities")))) {
out += "\n<p>";
if ($.truth($.field(hours_, "languages"))) {
out += $.escape($.gettext(["Languages: %(languages)s."], { languages: languages($.field(hours_, "languages")) }));
}
if ($.truth($.field(hours_, "severities"))) {
out += " ";
out += $.escape($.gettext(["Only for severity %(severities)s."], { severities: $.call("format_list", [$.named(context, "loc"), $.call("as_list", [$.field(hours_, "severities")])]) }));
}
out += "</p>";
}
out += $.escape(week_table(hours_));
out += "\n<p>";
out += $.escape($.gettext(["Time zone: %(zone)s."], { zone: zone_name(hours_) }));
if ($.truth($.and_(!$.truth($.field(hours_, "always")), () => $.call("opens_on_fewer", [hours_, 7])))) {
out += " ";
out += $.escape($.gettext(["On other days it is closed."], {  }));
}
out += "</p>";
if ($.truth($.field(hours_, "exceptions"))) {
out += "\n<h4>";
out += $.escape($.gettext(["Dates with other hours"], {  }));
out += "</h4>\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Date"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Hours"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Reason"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field(hours_, "exceptions"), (entry_, loop_) => {
out += "\n<tr><th scope=\"row\">";
if ($.truth($.or_($.is($.field(entry_, "end"), null), () => $.equal($.field(entry_, "end"), $.field(entry_, "start"))))) {
out += $.escape(date($.field(entry_, "start")));
} else {
out += $.escape($.gettext(["%(first)s to %(last)s"], { first: date($.field(entry_, "start")), last: date($.field(entry_, "end")) }));
}
out += "</th><td>";
if ($.truth($.or_($.is($.field(entry_, "open"), null), () => $.is($.field(entry_, "close"), null)))) {
out += $.escape($.gettext(["closed"], {  }));
} else {
out += $.escape($.field(entry_, "open"));
out += "\u2013";
out += $.escape($.field(entry_, "close"));
}
out += "</td><td>";
if ($.truth(!$.truth($.is($.field(entry_, "name"), null)))) {
out += $.escape(say($.field(entry_, "name")));
}
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
}
let known_ = $.item($.named(context, "holidays"), $.field(hours_, "id"));
if ($.truth($.and_(!$.truth($.is(known_, null)), () => !$.truth($.field(hours_, "always"))))) {
out += "\n<h4>";
out += $.escape($.gettext(["Public holidays"], {  }));
out += "</h4>\n<p>";
out += $.escape($.gettext(["Closed on public holidays in %(country)s. Those that fall on a day on which it would be open are:"], { country: $.call("country_name", [$.named(context, "loc"), $.field(known_, "country")]) }));
out += "</p>\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Date"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Holiday"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.call("joined_holidays", [$.call("listed_holidays", [hours_, known_])]), (span_, loop_) => {
out += "\n<tr><th scope=\"row\">";
if ($.truth($.equal($.field(span_, "last"), $.field($.field(span_, "holiday"), "day")))) {
out += $.escape(date($.field($.field(span_, "holiday"), "day")));
} else {
out += $.escape($.gettext(["%(first)s to %(last)s"], { first: date($.field($.field(span_, "holiday"), "day")), last: date($.field(span_, "last")) }));
}
out += "</th><td>";
if ($.truth($.or_($.field($.field(span_, "holiday"), "known"), () => $.equal($.field($.named(context, "loc"), "locale"), "en")))) {
out += $.escape($.pgettext(["holiday", $.field($.field(span_, "holiday"), "name")], {  }));
} else {
out += "<span lang=\"en\">";
out += $.escape($.field($.field(span_, "holiday"), "name"));
out += "</span>";
}
if ($.truth($.field($.field(span_, "holiday"), "moved"))) {
out += " ";
out += $.escape($.gettext(["(in exchange for %(day)s)"], { day: date($.field($.field(span_, "holiday"), "moved")) }));
}
if ($.truth($.field($.field(span_, "holiday"), "observed"))) {
out += " ";
out += $.escape($.gettext(["(observed)"], {  }));
}
if ($.truth($.field($.field(span_, "holiday"), "estimated"))) {
out += " ";
out += $.escape($.gettext(["(date estimated)"], {  }));
}
if ($.truth($.call("is_provisional", [known_, $.field($.field(span_, "holiday"), "day")]))) {
out += " ";
out += $.escape($.gettext(["(provisional)"], {  }));
}
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
if ($.truth($.and_(($.compare($.field(known_, "announced"), 0) > 0), () => ($.compare($.call("last_year", [$.named(context, "policy"), $.named(context, "today")]), $.field(known_, "announced")) > 0)))) {
out += "\n<p>";
out += $.escape($.gettext(["Provisional: the government has not announced the days off after %(year)s yet."], { year: $.field(known_, "announced") }));
out += "</p>";
}
}
let worked_ = $.call("listed_workdays", [hours_, known_]);
if ($.truth($.and_(worked_, () => !$.truth($.field(hours_, "always"))))) {
out += "\n<h4>";
out += $.escape($.gettext(["Working weekends"], {  }));
out += "</h4>\n<p>";
out += $.escape($.gettext(["Open on these weekend days, with the hours of a Monday:"], {  }));
out += "</p>\n<ul>";
$.each(worked_, (day_, loop_) => {
out += "\n<li>";
out += $.escape(date(day_));
out += "</li>";
});
out += "\n</ul>";
}
});
return { text: out, macros: {  } };
},
"policy/clauses/intake.html": (context, $) => {
let out = "";
const { bullets } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.gettext(["So that we can begin at once, a request holds:"], {  }));
out += "</p>";
out += $.escape(bullets($.field($.named(context, "policy"), "intake")));
if ($.truth($.field($.named(context, "numbers"), "severities"))) {
out += "\n<p>";
out += $.escape($.gettext(["The severities are described in section %(number)s."], { number: $.field($.named(context, "numbers"), "severities") }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/legal.html": (context, $) => {
let out = "";
const { contact_line, link, prose, say } = $.template("policy/phrases.html", context).macros;
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "legal"), "governing_law"), null)))) {
out += $.escape(prose($.field($.field($.named(context, "policy"), "legal"), "governing_law")));
}
if ($.truth($.field($.field($.named(context, "policy"), "legal"), "documents"))) {
out += "\n<p>";
out += $.escape($.gettext(["These documents take precedence over this policy:"], {  }));
out += "</p>\n<ul>";
$.each($.field($.field($.named(context, "policy"), "legal"), "documents"), (entry_, loop_) => {
out += "\n<li>";
if ($.truth(!$.truth($.is($.field(entry_, "url"), null)))) {
out += $.escape(link($.field(entry_, "url"), say($.field(entry_, "title"))));
} else {
out += $.escape(say($.field(entry_, "title")));
}
out += "</li>";
});
out += "\n</ul>";
}
out += "\n<p>";
out += $.escape($.gettext(["This policy is published in several languages. Where they differ, the text in this language counts: %(language)s."], { language: $.call("language_name", [$.named(context, "loc"), $.field($.named(context, "policy"), "authoritative_language")]) }));
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "legal"), "contact"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Legal notices go to: %(contact)s."], { contact: contact_line($.field($.field($.named(context, "policy"), "legal"), "contact")) }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/maintenance.html": (context, $) => {
let out = "";
const { duration, prose } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.gettext(["We announce planned work that affects the customer at least %(time)s before."], { time: duration($.field($.field($.named(context, "policy"), "maintenance"), "notice")) }));
out += "</p>";
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "maintenance"), "text"), null)))) {
out += $.escape(prose($.field($.field($.named(context, "policy"), "maintenance"), "text")));
}
return { text: out, macros: {  } };
},
"policy/clauses/parties.html": (context, $) => {
let out = "";
const { date, link, say } = $.template("policy/phrases.html", context).macros;
let company_ = $.field($.named(context, "policy"), "identity");
out += "<p>";
out += $.escape($.gettext(["This policy describes the support that %(company)s (\u201cwe\u201d) gives to its customers."], { company: $.field(company_, "legal_name") }));
out += "</p>";
if ($.truth($.equal($.field($.field($.named(context, "policy"), "scope"), "partner_model"), "direct-bill"))) {
out += "\n<p>";
out += $.escape($.gettext(["We are a direct-bill partner in the Cloud Solution Provider (CSP) program: billing and support for the customer lie with us from end to end."], {  }));
out += "</p>";
} else {
out += "\n<p>";
out += $.escape($.gettext(["We are an indirect reseller in the Cloud Solution Provider (CSP) program and work with the indirect provider %(provider)s. For billing and support, the customer contacts us."], { provider: $.field($.field($.field($.named(context, "policy"), "scope"), "provider"), "name") }));
out += "</p>";
}
out += "\n<p>";
out += $.escape($.gettext(["Customers of the program do not open requests with the vendor: they contact us, and we escalate where it is needed."], {  }));
out += "</p>\n<dl>\n<dt>";
out += $.escape($.gettext(["Legal name"], {  }));
out += "</dt>\n<dd>";
out += $.escape($.field(company_, "legal_name"));
out += "</dd>";
if ($.truth(!$.truth($.is($.field(company_, "trading_name"), null)))) {
out += "\n<dt>";
out += $.escape($.gettext(["Trading name"], {  }));
out += "</dt>\n<dd>";
out += $.escape($.field(company_, "trading_name"));
out += "</dd>";
}
out += "\n<dt>";
out += $.escape($.gettext(["Registered address"], {  }));
out += "</dt>\n<dd>";
$.each($.field($.field(company_, "address"), "lines"), (line_, loop_) => {
out += $.escape(line_);
out += "<br>";
});
out += $.escape($.field($.field(company_, "address"), "city"));
if ($.truth(!$.truth($.is($.field($.field(company_, "address"), "region"), null)))) {
out += ", ";
out += $.escape($.field($.field(company_, "address"), "region"));
}
if ($.truth(!$.truth($.is($.field($.field(company_, "address"), "postal_code"), null)))) {
out += ", ";
out += $.escape($.field($.field(company_, "address"), "postal_code"));
}
out += "<br>";
out += $.escape($.call("country_name", [$.named(context, "loc"), $.field($.field(company_, "address"), "country")]));
out += "</dd>";
$.each($.field(company_, "registrations"), (entry_, loop_) => {
out += "\n<dt>";
if ($.truth(!$.truth($.is($.field(entry_, "label"), null)))) {
out += $.escape(say($.field(entry_, "label")));
} else if ($.truth($.equal($.field(entry_, "kind"), "cnpj"))) {
out += $.escape($.pgettext(["registration", "CNPJ"], {  }));
} else if ($.truth($.equal($.field(entry_, "kind"), "inn"))) {
out += $.escape($.pgettext(["registration", "INN"], {  }));
} else if ($.truth($.equal($.field(entry_, "kind"), "kpp"))) {
out += $.escape($.pgettext(["registration", "KPP"], {  }));
} else if ($.truth($.equal($.field(entry_, "kind"), "ogrn"))) {
out += $.escape($.pgettext(["registration", "OGRN"], {  }));
} else if ($.truth($.equal($.field(entry_, "kind"), "uscc"))) {
out += $.escape($.pgettext(["registration", "Unified social credit code"], {  }));
} else {
out += $.escape($.pgettext(["registration", "VAT number"], {  }));
}
out += "</dt>\n<dd>";
out += $.escape($.field(entry_, "number"));
out += "</dd>";
});
if ($.truth(!$.truth($.is($.field(company_, "website"), null)))) {
out += "\n<dt>";
out += $.escape($.gettext(["Website"], {  }));
out += "</dt>\n<dd>";
out += $.escape(link($.field(company_, "website"), $.field(company_, "website")));
out += "</dd>";
}
if ($.truth($.and_(!$.truth($.is($.field($.field($.named(context, "policy"), "scope"), "provider"), null)), () => !$.truth($.is($.field($.field($.field($.named(context, "policy"), "scope"), "provider"), "url"), null))))) {
out += "\n<dt>";
out += $.escape($.gettext(["Indirect provider"], {  }));
out += "</dt>\n<dd>";
out += $.escape(link($.field($.field($.field($.named(context, "policy"), "scope"), "provider"), "url"), $.field($.field($.field($.named(context, "policy"), "scope"), "provider"), "name")));
out += "</dd>";
}
out += "\n</dl>";
return { text: out, macros: {  } };
},
"policy/clauses/pricing.html": (context, $) => {
let out = "";
const { date, duration, price, say, service_name } = $.template("policy/phrases.html", context).macros;
out += "\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Item"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Price"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Conditions"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field($.named(context, "policy"), "pricing"), (item_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape(say($.field(item_, "name")));
out += "</th><td>";
if ($.truth($.equal($.field(item_, "kind"), "included"))) {
out += $.escape($.gettext(["Included"], {  }));
} else {
$.each($.field(item_, "prices"), (entry_, loop_) => {
if ($.truth($.equal($.field(item_, "kind"), "per-incident"))) {
out += $.escape($.gettext(["%(price)s for each incident"], { price: price(entry_) }));
} else if ($.truth($.equal($.field(item_, "kind"), "per-hour"))) {
out += $.escape($.gettext(["%(price)s for each hour"], { price: price(entry_) }));
} else if ($.truth($.equal($.field(item_, "period"), "month"))) {
out += $.escape($.gettext(["%(price)s for each month"], { price: price(entry_) }));
} else if ($.truth($.equal($.field(item_, "period"), "quarter"))) {
out += $.escape($.gettext(["%(price)s for each quarter"], { price: price(entry_) }));
} else if ($.truth($.equal($.field(item_, "period"), "year"))) {
out += $.escape($.gettext(["%(price)s for each year"], { price: price(entry_) }));
} else {
out += $.escape(price(entry_));
}
if ($.truth(!$.truth(loop_.last))) {
out += "<br>";
}
});
}
out += "</td><td>";
if ($.truth(!$.truth($.is($.field(item_, "plan"), null)))) {
out += $.escape($.gettext(["This is the price of the plan \u201c%(plan)s\u201d."], { plan: say($.field($.call("find_item", [$.field($.field($.named(context, "policy"), "scope"), "plans"), $.field(item_, "plan")]), "name")) }));
out += " ";
}
$.each($.field(item_, "services"), (name_, loop_) => {
out += $.escape($.gettext(["For the service \u201c%(service)s\u201d."], { service: service_name($.call("find_item", [$.field($.field($.named(context, "policy"), "scope"), "services"), name_])) }));
out += " ";
});
if ($.truth($.field(item_, "severities"))) {
out += $.escape($.gettext(["Only for severity %(severities)s."], { severities: $.call("format_list", [$.named(context, "loc"), $.call("as_list", [$.field(item_, "severities")])]) }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "hours_included"), null)))) {
out += $.escape($.ngettext(["%(num)s hour of work in each period is included.", "%(num)s hours of work in each period are included.", $.field(item_, "hours_included")], {  }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "unit"), null)))) {
out += $.escape($.gettext(["Charged in steps of %(unit)s."], { unit: duration($.field(item_, "unit")) }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "minimum"), null)))) {
out += $.escape($.gettext(["At least %(minimum)s are charged."], { minimum: duration($.field(item_, "minimum")) }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "out_of_hours_percent"), null)))) {
out += $.escape($.gettext(["Outside the service hours, %(percent)s%% of this price applies."], { percent: $.field(item_, "out_of_hours_percent") }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "valid_until"), null)))) {
out += $.escape($.gettext(["Valid until %(date)s."], { date: date($.field(item_, "valid_until")) }));
out += " ";
}
if ($.truth(!$.truth($.is($.field(item_, "note"), null)))) {
out += $.escape(say($.field(item_, "note")));
}
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
if ($.truth($.field($.named(context, "numbers"), "hours"))) {
out += "\n<p>";
out += $.escape($.gettext(["The service hours are in section %(number)s."], { number: $.field($.named(context, "numbers"), "hours") }));
out += "</p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/privacy.html": (context, $) => {
let out = "";
const { link, prose } = $.template("policy/phrases.html", context).macros;
out += $.escape(prose($.field($.field($.named(context, "policy"), "privacy"), "text")));
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "privacy"), "delegated_access"), null)))) {
out += "\n<h3>";
out += $.escape($.gettext(["Delegated access"], {  }));
out += "</h3>";
out += $.escape(prose($.field($.field($.named(context, "policy"), "privacy"), "delegated_access")));
}
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "privacy"), "url"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Privacy notice: %(link)s"], { link: link($.field($.field($.named(context, "policy"), "privacy"), "url"), $.field($.field($.named(context, "policy"), "privacy"), "url")) }));
out += "</p>";
}
if ($.truth(!$.truth($.is($.field($.field($.named(context, "policy"), "identity"), "privacy_contact"), null)))) {
out += "\n<p>";
out += $.escape($.gettext(["Privacy contact:"], {  }));
out += " <a href=\"mailto:";
out += $.escape($.field($.field($.named(context, "policy"), "identity"), "privacy_contact"));
out += "\">";
out += $.escape($.field($.field($.named(context, "policy"), "identity"), "privacy_contact"));
out += "</a></p>";
}
return { text: out, macros: {  } };
},
"policy/clauses/remedies.html": (context, $) => {
let out = "";
const { bullets } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.gettext(["Where we do not keep a time that this policy promises:"], {  }));
out += "</p>";
out += $.escape(bullets($.field($.named(context, "policy"), "remedies")));
return { text: out, macros: {  } };
},
"policy/clauses/scope.html": (context, $) => {
let out = "";
const { bullets, link, prose, say, service_name } = $.template("policy/phrases.html", context).macros;
let scope_ = $.field($.named(context, "policy"), "scope");
out += "\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Service"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Products"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Provided"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field(scope_, "services"), (service_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape(service_name(service_));
out += "</th><td>";
out += $.escape($.call("format_list", [$.named(context, "loc"), $.call("as_list", [$.field(service_, "products")])]));
out += "</td><td>";
if ($.truth($.equal($.field(service_, "provided"), "own"))) {
out += $.escape($.gettext(["by us"], {  }));
} else if ($.truth($.equal($.field(service_, "provided"), "resold"))) {
out += $.escape($.gettext(["resold by us, provided by %(name)s"], { name: $.field(service_, "by") }));
} else {
out += $.escape($.gettext(["by %(name)s on our behalf"], { name: $.field(service_, "by") }));
}
if ($.truth(!$.truth($.is($.field(service_, "note"), null)))) {
out += "<br>";
out += $.escape(say($.field(service_, "note")));
}
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>";
if ($.truth($.field(scope_, "baseline"))) {
out += "\n<h3>";
out += $.escape($.gettext(["Baseline support"], {  }));
out += "</h3>\n<p>";
out += $.escape($.gettext(["Every customer receives:"], {  }));
out += "</p>";
out += $.escape(bullets($.field(scope_, "baseline")));
}
if ($.truth($.field(scope_, "plans"))) {
out += "\n<h3>";
out += $.escape($.gettext(["Plans"], {  }));
out += "</h3>\n<dl>";
$.each($.field(scope_, "plans"), (plan_, loop_) => {
out += "\n<dt>";
out += $.escape(say($.field(plan_, "name")));
out += "</dt>\n<dd>";
out += $.escape(say($.field(plan_, "description")));
out += "</dd>";
});
out += "\n</dl>";
}
if ($.truth($.field(scope_, "exclusions"))) {
out += "\n<h3>";
out += $.escape($.gettext(["Not covered"], {  }));
out += "</h3>";
out += $.escape(bullets($.field(scope_, "exclusions")));
}
if ($.truth(!$.truth($.is($.field(scope_, "requesters"), null)))) {
out += "\n<h3>";
out += $.escape($.gettext(["Who may contact us"], {  }));
out += "</h3>";
out += $.escape(prose($.field(scope_, "requesters")));
}
if ($.truth($.field(scope_, "self_help"))) {
out += "\n<h3>";
out += $.escape($.gettext(["Help yourself first"], {  }));
out += "</h3>\n<ul>";
$.each($.field(scope_, "self_help"), (page_, loop_) => {
out += "\n<li>";
out += $.escape(link($.field(page_, "url"), say($.field(page_, "title"))));
out += "</li>";
});
out += "\n</ul>";
}
return { text: out, macros: {  } };
},
"policy/clauses/severities.html": (context, $) => {
let out = "";
const { bullets, every, hours_name, prose, say, target_text, within } = $.template("policy/phrases.html", context).macros;
out += "\n<p>";
out += $.escape($.gettext(["The customer proposes a severity with the request; we agree on it with the customer from what the problem does to the business."], {  }));
out += "</p>\n<div class=\"pkb-policy-scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">";
out += $.escape($.gettext(["Severity"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Initial response"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Updates"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Target"], {  }));
out += "</th><th scope=\"col\">";
out += $.escape($.gettext(["Service hours"], {  }));
out += "</th></tr></thead>\n<tbody>";
$.each($.field($.named(context, "policy"), "severities"), (severity_, loop_) => {
out += "\n<tr><th scope=\"row\">";
out += $.escape($.gettext(["%(code)s: %(name)s"], { code: $.field(severity_, "id"), name: say($.field(severity_, "name")) }));
out += "</th><td>";
out += $.escape(within($.field(severity_, "initial_response"), $.field(severity_, "counted")));
out += "</td><td>";
if ($.truth(!$.truth($.is($.field(severity_, "updates"), null)))) {
out += $.escape(every($.field(severity_, "updates"), $.field(severity_, "counted")));
} else {
out += $.escape($.gettext(["when there is news"], {  }));
}
out += "</td><td>";
out += $.escape(target_text(severity_));
out += "</td><td>";
out += $.escape(hours_name($.field(severity_, "hours")));
out += "</td></tr>";
});
out += "\n</tbody>\n</table></div>\n<p>";
out += $.escape($.gettext(["These times are our own commitment and start when the request reaches us in the service hours of its severity. Response times of a vendor or a provider are not part of it."], {  }));
out += "</p>";
$.each($.field($.named(context, "policy"), "severities"), (severity_, loop_) => {
out += "\n<h3 id=\"severity-";
out += $.escape($.field(severity_, "id"));
out += "\">";
out += $.escape($.gettext(["Severity %(code)s: %(name)s"], { code: $.field(severity_, "id"), name: say($.field(severity_, "name")) }));
out += "</h3>";
out += $.escape(prose($.field(severity_, "definition")));
if ($.truth($.field(severity_, "examples"))) {
out += "\n<p>";
out += $.escape($.gettext(["For example:"], {  }));
out += "</p>";
out += $.escape(bullets($.field(severity_, "examples")));
}
if ($.truth($.equal($.field($.field(severity_, "target"), "kind"), "none"))) {
out += "\n<p>";
out += $.escape($.gettext(["We set no time in which a problem of this severity is resolved."], {  }));
out += "</p>";
}
if ($.truth($.equal($.field(severity_, "counted"), "business"))) {
out += "\n<p>";
out += $.escape($.gettext(["Time counts only in the service hours \u201c%(hours)s\u201d."], { hours: hours_name($.field(severity_, "hours")) }));
out += "</p>";
} else {
out += "\n<p>";
out += $.escape($.gettext(["Time counts by the clock, day and night."], {  }));
out += "</p>";
}
if ($.truth($.field(severity_, "pauses"))) {
out += "\n<p>";
out += $.escape($.gettext(["The clock pauses:"], {  }));
out += "</p>";
out += $.escape(bullets($.field(severity_, "pauses")));
}
});
return { text: out, macros: {  } };
}
};
