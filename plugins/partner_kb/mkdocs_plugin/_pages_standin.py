"""Stands in for `partner_kb.pages` until it lands."""

from __future__ import annotations
from dataclasses import asdict
import yaml
from datetime import date
from partner_kb.model import Document, Source


def parse_page(text: str, path: str, *, locale: str) -> Document:
    meta, body = {}, text
    if text.startswith("---\n"):
        head, _, body = text[4:].partition("\n---\n")
        meta = yaml.safe_load(head) or {}
    source = meta.pop("source", None)
    title = meta.pop("title", None)
    if title is None:
        title = next((l[2:].strip() for l in body.splitlines() if l.startswith("# ")), path)
    return Document(path=path, locale=locale, title=title, description=meta.pop("description", ""), body=body,
        roles=tuple(meta.pop("roles", ())), applies_to=tuple(meta.pop("applies_to", ())),
        source=Source(**source) if source else None, extra=meta)


def render_page(doc: Document) -> str:
    meta = {"title": doc.title, "description": doc.description, "roles": list(doc.roles), "applies_to": list(doc.applies_to), **doc.extra}
    if doc.source:
        meta["source"] = {k: v for k, v in asdict(doc.source).items() if v is not None}
    return "---\n" + yaml.safe_dump(meta, allow_unicode=True) + "---\n" + doc.body
