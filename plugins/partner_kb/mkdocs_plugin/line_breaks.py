"""Templates of the frame without the line breaks that no reader sees.

In: the source of a template of ours. Out: the same without white space after and before tags of
blocks, where HTML has no use for it. Done when a template is compiled, so it costs a page nothing.
Between words and inline elements every space stays, and so does whatever a page's text holds.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

_BLOCK = (
    "!doctype|html|head|meta|link|title|body|header|footer|main|article|section|nav|aside|div|p|h[1-6]"
    "|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|details|summary|form|template|noscript"
)
_AFTER = re.compile(rf"(</?(?:{_BLOCK})\b[^<\n]*>)\s*\n\s*")
_BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{_BLOCK})\b)")


def without_line_breaks(source: str) -> str:
    """The source of a template, without what is white space between blocks."""
    return _BEFORE.sub("", _AFTER.sub(r"\1", source))


class LineBreaks(Extension):
    """Does that to the templates that `env.pkb_templates` names."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja before it reads a template."""
        ours = getattr(self.environment, "pkb_templates", ())
        return without_line_breaks(source) if name in ours else source
