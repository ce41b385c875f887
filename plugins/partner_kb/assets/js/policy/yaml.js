/**
 * YAML as policies are written in it: text to plain data, and back.
 * Reads block and flow collections, plain and quoted scalars, | and > texts, comments; refuses
 * anchors, aliases, tags, duplicate keys and tabs, as partner_kb/yaml_source.py does. Scalars are
 * YAML 1.2 (core schema): 18:00 and no are texts.
 */

export class YamlError extends Error {
  /** @param {string} code a key of the builder's words @param {number} line from 1 */
  constructor(code, line) {
    super(`${code} (${line})`);
    this.code = code;
    this.line = line;
  }
}

/** @param {string} text */
export function parseYaml(text) {
  const reader = new Reader(text);
  const value = reader.block(0);
  if (reader.line < reader.lines.length) throw new YamlError("syntax", reader.number());
  return value;
}

const KEY = /^((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-?:,[\]{}&*!|>'"%@`][^#]*?|-[^\s#][^#]*?))\s*:(?=\s|$)/;

/** Lines with their indentation; comments and blank lines are skipped where they mean nothing. */
class Reader {
  constructor(text) {
    this.raw = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
    this.lines = this.raw.map((line, index) => ({ text: line, number: index + 1 }))
      .filter(({ text: line, number }) => {
        if (/^\t+\S/.test(line)) throw new YamlError("tab", number);
        return line.trim() !== "" && !/^\s*#/.test(line) && !/^(---|%YAML.*)\s*$/.test(line);
      });
    this.line = 0;
    this.pending = null;
  }

  number() {
    return this.lines[Math.min(this.line, this.lines.length - 1)]?.number ?? 1;
  }

  /** The indentation of the current line, and its text; a "- " may have left a rest of it. */
  current() {
    if (this.pending) return this.pending;
    if (this.line >= this.lines.length) return null;
    const { text } = this.lines[this.line];
    const indent = text.length - text.trimStart().length;
    return { indent, text: text.slice(indent) };
  }

  next() {
    this.pending = null;
    this.line += 1;
  }

  /** The block that begins at the current line, if it is indented by `least` or more. */
  block(least) {
    const now = this.current();
    if (!now || now.indent < least) return null;
    if (/^-(\s|$)/.test(now.text)) return this.sequence(now.indent);
    if (KEY.test(now.text) && !/^[[{]/.test(now.text)) return this.mapping(now.indent);
    const value = this.scalar(now.text, now.indent - 1);
    return value;
  }

  sequence(indent) {
    const items = [];
    for (let now = this.current(); now; now = this.current()) {
      if (now.indent !== indent || !/^-(\s|$)/.test(now.text)) break;
      const rest = now.text.slice(1);
      const body = rest.trimStart();
      if (body === "" || body.startsWith("#")) {
        this.next();
        items.push(this.block(indent + 1));
        continue;
      }
      const inner = indent + 1 + (rest.length - body.length);
      this.pending = { indent: inner, text: body };
      items.push(this.block(inner));
    }
    this.checkIndent(indent);
    return items;
  }

  mapping(indent) {
    const value = {};
    for (let now = this.current(); now; now = this.current()) {
      if (now.indent !== indent) break;
      const found = KEY.exec(now.text);
      if (!found || /^-(\s|$)/.test(now.text)) break;
      const key = String(this.plainKey(found[1]));
      if (Object.hasOwn(value, key)) throw new YamlError("duplicate", this.number());
      const rest = now.text.slice(found[0].length).trimStart();
      let item;
      if (rest === "" || rest.startsWith("#")) {
        this.next();
        const after = this.current();
        const list = after && after.indent === indent && /^-(\s|$)/.test(after.text);
        item = list ? this.sequence(indent) : this.block(indent + 1);
      } else {
        item = this.scalar(rest, indent);
      }
      Object.defineProperty(value, key, { value: item, enumerable: true, writable: true, configurable: true });
    }
    this.checkIndent(indent);
    return value;
  }

  plainKey(text) {
    return /^["']/.test(text) ? new Flow(text, this).value() : text;
  }

  checkIndent(indent) {
    const now = this.current();
    if (now && now.indent > indent) throw new YamlError("syntax", this.number());
  }

  /** A scalar or a flow collection that begins with `text`; it may go on below, deeper than `indent`. */
  scalar(text, indent) {
    if (/^[&*!]/.test(text)) throw new YamlError("anchor", this.number());
    if (/^[|>]/.test(text)) return this.literal(text, indent);
    if (/^["'[{]/.test(text)) {
      const flow = new Flow(text, this);
      const value = flow.value();
      if (!/^\s*(#.*)?$/.test(flow.rest())) throw new YamlError("syntax", this.number());
      this.next();
      return value;
    }
    let plain = text.replace(/\s+#.*$/, "").trim();
    this.next();
    for (let now = this.current(); now && now.indent > indent; now = this.current()) {
      if (KEY.test(now.text)) throw new YamlError("syntax", this.number());
      plain += ` ${now.text.replace(/\s+#.*$/, "").trim()}`;
      this.next();
    }
    if (/:\s/.test(plain)) throw new YamlError("syntax", this.number());
    return resolve(plain);
  }

  literal(text, indent) {
    const found = /^([|>])([+-]?)(\d?)([+-]?)\s*(#.*)?$/.exec(text);
    if (!found) throw new YamlError("syntax", this.number());
    const first = this.lines[this.line].number;
    const body = [];
    let row = first;
    for (; row < this.raw.length; row += 1) {
      const line = this.raw[row];
      if (line.trim() !== "" && line.length - line.trimStart().length <= Math.max(indent, 0) &&
        !(indent < 0)) break;
      body.push(line);
    }
    while (this.line < this.lines.length && this.lines[this.line].number <= row) this.line += 1;
    this.pending = null;
    const filled = body.filter((line) => line.trim() !== "");
    const deep = found[3] ? Math.max(indent, 0) + Number(found[3])
      : Math.min(...filled.map((line) => line.length - line.trimStart().length));
    const lines = body.map((line) => line.slice(Math.min(deep, line.length)));
    let kept = lines.length;
    while (kept > 0 && lines[kept - 1].trim() === "") kept -= 1;
    const chomp = found[2] || found[4];
    const content = lines.slice(0, kept);
    const joined = found[1] === "|" ? content.join("\n") : fold(content);
    if (chomp === "-" || joined === "") return joined;
    return joined + "\n" + (chomp === "+" ? "\n".repeat(lines.length - kept) : "");
  }
}

/** The lines of a > text: a single break is a space, blank lines are breaks. */
function fold(lines) {
  let out = "";
  let blank = 0;
  lines.forEach((line, index) => {
    if (line.trim() === "") { blank += 1; return; }
    if (index > 0 || blank) out += blank ? "\n".repeat(blank) : out ? " " : "";
    blank = 0;
    out += line;
  });
  return out;
}

/** Quoted scalars and flow collections, over several lines if need be. */
class Flow {
  constructor(text, reader) {
    this.text = text;
    this.place = 0;
    this.reader = reader;
  }

  rest() {
    return this.text.slice(this.place);
  }

  fail() {
    throw new YamlError("syntax", this.reader.number());
  }

  /** Join the next line, folded; false at the end of the file. */
  more() {
    const next = this.reader.lines[this.reader.line + 1];
    if (!next) return false;
    this.reader.line += 1;
    this.text = `${this.text.trimEnd()} ${next.text.trim()}`;
    return true;
  }

  space() {
    for (;;) {
      const found = /^(\s+|#.*$)/.exec(this.rest());
      const begins = this.place === 0 || /\s/.test(this.text[this.place - 1]);
      if (found && (!found[0].startsWith("#") || begins)) this.place += found[0].length;
      else if (this.place >= this.text.length && this.depth > 0) { if (!this.more()) this.fail(); }
      else return;
    }
  }

  depth = 0;

  value() {
    this.space();
    const sign = this.text[this.place];
    if (sign === "[") return this.list();
    if (sign === "{") return this.map();
    if (sign === '"') return this.double();
    if (sign === "'") return this.single();
    if (sign === "&" || sign === "*" || sign === "!") throw new YamlError("anchor", this.reader.number());
    const found = /^(?:[^,[\]{}:#]|:(?!\s|$|[,[\]{}])|(?<!\s)#)+/.exec(this.rest());
    if (!found) this.fail();
    this.place += found[0].length;
    return resolve(found[0].trim());
  }

  list() {
    this.place += 1;
    this.depth += 1;
    const items = [];
    for (;;) {
      this.space();
      if (this.text[this.place] === "]") break;
      items.push(this.value());
      this.space();
      if (this.text[this.place] === ",") this.place += 1;
      else if (this.text[this.place] !== "]") this.fail();
    }
    this.place += 1;
    this.depth -= 1;
    return items;
  }

  map() {
    this.place += 1;
    this.depth += 1;
    const value = {};
    for (;;) {
      this.space();
      if (this.text[this.place] === "}") break;
      const key = String(this.value());
      if (Object.hasOwn(value, key)) throw new YamlError("duplicate", this.reader.number());
      this.space();
      if (this.text[this.place] !== ":") this.fail();
      this.place += 1;
      value[key] = this.value();
      this.space();
      if (this.text[this.place] === ",") this.place += 1;
      else if (this.text[this.place] !== "}") this.fail();
    }
    this.place += 1;
    this.depth -= 1;
    return value;
  }

  double() {
    let found = /^"(?:[^"\\]|\\.)*"/.exec(this.rest());
    while (!found) {
      if (!this.more()) this.fail();
      found = /^"(?:[^"\\]|\\.)*"/.exec(this.rest());
    }
    this.place += found[0].length;
    const long = found[0].replace(/\\x([0-9a-fA-F]{2})/g, "\\u00$1").replace(/\\([ N_LP0ae])/g, escaped)
      .replace(/\t/g, "\\t");
    try {
      return JSON.parse(long);
    } catch {
      return this.fail();
    }
  }

  single() {
    let found = /^'(?:[^']|'')*'(?!')/.exec(this.rest());
    while (!found) {
      if (!this.more()) this.fail();
      found = /^'(?:[^']|'')*'(?!')/.exec(this.rest());
    }
    this.place += found[0].length;
    return found[0].slice(1, -1).replaceAll("''", "'");
  }
}

const escaped = (whole, sign) => ({
  " ": " ", N: "\\u0085", _: "\\u00a0", L: "\\u2028", P: "\\u2029", 0: "\\u0000", a: "\\u0007", e: "\\u001b",
})[sign] ?? whole;

/** A plain scalar by the YAML 1.2 core schema. */
function resolve(text) {
  if (/^(~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?[0-9]+$/.test(text)) return Number(text);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  return text;
}

/** Plain data as YAML, in the order of its keys. @param {unknown} value */
export function toYaml(value) {
  return `${write(value, 0)}\n`;
}

function write(value, indent) {
  const space = " ".repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return value.map((item) => {
      const text = write(item, indent + 2);
      return isBlock(item) ? `${space}- ${text.slice(indent + 2)}` : `${space}- ${text}`;
    }).join("\n");
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    if (entries.length === 0) return "{}";
    return entries.map(([key, item]) => (
      isBlock(item) ? `${space}${key}:\n${write(item, indent + 2)}` : `${space}${key}: ${write(item, indent + 2)}`
    )).join("\n");
  }
  return typeof value === "string" ? writeText(value, indent) : String(value);
}

const isBlock = (value) => value !== null && typeof value === "object" &&
  (Array.isArray(value) ? value : Object.keys(value)).length > 0;

function writeText(text, indent) {
  if (/^[^\n]+(\n+[^\n]+)*\n?$/.test(text) && text.includes("\n") && !/^\s|[^\S\n]\n|[\u0000-\u0009\u000b-\u001f]/.test(text)) {
    const space = " ".repeat(indent);
    const chomp = text.endsWith("\n") ? "" : "-";
    return `|${chomp}\n${text.replace(/\n$/, "").split("\n").map((line) => (line ? space + line : "")).join("\n")}`;
  }
  const plain = /^[\p{L}][\p{L}\p{N} ()/.,;'_-]*$/u.test(text) && !/\s$/.test(text) && typeof resolve(text) === "string";
  return plain || /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : JSON.stringify(text);
}
