"""The translator's workflow: catalogs, page translations, checks, status, exchange formats.

In: PO files, Markdown pages, the state files below `locales/`. Out: values and texts; only
`partner_kb.cli.i18n` writes files. Nothing here imports MkDocs.
"""
