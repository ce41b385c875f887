"""Jinja to data, for the templates of policies, which the builder runs in the browser.

In: the templates that a preview needs, by name. Out: a tree of JSON values for each, which
assets/js/policy/template.js runs. The templates are parsed by Jinja itself (its whitespace rules
are not copied); of its nodes a subset is translated, and anything else raises `NotInSubset`:
output, `if`, `for` (with `loop.first/last/index`), `set`, `macro`, `from … import … with context`,
`include`, `~`, `-`, comparisons, `is none`, calls, and `raw(text)` for text that is markup already.

A body is a list of statements. A text stands for itself, `["if", [[test, body], …], else]`,
`["for", name, items, body]`, `["set", name, value]`, `["macro", name, names, body]`,
`["import", template, names]` and `["include", template]` are statements, and any other list is an
expression whose value is put out. In expressions a text is a name with its fields
(`policy.identity.website`), numbers, `true`, `false` and `null` are themselves, and a list is what
its first item says: `["'", text]` is a text, `["=", value]` the value itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from jinja2 import Environment, nodes

from partner_kb.policy.tojs_subset import NotInSubset

Tree: TypeAlias = "str | int | bool | list[Tree] | dict[str, Tree] | None"

_COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_LOOP = {"first", "last", "index"}
_TEXTS = {"gettext": 1, "_": 1, "pgettext": 2, "ngettext": 3}
"""Translations, and what they are given beside values by name."""


def template_trees(templates: Mapping[str, str], functions: Iterable[str]) -> dict[str, list[Tree]]:
    """The tree of each template; `functions` are names that templates may call."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    known = frozenset((*functions, "raw"))
    return {
        name: _Template(name, known).tree(environment.parse(text, name))
        for name, text in templates.items()
    }


class _Template:
    """Translates one template; `callable` are the functions and macros that it knows so far."""

    def __init__(self, name: str, functions: frozenset[str]) -> None:
        self.name = name
        self.callable = set(functions)

    def refused(self, node: nodes.Node, what: str = "no such construct in the subset") -> Exception:
        return NotInSubset(f"{self.name}:{node.lineno}: {what} ({type(node).__name__})")

    def tree(self, template: nodes.Template) -> list[Tree]:
        self.callable.update(macro.name for macro in template.find_all(nodes.Macro))
        return self.body(template.body)

    # Statements

    def body(self, body: Iterable[nodes.Node]) -> list[Tree]:
        return [part for node in body for part in self.statement(node)]

    def statement(self, node: nodes.Node) -> list[Tree]:
        match node:
            case nodes.Output():
                return [self.output(part) for part in node.nodes]
            case nodes.If():
                tests = [(one.test, one.body) for one in (node, *node.elif_)]
                cases: Tree = [[self.expr(test), self.body(body)] for test, body in tests]
                return [["if", cases, *([self.body(node.else_)] if node.else_ else [])]]
            case nodes.For(target=nodes.Name(name=name)) if not (node.else_ or node.test):
                return [["for", name, self.expr(node.iter), self.body(node.body)]]
            case nodes.Assign(target=nodes.Name(name=name)):
                return [["set", name, self.expr(node.node)]]
            case nodes.Macro(name=name):
                if node.defaults:
                    raise self.refused(node, "a macro's arguments have no defaults here")
                names: Tree = [argument.name for argument in node.args]
                return [["macro", name, names, self.body(node.body)]]
            case nodes.FromImport():
                taken = [one for one in node.names if isinstance(one, str)]
                if len(taken) != len(node.names) or not node.with_context:
                    raise self.refused(node, "import names with context, without renaming")
                self.callable.update(taken)
                return [["import", self.expr(node.template), [*taken]]]
            case nodes.Include():
                return [["include", self.expr(node.template)]]
        raise self.refused(node)

    def output(self, node: nodes.Node) -> Tree:
        if isinstance(node, nodes.TemplateData):
            return node.data
        value = self.expr(node)
        return value if isinstance(value, list) else ["=", value]

    # Expressions

    def expr(self, node: nodes.Node) -> Tree:
        match node:
            case nodes.Const(value=bool() | int() | None as constant):
                return constant
            case nodes.Const(value=str() as text):
                return ["'", text]
            case nodes.TemplateData(data=data):
                return ["raw", ["'", data]]
            case nodes.Name(name=name):
                return str(name)
            case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if attr not in _LOOP:
                raise self.refused(node, f"loop.{attr}")
            case nodes.Getattr(node=holder, attr=attr):
                value = self.expr(holder)
                return f"{value}.{attr}" if isinstance(value, str) else [".", value, attr]
            case nodes.Getitem(node=holder, arg=key):
                return ["[]", self.expr(holder), self.expr(key)]
            case nodes.List(items=parts):
                return ["list", *map(self.expr, parts)]
            case nodes.Concat(nodes=parts):
                return ["~", *map(self.expr, parts)]
            case nodes.Sub(left=left, right=right):
                return ["-", self.expr(left), self.expr(right)]
            case nodes.And(left=left, right=right):
                return ["and", self.expr(left), self.expr(right)]
            case nodes.Or(left=left, right=right):
                return ["or", self.expr(left), self.expr(right)]
            case nodes.Not(node=inner):
                return ["not", self.expr(inner)]
            case nodes.Test(node=inner, name="none"):
                return ["none", self.expr(inner)]
            case nodes.Compare(ops=[operand]):
                if sign := _COMPARE.get(operand.op):
                    return [sign, self.expr(node.expr), self.expr(operand.expr)]
            case nodes.Call(node=nodes.Name(name=name)) if not (node.dyn_args or node.dyn_kwargs):
                return self.call(node, name)
        raise self.refused(node)

    def call(self, node: nodes.Call, name: str) -> Tree:
        given = [self.expr(argument) for argument in node.args]
        if name in _TEXTS:
            if len(given) != _TEXTS[name]:
                raise self.refused(node, f"{name} takes {_TEXTS[name]}")
            values: dict[str, Tree] = {pair.key: self.expr(pair.value) for pair in node.kwargs}
            return ["gettext" if name == "_" else name, *given, *([values] if values else [])]
        if node.kwargs:
            raise self.refused(node, "arguments by name, but for translations")
        if name not in self.callable:
            raise self.refused(node, f"a call of {name}, which templates do not know")
        called: list[Tree] = ["raw"] if name == "raw" else ["call", name]
        return called + given
