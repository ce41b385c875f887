"""The MkDocs plugin: files, nav, page context, notices, assets, post-build. No content features.

What a page says comes from Markdown extensions and the core; see ARCHITECTURE.md, "The way of
the data". `PartnerKBPlugin` is the entry point.
"""

from partner_kb.mkdocs_plugin.plugin import PartnerKBPlugin

__all__ = ["PartnerKBPlugin"]
