"""Everything that can be wrong with a project, in one go: what `partner-kb check` reports.

In: the path of a mkdocs.yml. Out: problems, sorted, each once, with paths as the user sees them.
Nothing is written but in a temporary folder. The rules are elsewhere: conversion and reading of
pages, policies, flows, catalogs and translations each know their own; `config`, `pages` and
`links` add what only the whole project shows.

Like the plugin and the command line, this package may use all of the others; none uses it.
"""

from partner_kb.project_check.project import check_all

__all__ = ["check_all"]
