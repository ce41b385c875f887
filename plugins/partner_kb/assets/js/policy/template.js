/**
 * Runs the templates of policies, which come as data: Jinja's meaning of what they say.
 * In: trees as partner_kb/policy/jinja_data.py makes them, functions, strings. Out: text that is
 * markup. Nothing here knows of policies.
 */
import { Safe, and_, at, compare, equal, escape, is, iterate, or_, said, truth } from "./runtime.js";

const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const plain = (value) => (value instanceof Safe ? value.text : value);

/**
 * What a body sees: the values given from outside, its own variables, the macros.
 * @typedef {{context: Record<string, any>, vars: Record<string, any>, macros: Record<string, Function>}} Scope
 */

/** Templates that may include one another, in one language. */
export class Templates {
  /**
   * @param {Record<string, any[]>} trees
   * @param {Record<string, Function>} functions what templates may call
   * @param {{gettext: Function, pgettext: Function, ngettext: Function}} words
   */
  constructor(trees, functions, words) {
    Object.assign(this, { trees, functions, words });
  }

  /**
   * The first of `names` that there is, run: its text, and its macros.
   * @param {string | string[]} names @param {Record<string, any>} context
   */
  run(names, context) {
    const name = [names].flat().find((candidate) => own(this.trees, candidate));
    if (!name) throw new ReferenceError(`there is no template ${names}`);
    const scope = { context, vars: Object.create(null), macros: Object.create(null) };
    return { text: this.body(this.trees[name], scope), macros: scope.macros };
  }

  /** @param {any[]} statements @param {Scope} scope @returns {string} */
  body(statements, scope) {
    return statements.map((one) => (typeof one === "string" ? one : this.statement(one, scope))).join("");
  }

  /** @param {any[]} node @param {Scope} scope @returns {string} */
  statement(node, scope) {
    const [kind, first, second, third] = node;
    if (kind === "if") {
      const chosen = first.find(([test]) => truth(this.value(test, scope)));
      return this.body(chosen ? chosen[1] : second ?? [], scope);
    }
    if (kind === "for") {
      const items = [...iterate(this.value(second, scope))];
      return items.map((item, place) => {
        const vars = Object.create(scope.vars);
        vars[first] = item;
        vars.loop = { first: place === 0, last: place === items.length - 1, index: place + 1 };
        return this.body(third, { ...scope, vars });
      }).join("");
    }
    if (kind === "include") {
      const given = {};
      for (const name in scope.vars) given[name] = scope.vars[name]; // those of outer bodies, too
      return this.run(this.value(first, scope), { ...scope.context, ...given }).text;
    }
    if (kind === "set") scope.vars[first] = this.value(second, scope);
    else if (kind === "macro") scope.macros[first] = (...values) => this.macro(second, third, values, scope);
    else if (kind === "import") {
      const { macros } = this.run(this.value(first, scope), scope.context);
      for (const name of second) scope.macros[name] = macros[name];
    } else return escape(this.value(node, scope));
    return "";
  }

  macro(names, statements, values, scope) {
    const vars = Object.create(scope.vars);
    names.forEach((name, place) => { vars[name] = values[place]; });
    return new Safe(this.body(statements, { ...scope, vars }));
  }

  /** @param {any} node @param {Scope} scope @returns {any} */
  value(node, scope) {
    if (typeof node === "string") return this.named(node.split("."), scope);
    if (!Array.isArray(node)) return node;
    const [kind, ...parts] = node;
    const value = (place) => this.value(parts[place], scope);
    const all = (from) => parts.slice(from).map((part) => this.value(part, scope));
    switch (kind) {
      case "'": return parts[0];
      case "=": return value(0);
      case ".": return field(value(0), parts[1]);
      case "[]": return at(value(0), value(1));
      case "list": return all(0);
      case "~": return all(0).map((part) => String(plain(part))).join("");
      case "-": return value(0) - value(1);
      case "and": return and_(value(0), () => value(1));
      case "or": return or_(value(0), () => value(1));
      case "not": return !truth(value(0));
      case "none": return is(value(0), null);
      case "==": return equal(value(0), value(1));
      case "!=": return !equal(value(0), value(1));
      case "<": return compare(value(0), value(1)) < 0;
      case "<=": return compare(value(0), value(1)) <= 0;
      case ">": return compare(value(0), value(1)) > 0;
      case ">=": return compare(value(0), value(1)) >= 0;
      case "raw": return new Safe(value(0));
      case "call": return this.call(parts[0], all(1), scope);
      case "gettext": return said(this.words.gettext(value(0)), this.values(parts[1], scope));
      case "pgettext": return said(this.words.pgettext(value(0), value(1)), this.values(parts[2], scope));
      case "ngettext": {
        const num = value(2);
        return said(this.words.ngettext(value(0), value(1), num), { num, ...this.values(parts[3], scope) });
      }
      default: throw new TypeError(`templates know no ${kind}`);
    }
  }

  values(pairs = {}, scope) {
    return Object.fromEntries(Object.entries(pairs).map(([name, node]) => [name, this.value(node, scope)]));
  }

  call(name, given, scope) {
    return name in scope.macros ? scope.macros[name](...given) : this.functions[name](...given.map(plain));
  }

  named([name, ...fields], { vars, context }) {
    if (!(name in vars) && !own(context, name)) throw new ReferenceError(`a template wants ${name}`);
    return fields.reduce(field, name in vars ? vars[name] : context[name]);
  }
}

/** A field of a value; an error where it has none, as in Python. */
function field(holder, name) {
  if (holder === null || holder === undefined || !own(holder, name)) {
    throw new ReferenceError(`a template wants the field ${name}`);
  }
  return holder[name];
}
