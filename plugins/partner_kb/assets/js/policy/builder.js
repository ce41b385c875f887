/**
 * The builder: a form beside a preview, over a draft that never leaves this browser.
 * In: [data-pkb-policy-builder], the words in #pkb-builder-words, the data that builder_data.py
 * made. State is the draft and what is looked at; everything on the page follows from it.
 */
import { findProblems, messageOf } from "./check.js";
import { TooOld, holidayFile, readFile, readLocale, readReference } from "./data.js";
import { change, ordered, previewable, read } from "./draft.js";
import { markdownOf, printPage, saveFile } from "./download.js";
import { element, fieldsOf, field, fillWords, pathId } from "./form.js";
import { renderDocument, renderPage, translator } from "./render.js";
import { language_name, resolve } from "./twin.js";
import { YamlError, parseYaml, toYaml } from "./yaml.js";

const KEY = "pkb-policy-draft";
const LOCALES = ["en", "pt-BR", "zh-CN", "ru-RU"];
const DOCUMENTS = ["policy", "summary", "announcement", "collections", "addendum"];
const folder = new URL("../../policy/", import.meta.url);

const fetched = new Map();
/** A file of the data folder, fetched once; asked for anew, since its parts belong to one another. */
function load(name) {
  if (!fetched.has(name)) fetched.set(name, fetch(new URL(name, folder), { cache: "no-cache" }).then(readFile));
  return fetched.get(name);
}

/** Several of the deflated files. */
const loadAll = (...names) => Promise.all(names.map((name) => load(`${name}.bin`)));

/** The builder's own style sheet, which no other page needs; settles when it is there or cannot be. */
function loadStyle() {
  return new Promise((settle) => {
    const link = element("link", { rel: "stylesheet", href: new URL("./builder.css", import.meta.url).href });
    link.addEventListener("load", settle);
    link.addEventListener("error", settle);
    document.head.append(link);
  });
}

/** Schema and reference data; read once. */
function loadReference() {
  if (!fetched.has("")) {
    fetched.set("", loadAll("own", "world", "phones", "subdivisions")
      .then(([own, world, phones, subdivisions]) => readReference(own, world, phones, subdivisions)));
  }
  return fetched.get("");
}

/** The data of a locale; read once. */
function loadLocale(tag) {
  if (!fetched.has(tag)) {
    fetched.set(tag, Promise.all([loadReference(), loadAll(`cldr.${tag}`, `strings.${tag}`)])
      .then(([data, [cldr, strings]]) => readLocale(data, cldr, strings)));
  }
  return fetched.get(tag);
}

class Builder {
  constructor(root, words, data, locale) {
    this.root = root;
    this.words = words;
    this.data = data;
    this.schema = data.schema;
    this.reference = data.reference;
    this.page = locale;
    this.loc = locale.loc;
    this.strings = translator(locale.strings);
    this.locales = LOCALES;
    this.draft = this.kept() ?? {};
    this.preview = { locale: locale.loc.locale, document: "policy" };
    this.opened = new Set(["general"]);
    this.timer = 0;
    this.turn = 0;
  }

  // What form.js asks for.

  say(text) { return this.strings.gettext(text); }
  titleOf(title) { return this.say(title); }
  choice(code) { return this.words.choices[code] ?? code; }
  languageName(tag) { return language_name(this.loc, tag); }
  mainLanguage() { return LOCALES.includes(this.draft.authoritative_language) ? this.draft.authoritative_language : this.loc.locale; }

  change(path, value) {
    this.draft = change(this.draft, path, value) ?? {};
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 150);
  }

  /** Draw the section of `path` anew, and put the focus at `focus`, or where it was. */
  redraw(path, focus) {
    const active = document.activeElement?.id;
    const all = path[0] === "authoritative_language";
    for (const section of this.sections) if (all || section.keys.includes(String(path[0]))) this.drawSection(section);
    this.refresh();
    const target = document.getElementById(focus ? pathId(focus) : active ?? "");
    if (focus && target) (target.querySelector("input, textarea, select") ?? target).focus();
    else target?.focus();
  }

  // The draft in this browser.

  kept() {
    try {
      const value = JSON.parse(localStorage.getItem(KEY) ?? "null");
      return value && typeof value === "object" && !Array.isArray(value) ? value : null;
    } catch {
      return null;
    }
  }

  keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.draft));
      return true;
    } catch {
      return false;
    }
  }

  replace(value) {
    this.draft = value;
    for (const section of this.sections) this.drawSection(section);
    this.refresh();
  }

  // The page.

  start() {
    const { properties, required } = this.schema;
    const groups = Object.keys(properties).filter((key) => {
      const node = resolve(this.schema, properties[key]);
      return node.type === "object" || node.type === "array";
    });
    const general = Object.keys(properties).filter((key) => !groups.includes(key) && key !== "schema_version" && key !== "fictional");
    this.sections = [
      { id: "general", title: this.words.general, keys: general, required: true },
      ...groups.map((key) => ({
        id: key, title: this.say(properties[key].title ?? ""), keys: [key], required: required.includes(key),
        help: this.say(properties[key].description ?? ""),
      })),
    ];
    this.progress = element("p", { class: "pkb-builder-progress", role: "status" });
    this.output = element("div", { class: "pkb-builder-output" });
    this.alert = element("p", { class: "pkb-builder-alert", role: "alert" });
    this.note = element("p", { class: "pkb-builder-note", role: "status" });
    const form = element("form", { class: "pkb-builder-form", "aria-label": this.words.form, onsubmit: (event) => event.preventDefault() },
      this.sections.map((section) => this.frame(section)));
    this.root.replaceChildren(
      this.toolbar(), this.alert, this.note,
      element("datalist", { id: "pkb-builder-zones" }, this.reference.zones.map((zone) => element("option", { value: zone }))),
      element("div", { class: "pkb-builder-columns" },
        element("div", {}, this.progress, form),
        element("section", { class: "pkb-builder-preview", "aria-label": this.words.preview },
          this.previewBar(), this.output)));
    for (const section of this.sections) this.drawSection(section);
    this.root.hidden = false;
    this.refresh();
  }

  frame(section) {
    section.status = element("span", { class: "pkb-builder-status" });
    section.body = element("div", { class: "pkb-builder-body" });
    section.list = element("ul", { class: "pkb-builder-problems" });
    const details = element("details", {
      class: "pkb-builder-section", id: `pkb-section-${section.id}`, open: this.opened.has(section.id),
      ontoggle: (event) => {
        if (event.target !== details) return;
        if (details.open) this.opened.add(section.id);
        else this.opened.delete(section.id);
        if (details.open && !section.drawn) this.drawSection(section);
        this.showProblems();
      },
    }, element("summary", {}, element("span", {}, section.title), section.status), section.body, section.list);
    section.details = details;
    return details;
  }

  /** Inputs are made when a section is opened: a long form costs nothing before. */
  drawSection(section) {
    section.drawn = section.details.open;
    if (!section.drawn) { section.body.replaceChildren(); return; }
    const { properties, required } = this.schema;
    const inner = section.id === "general"
      ? section.keys.map((key) => field(this, properties[key], [key], required.includes(key)))
      : this.sectionFields(section, properties[section.id]);
    section.body.replaceChildren(...[inner].flat());
  }

  sectionFields(section, given) {
    const node = resolve(this.schema, given);
    const help = element("p", { class: "pkb-builder-help" }, section.help);
    return node.type === "object" ? [help, ...fieldsOf(this, node, [section.id])]
      : [field(this, given, [section.id], section.required)];
  }

  toolbar() {
    const { words } = this;
    const button = (word, act) => element("button", { type: "button", class: "md-button", onclick: act }, word);
    const file = element("input", { type: "file", accept: ".yml,.yaml,.json", class: "pkb-builder-file", tabindex: "-1", "aria-hidden": "true", onchange: (event) => this.open(event.target) });
    const samples = element("select", { id: "pkb-builder-start" },
      element("option", { value: "" }, words.empty),
      Object.entries(words.samples).map(([id, name]) => element("option", { value: id }, name)));
    const start = async () => {
      if (Object.keys(this.draft).length && !confirm(words.replaceSure)) return;
      const value = samples.value ? await load(`sample.${samples.value}.json`) : {};
      this.replace(value);
    };
    return element("div", { class: "pkb-builder-bar" },
      element("span", {}, element("label", { for: "pkb-builder-start" }, words.start), " ", samples, " ",
        element("button", { type: "button", class: "md-button", onclick: start }, words.begin)),
      element("span", {}, file, button(words.load, () => file.click()), button(words.save, () => this.save()),
        button(words.html, () => this.give("html")), button(words.markdown, () => this.give("md")),
        button(words.print, () => this.give("print")),
        button(words.clear, () => { if (confirm(words.clearSure)) this.replace({}); })));
  }

  previewBar() {
    const choose = (id, label, options, now, set) => element("span", {},
      element("label", { for: id }, label), " ",
      element("select", { id, onchange: (event) => { set(event.target.value); this.refresh(); } },
        options.map(([value, name]) => element("option", { value, selected: value === now }, name))));
    return element("div", { class: "pkb-builder-bar" },
      choose("pkb-builder-locale", this.words.previewIn, LOCALES.map((tag) => [tag, this.languageName(tag)]), this.preview.locale,
        (value) => { this.preview.locale = value; }),
      choose("pkb-builder-document", this.words.document, DOCUMENTS.map((name) => [name, this.choice(name)]), this.preview.document,
        (value) => { this.preview.document = value; }));
  }

  async open(input) {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    try {
      const value = parseYaml(await file.text());
      if (!value || typeof value !== "object" || Array.isArray(value)) throw new YamlError("syntax", 1);
      if (Object.keys(this.draft).length && !confirm(this.words.replaceSure)) return;
      this.alert.textContent = "";
      this.replace(value);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      const words = this.words[error.code] ?? this.words.badFile;
      this.alert.textContent = fillWords(words, { line: error.line });
    }
  }

  name(end) { return `${typeof this.draft.id === "string" && this.draft.id ? this.draft.id : "policy"}.${end}`; }

  save() {
    const head = "# yaml-language-server: $schema=policy.schema.json\n";
    const value = { schema_version: 1, ...this.draft };
    saveFile(this.name("yml"), head + toYaml(ordered(this.schema, this.schema, value)), "text/yaml");
  }

  async give(kind) {
    const { policy, locale, html } = await this.rendered();
    const end = `${this.preview.locale}.${this.preview.document}`;
    if (kind === "md") { saveFile(this.name(`${end}.md`), markdownOf(html), "text/markdown"); return; }
    const style = await load("style.bin");
    const page = renderPage(policy, this.data, locale, html, this.preview.document, style.style);
    if (kind === "print") printPage(page);
    else saveFile(this.name(`${end}.html`), page, "text/html");
  }

  // What follows from the draft.

  /** The document of the draft as HTML, with the holidays of its countries. */
  async rendered() {
    const policy = previewable(this.data, { authoritative_language: this.mainLanguage(), ...this.draft });
    const countries = [...new Set(policy.hours.flatMap((hours) => (hours.holidays ? [hours.holidays.country] : [])))]
      .filter((country) => country in this.reference.holidays);
    const files = await loadAll(...countries.map(holidayFile));
    const locale = await loadLocale(this.preview.locale);
    const holidays = Object.fromEntries(countries.map((country, place) => [country, files[place][country]]));
    for (const hours of policy.hours) if (hours.holidays && !(hours.holidays.country in holidays)) delete hours.holidays;
    const today = new Date().toISOString().slice(0, 10);
    return { policy, locale, html: renderDocument(policy, this.data, locale, holidays, this.preview.document, today) };
  }

  async refresh() {
    clearTimeout(this.timer);
    this.problems = findProblems({ schema_version: 1, ...this.draft }, this.data, LOCALES);
    this.showProblems();
    this.showProgress();
    this.note.textContent = this.keep() ? this.words.saved : this.words.notSaved;
    this.turn += 1;
    const { turn } = this;
    const { html } = await this.rendered();
    if (turn !== this.turn) return; // a later change has overtaken this one
    const place = this.output.scrollTop;
    this.output.innerHTML = html; // escaped by the templates' autoescape
    this.output.scrollTop = place;
  }

  sectionOf(path, args) {
    const key = String(path[0] ?? args.field ?? "");
    return this.sections.find((section) => section.keys.includes(key)) ?? this.sections[0];
  }

  showProblems() {
    for (const input of this.root.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    for (const place of this.root.querySelectorAll(".pkb-builder-problem")) place.textContent = "";
    for (const section of this.sections) section.problems = [];
    for (const finding of this.problems) this.sectionOf(finding.path, finding.args).problems.push(finding);
    for (const section of this.sections) {
      section.list.replaceChildren(...section.problems.map((finding) => this.problemItem(finding)));
      for (const finding of section.problems) this.mark(finding);
    }
  }

  /** The element nearest to a finding's place: its input, else the group around it. */
  nearest(finding) {
    const missing = finding.code === "policy-required" && finding.args.field ? [[...finding.path, finding.args.field]] : [];
    const paths = [...missing, ...finding.path.map((_, end) => finding.path.slice(0, finding.path.length - end))];
    for (const path of paths) {
      const found = document.getElementById(pathId(path));
      if (found) return found;
    }
    return null;
  }

  mark(finding) {
    const found = this.nearest(finding);
    if (!found) return;
    const place = document.getElementById(`${found.id}-problem`);
    if (place) place.textContent = [place.textContent, messageOf(finding, this.strings)].filter(Boolean).join(" ");
    if (found.matches("input, textarea, select")) found.setAttribute("aria-invalid", "true");
  }

  problemItem(finding) {
    return element("li", {}, element("button", {
      type: "button",
      onclick: () => { const found = this.nearest(finding); if (found) { found.scrollIntoView({ block: "center" }); found.focus(); } },
    }, messageOf(finding, this.strings)));
  }

  showProgress() {
    let done = 0;
    let all = 0;
    for (const section of this.sections) {
      const used = section.required || section.keys.some((key) => this.draft[key] !== undefined);
      const good = used && section.problems.length === 0;
      if (used) { all += 1; if (good) done += 1; }
      section.status.textContent = !used ? this.words.unused : good ? `✓ ${this.words.good}`
        : fillWords(this.words.problemCount, { count: section.problems.length });
      section.details.dataset.state = !used ? "unused" : good ? "good" : "todo";
    }
    this.progress.textContent = `${fillWords(this.words.progress, { done, all })}${done < all ? ` · ${this.words.blanks}` : ""}`;
  }
}

async function start(place) {
  const words = JSON.parse(document.getElementById("pkb-builder-words")?.textContent ?? "{}");
  const app = place.querySelector(".pkb-builder-app");
  if (!app) return;
  try {
    const [data, locale] = await Promise.all([loadReference(), loadLocale(place.dataset.locale), loadStyle()]);
    const builder = new Builder(app, words, data, locale);
    builder.start();
    place.classList.add("pkb-builder-ready");
    place.builder = builder;
  } catch (error) {
    app.hidden = false;
    app.setAttribute("role", "alert");
    app.textContent = error instanceof TooOld ? words.tooOld : words.failed;
    if (!(error instanceof TooOld)) throw error;
  }
}

for (const place of document.querySelectorAll("[data-pkb-policy-builder]")) start(place);
