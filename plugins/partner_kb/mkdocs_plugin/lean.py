"""Scripts and style sheets without their comments: what browsers get, smaller than what we read.

In: the text of one of our own files. Out: the same statements, the same rules. No minifier and no
parser: our modules keep comments on lines of their own, and `tests/flow/test_lean.py` runs their
tests on the result.
"""

from __future__ import annotations

import re

_CAST = re.compile(r"/\*\* @type [^*]*(?:\*(?!/)[^*]*)*\*/ ?")


_STYLE_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/\s*")


def lean_style(css: str) -> str:
    """Leave out comments, indentation and the spaces around braces and after semicolons.

    Our style sheets hold none of these in a string.
    """
    lines = (line.strip() for line in _STYLE_COMMENT.sub("", css).split("\n"))
    joined = "\n".join(line for line in lines if line)
    for long, short in ((" { ", "{"), (" {", "{"), ("; }", "}"), (";}", "}"), ("; ", ";")):
        joined = joined.replace(long, short)
    return joined + "\n"


def lean_script(code: str) -> str:
    """Leave out comments that fill whole lines, type casts, blank lines and indentation.

    A module with a template literal of several lines comes back unchanged.
    """
    if any(line.count("`") % 2 for line in code.split("\n")):
        return code
    kept: list[str] = []
    inside = False
    for raw in code.split("\n"):
        line = raw.strip()
        if inside:
            inside = not line.endswith("*/")
        elif line.startswith("/*") and "*/" not in line:
            inside = True
        elif not line.startswith("//") and not (line.startswith("/*") and line.endswith("*/")):
            shorter = _CAST.sub("", line)
            if shorter:
                kept.append(shorter)
    return "\n".join(kept) + "\n"
