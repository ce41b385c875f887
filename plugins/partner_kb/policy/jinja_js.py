"""Jinja to JavaScript, for the templates of policies.

In: the templates that a preview needs, by name. Out: the text of an object literal that maps each
name to a function `(context, $) => text`, which `render.js` calls. The templates are parsed by
Jinja itself (its whitespace rules are not copied); of its nodes a subset is translated, and
anything else raises `NotInSubset`: output, `if`, `for` (with `loop.first/last/index`), `set`,
`macro`, `from … import … with context`, `include`, `~`, `-`, comparisons, `is none`, calls, and
`raw(text)` for text that is markup already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from jinja2 import Environment, nodes

from partner_kb.policy.tojs import NotInSubset

_STRINGS = {"gettext", "_", "ngettext", "pgettext", "npgettext"}
_LOOP = {"first", "last", "index"}
_COMPARE = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}


def compile_templates(templates: Mapping[str, str], functions: Iterable[str]) -> str:
    """An object literal of template functions; `functions` are names that templates may call."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    known = frozenset(functions)
    parts = [
        f"{json.dumps(name)}: {_Template(name, known).render(environment.parse(text, name))}"
        for name, text in templates.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}"


class _Template:
    """Writes one template. `scope` holds the names that are JavaScript variables here."""

    def __init__(self, name: str, functions: frozenset[str]) -> None:
        self.name, self.functions = name, functions

    def refused(self, node: nodes.Node, what: str = "no such construct in the subset") -> Exception:
        return NotInSubset(f"{self.name}:{node.lineno}: {what} ({type(node).__name__})")

    def render(self, tree: nodes.Template) -> str:
        macros = {node.name for node in tree.body if isinstance(node, nodes.Macro)}
        scope = frozenset(macros)
        body = self.block(tree.body, scope)
        result = f"{{ text: out, macros: {{ {', '.join(sorted(macros))} }} }}"
        return f'(context, $) => {{\nlet out = "";\n{body}\nreturn {result};\n}}'

    # Statements

    def block(self, body: list[nodes.Node], scope: frozenset[str]) -> str:
        """Statements in order; a `set` or an import adds to what the following ones see."""
        lines: list[str] = []
        for node in body:
            if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                name = node.target.name
                value = self.expr(node.node, scope)
                lines.append(f"{name}_ = {value};" if name in scope else f"let {name}_ = {value};")
                scope |= {name}
            elif isinstance(node, nodes.FromImport):
                names = [name for name in node.names if isinstance(name, str)]
                if len(names) != len(node.names) or not node.with_context:
                    raise self.refused(node, "import names with context, without renaming")
                source = self.expr(node.template, scope)
                taken = ", ".join(names)
                lines.append(f"const {{ {taken} }} = $.template({source}, context).macros;")
                scope |= {f"{name}()" for name in names}
            elif isinstance(node, nodes.Macro):
                lines.append(self.macro(node, scope))
                scope |= {f"{node.name}()"}
            else:
                lines.append(self.statement(node, scope))
        return "\n".join(lines)

    def statement(self, node: nodes.Node, scope: frozenset[str]) -> str:
        match node:
            case nodes.Output():
                return "\n".join(self.output(part, scope) for part in node.nodes)
            case nodes.If():
                return self.condition(node, scope)
            case nodes.For(target=nodes.Name() as target) if not (node.else_ or node.test):
                source = self.expr(node.iter, scope)
                inner = self.block(node.body, scope | {target.name, "loop"})
                return f"$.each({source}, ({target.name}_, loop_) => {{\n{inner}\n}});"
            case nodes.Include():
                seen = ", ".join(
                    f"{name}: {name}_" for name in sorted(scope) if not name.endswith("()")
                )
                source = self.expr(node.template, scope)
                return f"out += $.template({source}, {{ ...context, {seen} }}).text;"
        raise self.refused(node)

    def condition(self, node: nodes.If, scope: frozenset[str]) -> str:
        text = f"if ({self.truth(node.test, scope)}) {{\n{self.block(node.body, scope)}\n}}"
        for other in node.elif_:
            text += f" else if ({self.truth(other.test, scope)}) {{\n"
            text += self.block(other.body, scope) + "\n}"
        if node.else_:
            text += f" else {{\n{self.block(node.else_, scope)}\n}}"
        return text

    def macro(self, node: nodes.Macro, scope: frozenset[str]) -> str:
        if node.defaults:
            raise self.refused(node, "a macro's arguments have no defaults here")
        names = [argument.name for argument in node.args]
        body = self.block(node.body, scope | set(names))
        parameters = ", ".join(f"{name}_" for name in names)
        return (
            f'function {node.name}({parameters}) {{\nlet out = "";\n{body}\n'
            "return new $.Safe(out);\n}"
        )

    def output(self, node: nodes.Node, scope: frozenset[str]) -> str:
        if isinstance(node, nodes.TemplateData):
            return f"out += {json.dumps(node.data)};"
        if isinstance(node, nodes.Expr):
            return f"out += $.escape({self.expr(node, scope)});"
        raise self.refused(node)

    # Expressions

    def truth(self, node: nodes.Node, scope: frozenset[str]) -> str:
        return f"$.truth({self.expr(node, scope)})"

    def expr(self, node: nodes.Node, scope: frozenset[str]) -> str:
        match node:
            case nodes.Const(value=None):
                return "null"
            case nodes.Const(value=bool() as value):
                return "true" if value else "false"
            case nodes.Const(value=int() | str() as value):
                return json.dumps(value)
            case nodes.TemplateData(data=data):
                return f"new $.Safe({json.dumps(data)})"
            case nodes.Name(name=name):
                return f"{name}_" if name in scope else f"$.named(context, {json.dumps(name)})"
            case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if attr in _LOOP:
                return f"loop_.{attr}"
            case nodes.Getattr(node=holder, attr=attr):
                return f"$.field({self.expr(holder, scope)}, {json.dumps(attr)})"
            case nodes.Getitem(node=holder, arg=key):
                return f"$.item({self.expr(holder, scope)}, {self.expr(key, scope)})"
            case nodes.List(items=parts):
                return "[" + ", ".join(self.expr(part, scope) for part in parts) + "]"
            case nodes.Concat(nodes=parts):
                return "$.concat(" + ", ".join(self.expr(part, scope) for part in parts) + ")"
            case nodes.Sub(left=left, right=right):
                return f"({self.expr(left, scope)} - {self.expr(right, scope)})"
            case nodes.And(left=left, right=right):
                return f"$.and_({self.expr(left, scope)}, () => {self.expr(right, scope)})"
            case nodes.Or(left=left, right=right):
                return f"$.or_({self.expr(left, scope)}, () => {self.expr(right, scope)})"
            case nodes.Not(node=inner):
                return f"!{self.truth(inner, scope)}"
            case nodes.Test(node=inner, name="none"):
                return f"$.is({self.expr(inner, scope)}, null)"
            case nodes.Compare():
                return self.compare(node, scope)
            case nodes.Call():
                return self.call(node, scope)
        raise self.refused(node)

    def compare(self, node: nodes.Compare, scope: frozenset[str]) -> str:
        if len(node.ops) != 1:
            raise self.refused(node, "one comparison at a time")
        left, right = self.expr(node.expr, scope), self.expr(node.ops[0].expr, scope)
        op = node.ops[0].op
        if op in ("eq", "ne"):
            return f"{'!' if op == 'ne' else ''}$.equal({left}, {right})"
        if op in _COMPARE:
            return f"($.compare({left}, {right}) {_COMPARE[op]} 0)"
        raise self.refused(node)

    def call(self, node: nodes.Call, scope: frozenset[str]) -> str:
        if node.dyn_args or node.dyn_kwargs or not isinstance(node.node, nodes.Name):
            raise self.refused(node)
        name = node.node.name
        given = ", ".join(self.expr(argument, scope) for argument in node.args)
        if name in _STRINGS:
            pairs = ", ".join(f"{pair.key}: {self.expr(pair.value, scope)}" for pair in node.kwargs)
            kind = "gettext" if name == "_" else name
            return f"$.{kind}([{given}], {{ {pairs} }})"
        if node.kwargs:
            raise self.refused(node, "arguments by name, but for translations")
        if f"{name}()" in scope or name in scope:
            return f"{name}({given})"
        if name == "raw":
            return f"new $.Safe({given})"
        if name in self.functions:
            return f"$.call({json.dumps(name)}, [{given}])"
        raise self.refused(node, f"a call of {name}, which templates do not know")
