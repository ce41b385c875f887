"""OPS Markdown, the source form of docs.microsoft.com: read, understood, written clean.

`convert` takes the files of a source tree and gives documents per locale. Everything else in
this package serves it: `sxs` splits side-by-side pages, `parser` and `emit` go from OPS to clean
Markdown, `role_lines` finds whom a page is for, `links` where its links lead.
"""
