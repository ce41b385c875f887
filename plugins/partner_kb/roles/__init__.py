"""Roles and services: who a page is for, named in every language, known again in any text.

`load` reads locales/roles.yml and overlays; a `vocabulary` names and recognises; `learn` turns
side-by-side pages into roles.learned.yml.
"""
