"""The numbers of `status` as tables: aligned text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

from partner_kb.translation.status import Counts, LocaleStatus, PageStatus

_COLUMNS = ("words", "blocks", "translated", "stale", "machine", "fuzzy", "untranslated")
_HEAD = ("locale", "page", *_COLUMNS, "")


def render_status(statuses: Sequence[LocaleStatus], form: str) -> str:
    """The table as `table`, `markdown` or `json`."""
    if form == "json":
        return json.dumps([_as_json(status) for status in statuses], ensure_ascii=False, indent=1)
    rows = [row for status in statuses for row in _rows(status)]
    return _markdown(rows) if form == "markdown" else _table(rows)


def _rows(status: LocaleStatus) -> list[tuple[str, ...]]:
    rows = [_row(status.locale, page.path, page.counts, _remark(page)) for page in status.pages]
    missing = status.total.missing_pages
    rows.append(
        _row(status.locale, "pages, total", status.total, f"{missing} missing" if missing else "")
    )
    if status.catalog:
        rows.append(_row(status.locale, "catalog", status.catalog, ""))
    return rows


def _remark(page: PageStatus) -> str:
    if page.missing:
        return "page missing"
    return f"{page.extra} without English" if page.extra else ""


def _row(locale: str, name: str, counts: Counts, remark: str) -> tuple[str, ...]:
    numbers = (str(getattr(counts, column)) for column in _COLUMNS)
    return (locale, name, *numbers, remark)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns aligned with spaces; a line of dashes between locales."""
    widths = [max(len(row[column]) for row in (_HEAD, *rows)) for column in range(len(_HEAD))]

    def line(row: Sequence[str]) -> str:
        cells = [
            cell.ljust(width) if column in {0, 1, len(_HEAD) - 1} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    lines = [line(_HEAD)]
    for _, group in groupby(rows, key=lambda row: row[0]):
        lines += ["  ".join("-" * width for width in widths).rstrip(), *map(line, group)]
    return "\n".join(lines)


def _markdown(rows: Sequence[tuple[str, ...]]) -> str:
    align = ["---", "---", *["---:"] * len(_COLUMNS), "---"]
    return "\n".join(f"| {' | '.join(row)} |" for row in (_HEAD, align, *rows))


def _as_json(status: LocaleStatus) -> dict[str, object]:
    return {
        "locale": status.locale,
        "total": asdict(status.total),
        "catalog": asdict(status.catalog) if status.catalog else None,
        "pages": [
            {
                "path": page.path,
                "title": page.title,
                "missing": page.missing,
                "extra": page.extra,
                **asdict(page.counts),
            }
            for page in status.pages
        ],
    }
