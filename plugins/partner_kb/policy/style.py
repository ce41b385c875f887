"""The style sheets of a policy that is a file of its own."""

from __future__ import annotations

from functools import cache

from partner_kb.resources import assets_dir


@cache
def standalone_style() -> str:
    """The style sheets of a file that stands alone."""
    sheets = ("css/policy.css", "policy/file.css")
    return "".join((assets_dir() / sheet).read_text("utf-8") for sheet in sheets)
