"""Material's style sheet without what styles its frame: ours is `templates/theme/base.html`.

In: Material's `main.*.min.css` as installed. Out: the same rules in the same order, but for those
that can match nothing here: their selectors name a class of its header, navigation, search, foot,
or of what its scripts add, which no page loads. What is left styles content, whichever Markdown
extensions write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

FRAME = (
    "annotation|author|clipboard|code__|consent|container|content|copyright|dialog|draft|ellipsis"
    "|feedback|footer|header|logo|main|meta|nav|option|overlay|pagination|path|pin|post|profile"
    "|progress|search|select|sidebar|skip|social|source|status|tabs|toggle|tooltip|top|typeset__"
    "|version"
)
"""How classes after `md-` begin that no page has: neither templates nor scripts write them."""

_MAIN = re.compile(r"main\.\w+\.min\.css")
_TOKEN = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{}]""")
_SCRIPTED = r"\.(?:no-)?js\b|\.focus-visible|\.tabbed-(?:button|control|labels--)|\[role=dialog\]"
_PART = re.compile(rf"\.md-(?:{FRAME})|\[data-md-(?:toggle|component|state)|{_SCRIPTED}")
_GROUP = re.compile(r"@(media|supports|container|layer)\b")
_ICON = re.compile(r"(--md-[\w-]+):url\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\);?")
_DRAWN = re.compile(r"--md-mermaid-[\w-]+:[^;{}]*;?")
"""What a script of Material's reads, to draw diagrams that no page has."""


def content_style() -> str:
    """The style sheet of the installed Material, for the content alone."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    main = next(file for file in folder.iterdir() if _MAIN.fullmatch(file.name))
    return without_frame(main.read_text("utf-8"))


def without_frame(css: str) -> str:
    """Leave out rules for the frame, and icons that no rule uses then."""
    kept = "".join(_kept(_DRAWN.sub("", _without_map(css))))
    used = frozenset(re.findall(r"var\((--md-[\w-]+)", kept))
    return _ICON.sub(lambda found: found[0] if found[1] in used else "", kept)


def _without_map(css: str) -> str:
    return css.partition("/*# sourceMappingURL")[0]


def _kept(css: str) -> Iterator[str]:
    for prelude, body in rules(css):
        if body is None:
            yield prelude
        elif _GROUP.match(prelude):
            if inner := "".join(_kept(body)):
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        elif body and (
            selectors := [one for one in split_selectors(prelude) if not _PART.search(one)]
        ):
            yield f"{','.join(selectors)}{{{body}}}"


def rules(css: str) -> Iterator[tuple[str, str | None]]:
    """(prelude, body) of each rule at the top; a statement such as `@charset` has no body."""
    start = opened = depth = 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            if depth == 0:
                opened = token.start()
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                statements, semicolon, prelude = css[start:opened].rpartition(";")
                if semicolon:
                    yield f"{statements};", None
                yield prelude.strip(), css[opened + 1 : token.start()]
                start = token.end()


def split_selectors(selectors: str) -> Iterator[str]:
    """The selectors of a list; commas in `:is(…)` are part of one."""
    start = depth = 0
    for index, letter in enumerate(selectors):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield selectors[start:index]
            start = index + 1
    yield selectors[start:]
