"""Scripts without their comments: what browsers get, a third smaller than what people read.

In: the text of one of our ES modules. Out: the same statements. No minifier, and no parser: our
own modules keep comments on lines of their own, and `tests/flow/test_weight.py` compares the
result with the source by running both.
"""

from __future__ import annotations

import re

_CAST = re.compile(r"/\*\* @type [^*]*(?:\*(?!/)[^*]*)*\*/ ?")


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
